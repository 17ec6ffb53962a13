using Mandelstam.Examples.HiggsSimulation.Production;
using Mandelstam.Examples.HiggsSimulation.Validation;
using Mandelstam.Examples.HiggsUncertainty;
using Mandelstam.Generative;
using Mandelstam.Trees;

namespace Mandelstam.Examples.HiggsSimulation.Fitting;

/// <summary>Fits the numbers of a process to a sample of events.</summary>
/// <remarks>
/// Expectation maximisation (A. P. Dempster, N. M. Laird, D. B. Rubin, J. R. Stat. Soc. B 39 (1977) 1) with the likelihood ratio from a classifier: simulated
/// events that know which cells they came of are weighted by w = p(sample)/p(simulation) at what was measured of them; a cell's probability is
/// multiplied by the mean weight of its events. Since selected events are compared with selected events, acceptance cancels.
/// </remarks>
internal sealed class SimulationFit(Process process, ComparedEvents sample, ulong seed, int threads)
{
    private const double LargestWeight = 8;

    // As many events of weight one are added to every cell: it then moves only where there is evidence.
    private const double PriorEvents = 12;

    // Efficiencies act on what the spectra below them act on as well: whole steps of both would be a step too far.
    private const double EfficiencyStep = 0.4;

    private const double PopulatedShare = 0.02;

    // Cells of which no event is ever selected cost time and bring nothing.
    private const double Unseen = 0.3;

    private static readonly BoostedTreesOptions _trees = new() { Trees = 120, Leaves = 24, LearningRate = 0.08, LeafEvents = 80 };

    /// <summary>The simulated events of an iteration.</summary>
    public int Events { get; init; } = 64 * BlockGenerator.BlockEvents;

    /// <summary>Calls with the number of the iteration and the area under the ROC curve before it.</summary>
    public Action<int, double>? OnIteration { get; init; }

    /// <summary>Improves numbers.</summary>
    /// <param name="start">The numbers to begin with.</param>
    /// <param name="iterations">How many steps.</param>
    public ProductionTables Run(ProductionTables start, int iterations)
    {
        ProductionTables tables = start;
        for (int i = 0; i < iterations; i++)
        {
            tables = Step(tables, i);
        }

        return tables;
    }

    private ProductionTables Step(ProductionTables tables, int iteration)
    {
        (ComparedEvents simulated, int[][] notes) = Simulate(tables, seed + (ulong)iteration);
        double[] weights = Weights(simulated, iteration, out double area);
        OnIteration?.Invoke(iteration, area);
        double[] sums = new double[TableLayout.Numbers], counts = new double[TableLayout.Numbers];
        foreach (int[] note in notes)
        {
            for (int i = 0; i < note.Length; i++)
            {
                if (note[i] >= 0)
                {
                    sums[note[i]] += weights[i];
                    counts[note[i]]++;
                }
            }
        }

        double[] values = [.. tables.Values];
        foreach (TableShape table in TableLayout.All)
        {
            for (int row = table.First; row < table.End; row += table.Cells)
            {
                Update(values.AsSpan(row, table.Cells), sums.AsSpan(row, table.Cells), counts.AsSpan(row, table.Cells), table.IsEfficiency);
            }
        }

        return new(values);
    }

    private static void Update(Span<double> values, ReadOnlySpan<double> sums, ReadOnlySpan<double> counts, bool isEfficiency)
    {
        double sum = 0, count = 0;
        for (int i = 0; i < values.Length; i++)
        {
            sum += sums[i];
            count += counts[i];
        }

        if (count == 0)
        {
            return;
        }

        double mean = sum / count;
        for (int i = 0; i < values.Length; i++)
        {
            double ratio = counts[i] == 0 ? (isEfficiency ? 1 : Unseen) : (sums[i] + (PriorEvents * mean)) / ((counts[i] + PriorEvents) * mean);
            values[i] *= isEfficiency ? Math.Pow(ratio, EfficiencyStep) : ratio;
        }

        if (isEfficiency)
        {
            Scale(values, counts, count);
        }
    }

    // Relative to the best, leaving out cells with so few events that chance would choose the best one.
    private static void Scale(Span<double> values, ReadOnlySpan<double> counts, double count)
    {
        double best = 0;
        for (int i = 0; i < values.Length; i++)
        {
            best = counts[i] > PopulatedShare * count ? Math.Max(best, values[i]) : best;
        }

        for (int i = 0; i < values.Length && best > 0; i++)
        {
            values[i] = Math.Min(1, values[i] / best);
        }
    }

    private (ComparedEvents Events, int[][] Notes) Simulate(ProductionTables tables, ulong runSeed)
    {
        Mandelstam.Events.EventBatch batch = HiggsTauTau.Model.CreateBatch(Events);
        int blocks = Events / BlockGenerator.BlockEvents;
        int[][][] notes = new int[blocks][][];
        Parallel.For(0, blocks, new ParallelOptions { MaxDegreeOfParallelism = threads }, () => BlockGenerator.Create(process, tables, isNoting: true), (block, _, generator) =>
        {
            generator.Generate(runSeed, block);
            notes[block] = [.. generator.Notes.Select(static n => (int[])n.Clone())];
            for (int c = 0; c < generator.Measured.Length; c++)
            {
                generator.Measured[c].CopyTo(batch.Column(SimulatedEvents.PrimaryColumn(c)).AsSpan(block * BlockGenerator.BlockEvents));
            }

            return generator;
        }, static generator => generator.Dispose());
        int[][] joined = [.. Enumerable.Range(0, notes[0].Length).Select(n => notes.SelectMany(b => b[n]).ToArray())];
        return (ComparedEvents.Of(batch), joined);
    }

    // Of two classifiers, each of one half of the events, the one that has not seen an event weights it.
    private double[] Weights(ComparedEvents simulated, int iteration, out double area)
    {
        TwoSampleScores scores = TwoSampleScores.Of(sample, simulated, _trees with { Seed = iteration + 1 });
        (area, _) = TwoSampleTest.AreaUnderCurve(scores.Sample, scores.Simulated);
        return [.. scores.Simulated.Select(static p => Math.Clamp(p / (1.0 - p), 1 / LargestWeight, LargestWeight))];
    }
}
