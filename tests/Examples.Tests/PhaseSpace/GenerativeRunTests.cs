using System.Text.Json.Nodes;
using Mandelstam.CommandLine;
using Mandelstam.Data;
using Mandelstam.Examples.Tests.CommandLine;
using Xunit;

namespace Mandelstam.Examples.Tests.PhaseSpace;

/// <summary><c>run</c> of a distribution on phase space, from the command line to the files, with models far too small to be good.</summary>
public sealed class GenerativeRunTests : IDisposable
{
    private const string Tiny = """
        {
          "TrainingEvents": 400, "HeldOutEvents": 100, "GeneratedEvents": 500, "Batch": 64, "FlowSteps": 3, "DenoisingLevels": 50,
          "Network": { "Layers": 1, "Width": 8, "Heads": 2 }, "DiffusionNetwork": { "Layers": 1, "Width": 8, "Heads": 2 },
          "Schedule": { "GeometricSteps": 0, "LinearSteps": 10, "LinearFirst": 0.02, "LinearLast": 0.2 },
          "ScoreMatching": { "Batch": 64, "Chains": 200, "StepsPerBlock": 5, "HeldOutChains": 100 },
          "DiffusionTraining": { "Steps": 12, "ValidationInterval": 6 },
          "FlowTraining": { "Steps": 12, "ValidationInterval": 6 },
          "MomentumTraining": { "Steps": 12, "ValidationInterval": 6 },
          "ClassifierTraining": { "Steps": 20, "ValidationInterval": 10, "WarmUpSteps": 2 }
        }
        """;

    private readonly Tool _tool = new();

    public void Dispose() => _tool.Dispose();

    [Theory]
    [InlineData("muon-decay", 3)]
    [InlineData("antenna", 5)]
    public void Run_leaves_results_report_events_and_models(string name, int particles)
    {
        string[] command = ["run", name, "--quick", "--seed", "3", "--config", _tool.Write("tiny.json", Tiny), "--out", _tool.File("out"), .. particles == 3 ? [] : (string[])["--particles", $"{particles}"]];
        Assert.True(Run(command) == 0, _tool.Error);
        Assert.Contains("flow, confined", _tool.Output);
        JsonNode results = Results();
        foreach (string model in new[] { "diffusion", "flow", "momentum_flow", "momentum_diffusion" })
        {
            JsonNode entry = results["models"]![model]!;
            Assert.InRange((double)entry["auc"]!, 0.4, 1);
            Assert.Equal(500, (int)entry["conservation"]!["events"]!);
            bool isConfined = (bool)entry["confined"]!;
            Assert.Equal(isConfined, (double)entry["conservation"]!["momentum"]! < 3e-12);
            Assert.Equal(isConfined, (double)entry["conservation_every_step"]!["energy"]! < 3e-12);
            Assert.True(File.Exists(Path.Combine(_tool.File("out"), "model", model + ".safetensors")));

            // The columns of `sample`, and the events that were judged.
            Table events = Table.Read(Path.Combine(_tool.File("out"), $"events_{model}.parquet"));
            Assert.Equal(["weight", .. Enumerable.Range(1, particles).SelectMany(static p => new[] { $"p{p}_E", $"p{p}_px", $"p{p}_py", $"p{p}_pz" })], events.Names);
            Assert.Equal(500, events.Rows);
            double[][] along = [.. Enumerable.Range(1, particles).Select(p => events.Doubles($"p{p}_pz"))];
            double largest = Enumerable.Range(0, events.Rows).Max(row => Math.Abs(along.Sum(column => column[row])));
            Assert.Equal(isConfined, largest < 3e-12 * (double)results["sqrt_s"]!);
        }

        Assert.Equal(particles == 3 ? 5 : 0, results["models"]!["flow"]!["rosenblatt"]?.AsObject().Count ?? 0);
        string report = File.ReadAllText(_tool.File("out/report.html"));
        string[] figures = ["dalitz", "energies", "angles", "smallest-product", "conservation", "training", .. particles == 3 ? ["rosenblatt"] : Array.Empty<string>()];
        Assert.All(figures, figure =>
        {
            Assert.Contains($"figure-{figure}", report);
            Assert.True(File.Exists(_tool.File($"out/figures/{figure}.svg")));
        });
    }

    [Fact]
    public void Run_that_was_stopped_goes_on_to_the_same_numbers_and_another_one_is_refused()
    {
        string config = _tool.Write("tiny.json", Tiny);
        Assert.Equal(0, Run("run", "qqg", "--quick", "--config", config, "--out", _tool.File("straight")));
        JsonNode straight = Results("straight");

        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.Equal(130, _tool.Run(ExampleRegistry.BuiltIn, ["run", "qqg", "--quick", "--config", config, "--out", _tool.File("out")], source.Token));
        Assert.False(File.Exists(_tool.File("out/results.json")));
        Assert.Equal(0, Run("run", "qqg", "--quick", "--config", config, "--out", _tool.File("out")));
        JsonNode resumed = Results();
        straight["seconds"] = resumed["seconds"]!.DeepClone();
        Assert.Equal(straight.ToJsonString(), resumed.ToJsonString());

        Assert.Equal(1, Run("run", "qqg", "--quick", "--config", config, "--out", _tool.File("out"), "--seed", "2"));
        Assert.Contains("holds another run", _tool.Error);
    }

    [Theory]
    [InlineData("""{ "Flowsteps": 0 }""", "FlowSteps")]
    [InlineData("""{ "NoSuch": 1 }""", "NoSuch")]
    [InlineData("""{ "Network": { "Kind": "Transformer", "Width": 30, "Heads": 4 } }""", "heads")]
    public void Options_that_make_no_sense_are_named(string config, string expected)
    {
        Assert.Equal(1, Run("run", "qqg", "--quick", "--config", _tool.Write("bad.json", config), "--out", _tool.File("out")));
        Assert.Contains(expected, _tool.Error);
    }

    [Fact]
    public void Verbs_say_which_examples_they_are_for()
    {
        Assert.Equal(1, Run("explain", "qqg"));
        Assert.Contains("'explain' is not for the example 'qqg'; it is for higgs.", _tool.Error);
        Assert.Equal(2, Run("run", "antenna", "--particles", "2"));
        Assert.Equal(2, Run("run", "qqg", "--particles", "4"));
    }

    private int Run(params string[] args) => _tool.Run(ExampleRegistry.BuiltIn, args, CancellationToken.None);

    private JsonNode Results(string folder = "out") => JsonNode.Parse(File.ReadAllText(_tool.File($"{folder}/results.json")))!;
}
