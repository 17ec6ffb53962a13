using System.Text.Json.Nodes;
using Mandelstam.CommandLine;
using Mandelstam.Examples.Tests.CommandLine;
using Xunit;

namespace Mandelstam.Examples.Tests.ContrastiveToys;

/// <summary><c>run cnf-toys</c> from the command line to the files, with networks far too small to be good.</summary>
public sealed class ToyRunTests : IDisposable
{
    private const string Tiny = """
        {
          "Contrasts": [0.5, 1], "PlaneEvents": 2000, "PlaneBatch": 64, "GridPoints": 41,
          "PlaneFlow": { "Couplings": 4, "HiddenLayers": 1, "HiddenWidth": 8 }, "EmbeddedFlow": { "Couplings": 2, "HiddenLayers": 1, "HiddenWidth": 8 },
          "PlaneTraining": { "Steps": 20, "ValidationInterval": 10 }, "EmbeddedTraining": { "Steps": 10, "ValidationInterval": 5 }, "ClassifierTraining": { "Steps": 30, "ValidationInterval": 10 },
          "EmbeddedEvents": 1000, "EmbeddedBatch": 64, "TrainingPoints": 5, "EventsPerPoint": 40, "Repetitions": 2, "TestEvents": 300, "TestPoints": 3
        }
        """;

    private readonly Tool _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public void Run_leaves_numbers_and_pictures_and_goes_on_where_it_was_stopped()
    {
        string config = _tool.Write("tiny.json", Tiny);
        Assert.True(Run("run", "cnf-toys", "--config", config, "--out", _tool.File("out")) == 0, _tool.Error);
        JsonNode results = Results("out");
        JsonArray contrasts = results["plane"]!["contrasts"]!.AsArray();
        Assert.Equal([0.5, 1.0], contrasts.Select(static c => (double)c!["c"]!));
        Assert.All(contrasts, static c =>
        {
            Assert.InRange((double)c!["maximum_deviation"]!, 1e-4, 10);
            Assert.InRange((double)c["total_variation"]!, 1e-4, 1);
            Assert.InRange((double)c["integral"]!, 0.5, 1.2);
        });
        Assert.Equal((double)contrasts.Max(static c => (double)c!["maximum_deviation"]!), (double)results["plane"]!["maximum_deviation"]!);
        double best = (double)results["ten_dimensions"]!["bayes_accuracy"]!;
        foreach (string deformation in new[] { "large_rotation", "small_rotation", "subspace" })
        {
            JsonNode entry = results["ten_dimensions"]!["deformations"]![deformation]!;
            Assert.Equal(3, entry["phi"]!.AsArray().Count);
            foreach (string network in new[] { "classifier", "flow", "classifier_perturbed", "classifier_phi" })
            {
                Assert.All(entry["networks"]![network]!["accuracy"]!.AsArray(), accuracy => Assert.InRange((double)accuracy!, 0.05, best + 0.05));
                Assert.All(entry["networks"]![network]!["error"]!.AsArray(), static error => Assert.InRange((double)error!, 0.005, 0.5));
            }

            foreach (string prediction in new[] { "bayes_known_phi", "bayes_unperturbed", "flow_exact", "bayes_unknown_phi" })
            {
                // Nobody is better than who knows φ: a calculated number, and three that 600 events are counted for.
                Assert.All(entry["predictions"]![prediction]!["accuracy"]!.AsArray(), accuracy => Assert.InRange((double)accuracy!, 0.05, best + 0.06));
            }
        }

        string report = File.ReadAllText(_tool.File("out/report.html"));
        Assert.All(new[] { "densities", "turn", "contrasts", "training", "accuracy" }, figure =>
        {
            Assert.Contains($"figure-{figure}", report);
            Assert.True(File.Exists(_tool.File($"out/figures/{figure}.svg")));
        });

        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.Equal(130, _tool.Run(ExampleRegistry.BuiltIn, ["run", "cnf-toys", "--config", config, "--out", _tool.File("stopped")], source.Token));
        Assert.False(File.Exists(_tool.File("stopped/results.json")));
        Assert.Equal(0, Run("run", "cnf-toys", "--config", config, "--out", _tool.File("stopped")));
        JsonNode resumed = Results("stopped");
        results["seconds"] = resumed["seconds"]!.DeepClone();
        Assert.Equal(results.ToJsonString(), resumed.ToJsonString());
        Assert.Equal(1, Run("run", "cnf-toys", "--config", config, "--out", _tool.File("out"), "--seed", "2"));
        Assert.Contains("holds another run", _tool.Error);
    }

    [Theory]
    [InlineData("""{ "Contrasts": [2] }""", "Contrasts")]
    [InlineData("""{ "TestPoints": 1 }""", "TestPoints")]
    [InlineData("""{ "NoSuch": 1 }""", "NoSuch")]
    public void Options_that_make_no_sense_are_named(string config, string expected)
    {
        Assert.Equal(1, Run("run", "cnf-toys", "--config", _tool.Write("bad.json", config), "--out", _tool.File("out")));
        Assert.Contains(expected, _tool.Error);
    }

    private int Run(params string[] args) => _tool.Run(ExampleRegistry.BuiltIn, args, CancellationToken.None);

    private JsonNode Results(string folder) => JsonNode.Parse(File.ReadAllText(_tool.File($"{folder}/results.json")))!;
}
