using Mandelstam.Processes;
using Mandelstam.PhaseSpace.Uniforms;
using Mandelstam.Randomness;

namespace Mandelstam.PhaseSpace;

/// <summary>RAMBO on diet: phase space as an invertible map of 3n − 4 uniform numbers, by decays into one particle and the rest.</summary>
/// <remarks>
/// <para>
/// S. Plätzer, arXiv:1308.2922. The cluster of particles i to n has K² = x K²(before), x by <see cref="DietRoot"/>, so that massless events all have the volume as
/// weight. With masses the cluster's is M = K + mᵢ + … + mₙ, and the weight is that of the sequence of decays.
/// </para>
/// <para>
/// The numbers of an event: n − 2 for the clusters, then for each decay one for the cosine of the polar angle and one for the azimuth of the particle
/// that leaves, in the rest frame of what it leaves, whose axes are those of the centre of mass after a boost.
/// </para>
/// <para>The numbers may come of Roberts' sequence, which fills the cube more evenly than random ones, moved by a random vector.</para>
/// </remarks>
public sealed class DietSampler : TiledSampler
{
    private readonly double _volume;
    private readonly IUniformSource _source;
    private readonly DietRoot[] _roots;
    private readonly double[] _restMasses;

    /// <summary>A sampler of massless particles.</summary>
    /// <param name="sqrtS">The energy in the centre of mass, in GeV.</param>
    /// <param name="particles">The number of particles, at least 2.</param>
    /// <param name="quasiRandom">Take the numbers from Roberts' sequence.</param>
    public DietSampler(double sqrtS, int particles, bool quasiRandom = false)
        : this(sqrtS, new double[Math.Max(particles, 0)], quasiRandom)
    {
    }

    /// <summary>A sampler.</summary>
    /// <param name="sqrtS">The energy in the centre of mass, or the mass of what decays, in GeV.</param>
    /// <param name="masses">The masses of the final state in GeV, at least two.</param>
    /// <param name="quasiRandom">Take the numbers from Roberts' sequence.</param>
    /// <exception cref="MandelstamException">The masses add up to the energy or more.</exception>
    public DietSampler(double sqrtS, IReadOnlyList<double> masses, bool quasiRandom = false)
        : this(sqrtS, masses, quasiRandom ? new QuasiSequence((3 * masses.Count) - 4) : RandomUniforms.Instance)
    {
    }

    private DietSampler(double sqrtS, IReadOnlyList<double> masses, IUniformSource source)
        : base(sqrtS, masses)
    {
        _volume = PhaseSpaceVolume.Massless(sqrtS, Particles);
        _source = source;
        _roots = [.. Enumerable.Range(1, Particles - 2).Select(i => new DietRoot(Particles - 1 - i))];
        _restMasses = [.. Enumerable.Range(0, Particles).Select(i => masses.Skip(i).Sum())];
    }

    /// <summary>The uniform numbers of an event, 3n − 4.</summary>
    public int Dimensions => (3 * Particles) - 4;

    /// <inheritdoc/>
    public override bool IsUniform => IsMassless;

    // Columns of intermediate values: the masses of the clusters, before that their uniform numbers; two angles; two clusters' momenta; the particles' masses.
    private int Angles => Particles;

    private int ClusterMomentum => Angles + 2;

    private int ParticleMass => ClusterMomentum + (2 * MomentumColumns.Count);

    /// <inheritdoc/>
    private protected override int ScratchColumns => ParticleMass + (IsMassless ? 0 : Particles);

    /// <summary>Maps uniform numbers to events.</summary>
    /// <param name="uniforms">For each event its <see cref="Dimensions"/> numbers, above 0 and below 1.</param>
    /// <param name="points">Takes as many events as its count says.</param>
    /// <exception cref="ArgumentException">There are not as many numbers as the events need, or the points are of another number of particles.</exception>
    public void Map(ReadOnlyMemory<double> uniforms, PhaseSpacePoints points)
    {
        ArgumentNullException.ThrowIfNull(points);
        CheckLength(uniforms.Length, points);
        new DietSampler(SqrtS, Masses, new GivenUniforms(uniforms, Dimensions)).Fill(points, 0);
    }

    /// <summary>The numbers that <see cref="Map"/> makes events of.</summary>
    /// <param name="points">The events, in the centre of mass.</param>
    /// <param name="uniforms">Takes the <see cref="Dimensions"/> numbers of each event.</param>
    /// <exception cref="ArgumentException">There is not room for the numbers, or the points are of another number of particles.</exception>
    public void Invert(PhaseSpacePoints points, Span<double> uniforms)
    {
        ArgumentNullException.ThrowIfNull(points);
        CheckLength(uniforms.Length, points);
        DietInverse inverse = new(Masses);
        for (int row = 0; row < points.Count; row++)
        {
            inverse.Invert(points, row, uniforms.Slice(row * Dimensions, Dimensions));
        }
    }

    /// <inheritdoc/>
    private protected override unsafe void Fill<T>(in RowTile tile, ref LaneRandom<T> random)
    {
        bool isMassless = IsMassless;
        int dimension = 0;
        for (int i = 1; i < Particles - 1; i++)
        {
            _source.Write(in tile, ref random, dimension++, tile.Scratch(i));
        }

        tile.SetScratch(0, 1, T.All(SqrtS));
        tile.SetWeights(T.All(isMassless ? _volume : 1));
        for (int i = 0; i < Particles && !isMassless; i++)
        {
            tile.SetScratch(ParticleMass + i, 1, T.All(Masses[i]));
        }

        for (int i = 1; i < Particles - 1; i++)
        {
            DietRoot root = _roots[i - 1];
            root.Solve<T>(tile.Scratch(i), tile.End);
            if (isMassless)
            {
                MasslessCluster<T>(in tile, i);
            }
            else
            {
                Cluster<T>(in tile, i, root);
            }
        }

        MomentumColumns parent = MomentumColumns.InScratch(in tile, ClusterMomentum);
        tile.SetScratch(ClusterMomentum, 1, T.All(SqrtS));
        tile.SetScratch(ClusterMomentum + 1, MomentumColumns.Count - 1, T.All(0));
        double* cosTheta = tile.Scratch(Angles), turns = tile.Scratch(Angles + 1);
        for (int i = 0; i < Particles - 1; i++)
        {
            bool isLast = i == Particles - 2;
            int next = ClusterMomentum + ((i + 1) % 2 * MomentumColumns.Count);
            MomentumColumns rest = isLast ? MomentumColumns.Of(in tile, i + 1) : MomentumColumns.InScratch(in tile, next);
            _source.Write(in tile, ref random, dimension++, cosTheta);
            _source.Write(in tile, ref random, dimension++, turns);
            if (isMassless)
            {
                MasslessDecay decay = new(parent, tile.Scratch(i), isLast ? null : tile.Scratch(i + 1), cosTheta, turns);
                decay.Apply<T>(in tile, MomentumColumns.Of(in tile, i), rest);
            }
            else
            {
                double* restMass = tile.Scratch(isLast ? ParticleMass + i + 1 : i + 1);
                TwoBodyDecay decay = new(parent, tile.Scratch(i), tile.Scratch(ParticleMass + i), restMass, cosTheta, turns);
                decay.Apply<T>(in tile, MomentumColumns.Of(in tile, i), rest);
            }

            parent = rest;
        }
    }

    // From the fraction of a cluster's squared mass that is left to its mass.
    private static unsafe void MasslessCluster<T>(in RowTile tile, int cluster)
        where T : struct, Simd.IDoubleLanes<T>
    {
        double* masses = tile.Scratch(cluster);
        for (int row = 0; row < tile.End; row += RowTile.RowStep)
        {
            T.Write(T.Read(masses - RowTile.ScratchStride + row) * T.Sqrt(T.Read(masses + row)), masses + row);
        }
    }

    // The same with masses, and in the weights what dM²/2π is in units of the uniform number: (M/K)·K²(before)/2π over the density of x.
    private unsafe void Cluster<T>(in RowTile tile, int cluster, DietRoot root)
        where T : struct, Simd.IDoubleLanes<T>
    {
        double* masses = tile.Scratch(cluster);
        for (int row = 0; row < tile.End; row += RowTile.RowStep)
        {
            T x = T.Read(masses + row);
            T whole = T.Read(masses - RowTile.ScratchStride + row) - T.All(_restMasses[cluster - 1]);
            T part = whole * T.Sqrt(x), mass = part + T.All(_restMasses[cluster]);
            T.Write(mass, masses + row);
            T weight = mass / part * whole * whole * T.All(1 / (2 * Math.PI)) / root.Density(x);
            T.Write(T.Read(tile.Weights + row) * weight, tile.Weights + row);
        }
    }

    private void CheckLength(int length, PhaseSpacePoints points)
    {
        if (length < (long)points.Count * Dimensions)
        {
            throw new ArgumentException($"{points.Count} events are {(long)points.Count * Dimensions} numbers, not {length}.", nameof(points));
        }
    }
}
