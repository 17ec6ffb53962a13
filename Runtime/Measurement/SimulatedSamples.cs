using System.Collections.Immutable;
using Mandelstam.Events;
using Mandelstam.Progress;
using Mandelstam.Randomness;

namespace Mandelstam.Measurement;

/// <summary>Yields of samples that are simulated for one purpose each, chunk by chunk: memory does not grow with their number.</summary>
/// <remarks>
/// All events of a sample are scored at one point of the nuisances. For any other point the first of them are scored at both, with the same noise, and the difference is added: events that stay in their bins cancel, so
/// that the fluctuation is that of the whole sample and, far smaller, that of the events that move.
/// </remarks>
internal sealed class SimulatedSamples(
    MeasurementDefinition definition, MeasurementOptions options, IEventSimulation simulation, ulong seed, Scorer scorer, RunFolder folder, IProgressReporter progress, int threads)
{
    private const int Chunk = 1 << 17;

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
    /// <param name="cancellation">Stops between chunks; what is done is kept.</param>
    public Sample[] Score(string purpose, long events, IReadOnlyList<double[]> points, CancellationToken cancellation)
    {
        long varied = Math.Min(events, options.VariationEvents);
        ulong sample = SeedOf(seed, purpose);
        _sizes.Add(new(purpose, sample, events, varied));
        double[] centre = definition.TemplateNuisances();
        double[] all = Sum($"Simulate and score: {purpose}", purpose + "_nominal", sample, events, [centre], isProfiled: false, cancellation);
        double[] some = Sum($"Vary nuisances: {purpose}", purpose + "_varied", sample, varied, [centre, .. points], isProfiled: purpose != "templates", cancellation);
        int size = all.Length, step = some.Length / (1 + points.Count);
        return [.. points.Select((point, p) =>
        {
            List<(double[], double[])> sums = [];
            int at = 0;
            for (int m = 0; m < scorer.MethodCount; m++)
            {
                int cells = Processes * scorer.BinsOfMethod(m);
                double[] yields = new double[cells];
                for (int cell = 0; cell < cells; cell++)
                {
                    double nominal = all[at + cell];
                    yields[cell] = Math.Max(nominal + some[((1 + p) * step) + at + cell] - some[at + cell], 0.01 * nominal);
                }

                sums.Add((yields, all[(at + cells)..(at + (2 * cells))]));
                at += 2 * cells;
            }

            return new Sample(point, null, sums, scorer.MomentsOf(some.AsSpan(((1 + p) * step) + size, step - size)));
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

    // Sums over all chunks at each point: for every method yields, then variances.
    private double[] Sum(string stageName, string name, ulong sample, long events, IReadOnlyList<double[]> points, bool isProfiled, CancellationToken cancellation)
    {
        int size = (isProfiled ? scorer.ProfileSize : 0) + Enumerable.Range(0, scorer.MethodCount).Sum(m => 2 * Processes * scorer.BinsOfMethod(m));
        double[] total = new double[points.Count * size];
        using IStage stage = progress.Begin(stageName, events * points.Count);
        for (long first = 0, chunk = 0; first < events; first += Chunk, chunk++)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = (int)Math.Min(Chunk, events - first);
            long begin = first;
            ulong noiseSeed = CounterRandom.SeedFor(sample, FormattableString.Invariant($"noise {chunk}"));
            bool isStored = true;
            double[] numbers = folder.Numbers(FormattableString.Invariant($"{name}_{chunk:D5}"), () =>
            {
                isStored = false;
                EventBatch batch = simulation.Generate(sample, null, begin, count, events, threads, cancellation);
                int[] usable = Usable(batch);
                float heaviest = usable.Length == 0 ? 0 : usable.Max(row => batch.Column(Population.WeightColumn(definition.Model))[row]);

                // Only events that stand for several need copies with noise of their own.
                (EventBatch replicated, int[] rows) = Population.Replicate(batch, usable, Math.Clamp((int)Math.Round(heaviest), 1, options.Replicas));
                double[] noise = Population.Noise(definition.Model, rows, noiseSeed);
                List<double> sums = [];
                foreach (double[] point in points)
                {
                    ScoredEvents scored = scorer.Score(replicated, point, noise);
                    BinnedEvents binned = scorer.Bin(scored, rows);
                    for (int m = 0; m < scorer.MethodCount; m++)
                    {
                        (double[] yields, double[] variances) = binned.Sum(m, Processes, scorer.BinsOfMethod(m));
                        sums.AddRange(yields);
                        sums.AddRange(variances);
                    }

                    sums.AddRange(isProfiled ? scorer.ProfileSums(scored) : []);
                    stage.Advance(count);
                }

                return [.. sums];
            });
            for (int i = 0; i < total.Length; i++)
            {
                total[i] += numbers[i];
            }

            if (isStored)
            {
                stage.Advance((long)count * points.Count);
            }
        }

        return total;
    }

    private int[] Usable(EventBatch batch) => [.. Enumerable.Range(0, batch.Rows).Where(row => definition.CanEnter(batch, row))];
}
