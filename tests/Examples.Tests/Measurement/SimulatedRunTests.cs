using System.Text.Json.Nodes;
using Mandelstam.Data;
using Mandelstam.Events;
using Mandelstam.Examples.HiggsUncertainty;
using Mandelstam.Measurement;
using Mandelstam.Progress;
using TorchSharp;
using Xunit;

namespace Mandelstam.Examples.Tests.Measurement;

/// <summary>A run whose every sample is simulated with a seed of its own, with tiny networks.</summary>
public sealed class SimulatedRunTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mandelstam-simulated-").FullName;
    private readonly MeasurementOptions _options;

    public SimulatedRunTests()
    {
        torch.set_num_threads(Environment.ProcessorCount);
        string file = Path.Combine(_folder, "tiny.json");
        File.WriteAllText(
            file,
            """
            {
              "flow": { "couplings": 2, "hiddenLayers": 1, "hiddenWidth": 8 }, "flowTraining": { "steps": 20 }, "contrasts": [2],
              "classifierMembers": 2, "classifierPasses": 1, "classifierTraining": { "steps": 200 },
              "replicas": 2, "beltDraws": 6, "testDraws": 6, "likelihoodMethod": true, "treesMethod": true, "trees": { "trees": 20 }, "eventExperiments": 2, "largeTestSets": 3,
              "trainingEvents": 20000, "templateEvents": 150000, "beltEvents": 40000, "testEvents": 40000, "drawGroups": 3
            }
            """);
        _options = MeasurementOptions.Read(file, MeasurementOptions.Quick);
    }

    [Fact]
    public void Every_purpose_has_events_of_its_own_and_a_stopped_run_ends_in_the_same_files()
    {
        ResampledSimulation simulation = new();
        string whole = Path.Combine(_folder, "whole");
        Run(whole, simulation, new SilentProgress(), CancellationToken.None);

        JsonNode results = JsonNode.Parse(File.ReadAllText(Path.Combine(whole, "results.json")))!;
        Assert.Equal("independent", results["population"]!.GetValue<string>());
        JsonObject samples = results["samples"]!.AsObject();
        Assert.Equal(["training", "bins", "templates", "belt", "test"], samples.Select(static s => s.Key));
        Assert.Equal(5, samples.Select(static s => s.Value!["seed"]!.GetValue<ulong>()).Distinct().Count());
        Assert.Equal([20_000, 150_000, 150_000, 40_000, 40_000], samples.Select(static s => s.Value!["events"]!.GetValue<int>()));

        // Every event once; a part of them is scored.
        Assert.Equal(150_000, simulation.Generated[samples["templates"]!["seed"]!.GetValue<ulong>()]);
        Assert.Equal(40_000, simulation.Generated[samples["test"]!["seed"]!.GetValue<ulong>()]);
        Assert.InRange(samples["templates"]!["scored"]!.GetValue<int>(), 1000, 100_000);
        JsonNode method = results["methods"]!["cnf"]!;
        Assert.Equal(["cnf", "dnn", "baseline", "trees", "likelihood"], results["methods"]!.AsObject().Select(static m => m.Key));
        Assert.All(results["methods"]!.AsObject(), static m => Assert.All(
            new[] { "interval", "coverage", "rmse" }, key => Assert.True(double.IsFinite(m.Value![key]!.GetValue<double>()), m.Key + key)));
        Assert.Equal(10, method["repeated_test"]!["sets"]!.GetValue<int>());
        Assert.Equal(100, method["repeated_test"]!["experiments_per_set"]!.GetValue<int>());
        Assert.Equal(3, method["large_repeated_test"]!["sets"]!.GetValue<int>());
        JsonNode[] sets = [.. method["repeated_test"]!["per_mu"]!.AsArray().Select(static set => set!)];
        Assert.All(sets, static set => Assert.Equal(100, set["pseudo_experiments"]!.GetValue<int>()));
        Assert.Equal(method["repeated_test"]!["coverage"]!.GetValue<double>(), sets.Average(static set => set["coverage"]!.GetValue<double>()), 1e-12);

        // Two standard deviations of a hundred experiments are 0.093.
        Assert.Equal(
            sets.Count(static set => Math.Abs(set["coverage"]!.GetValue<double>() - 0.6827) <= 0.0931), method["repeated_test"]!["sets_within_two_sigma"]!.GetValue<int>());
        Assert.Equal(2, results["event_experiments"]!["pseudo_experiments"]!.GetValue<int>());

        YieldsAreThoseOfTheWholeSample(JsonNode.Parse(File.ReadAllText(Path.Combine(whole, "model", "model.json")))!["methods"]![0]!["templates"]!);

        // Stopped in each of the long stages and run again: the same bytes.
        string stopped = Path.Combine(_folder, "stopped");
        foreach (string stage in new[] { "Simulate and score: templates", "Simulate and score: belt" })
        {
            using CancellationTokenSource cancellation = new();
            Assert.ThrowsAny<OperationCanceledException>(() => Run(stopped, simulation, new CancellingProgress(stage, cancellation), cancellation.Token));
        }

        Run(stopped, simulation, new SilentProgress(), CancellationToken.None);
        Assert.Equal(File.ReadAllText(Path.Combine(whole, "experiments_cnf.csv")), File.ReadAllText(Path.Combine(stopped, "experiments_cnf.csv")));
        Assert.Equal(File.ReadAllText(Path.Combine(whole, "model", "model.json")), File.ReadAllText(Path.Combine(stopped, "model", "model.json")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // The events were drawn from the shipped sample: its own yields, of all bins together, are what the chosen events have to stand for, at the centre and at the edges of the templates.
    private static void YieldsAreThoseOfTheWholeSample(JsonNode templates)
    {
        SignalStrength definition = new();
        EventModel model = definition.Model;
        EventBatch all = EventFile.ReadAll(TrainedRun.Sample, model);
        double[] noise = Mandelstam.Measurement.Population.Noise(model, [.. Enumerable.Range(0, all.Rows)], 99), centre = definition.TemplateNuisances();
        double[] yields = [.. templates["yields"]!.AsArray().Select(static y => y!.GetValue<double>())], variances = [.. templates["variances"]!.AsArray().Select(static v => v!.GetValue<double>())];
        string[] processes = [.. templates["processes"]!.AsArray().Select(static p => p!.GetValue<string>())];
        int[] shape = [.. templates["axes"]!.AsArray().Select(static axis => axis!["points"]!.AsArray().Count)];
        int bins = templates["bins"]!.GetValue<int>(), last = definition.TemplatePoints.Length - 1, middle = definition.NoisePoints.IndexOf(centre[definition.FittedNoise]);
        foreach ((int first, int second) in new[] { (last / 2, last / 2), (last, last / 2), (0, last) })
        {
            double[] point = [.. centre];
            point[definition.FittedShapes[0]] = definition.TemplatePoints[first];
            point[definition.FittedShapes[1]] = definition.TemplatePoints[second];
            PerturbedEvents<float> perturbed = model.Perturb<float>(all, point, noise);
            for (int p = 0; p < processes.Length; p++)
            {
                double expected = 0, squares = 0;
                for (int i = 0; i < perturbed.Count; i++)
                {
                    if (model.Processes[perturbed.Process[i]] == processes[p] && definition.Categories.Contains(perturbed.Category[i]))
                    {
                        expected += perturbed.Weight[i];
                        squares += perturbed.Weight[i] * perturbed.Weight[i];
                    }
                }

                // Noise is another draw, which moves a few in a hundred events over a threshold: a tenth of the file's own fluctuation is more than that does.
                int at = ((((((first * shape[1]) + second) * shape[2]) + middle) * processes.Length) + p) * bins;
                double found = yields.AsSpan(at, bins).ToArray().Sum(), error = Math.Sqrt(variances.AsSpan(at, bins).ToArray().Sum() + (0.01 * squares));
                Assert.InRange((found - expected) / error, -4.5, 4.5);
            }
        }
    }

    private void Run(string folder, IEventSimulation simulation, IProgressReporter progress, CancellationToken cancellation)
    {
        MeasurementRequest request = new(simulation.Identity, null, folder, 5, "cpu", _options, simulation);
        MeasurementResult result = new MeasurementRun(new SignalStrength(), request, progress).Run(cancellation);
        MeasurementReport.Write(new SignalStrength(), result);
        ResultFiles.Write(result);
    }
}
