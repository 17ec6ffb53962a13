using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mandelstam.Processes;

/// <summary>Points of phase space: the momenta of the final state of many events, in GeV, and the weight of each event.</summary>
/// <remarks>
/// The frame is the rest frame of what decays, or the centre of mass of what collides. Particles are in the order of the reaction's text (of a
/// chain: those that do not decay, left to right). A structure of arrays: E, px, py, pz of the first particle, then of the second, and so on.
/// Every column begins at a multiple of 64 bytes and has room for a multiple of <see cref="RowsPerLine"/> rows, so that kernels may work on whole registers;
/// what they leave behind the last event means nothing.
/// </remarks>
public sealed class PhaseSpacePoints
{
    /// <summary>The rows of a cache line, and of the widest register: 8.</summary>
    public const int RowsPerLine = 8;

    private const int LineBytes = RowsPerLine * sizeof(double);
    private const int PageBytes = 4096;
    private const int Components = 4;

    private readonly double[] _values;
    private readonly int _start;
    private readonly int _stride;
    private int _count;

    /// <summary>Makes room for events; all numbers are 0 at first.</summary>
    /// <param name="particles">The particles of the final state, at least 1.</param>
    /// <param name="count">The number of events, which is also the <see cref="Capacity"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no particle, or fewer events than none.</exception>
    public PhaseSpacePoints(int particles, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(particles);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Particles = particles;
        Capacity = count;
        _count = count;

        // Columns a multiple of a page apart would share the same few places of the first-level cache.
        _stride = checked((count + RowsPerLine - 1) / RowsPerLine * RowsPerLine);
        _stride += (long)_stride * sizeof(double) % PageBytes == 0 ? RowsPerLine : 0;

        // The collector does not move pinned arrays, so that what is aligned once stays so.
        _values = GC.AllocateArray<double>(checked((((Components * particles) + 1) * _stride) + RowsPerLine), pinned: true);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(_values, 0);
        _start = (int)((LineBytes - (address % LineBytes)) % LineBytes / sizeof(double));
    }

    /// <summary>The particles of the final state.</summary>
    public int Particles { get; }

    /// <summary>The most events that there is room for.</summary>
    public int Capacity { get; }

    /// <summary>The number of events. May be set to anything up to <see cref="Capacity"/>, so that one object serves for chunks of several sizes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is not room for so many.</exception>
    public int Count
    {
        get => _count;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Capacity);
            _count = value;
        }
    }

    /// <summary>The weights: 1 for each event of an unweighted sample, GeV^(2n−4) for points that fill phase space; see Dsl/docs/phase-space.md.</summary>
    public Span<double> Weights => Column(Components * Particles);

    /// <summary>The energy of a particle in each event, in GeV.</summary>
    /// <param name="particle">Its place in the final state, from 0.</param>
    public Span<double> Energy(int particle) => Component(particle, 0);

    /// <summary>The x component of a particle's momentum in each event, in GeV.</summary>
    /// <param name="particle">Its place in the final state, from 0.</param>
    public Span<double> Px(int particle) => Component(particle, 1);

    /// <summary>The y component of a particle's momentum in each event, in GeV.</summary>
    /// <param name="particle">Its place in the final state, from 0.</param>
    public Span<double> Py(int particle) => Component(particle, 2);

    /// <summary>The z component of a particle's momentum in each event, in GeV.</summary>
    /// <param name="particle">Its place in the final state, from 0.</param>
    public Span<double> Pz(int particle) => Component(particle, 3);

    private Span<double> Component(int particle, int component)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(particle);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(particle, Particles);
        return Column((Components * particle) + component);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<double> Column(int column) => _values.AsSpan(_start + (column * _stride), _count);
}
