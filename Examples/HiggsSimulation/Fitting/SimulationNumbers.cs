using Mandelstam.Data;
using Mandelstam.Events;
using Mandelstam.Examples.HiggsSimulation.Production;
using Mandelstam.Examples.HiggsSimulation.Validation;
using Mandelstam.Examples.HiggsUncertainty;
using Mandelstam.IO;
using Mandelstam.Progress;

namespace Mandelstam.Examples.HiggsSimulation.Fitting;

/// <summary>The files of numbers that the simulation draws from: how they are made.</summary>
public static class SimulationNumbers
{
    /// <summary>Fits the numbers of processes to a sample and writes a file for each, as <c>Examples/HiggsSimulation/Tables</c> has them.</summary>
    /// <param name="path">The sample: events with labels. Of each process every second event is used, beginning with the first; the others are left to judge by.</param>
    /// <param name="folder">Takes the files.</param>
    /// <param name="processes">Which processes.</param>
    /// <param name="iterations">The steps of the fit.</param>
    /// <param name="anew">Begin with guessed shapes instead of the numbers that ship.</param>
    /// <param name="seed">Seed of the simulated events.</param>
    /// <param name="threads">The most threads to use.</param>
    /// <param name="progress">Shows how far it is.</param>
    /// <param name="onStep">Sees process, step, and the area under the ROC curve before the step.</param>
    /// <param name="cancellation">Stops the work between steps; what has been written stays.</param>
    /// <exception cref="MandelstamException">The file cannot be used, or has too few events of a process.</exception>
    public static void Fit(
        string path, string folder, IReadOnlyList<Process> processes, int iterations, bool anew, ulong seed, int threads, IProgressReporter progress,
        Action<Process, int, double> onStep, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(processes);
        ArgumentNullException.ThrowIfNull(progress);
        EventBatch batch = EventFile.ReadAll(path, HiggsTauTau.Model, new ReadOptions { Labels = ColumnPresence.Required });
        ComparedEvents all = ComparedEvents.Of(batch);
        using IStage stage = progress.Begin("Fitting the simulation", processes.Count * (long)iterations);
        foreach (Process process in processes)
        {
            string name = SimulatedEvents.NameOf(process);
            ComparedEvents sample = SimulationComparison.Half(all, batch, process, 0);
            if (sample.Count < 1000)
            {
                throw new MandelstamException($"'{path}' has {sample.Count} events of {name} to fit to; a thousand are needed. --process names one to fit alone.");
            }

            List<double> areas = [];
            SimulationFit fit = new(process, sample, seed, threads)
            {
                OnIteration = (step, area) =>
                {
                    cancellation.ThrowIfCancellationRequested();
                    areas.Add(area);
                    onStep?.Invoke(process, step, area);
                    stage.Advance(1);
                },
            };
            ProductionTables tables = fit.Run(anew ? InitialTables.For(process) : ProductionTables.Shipped(name), iterations);
            string source = FormattableString.Invariant($"simulate higgs fit{(anew ? " --anew" : string.Empty)} --iterations {iterations} --seed {seed}, every second event of {Path.GetFileName(path)}");
            AtomicFile.WriteText(Path.Combine(folder, name + ".json"), tables.ToJson(name, source, areas));
        }
    }
}
