using System.Collections.Immutable;
using Mandelstam.Events;
using Mandelstam.Progress;
using Mandelstam.Randomness;

namespace Mandelstam.Measurement;

/// <summary>Yields of samples that are simulated for one purpose each, chunk by chunk: memory does not grow with their number.</summary>
/// <remarks>
/// A sample has each process in the share that is expected of it, a rare one at least <see cref="LeastShare"/>. A classifier chooses the events that are worth scoring (<see cref="EventThinning"/>).
/// All of them are scored at one point of the nuisances, and some at each other point, with the same noise; the difference is added: events that stay in their bins cancel, so
/// that the fluctuation is that of the whole sample and that of the events that move. Different points have different events for it: what they share, the whole sample's fluctuation, would move all of a test's experiments alike.
/// </remarks>
internal sealed class SimulatedSamples(
    MeasurementDefinition definition, IEventSimulation simulation, ulong seed, Scorer scorer, EventThinning thinning, RunFolder folder, IProgressReporter progress, int threads)
{
    private const int Chunk = 1 << 17;
    private const double LeastShare = 0.02;

    private readonly List<SampleSize> _sizes = [];

    private int Processes => definition.Model.Processes.Length;

    /// <summary>The samples that were asked for so far.</summary>
    public ImmutableArray<SampleSize> Sizes => [.. _sizes];

    /// <summary>The seed of a purpose's events.</summary>
    public static ulong SeedOf(ulong seed, string purpose) => CounterRandom.SeedFor(seed, "simulated events: " + purpose);

    /// <summary>Yields at some points of the nuisances.</summary>
    /// <param name="purpose">What for: purposes have events of their own.</param>
    /// <param name="events">How many events.</param>
    /// <param name="points">The points.</param>
    /// <param name="groups">Each event is scored at one in so many points.</param>
    /// <param name="isProfiled">Sums of scores are asked for, too.</param>
    /// <param name="cancellation">Stops between chunks; what is done is kept.</param>
    public Sample[] Score(string purpose, long events, IReadOnlyList<double[]> points, int groups, bool isProfiled, CancellationToken cancellation)
    {
        ulong sample = SeedOf(seed, purpose);
        double[] sums = Sum(purpose, sample, events, points, groups, isProfiled, cancellation);
        _sizes.Add(new(purpose, sample, events, (long)sums[0]));
        int size = YieldSize, step = (sums.Length - 1 - size) / points.Count;
        double[] centre = sums[1..(1 + size)];
        return [.. points.Select((_, p) =>
        {
            ReadOnlySpan<double> own = sums.AsSpan(1 + size + (p * step), step);
            List<(double[], double[])> yields = [];
            int at = 0;
            for (int m = 0; m < scorer.MethodCount; m++)
            {
                int cells = Processes * scorer.BinsOfMethod(m);
                (double[] y, double[] v) = (new double[cells], new double[cells]);
                for (int cell = 0; cell < cells; cell++)
                {
                    y[cell] = Math.Max(centre[at + cell] + (groups * own[at + cell]), 0.01 * centre[at + cell]);
                    v[cell] = centre[at + cells + cell] + (groups * own[at + cells + cell]);
                }

                yields.Add((y, v));
                at += 2 * cells;
            }

            return new Sample(points[p], null, yields, scorer.MomentsOf(own[size..]));
        })];
    }

    /// <summary>The counts of one experiment whose events are simulated for it alone, each standing for itself.</summary>
    /// <param name="experiment">Its number.</param>
    /// <param name="mu">The true strength.</param>
    /// <param name="method">Which method's bins.</param>
    /// <param name="cancellation">Stops between chunks.</param>
    public double[] Experiment(int experiment, double mu, int method, CancellationToken cancellation)
    {
        EventModel model = definition.Model;
        ulong own = CounterRandom.SeedFor(SeedOf(seed, "experiments"), FormattableString.Invariant($"{experiment}"));
        CounterRandom random = new(own, 1);
        double[] nuisances = model.DrawNuisances([.. Enumerable.Range(0, model.Nuisances.Length).Select(_ => random.NextNormal())]);
        double[] factors = new RateFactors(definition).Of(nuisances);
        double[] shapes = [.. nuisances.Select((value, n) => model.Nuisances[n].Kind == NuisanceKind.Rate ? model.Nuisances[n].Nominal : value)];
        double[] counts = new double[scorer.BinsOfMethod(method)];
        for (int process = 0; process < Processes; process++)
        {
            long total = random.NextPoisson(simulation.Expected(process) * factors[process] * (process == definition.Signal ? mu : 1));
            for (long first = 0; first < total; first += Chunk)
            {
                cancellation.ThrowIfCancellationRequested();
                int count = (int)Math.Min(Chunk, total - first);
                EventBatch batch = simulation.Generate(own, process, first, count, total, threads, cancellation);
                int[] rows = Usable(batch);
                double[] noise = Population.Noise(model, rows, CounterRandom.SeedFor(own, FormattableString.Invariant($"noise {process} {first}")));
                ScoredEvents scored = scorer.Score(Population.Repeat(batch, rows), shapes, noise);
                foreach (ushort bin in scorer.BinsOf(scored, method))
                {
                    counts[bin]++;
                }
            }
        }

        return counts;
    }

    // For every method yields and their variances.
    private int YieldSize => Enumerable.Range(0, scorer.MethodCount).Sum(m => 2 * Processes * scorer.BinsOfMethod(m));

    // Sums over all chunks: how many events were scored; yields and variances at the centre; for each point the changes of both that its events make, and sums of scores.
    private double[] Sum(string purpose, ulong sample, long events, IReadOnlyList<double[]> points, int groups, bool isProfiled, CancellationToken cancellation)
    {
        long[] sizes = Shares(events);
        double reference = Enumerable.Range(0, Processes).Max(p => simulation.Expected(p) / sizes[p]);
        (int Process, long First, int Count)[] chunks = [.. Chunks(sizes)];
        using IStage stage = progress.Begin($"Simulate and score: {purpose}", events);
        return folder.Sum(purpose, chunks.Length, chunk =>
        {
            cancellation.ThrowIfCancellationRequested();
            (int process, long first, int count) = chunks[chunk];
            string name = FormattableString.Invariant($"{chunk:D5}");
            EventBatch batch = simulation.Generate(sample, process, first, count, sizes[process], threads, cancellation);
            (EventBatch chosen, int[] rows) = Thin(batch, process, reference, CounterRandom.SeedFor(sample, "thinning " + name));
            return ScoreChunk(chosen, Population.Noise(definition.Model, rows, CounterRandom.SeedFor(sample, "noise " + name)), points, groups, isProfiled);
        }, chunk => stage.Advance(chunks[chunk].Count));
    }

    private double[] ScoreChunk(EventBatch events, double[] noise, IReadOnlyList<double[]> points, int groups, bool isProfiled)
    {
        int rows = events.Rows, width = definition.Model.NoiseCount;
        List<double> sums = [rows];
        BinnedEvents centre = scorer.Bin(scorer.Score(events, definition.TemplateNuisances(), noise), [.. Enumerable.Range(0, rows)]);
        List<int[]> bins = [];
        for (int m = 0; m < scorer.MethodCount; m++)
        {
            (double[] yields, double[] variances) = centre.Sum(m, Processes, scorer.BinsOfMethod(m));
            sums.AddRange(yields);
            sums.AddRange(variances);
            int[] found = new int[rows];
            found.AsSpan().Fill(-1);
            for (int i = 0; i < centre.Rows.Length; i++)
            {
                found[centre.Rows[i]] = (centre.Process[i] * scorer.BinsOfMethod(m)) + centre.Bins[m][i];
            }

            bins.Add(found);
        }

        int used = Math.Min(groups, points.Count);
        (int[] Rows, EventBatch Events, double[] Noise)[] parts = [.. Enumerable.Range(0, used).Select(g =>
        {
            int[] own = [.. Enumerable.Range(0, rows).Where(row => row % groups == g)];
            return (own, Population.Repeat(events, own), (double[])[.. Enumerable.Range(0, width).SelectMany(k => own.Select(row => noise[(k * rows) + row]))]);
        })];
        float[] weights = events.Column(Population.WeightColumn(definition.Model));
        for (int p = 0; p < points.Count; p++)
        {
            (int[] own, EventBatch part, double[] partNoise) = parts[p % groups];
            ScoredEvents scored = scorer.Score(part, points[p], partNoise);
            BinnedEvents moved = scorer.Bin(scored, own);
            for (int m = 0; m < scorer.MethodCount; m++)
            {
                double[] changes = new double[Processes * scorer.BinsOfMethod(m)], variances = new double[changes.Length];
                int next = 0;
                foreach (int row in own)
                {
                    int before = bins[m][row], after = -1;
                    if (next < moved.Rows.Length && moved.Rows[next] == row)
                    {
                        after = (moved.Process[next] * scorer.BinsOfMethod(m)) + moved.Bins[m][next];
                        next++;
                    }

                    if (before == after)
                    {
                        continue;
                    }

                    double weight = weights[row];
                    if (before >= 0)
                    {
                        changes[before] -= weight;
                        variances[before] += weight * weight;
                    }

                    if (after >= 0)
                    {
                        changes[after] += weight;
                        variances[after] += weight * weight;
                    }
                }

                if (next < moved.Rows.Length)
                {
                    throw new InvalidOperationException("The kernels have changed the order of the events.");
                }

                sums.AddRange(changes);
                sums.AddRange(variances);
            }

            sums.AddRange(isProfiled ? scorer.ProfileSums(scored) : []);
        }

        return [.. sums];
    }

    // How many events each process has of a sample.
    private long[] Shares(long events)
    {
        double[] shares = [.. Enumerable.Range(0, Processes).Select(simulation.Expected)];
        double expected = shares.Sum();
        shares = Array.ConvertAll(shares, share => Math.Max(share / expected, LeastShare));
        double sum = shares.Sum();
        long[] sizes = Array.ConvertAll(shares, share => (long)(events * share / sum));
        sizes[Array.IndexOf(shares, shares.Max())] += events - sizes.Sum();
        return sizes;
    }

    private static IEnumerable<(int Process, long First, int Count)> Chunks(long[] sizes)
    {
        for (int process = 0; process < sizes.Length; process++)
        {
            for (long first = 0; first < sizes[process]; first += Chunk)
            {
                yield return (process, first, (int)Math.Min(Chunk, sizes[process] - first));
            }
        }
    }

    private (EventBatch Events, int[] Rows) Thin(EventBatch batch, int process, double reference, ulong thinningSeed)
    {
        int[] usable = Usable(batch);
        EventBatch possible = Population.Repeat(batch, usable);
        if (process == definition.Signal)
        {
            return (possible, usable); // its fluctuation grows with the strength, and it is few events
        }

        (float[] logits, int[] heads) = scorer.Screen(possible);
        int[] places = thinning.Keep(logits, heads, possible.Column(Population.WeightColumn(definition.Model)).AsSpan(0, usable.Length), reference, thinningSeed);
        return (Population.Repeat(possible, places), Array.ConvertAll(places, i => usable[i]));
    }

    private int[] Usable(EventBatch batch) => [.. Enumerable.Range(0, batch.Rows).Where(row => definition.CanEnter(batch, row))];
}
