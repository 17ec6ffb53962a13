using Mandelstam.PhaseSpace.Channels;
using Mandelstam.Processes;
using Mandelstam.Randomness;

namespace Mandelstam.PhaseSpace;

/// <summary>Phase space as an amplitude fills it: a mixture of channels, each a sequence of decays with adaptive densities of masses and polar angles.</summary>
/// <remarks>
/// <para>
/// Every channel puts the particles into pairs of pairs in its own way, so that each pair's pole is a variable of some channel. Their densities follow |M|² as VEGAS' do
/// (G. P. Lepage, J. Comput. Phys. 27 (1978) 192), their shares as R. Kleiss and R. Pittau have it (Comput. Phys. Commun. 83 (1994) 141). An event's weight is one over
/// the density of the mixture at its place, whichever channel drew it: the mean of the weights is the volume of phase space, that of weight·|M|² its integral.
/// </para>
/// <para>Training has a seed of its own, so that a process has one sampler.</para>
/// </remarks>
public sealed class ChannelSampler : PhaseSpaceSampler
{
    /// <summary>The most particles of a final state.</summary>
    public const int MostParticles = 10;

    private const int RoundEvents = 32 * BlockEvents;
    private const int ChunkEvents = 2 * BlockEvents;
    private const double LeastShare = 1e-3;
    private const string Purpose = "channels";
    private const ulong Seed = 1;

    // By which power of the weights the densities follow: first their variance, then more and more the largest ones, which unweighting goes by.
    private static readonly int[] s_powers = [2, 2, 2, 2, 4, 4, 4, 4, 6, 6, 6, 6, 6];

    private readonly ProcessParticle[] _unstable;
    private readonly double _leastMass;
    private Channel[] _channels;
    private double[] _shares;

    private ChannelSampler(ProcessDefinition process)
        : base(process.TotalEnergy, process.Masses, process.FinalState.Sum(static p => p.MinimumMass))
    {
        _channels = [.. ChannelTrees.Of(process)];
        _shares = [.. _channels.Select(_ => 1.0 / _channels.Length)];
        _unstable = [.. process.FinalState.Where(static p => p.LineShape is not null)];
        _leastMass = process.FinalState.Sum(static p => p.MinimumMass);
    }

    /// <inheritdoc/>
    public override bool IsUniform => false;

    /// <summary>The channels that are left after training.</summary>
    public int Channels => _channels.Length;

    /// <summary>Trains the sampler of a process.</summary>
    /// <param name="process">The process, with a declared |M|².</param>
    /// <param name="threads">The most threads to use; the sampler does not depend on it.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">The process declares no |M|², or has more than <see cref="MostParticles"/> particles.</exception>
    /// <exception cref="MandelstamException">|M|² is not finite, or negative.</exception>
    public static ChannelSampler Train(ProcessDefinition process, int threads = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(process);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        if (process.SquaredAmplitude is null || process.Particles > MostParticles)
        {
            throw new ArgumentException($"'{process.Name}' declares no |M|², or has more than {MostParticles} particles.", nameof(process));
        }

        ChannelSampler sampler = new(process);
        EventWeight weight = new(process);
        double best = 0;
        State? kept = null;
        for (int round = 0; round <= s_powers.Length; round++)
        {
            bool isLast = round == s_powers.Length;
            int power = isLast ? 0 : s_powers[round];
            ulong key = CounterRandom.SeedFor(Seed, FormattableString.Invariant($"round {round}"));
            Tally[] tallies = new Tally[RoundEvents / ChunkEvents];
            Chunks.For(tallies.Length, threads, chunk => tallies[chunk] = sampler.Look(weight, key, (long)chunk * ChunkEvents, power), cancellation);

            // Added in order: the same bits for every number of threads.
            Tally sum = tallies[0];
            foreach (Tally tally in tallies.Skip(1))
            {
                sum.Add(tally);
            }

            // What keeps the most events of a round is the sampler in the end.
            double efficiency = sum.Largest > 0 ? sum.Weights / (RoundEvents * sum.Largest) : 0;
            if (efficiency > best)
            {
                (best, kept) = (efficiency, sampler.Save());
            }

            if (!isLast && sum.Largest > 0)
            {
                sampler.Learn(sum, power);
            }
        }

        sampler.Keep(kept);
        return sampler;
    }

    /// <inheritdoc/>
    private protected override void FillBlocks(PhaseSpacePoints points, ulong key, ulong firstBlock, int from, int to)
    {
        CounterRandom seeds = new(CounterRandom.SeedFor(key, Purpose));
        ClusterTable table = Table();
        Span<double> masses = stackalloc double[Particles], momenta = stackalloc double[4 * Particles];
        Masses.ToArray().CopyTo(masses);
        for (int row = from * BlockEvents; row < Math.Min(to * BlockEvents, points.Count); row++)
        {
            EventRandom random = new(seeds.UInt64At((firstBlock * BlockEvents) + (ulong)row));
            double factor = DrawMasses(ref random, masses);
            double pick = random.Next();
            int channel = 0;
            while (channel < _channels.Length - 1 && pick >= _shares[channel])
            {
                pick -= _shares[channel++];
            }

            _channels[channel].Draw(ref random, masses, momenta);
            table.Set(momenta, masses);
            double density = 0;
            for (int c = 0; c < _channels.Length; c++)
            {
                density += _shares[c] * _channels[c].Density(table, masses, []);
            }

            for (int i = 0; i < Particles; i++)
            {
                points.Energy(i)[row] = momenta[4 * i];
                points.Px(i)[row] = momenta[(4 * i) + 1];
                points.Py(i)[row] = momenta[(4 * i) + 2];
                points.Pz(i)[row] = momenta[(4 * i) + 3];
            }

            // Where rounding leaves a pair no momentum at all, the density is infinite or no number: an event of no weight.
            points.Weights[row] = density > 0 && double.IsFinite(density) ? factor / density : 0;
        }
    }

    private ClusterTable Table() => new(Particles, _channels.SelectMany(static c => c.Sets));

    // Final particles with line shapes, one after the other, within what those before have left.
    private double DrawMasses(ref EventRandom random, Span<double> masses)
    {
        double left = SqrtS - _leastMass, probability = 1;
        foreach (ProcessParticle particle in _unstable)
        {
            double least = particle.MinimumMass, most = least + left;
            double mass = Math.Sqrt(particle.LineShape!.MassSquaredAt(random.Next(), least * least, most * most));
            probability *= particle.LineShape.Probability(least * least, most * most);
            masses[particle.FirstLeaf] = mass;
            left -= mass - least;
        }

        return probability;
    }

    // Events of one chunk, and where in each channel they lie.
    private Tally Look(EventWeight weight, ulong key, long first, int power)
    {
        PhaseSpacePoints points = new(Particles, ChunkEvents);
        Fill(points, key, first);
        double[] weights = new double[ChunkEvents], densities = new double[_channels.Length];
        weight.Of(points, weights);
        Tally tally = new(_channels);
        ClusterTable table = Table();
        int dimensions = _channels[0].Grid.Dimensions;
        byte[] cells = new byte[_channels.Length * dimensions];
        double[] masses = new double[Particles], momenta = new double[4 * Particles];
        for (int row = 0; row < ChunkEvents; row++)
        {
            if (weights[row] == 0)
            {
                continue;
            }

            for (int i = 0; i < Particles; i++)
            {
                double e = points.Energy(i)[row], x = points.Px(i)[row], y = points.Py(i)[row], z = points.Pz(i)[row];
                (momenta[4 * i], momenta[(4 * i) + 1], momenta[(4 * i) + 2], momenta[(4 * i) + 3]) = (e, x, y, z);
                masses[i] = Masses[i];
            }

            foreach (ProcessParticle particle in _unstable)
            {
                int i = 4 * particle.FirstLeaf;
                masses[particle.FirstLeaf] = Math.Sqrt(Math.Max(
                    (momenta[i] * momenta[i]) - (momenta[i + 1] * momenta[i + 1]) - (momenta[i + 2] * momenta[i + 2]) - (momenta[i + 3] * momenta[i + 3]), 0));
            }

            table.Set(momenta, masses);
            double all = 0;
            for (int c = 0; c < _channels.Length; c++)
            {
                densities[c] = _channels[c].Density(table, masses, cells.AsSpan(c * dimensions, dimensions));
                all += _shares[c] * densities[c];
            }

            double square = weights[row] * weights[row], followed = Math.Pow(weights[row], power);
            tally.Weights += weights[row];
            tally.Largest = Math.Max(tally.Largest, weights[row]);
            for (int c = 0; c < _channels.Length; c++)
            {
                double part = followed * densities[c] / all;
                tally.Channels[c] += square * densities[c] / all;
                for (int d = 0; d < dimensions; d++)
                {
                    tally.Cells[(((c * dimensions) + d) * AdaptiveGrid.Cells) + cells[(c * dimensions) + d]] += part;
                }
            }
        }

        return tally;
    }

    private void Learn(Tally sum, int power)
    {
        int dimensions = _channels[0].Grid.Dimensions;
        for (int c = 0; c < _channels.Length; c++)
        {
            for (int d = 0; d < dimensions; d++)
            {
                _channels[c].Grid.Refine(d, sum.Cells.AsSpan(((c * dimensions) + d) * AdaptiveGrid.Cells, AdaptiveGrid.Cells), power);
            }

            _shares[c] *= Math.Sqrt(sum.Channels[c]);
        }

        double all = _shares.Sum();
        Normalize([.. _shares.Select(share => Math.Max(share / all, LeastShare))]);
    }

    private State Save() => new([.. _channels.Select(static c => c.Grid.Save())], [.. _shares]);

    // Without the channels that have nearly no share: they cost time and gain nothing.
    private void Keep(State? state)
    {
        if (state is null)
        {
            return;
        }

        int[] kept = [.. Enumerable.Range(0, _channels.Length).Where(c => state.Shares[c] > 2 * LeastShare)];
        foreach (int c in kept)
        {
            _channels[c].Grid.Restore(state.Grids[c]);
        }

        _channels = [.. kept.Select(c => _channels[c])];
        Normalize([.. kept.Select(c => state.Shares[c])]);
    }

    private void Normalize(double[] shares)
    {
        double all = shares.Sum();
        _shares = [.. shares.Select(share => share / all)];
    }

    private sealed record State(double[][] Grids, double[] Shares);

    private sealed class Tally(Channel[] channels)
    {
        public double Weights { get; set; }

        public double Largest { get; set; }

        public double[] Channels { get; } = new double[channels.Length];

        public double[] Cells { get; } = new double[channels.Length * channels[0].Grid.Dimensions * AdaptiveGrid.Cells];

        public void Add(Tally other)
        {
            Weights += other.Weights;
            Largest = Math.Max(Largest, other.Largest);
            for (int c = 0; c < Channels.Length; c++)
            {
                Channels[c] += other.Channels[c];
            }

            for (int i = 0; i < Cells.Length; i++)
            {
                Cells[i] += other.Cells[i];
            }
        }
    }
}
