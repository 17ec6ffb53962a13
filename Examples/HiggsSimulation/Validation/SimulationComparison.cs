using Mandelstam.Data;
using Mandelstam.Events;
using Mandelstam.Examples.HiggsUncertainty;
using Mandelstam.Generative;
using Mandelstam.Progress;
using Mandelstam.Trees;

namespace Mandelstam.Examples.HiggsSimulation.Validation;

/// <summary>Compares simulated events with a sample, process by process: all features one by one, and a classifier on all of them.</summary>
public static class SimulationComparison
{
    /// <summary>Simulated events for each of the sample.</summary>
    private const int Ratio = 2;

    /// <summary>Compares.</summary>
    /// <param name="path">The sample: events with labels.</param>
    /// <param name="isShipped">The sample is the one that the simulation's numbers are fitted to: only that half of it is taken which the fit does not see.</param>
    /// <param name="seed">Seed of the simulation.</param>
    /// <param name="threads">The most threads to use.</param>
    /// <param name="processes">Which processes; all that the sample has if empty.</param>
    /// <param name="progress">Shows how far it is.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="MandelstamException">The file cannot be used, or has too few events of a process.</exception>
    public static IReadOnlyList<ProcessAgreement> Run(
        string path, bool isShipped, ulong seed, int threads, IReadOnlyList<Process> processes, IProgressReporter progress, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(processes);
        ArgumentNullException.ThrowIfNull(progress);
        EventBatch sample = EventFile.ReadAll(path, HiggsTauTau.Model, new ReadOptions { Labels = ColumnPresence.Required });
        Process[] wanted = processes.Count > 0 ? [.. processes] : [.. Enum.GetValues<Process>().Where(p => sample.ProcessCodes.AsSpan(0, sample.Rows).Contains((int)p))];
        ComparedEvents all = ComparedEvents.Of(sample);
        List<ProcessAgreement> results = [];
        using IStage stage = progress.Begin("Comparing processes", wanted.Length);
        foreach (Process process in wanted)
        {
            cancellation.ThrowIfCancellationRequested();
            ComparedEvents own = Half(all, sample, process, isShipped ? 1 : null);
            if (own.Count < 100)
            {
                throw new MandelstamException($"'{path}' has {own.Count} events of {SimulatedEvents.NameOf(process)}; a comparison needs 100 at least. --process names one to compare alone.");
            }

            using SimulatedEvents simulation = new(seed, process);
            ComparedEvents simulated = ComparedEvents.Of(simulation.Generate(0, Ratio * own.Count, Ratio * own.Count, threads, cancellation));
            results.Add(Compare(process, own, simulated, (int)(seed & int.MaxValue)));
            stage.Advance(1);
        }

        return results;
    }

    /// <summary>The events of a process: every second one, beginning with the first (0) or the second (1), or all.</summary>
    internal static ComparedEvents Half(ComparedEvents all, EventBatch batch, Process process, int? half)
    {
        int[] rows = [.. Enumerable.Range(0, batch.Rows).Where(i => batch.ProcessCodes[i] == (int)process)];
        return all.Take([.. rows.Where((_, i) => half is null || i % 2 == half)]);
    }

    private static ProcessAgreement Compare(Process process, ComparedEvents sample, ComparedEvents simulated, int seed)
    {
        FeatureAgreement[] features = [.. sample.Names.Select((name, i) => FeatureAgreement.Of(name, sample.Columns[i], simulated.Columns[i]))];
        TwoSampleScores scores = TwoSampleScores.Of(sample, simulated, new() { Trees = 300, Seed = seed });
        (double area, double error) = TwoSampleTest.AreaUnderCurve(scores.Sample, scores.Simulated);
        return new(process, sample.Count, simulated.Count, area, error, features, scores.Importance) { Events = (sample, simulated) };
    }
}
