using Mandelstam.Processes;
using Mandelstam.Randomness;
using Mandelstam.Simd;

namespace Mandelstam.PhaseSpace;

/// <summary>RAMBO: isotropic massless momenta with energies of density e·exp(−e), taken to the centre of mass by one boost and one change of scale.</summary>
/// <remarks>
/// R. Kleiss, W. J. Stirling and S. D. Ellis, Comput. Phys. Commun. 40 (1986) 359. Massless events all have the volume as weight; massive ones
/// come of them as <see cref="MassShell"/> says. Where the momenta are nearly parallel the boost is large and rounding grows as γ². The map
/// leaves momenta as they are that are balanced already, so it is applied again there, until γ is close to 1.
/// </remarks>
public sealed class RamboSampler : TiledSampler
{
    private const int Sums = 4;

    // Beyond this γ a second application takes off what the first one rounded.
    private const double ModerateBoost = 4;
    private const int MostBoosts = 6;

    private readonly double _volume;
    private readonly MassShell? _shell;

    /// <summary>A sampler of massless particles.</summary>
    /// <param name="sqrtS">The energy in the centre of mass, in GeV.</param>
    /// <param name="particles">The number of particles, at least 2.</param>
    public RamboSampler(double sqrtS, int particles)
        : this(sqrtS, new double[Math.Max(particles, 0)])
    {
    }

    /// <summary>A sampler.</summary>
    /// <param name="sqrtS">The energy in the centre of mass, or the mass of what decays, in GeV.</param>
    /// <param name="masses">The masses of the final state in GeV, at least two.</param>
    /// <exception cref="MandelstamException">The masses add up to the energy or more.</exception>
    public RamboSampler(double sqrtS, IReadOnlyList<double> masses)
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

        Balance<T>(in tile);
        if (_shell is null)
        {
            tile.SetWeights(T.All(_volume));
        }
        else
        {
            _shell.Apply<T>(in tile);
        }
    }

    private static unsafe void Draw<T>(in RowTile tile, int particle, ref LaneRandom<T> random)
        where T : struct, IDoubleLanes<T>
    {
        // The state of the generators stays in registers only as a local variable.
        LaneRandom<T> generator = random;
        double* e = tile.Momentum(particle);
        double* x = e + tile.ColumnStride;
        double* y = x + tile.ColumnStride;
        double* z = y + tile.ColumnStride;
        double* sums = tile.Scratch(0);
        for (int row = 0; row < tile.End; row += RowTile.RowStep)
        {
            T cosTheta = T.MultiplyAdd(T.All(2), generator.NextUniform(), T.All(-1));
            T sin = generator.NextSinCos(out T cos);
            T energy = -UnitMath<T>.Log(generator.NextUniform() * generator.NextUniform());
            T transverse = energy * T.Sqrt(T.MultiplyAddNegated(cosTheta, cosTheta, T.All(1)));
            T px = transverse * cos, py = transverse * sin, pz = energy * cosTheta;
            T.Write(energy, e + row);
            T.Write(px, x + row);
            T.Write(py, y + row);
            T.Write(pz, z + row);
            double* sum = sums + row;
            T.Write(T.Read(sum) + energy, sum);
            T.Write(T.Read(sum + RowTile.ScratchStride) + px, sum + RowTile.ScratchStride);
            T.Write(T.Read(sum + (2 * RowTile.ScratchStride)) + py, sum + (2 * RowTile.ScratchStride));
            T.Write(T.Read(sum + (3 * RowTile.ScratchStride)) + pz, sum + (3 * RowTile.ScratchStride));
        }

        random = generator;
    }

    private unsafe void Balance<T>(in RowTile tile)
        where T : struct, IDoubleLanes<T>
    {
        double* sums = tile.Scratch(0);
        for (int row = 0; row < tile.End; row += RowTile.RowStep)
        {
            double* sum = sums + row;
            Boost<T> boost = new(
                SqrtS,
                T.Read(sum),
                T.Read(sum + RowTile.ScratchStride),
                T.Read(sum + (2 * RowTile.ScratchStride)),
                T.Read(sum + (3 * RowTile.ScratchStride)));
            Apply(in tile, row, in boost);
            T isLarge = T.Less(T.All(ModerateBoost), boost.Gamma);
            for (int pass = 1; pass < MostBoosts && T.Any(isLarge); pass++)
            {
                isLarge &= Again(in tile, row, isLarge);
            }
        }
    }

    private unsafe void Apply<T>(in RowTile tile, int row, in Boost<T> by)
        where T : struct, IDoubleLanes<T>
    {
        Boost<T> boost = by;
        double* e = tile.Momentum(0) + row;
        nint stride = tile.ColumnStride;
        for (int i = 0; i < Particles; i++)
        {
            T energy = T.Read(e), px = T.Read(e + stride), py = T.Read(e + (2 * stride)), pz = T.Read(e + (3 * stride));
            boost.Apply(ref energy, ref px, ref py, ref pz);
            T.Write(energy, e);
            T.Write(px, e + stride);
            T.Write(py, e + (2 * stride));
            T.Write(pz, e + (3 * stride));
            e += 4 * stride;
        }
    }

    // Once more, for some lanes: energies are the lengths of the momenta again, what is left of their sum is boosted away. The other lanes keep their bits.
    private unsafe T Again<T>(in RowTile tile, int row, T lanes)
        where T : struct, IDoubleLanes<T>
    {
        nint stride = tile.ColumnStride;
        T sumE = T.All(0), sumX = T.All(0), sumY = T.All(0), sumZ = T.All(0);
        for (int i = 0; i < Particles; i++)
        {
            double* e = tile.Momentum(i) + row;
            T px = T.Read(e + stride), py = T.Read(e + (2 * stride)), pz = T.Read(e + (3 * stride));
            T energy = T.Select(lanes, T.Sqrt(T.MultiplyAdd(px, px, T.MultiplyAdd(py, py, pz * pz))), T.Read(e));
            T.Write(energy, e);
            sumE += energy;
            sumX += px;
            sumY += py;
            sumZ += pz;
        }

        Boost<T> boost = new Boost<T>(SqrtS, sumE, sumX, sumY, sumZ).For(lanes);
        Apply(in tile, row, in boost);
        return T.Less(T.All(ModerateBoost), boost.Gamma);
    }
}
