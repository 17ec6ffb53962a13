using Mandelstam.Processes;
using Mandelstam.Randomness;

namespace Mandelstam.PhaseSpace;

/// <summary>Draws points of N-body phase space, with weights whose mean is its volume; see Dsl/docs/phase-space.md.</summary>
/// <remarks>
/// Events have numbers. They are drawn in blocks of <see cref="BlockEvents"/>, whose random numbers depend on the seed and the number of the
/// block alone: the same seed and numbers give the same events to the last bit, for every number of threads and width of registers, however
/// a run is cut into calls. Samplers keep no state and may be used by several threads at once.
/// </remarks>
public abstract class PhaseSpaceSampler
{
    /// <summary>The events of a block.</summary>
    public const int BlockEvents = 1024;

    private const string Purpose = "phase space";

    /// <summary>Sets what all samplers have.</summary>
    /// <param name="sqrtS">The energy in the centre of mass, or the mass of what decays, in GeV.</param>
    /// <param name="masses">The masses of the final state in GeV, at least two.</param>
    /// <param name="leastMass">What the products weigh at least, in GeV, where that is not the sum of the masses.</param>
    /// <exception cref="ArgumentException">Fewer than two particles, or a mass that is negative or not finite.</exception>
    /// <exception cref="MandelstamException">The masses add up to the energy or more.</exception>
    private protected PhaseSpaceSampler(double sqrtS, IReadOnlyList<double> masses, double? leastMass = null)
    {
        ArgumentNullException.ThrowIfNull(masses);
        if (masses.Count < 2 || !masses.All(static m => m >= 0 && double.IsFinite(m)))
        {
            throw new ArgumentException("Phase space is that of two or more particles, whose masses are not negative.", nameof(masses));
        }

        double sum = leastMass ?? masses.Sum();
        if (!(sqrtS > sum && double.IsFinite(sqrtS)))
        {
            throw new MandelstamException(FormattableString.Invariant($"There is no phase space: the particles weigh {sum:G6} GeV, the energy is {sqrtS:G6} GeV."));
        }

        SqrtS = sqrtS;
        Masses = [.. masses];
    }

    /// <summary>The energy in the centre of mass, or the mass of what decays, in GeV.</summary>
    public double SqrtS { get; }

    /// <summary>The masses of the final state in GeV, in order.</summary>
    public IReadOnlyList<double> Masses { get; }

    /// <summary>The number of particles.</summary>
    public int Particles => Masses.Count;

    /// <summary>The volume in GeV^(2n−4) where it is known in closed form (massless particles, or two); else null. Without 1/n! for identical particles.</summary>
    public virtual double? Volume =>
        IsMassless ? PhaseSpaceVolume.Massless(SqrtS, Particles)
        : Particles == 2 ? PhaseSpaceVolume.TwoBody(SqrtS, Masses[0], Masses[1])
        : null;

    /// <summary>Every event has the same weight, the volume.</summary>
    public abstract bool IsUniform { get; }

    /// <summary>The measure is the product of those of the vertices of a chain, not that of all particles of the final state.</summary>
    internal virtual bool IsByVertex => false;

    /// <summary>All particles are massless.</summary>
    private protected bool IsMassless => Masses.All(static m => m == 0);

    /// <summary>Draws the first events of a run.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="threads">The most threads to use.</param>
    public PhaseSpacePoints Sample(int count, ulong seed, int threads = 1)
    {
        PhaseSpacePoints points = new(Particles, count);
        Fill(points, seed, 0, threads);
        return points;
    }

    /// <summary>Draws events.</summary>
    /// <param name="points">Takes as many as its count says.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="firstEvent">The number of the first one in the run, a multiple of <see cref="BlockEvents"/>.</param>
    /// <param name="threads">The most threads to use.</param>
    /// <exception cref="ArgumentException">The points are of another number of particles, or the first event begins no block.</exception>
    public void Fill(PhaseSpacePoints points, ulong seed, long firstEvent = 0, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        if (points.Particles != Particles)
        {
            throw new ArgumentException($"The points are of {points.Particles} particles, the sampler of {Particles}.", nameof(points));
        }

        if (firstEvent < 0 || firstEvent % BlockEvents != 0)
        {
            throw new ArgumentException($"Events are drawn in blocks of {BlockEvents}; event {firstEvent} begins none.", nameof(firstEvent));
        }

        ulong key = CounterRandom.SeedFor(seed, Purpose);
        ulong firstBlock = (ulong)(firstEvent / BlockEvents);
        int blocks = (points.Count + BlockEvents - 1) / BlockEvents;
        if (threads == 1 || blocks < 2)
        {
            FillBlocks(points, key, firstBlock, 0, blocks);
            return;
        }

        // A range a thread, a few for each so that none waits long for another.
        int ranges = Math.Min(blocks, threads * 8);
        Chunks.For(ranges, threads, range =>
            FillBlocks(points, key, firstBlock, (int)((long)blocks * range / ranges), (int)((long)blocks * (range + 1) / ranges)));
    }

    /// <summary>Draws the events of some blocks, momenta and weights.</summary>
    /// <param name="points">Takes them.</param>
    /// <param name="key">The seed of the generators.</param>
    /// <param name="firstBlock">The number in the run of the first block of the points.</param>
    /// <param name="from">The first block to draw, counted from that one.</param>
    /// <param name="to">The end of them.</param>
    private protected abstract void FillBlocks(PhaseSpacePoints points, ulong key, ulong firstBlock, int from, int to);
}
