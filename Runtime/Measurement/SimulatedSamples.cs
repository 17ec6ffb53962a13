using System.Collections.Immutable;
using Mandelstam.Events;
using Mandelstam.Progress;
using Mandelstam.Randomness;

namespace Mandelstam.Measurement;

/// <summary>Yields of samples that are simulated for one purpose each, chunk by chunk: memory does not grow with their number.</summary>
/// <remarks>
/// A sample has each process in the share that is expected of it, a rare one at least <see cref="LeastShare"/>. A classifier chooses the events that are worth scoring (<see cref="EventThinning"/>).
/// All of them are scored at one point of the nuisances, and some (<see cref="Varied"/>) at each other point, with the same noise; the difference is added: events that stay in their bins cancel, so
/// that the fluctuation is that of the whole sample and that of the events that move. Different points have different events for it: what they share, the whole sample's fluctuation, would move all of a test's experiments alike.
/// </remarks>
internal sealed class SimulatedSamples(
    MeasurementDefinition definition, IEventSimulation simulation, ulong seed, Scorer scorer, EventThinning thinning, RunFolder folder, IProgressReporter progress, int threads)
{
    private const int Chunk = 1 << 17;
    private const double LeastShare = 0.02;

    // Where an event is scored at each point, one weighs so many times more than where it is scored once.
    private const double Varied = 2;

    // Signal is rare beside the background that its fluctuation adds to: an event of it is worth keeping at a weight so many times less.
    private const double SignalWeight = 0.125;

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
        int size = YieldSize, profile = isProfiled ? scorer.ProfileSize : 0, first = 1 + size + ((1 + groups) * profile), step = (sums.Length - first) / points.Count;
        double[] centre = sums[1..(1 + size)];
        bool hasVariances = groups == 1;
        return [.. points.Select((_, p) =>
        {
            ReadOnlySpan<double> own = sums.AsSpan(first + (p * step), step);
            List<(double[], double[])> yields = [];
            int at = 0, change = 0;
            for (int m = 0; m < scorer.MethodCount; m++)
            {
                int cells = Processes * scorer.BinsOfMethod(m);
                (double[] y, double[] v) = (new double[cells], new double[cells]);
                for (int cell = 0; cell < cells; cell++)
                {
                    y[cell] = Math.Max(centre[at + cell] + (groups * own[change + cell]), 0.01 * centre[at + cell]);

                    // Of points that have events of their own, what these do is in the points' scatter already: the variance is that of what they share.
                    v[cell] = centre[at + cells + cell] + (hasVariances ? own[change + cells + cell] : 0);
                }

                yields.Add((y, v));
                at += 2 * cells;
                change += hasVariances ? 2 * cells : cells;
            }

            return new Sample(points[p], null, yields, isProfiled
                ? scorer.MomentsOf(sums.AsSpan(1 + size, profile), sums.AsSpan(1 + size + ((1 + (p % groups)) * profile), profile), own[change..], groups)
                : []);
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
                ScoredEvents scored = scorer.Score(Population.Repeat(batch, rows), shapes, noise, method);
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

    // Sums over all chunks: how many events were scored; yields and variances at the centre; there sums of scores over all and over each group's events; for each point the changes of yields and variances that its
    // events make, and their sums of scores.
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
            (EventBatch chosen, int[] rows, float[] varied) = Thin(batch, process, reference, CounterRandom.SeedFor(sample, "thinning " + name));
            return ScoreChunk(chosen, varied, Population.Noise(definition.Model, rows, CounterRandom.SeedFor(sample, "noise " + name)), points, groups, isProfiled);
        }, chunk => stage.Advance(chunks[chunk].Count));
    }

    private double[] ScoreChunk(EventBatch events, float[] varied, double[] noise, IReadOnlyList<double[]> points, int groups, bool isProfiled)
    {
        int rows = events.Rows, width = definition.Model.NoiseCount;
        List<double> sums = [rows];
        ScoredEvents atCentre = scorer.Score(events, definition.TemplateNuisances(), noise);
        BinnedEvents centre = scorer.Bin(atCentre, [.. Enumerable.Range(0, rows)]);
        List<int[]> cells = [];
        for (int m = 0; m < scorer.MethodCount; m++)
        {
            (double[] yields, double[] variances) = centre.Sum(m, Processes, scorer.BinsOfMethod(m));
            sums.AddRange(yields);
            sums.AddRange(variances);
            int[] found = new int[rows];
            found.AsSpan().Fill(-1);
            for (int i = 0; i < centre.Rows.Length; i++)
            {
                found[centre.Rows[i]] = CellOf(centre, m, i);
            }

            cells.Add(found);
        }

        float[] weights = new float[rows], kept = events.Column(Population.WeightColumn(definition.Model));
        for (int i = 0; i < centre.Rows.Length; i++)
        {
            weights[centre.Rows[i]] = centre.Weight[i];
        }

        int[] some = [.. Enumerable.Range(0, rows).Where(row => varied[row] > 0)];
        (int[] Rows, EventBatch Events, double[] Noise, float[] Profiled)[] parts = [.. Enumerable.Range(0, groups).Select(g =>
        {
            int[] own = [.. Enumerable.Range(0, some.Length).Where(i => i % groups == g).Select(i => some[i])];
            EventBatch part = Population.Repeat(events, own);
            Array.ConvertAll(own, row => varied[row]).CopyTo(part.Column(Population.WeightColumn(definition.Model)).AsSpan());
            return (own, part, (double[])[.. Enumerable.Range(0, width).SelectMany(k => own.Select(row => noise[(k * rows) + row]))], Scorer.ProfiledRows(own.Length));
        })];
        if (isProfiled)
        {
            float[] factors = new float[rows];
            factors.AsSpan().Fill(1);
            sums.AddRange(scorer.ProfileSums(atCentre, factors));
            foreach ((int[] own, _, _, float[] profiled) in parts)
            {
                factors.AsSpan().Clear();
                for (int i = 0; i < own.Length; i++)
                {
                    factors[own[i]] = profiled[i] * varied[own[i]] / kept[own[i]];
                }

                sums.AddRange(scorer.ProfileSums(atCentre, factors));
            }
        }

        // Each point on a thread: their events are too few to be shared out.
        Scorer alone = scorer.Workers > 1 ? scorer.OnOneThread() : scorer;
        double[][] changes = new double[points.Count][];
        Parallel.For(0, points.Count, new ParallelOptions { MaxDegreeOfParallelism = scorer.Workers }, p =>
        {
            (int[] own, EventBatch part, double[] partNoise, float[] profiled) = parts[p % groups];
            ScoredEvents scored = alone.Score(part, points[p], partNoise);
            BinnedEvents moved = alone.Bin(scored, own);
            changes[p] =
            [
                .. Enumerable.Range(0, scorer.MethodCount).SelectMany(m => Changes(own, cells[m], weights, row => varied[row] / kept[row], moved, m, hasVariances: groups == 1)),
                .. isProfiled ? alone.ProfileSums(scored, profiled) : [],
            ];
        });
        return [.. sums, .. changes.SelectMany(static change => change)];
    }

    // What is added to the yields of a method's cells, and to their variances, if events go from the cells that they have to others. Each event has one weight in the yields, and a higher one here.
    private double[] Changes(int[] rows, int[] cells, float[] weights, Func<int, double> factorOf, BinnedEvents moved, int method, bool hasVariances)
    {
        int size = Processes * scorer.BinsOfMethod(method);
        double[] result = new double[hasVariances ? 2 * size : size];
        int next = 0;
        foreach (int row in rows)
        {
            (int before, int after, double to) = (cells[row], -1, 0);
            if (next < moved.Rows.Length && moved.Rows[next] == row)
            {
                (after, to) = (CellOf(moved, method, next), moved.Weight[next]);
                next++;
            }

            double weight = weights[row], from = weight * factorOf(row);
            if (before >= 0)
            {
                result[before] -= from;
                if (hasVariances)
                {
                    double left = weight - from + (after == before ? to : 0);
                    result[size + before] += (left * left) - (weight * weight);
                }
            }

            if (after >= 0)
            {
                result[after] += to;
                if (hasVariances && after != before)
                {
                    result[size + after] += to * to;
                }
            }
        }

        return next == moved.Rows.Length ? result : throw new InvalidOperationException("The kernels have changed the order of the events.");
    }

    private int CellOf(BinnedEvents binned, int method, int i) => (binned.Process[i] * scorer.BinsOfMethod(method)) + binned.Bins[method][i];

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

    // The events that are scored, and for each what it weighs among those that are scored at every point; zero if it is not.
    private (EventBatch Events, int[] Rows, float[] Varied) Thin(EventBatch batch, int process, double reference, ulong thinningSeed)
    {
        int[] usable = Usable(batch);
        EventBatch possible = Population.Repeat(batch, usable);
        int column = Population.WeightColumn(definition.Model);
        double least = process == definition.Signal ? SignalWeight * reference : reference;
        (float[] logits, int[] heads) = scorer.Screen(possible);
        ReadOnlySpan<float> weights = possible.Column(column).AsSpan(0, usable.Length);
        float[] once = thinning.Keep(logits, heads, weights, least, thinningSeed), varied = thinning.Keep(logits, heads, weights, Varied * least, thinningSeed);
        int[] places = [.. Enumerable.Range(0, once.Length).Where(i => once[i] > 0)];
        EventBatch chosen = Population.Repeat(possible, places);
        Array.ConvertAll(places, i => once[i]).CopyTo(chosen.Column(column).AsSpan());
        return (chosen, Array.ConvertAll(places, i => usable[i]), Array.ConvertAll(places, i => varied[i]));
    }

    private int[] Usable(EventBatch batch) => [.. Enumerable.Range(0, batch.Rows).Where(row => definition.CanEnter(batch, row))];
}
