using System.Runtime.InteropServices;
using Mandelstam.Processes;
using Mandelstam.Randomness;

namespace Mandelstam.PhaseSpace;

/// <summary>Events that are distributed as |M|² says, each with weight 1: trial events are kept with probability weight/maximum.</summary>
/// <remarks>
/// <para>
/// The maximum is the largest weight of a trial run (<see cref="ProcessEstimate"/>), and a fifth more; where all weights are equal, it is that weight, and
/// every event is kept. An event that is heavier still is kept with its weight in units of the maximum, above 1, so that weighted
/// distributions stay right whatever the maximum is; <see cref="Overweight"/> counts them.
/// </para>
/// <para>An event and whether it is kept depend on the seed and its number among the trials alone.</para>
/// </remarks>
public sealed class UnweightedStream : EventStream
{
    private const int ChunkEvents = 16 * PhaseSpaceSampler.BlockEvents;
    private const double Safety = 1.2;
    private const string Purpose = "unweighting";

    // A run that keeps nothing for so long has a maximum that one event in a billion reaches.
    private const long MostTrialsWithoutEvent = 1L << 30;

    private readonly PhaseSpaceSampler _sampler;
    private readonly EventWeight _weight;

    /// <summary>Events of a process.</summary>
    /// <param name="estimate">A trial run, which knows the maximum, and what draws trial events.</param>
    public UnweightedStream(ProcessEstimate estimate)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        Process = estimate.Process;
        _sampler = estimate.Sampler;
        _weight = new(Process);
        Maximum = _sampler.IsUniform && Process.SquaredAmplitude is null ? estimate.Maximum : Safety * estimate.Maximum;
    }

    /// <summary>The process.</summary>
    public ProcessDefinition Process { get; }

    /// <summary>The weight that is kept with certainty.</summary>
    public double Maximum { get; }

    /// <summary>The trial events that the last run took.</summary>
    public long Trials { get; private set; }

    /// <summary>The events of the last run.</summary>
    public long Events { get; private set; }

    /// <summary>The events of the last run that were heavier than the maximum, and so have a weight above 1.</summary>
    public long Overweight { get; private set; }

    /// <summary>The largest weight of the last run's events; 1 where none was heavier than the maximum.</summary>
    public double LargestWeight { get; private set; }

    /// <summary>The fraction of trial events that the last run kept.</summary>
    public double Efficiency => Events / (double)Trials;

    /// <inheritdoc/>
    /// <exception cref="MandelstamException">|M|² is not finite or negative, or 2³⁰ trials in a row were not kept.</exception>
    public override IEnumerable<PhaseSpacePoints> Draw(long count, ulong seed, int threads = 1, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        (Trials, Events, Overweight, LargestWeight) = (0, 0, 0, 1);
        ulong key = CounterRandom.SeedFor(seed, Purpose);
        Chunk[] chunks = [.. Enumerable.Range(0, threads).Select(_ => new Chunk(_sampler.Particles))];
        long next = 0, last = 0;
        while (Events < count)
        {
            long first = next;
            Chunks.For(threads, threads, i => chunks[i].Fill(this, seed, key, first + ((long)i * ChunkEvents)), cancellation);
            next += (long)threads * ChunkEvents;
            foreach (Chunk chunk in chunks)
            {
                if (Events == count || chunk.Accepted.Count == 0)
                {
                    continue;
                }

                Take(chunk, count);
                last = next;
                yield return chunk.Accepted;
            }

            if (next - last > MostTrialsWithoutEvent)
            {
                throw new MandelstamException(
                    $"'{Process.Name}': {next - last} trial events were not kept; |M|² is peaked too much. Narrow its [Selection], or take --flat.");
            }
        }
    }

    // The last chunk may have more than is needed: what comes after the last event that is, was not tried.
    private void Take(Chunk chunk, long count)
    {
        PhaseSpacePoints accepted = chunk.Accepted;
        accepted.Count = (int)Math.Min(accepted.Count, count - Events);
        Events += accepted.Count;
        Trials = chunk.First + (Events == count ? chunk.LastTrial(accepted.Count) + 1 : ChunkEvents);
        foreach (double weight in accepted.Weights)
        {
            Overweight += weight > 1 ? 1 : 0;
            LargestWeight = Math.Max(LargestWeight, weight);
        }
    }

    private sealed class Chunk(int particles)
    {
        private readonly PhaseSpacePoints _trials = new(particles, ChunkEvents);
        private readonly double[] _weights = new double[ChunkEvents];
        private readonly List<int> _rows = new(ChunkEvents);

        public PhaseSpacePoints Accepted { get; } = new(particles, ChunkEvents);

        public long First { get; private set; }

        public int LastTrial(int events) => _rows[events - 1];

        public void Fill(UnweightedStream stream, ulong seed, ulong key, long first)
        {
            First = first;
            stream._sampler.Fill(_trials, seed, first);
            stream._weight.Of(_trials, _weights);
            CounterRandom random = new(key, (ulong)(first / ChunkEvents));
            _rows.Clear();
            for (int row = 0; row < ChunkEvents; row++)
            {
                if (random.UniformAt((ulong)row) * stream.Maximum <= _weights[row])
                {
                    _rows.Add(row);
                }
            }

            ReadOnlySpan<int> rows = CollectionsMarshal.AsSpan(_rows);
            Accepted.Count = rows.Length;
            for (int i = 0; i < _trials.Particles; i++)
            {
                Gather(_trials.Energy(i), Accepted.Energy(i), rows);
                Gather(_trials.Px(i), Accepted.Px(i), rows);
                Gather(_trials.Py(i), Accepted.Py(i), rows);
                Gather(_trials.Pz(i), Accepted.Pz(i), rows);
            }

            Span<double> weights = Accepted.Weights;
            for (int i = 0; i < rows.Length; i++)
            {
                weights[i] = Math.Max(1, _weights[rows[i]] / stream.Maximum);
            }
        }

        private static void Gather(ReadOnlySpan<double> from, Span<double> to, ReadOnlySpan<int> rows)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                to[i] = from[rows[i]];
            }
        }
    }
}
