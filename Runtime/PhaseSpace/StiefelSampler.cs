using Mandelstam.Processes;
using Mandelstam.Randomness;
using Mandelstam.Simd;

namespace Mandelstam.PhaseSpace;

/// <summary>Two orthonormal vectors u, v of Cᴺ, drawn uniformly, are a massless event: its momenta are conserved whatever they are.</summary>
/// <remarks>
/// <para>
/// A. J. Larkoski and T. Melia, Phys. Rev. D 102, 094014 (2020), arXiv:2008.06508: with spinors λᵢ = (uᵢ, vᵢ), E = (|uᵢ|² + |vᵢ|²)√s/2,
/// p = (Re uᵢvᵢ*, Im uᵢvᵢ*, (|uᵢ|² − |vᵢ|²)/2)√s. The lengths of u and v are the energy and pz, their product is px and py; each particle is massless.
/// </para>
/// <para>
/// A phase of a particle's spinor changes nothing, so that u is taken real: the simplex of the |uᵢ|², from exponential numbers. v is a complex normal
/// vector, made orthogonal to u twice, since once leaves a rounding that counts where it is nearly parallel. Conservation is good to a few units in
/// the last place for every event. Massive events come of massless ones as <see cref="MassShell"/> says.
/// </para>
/// </remarks>
public sealed class StiefelSampler : PhaseSpaceSampler
{
    // Σu², and the real and imaginary part of Σuv.
    private const int Sums = 3;

    private readonly double _volume;
    private readonly MassShell? _shell;

    /// <summary>A sampler of massless particles.</summary>
    /// <param name="sqrtS">The energy in the centre of mass, in GeV.</param>
    /// <param name="particles">The number of particles, at least 2.</param>
    public StiefelSampler(double sqrtS, int particles)
        : this(sqrtS, new double[Math.Max(particles, 0)])
    {
    }

    /// <summary>A sampler.</summary>
    /// <param name="sqrtS">The energy in the centre of mass, or the mass of what decays, in GeV.</param>
    /// <param name="masses">The masses of the final state in GeV, at least two.</param>
    /// <exception cref="MandelstamException">The masses add up to the energy or more.</exception>
    public StiefelSampler(double sqrtS, IReadOnlyList<double> masses)
        : base(sqrtS, masses)
    {
        _volume = PhaseSpaceVolume.Massless(sqrtS, Particles);
        _shell = IsMassless ? null : new(sqrtS, [.. masses], _volume);
    }

    /// <inheritdoc/>
    public override bool IsUniform => IsMassless;

    /// <inheritdoc/>
    private protected override int ScratchColumns => Sums;

    /// <inheritdoc/>
    private protected override void Fill<T>(in RowTile tile, ref LaneRandom<T> random)
    {
        tile.SetScratch(0, Sums, T.All(0));
        for (int i = 0; i < Particles; i++)
        {
            Draw(in tile, i, ref random);
        }

        Orthonormalize<T>(in tile);
        if (_shell is null)
        {
            tile.SetWeights(T.All(_volume));
        }
        else
        {
            _shell.Apply<T>(in tile);
        }
    }

    // Until the end the columns of a particle hold u², Re v, Im v and u.
    private static unsafe void Draw<T>(in RowTile tile, int particle, ref LaneRandom<T> random)
        where T : struct, IDoubleLanes<T>
    {
        LaneRandom<T> generator = random;
        nint stride = tile.ColumnStride;
        double* columns = tile.Momentum(particle);
        double* sums = tile.Scratch(0);
        for (int row = 0; row < tile.End; row += RowTile.RowStep)
        {
            T square = -UnitMath<T>.Log(generator.NextUniform());
            T u = T.Sqrt(square);
            T length = T.Sqrt(-UnitMath<T>.Log(generator.NextUniform()));
            T sin = generator.NextSinCos(out T cos);
            T re = length * cos, im = length * sin;
            double* at = columns + row;
            T.Write(square, at);
            T.Write(re, at + stride);
            T.Write(im, at + (2 * stride));
            T.Write(u, at + (3 * stride));
            double* sum = sums + row;
            T.Write(T.Read(sum) + square, sum);
            T.Write(T.MultiplyAdd(u, re, T.Read(sum + RowTile.ScratchStride)), sum + RowTile.ScratchStride);
            T.Write(T.MultiplyAdd(u, im, T.Read(sum + (2 * RowTile.ScratchStride))), sum + (2 * RowTile.ScratchStride));
        }

        random = generator;
    }

    private unsafe void Orthonormalize<T>(in RowTile tile)
        where T : struct, IDoubleLanes<T>
    {
        nint stride = tile.ColumnStride;
        double* sums = tile.Scratch(0);
        for (int row = 0; row < tile.End; row += RowTile.RowStep)
        {
            double* sum = sums + row;
            T perSquare = T.All(1) / T.Read(sum);
            T re = T.Read(sum + RowTile.ScratchStride) * perSquare, im = T.Read(sum + (2 * RowTile.ScratchStride)) * perSquare;
            T restRe = T.All(0), restIm = T.All(0), norm = T.All(0);
            double* at = tile.Momentum(0) + row;
            for (int i = 0; i < Particles; i++, at += 4 * stride)
            {
                T u = T.Read(at + (3 * stride));
                T x = T.MultiplyAdd(-re, u, T.Read(at + stride)), y = T.MultiplyAdd(-im, u, T.Read(at + (2 * stride)));
                T.Write(x, at + stride);
                T.Write(y, at + (2 * stride));
                restRe = T.MultiplyAdd(u, x, restRe);
                restIm = T.MultiplyAdd(u, y, restIm);
                norm = T.MultiplyAdd(x, x, T.MultiplyAdd(y, y, norm));
            }

            // What the second pass takes from |v|² is the square of what the first one rounded: nothing.
            re = restRe * perSquare;
            im = restIm * perSquare;
            T perNorm = T.All(1) / norm;
            T ofU = T.All(0.5 * SqrtS) * perSquare, ofV = T.All(0.5 * SqrtS) * perNorm, ofBoth = T.All(SqrtS) * T.Sqrt(perSquare * perNorm);
            at = tile.Momentum(0) + row;
            for (int i = 0; i < Particles; i++, at += 4 * stride)
            {
                T u = T.Read(at + (3 * stride));
                T x = T.MultiplyAdd(-re, u, T.Read(at + stride)), y = T.MultiplyAdd(-im, u, T.Read(at + (2 * stride)));
                T a = ofU * T.Read(at), b = ofV * T.MultiplyAdd(x, x, y * y), transverse = ofBoth * u;
                T.Write(a + b, at);
                T.Write(transverse * x, at + stride);
                T.Write(transverse * y, at + (2 * stride));
                T.Write(a - b, at + (3 * stride));
            }
        }
    }
}
