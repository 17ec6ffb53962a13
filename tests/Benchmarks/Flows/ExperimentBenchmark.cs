using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using Mandelstam.Data;
using Mandelstam.Events;
using Mandelstam.Examples.HiggsUncertainty;
using Mandelstam.Inference;
using Mandelstam.Measurement;
using Mandelstam.Networks;
using Mandelstam.Progress;
using Mandelstam.Training;
using TorchSharp;

namespace Mandelstam.Benchmarks.Flows;

/// <summary>One pseudo-experiment of a million events with the default's 8 flows and 8 classifiers: perturbed, scored, binned, fitted, and its interval read off the belt.</summary>
internal static class ExperimentBenchmark
{
    private const int Rounds = 3;

    /// <summary>Runs and prints.</summary>
    /// <param name="json">As JSON.</param>
    /// <param name="models">What a run wrote; empty: networks of the default's sizes that have hardly been trained, which takes as long.</param>
    /// <param name="threads">Threads to use.</param>
    public static void Run(bool json, string models, int threads)
    {
        SignalStrength definition = new();
        string data = Path.Combine(AppContext.BaseDirectory, "Data", "higgs_sample.parquet");
        string? temporary = null;
        try
        {
            if (models.Length == 0)
            {
                temporary = Directory.CreateTempSubdirectory("mandelstam").FullName;
                models = Prepare(definition, data, temporary);
            }

            (TrainedModels trained, ImmutableArray<StoredMethod> methods, _) = ModelStore.Load(models, definition, torch.CPU);
            using TrainedModels owned = trained;
            EventBatch events = EventFile.ReadAll(data, definition.Model, new ReadOptions { Weights = ColumnPresence.Required, Labels = ColumnPresence.Required });
            ExperimentDraw draw = definition.DrawExperiment(events, mu: 1, seed: 1);
            EventBatch drawn = Population.Repeat(events, draw.Rows);
            Measure(json, definition, trained, methods, drawn, draw, threads);
        }
        finally
        {
            if (temporary is not null)
            {
                Directory.Delete(temporary, recursive: true);
            }
        }
    }

    // Sizes are the default's; what costs time and changes no size is left out.
    private static string Prepare(SignalStrength definition, string data, string folder)
    {
        TrainingOptions one = new() { Steps = 1, ValidationInterval = 1 };
        MeasurementOptions options = MeasurementOptions.Default with
        {
            FlowTraining = one,
            FlowBatch = 64,
            ClassifierTraining = one,
            ClassifierPasses = 1,
            ClassifierSubsets = 2,
            Replicas = 1,
            BeltDraws = 2,
            TestDraws = 2,
            ExperimentsPerDraw = 12,
            EventExperiments = 0,
        };
        new MeasurementRun(definition, new(data, null, folder, 1, "cpu", options), new SilentProgress()).Run(CancellationToken.None);
        return folder;
    }

    private static void Measure(
        bool json, SignalStrength definition, TrainedModels models, ImmutableArray<StoredMethod> methods, EventBatch drawn, ExperimentDraw draw, int threads)
    {
        Scorer scorer = new(definition, models, [.. methods.Select(static method => method.Binning)], threads);
        BinnedLikelihood likelihood = Calibration.Likelihood(definition, methods[0].Templates, new RateFactors(definition));
        Dictionary<string, double> best = [];
        T Timed<T>(string part, Func<T> work)
        {
            long start = Stopwatch.GetTimestamp();
            T result = work();
            best[part] = Math.Min(best.GetValueOrDefault(part, double.PositiveInfinity), Stopwatch.GetElapsedTime(start).TotalSeconds);
            return result;
        }

        int used = 0;
        for (int round = 0; round < Rounds; round++)
        {
            Timed("total", () =>
            {
                PerturbedEvents<float> perturbed = Timed("perturb", () => definition.Model.Perturb<float>(drawn, draw.Nuisances, draw.Noise, threads: threads));
                ScoredEvents scored = Timed("score", () => scorer.Score(perturbed));
                ushort[] bins = Timed("bin", () => scorer.BinsOf(scored, 0));
                double[] counts = new double[scorer.BinsOfMethod(0)];
                foreach (ushort bin in bins)
                {
                    counts[bin]++;
                }

                used = bins.Length;
                return Timed("fit", () => methods[0].Belt.Invert(likelihood.Fit(counts).Strength.Value));
            });
        }

        // What the networks take of it, by themselves.
        PerturbedEvents<float> again = definition.Model.Perturb<float>(drawn, draw.Nuisances, draw.Noise, threads: threads);
        int[] heads = models.Heads(again);
        for (int head = 0; head < 2; head++)
        {
            float[] inputs = models.FlowInputs(again, [.. Enumerable.Range(0, heads.Length).Where(i => heads[i] == head)], head);
            foreach (TrainedFlow flow in models.Flows.Where(flow => flow.Head == head))
            {
                Timed(flow.Name, () => new Mandelstam.Flows.FlowDensity(flow.Flow).LogProb(inputs, threads));
            }
        }

        int[] rows = [.. Enumerable.Range(0, heads.Length).Where(i => heads[i] >= 0)];
        int[] headOfRow = Array.ConvertAll(rows, row => heads[row]);
        foreach (TrainedClassifier classifier in models.Classifiers)
        {
            float[] inputs = new float[rows.Length * classifier.Network.Inputs];
            Timed(classifier.Name, () => classifier.Network.Logits().Of(inputs, headOfRow, threads));
        }

        double flows = models.Flows.Sum(flow => best[flow.Name]), classifiers = models.Classifiers.Sum(classifier => best[classifier.Name]);
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                events = drawn.Rows,
                used,
                flows = models.Flows.Length,
                classifiers = models.Classifiers.Length,
                is_fused = models.AreFused,
                threads,
                seconds = best["total"],
                parts = new
                {
                    perturb = best["perturb"],
                    score = best["score"],
                    score_flows = flows,
                    score_classifiers = classifiers,
                    bin = best["bin"],
                    fit = best["fit"],
                },
            }));
            return;
        }

        Console.WriteLine(FormattableString.Invariant(
            $"One pseudo-experiment of {drawn.Rows} events, {used} of them in categories that are used; {models.Flows.Length} flows (each event goes through those of its category), {models.Classifiers.Length} classifiers, {threads} threads; best of {Rounds}"));
        void Print(string part, double seconds) => Console.WriteLine(FormattableString.Invariant($"  {part,-34}{seconds,8:F3} s"));
        Print("perturb, select, derive", best["perturb"]);
        Print("score", best["score"]);
        Print("  flows by themselves", flows);
        Print("  classifiers by themselves", classifiers);
        Print("bin", best["bin"]);
        Print("fit, interval", best["fit"]);
        Print("total", best["total"]);
    }
}
