using System.ComponentModel;
using System.Runtime.CompilerServices;
using Mandelstam.Processes;

namespace Mandelstam.Simd;

/// <summary>The columns of phase-space points, read a register at a time. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct PointColumns
{
    private readonly ref float _first;
    private readonly nint _stride;

    /// <summary>The columns of points, of which there is at least one.</summary>
    /// <param name="points">The points.</param>
    internal PointColumns(PhaseSpacePoints points)
    {
        ref double first = ref points.Energy(0)[0];
        _first = ref Unsafe.As<double, float>(ref first);
        _stride = Unsafe.ByteOffset(ref first, ref points.Px(0)[0]) / sizeof(float);
    }

    /// <summary>Reads a register.</summary>
    /// <typeparam name="T">Lanes of float64.</typeparam>
    /// <param name="column">The column: E, px, py, pz of the first particle, then of the second, and so on.</param>
    /// <param name="row">The first row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Load<T>(int column, nint row)
        where T : struct, ILanes<T> => T.Load(ref _first, column * _stride, row);
}
