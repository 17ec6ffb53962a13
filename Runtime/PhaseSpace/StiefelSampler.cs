using System.Runtime.CompilerServices;
using Mandelstam.PhaseSpace.Uniforms;
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
/// A phase of a particle's spinor changes nothing, so that u is taken real: its squares are a point of the simplex, the gaps between N − 1 sorted uniform
/// numbers. v is a unit vector w of Cᴺ⁻¹, N − 2 sorted numbers and N − 1 phases, 3N − 4 numbers in all, reflected into the complement of u: with c = Σuⱼwⱼ over
/// j &lt; N, vⱼ = wⱼ − uⱼc/(1 + u_N) and v_N = −c (Householder). Conservation is good to a few units in the last place for every event. Massive events
/// come of massless ones as <see cref="MassShell"/> says.
/// </para>
/// </remarks>
public sealed class StiefelSampler : TiledSampler
{
    private readonly double _volume;
    private readonly SortingNetwork _sortU;
    private readonly SortingNetwork _sortV;
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
        _sortU = new(Particles - 1);
        _sortV = new(Particles - 2);
        _shell = IsMassless ? null : new(sqrtS, [.. masses], _volume);
    }

    /// <inheritdoc/>
    public override bool IsUniform => IsMassless;

    /// <inheritdoc/>
    private protected override int ScratchColumns => (2 * Particles) - 3;

    /// <inheritdoc/>
    private protected override unsafe void Fill<T>(in RowTile tile, ref LaneRandom<T> random)
    {
        for (int column = 0; column < ScratchColumns; column++)
        {
            RandomUniforms.Instance.Write(in tile, ref random, column, tile.Scratch(column));
        }

        _sortU.Sort<T>(tile.Scratch(0), RowTile.ScratchStride, tile.End);
        _sortV.Sort<T>(tile.Scratch(Particles - 1), RowTile.ScratchStride, tile.End);
        Spinors(in tile, ref random);
        if (_shell is null)
        {
            tile.SetWeights(T.All(_volume));
        }
        else
        {
            _shell.Apply<T>(in tile);
        }
    }

    // Events one register after the other. The columns of a particle hold u², Re w, Im w and u before they hold its momentum.
    private unsafe void Spinors<T>(in RowTile tile, ref LaneRandom<T> random)
        where T : struct, IDoubleLanes<T>
    {
        // The state of the generators stays in registers only as a local variable.
        LaneRandom<T> generator = random;
        nint stride = tile.ColumnStride;
        int last = Particles - 1;
        T one = T.All(1), scale = T.All(SqrtS), half = T.All(0.5 * SqrtS);
        for (int row = 0; row < tile.End; row += RowTile.RowStep)
        {
            double* at = tile.Momentum(0) + row, sorted = tile.Scratch(0) + row, sortedV = tile.Scratch(last) + row;
            T below = T.All(0), belowV = T.All(0), re = T.All(0), im = T.All(0);
            for (int i = 0; i < last; i++, at += 4 * stride)
            {
                T next = T.Read(sorted + (i * RowTile.ScratchStride)), nextV = i == last - 1 ? one : T.Read(sortedV + (i * RowTile.ScratchStride));
                T square = next - below, u = T.Sqrt(square), length = T.Sqrt(nextV - belowV);
                (below, belowV) = (next, nextV);
                T sin = generator.NextSinCos(out T cos);
                T x = length * cos, y = length * sin;
                re = T.MultiplyAdd(u, x, re);
                im = T.MultiplyAdd(u, y, im);
                T.Write(square, at);
                T.Write(x, at + stride);
                T.Write(y, at + (2 * stride));
                T.Write(u, at + (3 * stride));
            }

            T lastSquare = one - below, lastU = T.Sqrt(lastSquare), inverse = one / (one + lastU);
            Momentum(at, stride, lastSquare, lastU, -re, -im, half, scale);
            T perRe = re * inverse, perIm = im * inverse;
            at = tile.Momentum(0) + row;
            for (int i = 0; i < last; i++, at += 4 * stride)
            {
                T u = T.Read(at + (3 * stride));
                T x = T.MultiplyAddNegated(perRe, u, T.Read(at + stride)), y = T.MultiplyAddNegated(perIm, u, T.Read(at + (2 * stride)));
                Momentum(at, stride, T.Read(at), u, x, y, half, scale);
            }
        }

        random = generator;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Momentum<T>(double* at, nint stride, T square, T u, T x, T y, T half, T scale)
        where T : struct, IDoubleLanes<T>
    {
        T other = T.MultiplyAdd(x, x, y * y), transverse = scale * u;
        T.Write(half * (square + other), at);
        T.Write(transverse * x, at + stride);
        T.Write(transverse * y, at + (2 * stride));
        T.Write(half * (square - other), at + (3 * stride));
    }
}
