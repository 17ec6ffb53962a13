using System.Text.Json;
using System.Text.Json.Nodes;
using Mandelstam.CommandLine;
using Mandelstam.Data;
using Mandelstam.Events;
using Mandelstam.Examples.HiggsUncertainty;
using Mandelstam.Examples.Tests.CommandLine;
using Mandelstam.Measurement;
using Mandelstam.Progress;
using Mandelstam.Randomness;
using Mandelstam.Runtime.Tests.Publishing;
using Xunit;

namespace Mandelstam.Examples.Tests.Measurement;

/// <summary>The whole path with tiny networks: run, resume, score, measure. What it measures is poor; that it is consistent is what is tested.</summary>
public sealed class MeasurementRunTests(TrainedRun run) : IClassFixture<TrainedRun>
{
    [Fact]
    public void Results_hold_what_their_readers_look_for()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(run.Folder, "results.json")));
        JsonElement root = document.RootElement;
        foreach (string method in new[] { "cnf", "dnn", "baseline" })
        {
            JsonElement entry = root.GetProperty("methods").GetProperty(method);
            Assert.All(new[] { "score", "interval", "coverage", "rmse" }, key => Assert.True(double.IsFinite(entry.GetProperty(key).GetDouble())));
            JsonElement[] perMu = [.. entry.GetProperty("per_mu").EnumerateArray()];
            Assert.Equal(run.Options.TestStrengths, perMu.Length);
            Assert.All(perMu, row => Assert.All(new[] { "mu", "interval", "coverage", "bias" }, key => Assert.True(double.IsFinite(row.GetProperty(key).GetDouble()))));
        }

        Assert.Equal("shared", root.GetProperty("population").GetString());
        Assert.Equal(run.Options.TestDraws * run.Options.ExperimentsPerDraw * run.Options.TestStrengths, root.GetProperty("pseudo_experiments").GetInt32());
        Assert.All(new[] { "nuisance_draws", "resplits", "events", "seconds", "provider", "device", "seed", "version" }, key => Assert.True(root.TryGetProperty(key, out _), key));
        Assert.Equal(136_658, root.GetProperty("events").GetInt32());
    }

    [Fact]
    public void Score_of_the_table_agrees_with_the_results()
    {
        using Tool tool = new();
        JsonNode results = JsonNode.Parse(File.ReadAllText(Path.Combine(run.Folder, "results.json")))!;
        foreach (string method in new[] { "cnf", "dnn", "baseline" })
        {
            Assert.Equal(0, tool.Run("score", Path.Combine(run.Folder, $"experiments_{method}.csv"), "--json"));
            JsonNode pooled = JsonNode.Parse(tool.Output)!["pooled"]!;
            JsonNode found = results["methods"]![method]!;

            // The same numbers by two programs: what differs is the order of the sums.
            Assert.Equal(found["interval"]!.GetValue<double>(), pooled["interval"]!.GetValue<double>(), 1e-9);
            Assert.Equal(found["coverage"]!.GetValue<double>(), pooled["coverage"]!.GetValue<double>(), 1e-9);
            Assert.Equal(found["score"]!.GetValue<double>(), pooled["quantiles_score"]!.GetValue<double>(), 1e-9);

            // The challenge's rmse adds a term for the quoted width; that of the results is the plain one.
            Table table = Table.Read(Path.Combine(run.Folder, $"experiments_{method}.csv"));
            double square = table.Doubles("mu_hat").Zip(table.Doubles("mu_true"), static (hat, mu) => (hat - mu) * (hat - mu)).Average();
            Assert.Equal(Math.Sqrt(square), found["rmse"]!.GetValue<double>(), 1e-9);
        }
    }

    [Fact]
    public void A_run_that_is_stopped_again_and_again_ends_in_the_same_files()
    {
        string folder = run.Path("stopped");
        foreach (string stage in new[] { "Train flow", "Make templates", "Score test", "Fit pseudo-experiments" })
        {
            using CancellationTokenSource cancellation = new();
            using CancellingProgress progress = new(stage, cancellation);
            Assert.ThrowsAny<OperationCanceledException>(() => run.Run(folder, progress, cancellation.Token));
            Assert.False(File.Exists(Path.Combine(folder, "results.json")));
        }

        run.Run(folder, new SilentProgress(), CancellationToken.None);
        AssertSame(run.Folder, folder);

        // A finished run has nothing to do, and says the same again.
        File.Delete(Path.Combine(folder, "results.json"));
        run.Run(folder, new SilentProgress(), CancellationToken.None);
        AssertSame(run.Folder, folder);
    }

    [Fact]
    public void A_folder_with_another_run_is_refused()
    {
        MeasurementRequest request = new(TrainedRun.Sample, null, run.Folder, 2, "cpu", run.Options);
        MandelstamException error = Assert.Throws<MandelstamException>(() => new MeasurementRun(new SignalStrength(), request, new SilentProgress()).Run(CancellationToken.None));
        Assert.Contains("holds another run", error.Message, StringComparison.Ordinal);
        Assert.Contains("seed 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_independent_sample_widens_the_intervals_by_both_samples_errors()
    {
        EventModel model = HiggsTauTau.Model;
        EventBatch events = EventFile.ReadAll(TrainedRun.Sample, model);
        double[] totals = Mandelstam.Measurement.Population.Totals(events);
        (int[] first, int[] second) = Mandelstam.Measurement.Population.Halve(events.Rows, 7);
        string[] files = [.. new[] { first, second }.Select((rows, i) =>
        {
            EventBatch half = Mandelstam.Measurement.Population.Take(events, rows, totals, "half");
            string[] labels = [.. Enumerable.Range(0, half.Rows).Select(row => model.Processes[half.ProcessCodes[row]])];
            return run.Write($"half{i}.parquet", model, half.Column, half.Rows, half.Column(Mandelstam.Measurement.Population.WeightColumn(model)), labels);
        })];
        string folder = run.Path("independent");
        MeasurementOptions options = run.Options with { BootstrapReplicas = 40, Resplits = 20 };
        MeasurementResult result = new MeasurementRun(new SignalStrength(), new(files[0], files[1], folder, 1, "cpu", options), new SilentProgress()).Run(CancellationToken.None);
        ResultFiles.Write(result);

        JsonNode results = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "results.json")))!;
        Assert.Equal("independent", results["population"]!.GetValue<string>());
        Assert.Equal(20, results["resplits"]!.GetValue<int>());
        Assert.True(double.IsFinite(results["file"]!["bias"]!.GetValue<double>()));

        // A quarter of the sample makes the templates; the whole one as templates gives σ(μ) = 1.4 by itself.
        double interval = results["methods"]!["cnf"]!["interval"]!.GetValue<double>();
        Assert.InRange(interval, 2, 20);
        Assert.True(interval > run.Result.Methods[0].Coverage.Pooled.Interval);

        // 20 re-splits: 0.68 ± 0.10, and the belt of 40 replicas adds as much; without the simulation's errors it would be near 0.1.
        Assert.InRange(results["methods"]!["cnf"]!["coverage"]!.GetValue<double>(), 0.3, 0.98);

        // As many experiments as the draws would have had, rounded up to whole ones for each re-split and strength: 6 × 4 / 20.
        Assert.Equal(20 * options.TestStrengths * 2, Table.Read(Path.Combine(folder, "experiments_cnf.csv")).Rows);
    }

    [Fact]
    public void Expected_data_that_the_templates_were_made_of_give_a_strength_of_one()
    {
        EventBatch population = TrainedRun.Population();
        float[] weights = population.Column(Mandelstam.Measurement.Population.WeightColumn(HiggsTauTau.Model));
        string data = run.Write("expected.parquet", HiggsTauTau.Model, population.Column, population.Rows, weights);
        DatasetResult result = new DatasetMeasurement(new SignalStrength(), new SilentProgress()).Measure(data, run.Folder);

        // Not exactly one: templates have smeared soft momenta, the data none, and the fit follows only so far. It is far less than the interval.
        Assert.InRange(result.MuHat, 1 - (0.5 * Width(result)), 1 + (0.5 * Width(result)));
        Assert.InRange(1, result.Interval.P16, result.Interval.P84);
        Assert.True(result.Events.IsWeighted);
        Assert.Equal(0, result.Goodness.Toys);
        Assert.True(double.IsNaN(result.Goodness.Probability));
        Assert.Equal(population.Rows, result.Events.Read);
        Assert.Equal(result.Events.WeightUsed.Sum(), result.Counts.Sum(), 1e-6 * result.Counts.Sum());
    }

    [Fact]
    public void Observed_events_are_measured_from_the_command_line()
    {
        string data = Draw("observed.csv.gz", strength: 2, seed: 3);
        using Tool tool = new();
        Assert.Equal(0, Measure(tool, data, run.Folder, "--json"));
        JsonNode found = JsonNode.Parse(tool.Output)!;
        (double mu, double p16, double p84) = (found["mu_hat"]!.GetValue<double>(), found["p16"]!.GetValue<double>(), found["p84"]!.GetValue<double>());
        Assert.True(p16 < mu && mu < p84);

        // Four half-widths are four standard deviations: one seed in 16,000 would fail, and this one is fixed.
        Assert.InRange(mu, 2 - (2 * (p84 - p16)), 2 + (2 * (p84 - p16)));
        Assert.False(found["weighted"]!.GetValue<bool>());
        Assert.Equal(["Tes", "Jes", "ln SoftMet", "TtbarScale", "DibosonScale", "BkgScale"], found["nuisances"]!.AsArray().Select(n => n!["name"]!.GetValue<string>()));
        Assert.Equal(200, found["goodness_of_fit"]!["toys"]!.GetValue<int>());
        Assert.InRange(found["goodness_of_fit"]!["p_value"]!.GetValue<double>(), 1.0 / 201, 1);
        double counted = found["counts"]!.AsArray().Sum(n => n!.GetValue<double>());
        Assert.Equal(found["events"]!["used"]!.AsObject().Sum(c => c.Value!.GetValue<long>()), counted);
        Assert.Equal(found["counts"]!.AsArray().Count, found["expected"]!.AsArray().Count);

        // The pictures lie beside it, and the same document.
        string html = File.ReadAllText(tool.File("out/measurement.html"));
        Assert.Contains("Data over the fitted templates, category One", html, StringComparison.Ordinal);
        Assert.Equal(
            ["correlations.svg", "data-over-templates-1.svg", "data-over-templates-2.svg", "impacts.svg", "likelihood-scan.svg", "pulls.svg"],
            Directory.GetFiles(tool.File("out/figures")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(mu, JsonNode.Parse(File.ReadAllText(tool.File("out/measurement.json")))!["mu_hat"]!.GetValue<double>());

        // What is published: parts that add up, six nuisances, and the likelihood in the formats that others read.
        JsonNode split = found["statistics"]!["observed"]!["error_split"]!;
        double total = split["total"]!.GetValue<double>();
        double[] parts = [split["statistics"]!.GetValue<double>(), split["simulation"]!.GetValue<double>(), .. split["nuisances"]!.AsArray().Select(n => n!["sigma"]!.GetValue<double>())];
        Assert.Equal(8, parts.Length);
        Assert.Equal(total * total, parts.Sum(p => p * p), 1e-9 * total * total);
        Assert.Equal(6, found["statistics"]!["observed"]!["impacts"]!.AsArray().Count);

        (string workspace, string hepData) = (tool.File("workspace.json"), tool.File("hepdata"));
        Assert.Equal(0, tool.Run(ExampleRegistry.BuiltIn, ["export", "higgs", "--model", run.Folder, "--measurement", tool.File("out"), "--pyhf", workspace, "--hepdata", hepData], CancellationToken.None));
        JsonNode exported = JsonNode.Parse(File.ReadAllText(workspace))!;
        Assert.Equal(counted, exported["observations"]!.AsArray().Sum(o => o!["data"]!.AsArray().Sum(n => n!.GetValue<double>())));
        Assert.Equal(
            ["BkgScale", "DibosonScale", "Jes", "Tes", "TtbarScale", "ln SoftMet", "mu"],
            exported["measurements"]![0]!["config"]!["parameters"]!.AsArray().Select(p => p!["name"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.True(File.Exists(Path.Combine(hepData, "submission.yaml")));

        // The run's own expected data in HistFactory's definition, evaluated by its formula: six nuisances, templates with errors.
        Assert.Equal(0, tool.Run(ExampleRegistry.BuiltIn, ["export", "higgs", "--model", run.Folder, "--pyhf", workspace], CancellationToken.None));
        JsonNode expected = JsonNode.Parse(File.ReadAllText(Path.Combine(run.Folder, "results.json")))!["statistics"]!["expected_with_simulation_error"]!;
        foreach (bool isPolynomial in new[] { true, false })
        {
            (double best, double sigma, _) = new HistFactory(JsonNode.Parse(File.ReadAllText(workspace))!, isPolynomial).Fit();
            double ours = expected["sigma"]!.GetValue<double>();
            Assert.Equal(expected["mu_hat"]!.GetValue<double>(), best, 1e-3 * ours);

            // Slopes over ±1σ of each prior stand for the splines' at nominal; tiny networks and two copies of each event make templates that bend in between (0.88 here).
            Assert.Equal(1, sigma / ours, 0.2);
        }

        // Nothing to write, or a measurement that is none, is said.
        Assert.Equal(1, tool.Run(ExampleRegistry.BuiltIn, ["export", "higgs", "--model", run.Folder], CancellationToken.None));
        Assert.Contains("--pyhf", tool.Error, StringComparison.Ordinal);
        Assert.Equal(1, tool.Run(ExampleRegistry.BuiltIn, ["export", "higgs", "--model", run.Folder, "--measurement", tool.File("nowhere"), "--pyhf", workspace], CancellationToken.None));
        Assert.Contains("measurement.json", tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Results_say_where_the_error_comes_from()
    {
        JsonNode statistics = JsonNode.Parse(File.ReadAllText(Path.Combine(run.Folder, "results.json")))!["statistics"]!;
        Assert.Equal(1, statistics["expected"]!["mu_hat"]!.GetValue<double>(), 1e-6);
        double Part(string data, string part) => statistics[data]!["error_split"]![part]!.GetValue<double>();
        Assert.Equal(0, Part("expected", "simulation"));

        // With templates taken as exact the error can only be smaller; the shipped sample's own error is larger than all else (a Z event stands for 33).
        Assert.True(Part("expected_with_simulation_error", "simulation") > Part("expected", "total"));
        Assert.True(Part("expected", "statistics_if_nuisances_were_known") <= Part("expected", "statistics"));
        Assert.InRange(statistics["expected"]!["upper_limit"]!["expected"]![2]!.GetValue<double>(), Part("expected", "total"), 4 * Part("expected", "total"));
    }

    [Fact]
    public void Text_names_every_nuisance_and_warns_of_another_luminosity()
    {
        EventBatch events = EventFile.Read(TrainedRun.Sample, HiggsTauTau.Model, new ReadOptions { BatchRows = 2000 }).First();
        using Tool tool = new();
        Assert.Equal(0, Measure(tool, run.Write("few.parquet", HiggsTauTau.Model, events.Column, events.Rows), run.Folder));
        Assert.All(new[] { "signal strength", "Tes", "Jes", "ln SoftMet", "category One", "Goodness of fit" }, text => Assert.Contains(text, tool.Output, StringComparison.Ordinal));
        Assert.Contains("Warning: The data have", tool.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("truncated")]
    [InlineData("foreign")]
    [InlineData("missing")]
    [InlineData("declaration")]
    [InlineData("fingerprint")]
    [InlineData("beltless")]
    [InlineData("nonsense")]
    [InlineData("empty")]
    public void A_model_that_is_not_usable_is_refused_by_name(string fault)
    {
        using Tool tool = new();
        string model = tool.File("model");
        Directory.CreateDirectory(model);
        foreach (string file in Directory.GetFiles(Path.Combine(run.Folder, "model")))
        {
            File.Copy(file, Path.Combine(model, Path.GetFileName(file)));
        }

        string weights = Path.Combine(model, "flow_signal_c2_One.safetensors"), manifest = Path.Combine(model, "model.json");
        string named = Path.GetFileName(fault is "truncated" or "foreign" or "missing" ? weights : manifest);
        switch (fault)
        {
            case "truncated":
                File.WriteAllBytes(weights, File.ReadAllBytes(weights)[..^100]);
                break;
            case "foreign":
                File.Copy(Path.Combine(model, "flow_background_c2_One.safetensors"), weights, overwrite: true);
                break;
            case "missing":
                File.Delete(weights);
                break;
            case "declaration":
                Edit(manifest, json => json["definition"] = "another");
                named = "another declaration";
                break;
            case "fingerprint":
                Edit(manifest, json => json["fingerprint"] = "0123456789abcdef0123456789abcdef");
                named = "another declaration";
                break;
            case "beltless":
                Edit(manifest, json => json["methods"]![0]!.AsObject().Remove("belt"));
                break;
            case "nonsense":
                File.WriteAllText(manifest, "{ \"format\": 1");
                break;
            default:
                File.Delete(manifest);
                break;
        }

        Assert.Equal(1, Measure(tool, TrainedRun.Sample, model));
        Assert.Contains(named, tool.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(tool.File("out")));
    }

    [Theory]
    [InlineData("nan")]
    [InlineData("column")]
    [InlineData("negative")]
    [InlineData("few")]
    [InlineData("zero")]
    public void Data_that_are_not_usable_are_refused_by_name(string fault)
    {
        EventBatch events = EventFile.Read(TrainedRun.Sample, HiggsTauTau.Model, new ReadOptions { BatchRows = 500 }).First();
        float[] weights = [.. Enumerable.Repeat(1f, events.Rows)];
        int rows = events.Rows;
        string said = fault switch { "nan" => "PRI_had_pt", "column" => "PRI_met", "negative" => "weights", "few" => "too few events", _ => "all zero" };
        switch (fault)
        {
            case "nan":
                events.Column(IndexOf("PRI_had_pt"))[7] = float.NaN;
                break;
            case "negative":
                weights[3] = -1;
                break;
            case "few":
                rows = 20;
                break;
            case "zero":
                Array.Clear(weights);
                break;
        }

        string data = run.Write($"{fault}.csv", HiggsTauTau.Model, events.Column, rows, weights);
        if (fault == "column")
        {
            File.WriteAllText(data, File.ReadAllText(data).Replace("PRI_met,", "PRI_mat,", StringComparison.Ordinal));
        }

        using Tool tool = new();
        Assert.Equal(1, Measure(tool, data, run.Folder));
        Assert.Contains(said, tool.Error, StringComparison.Ordinal);
        Assert.Contains($"{fault}.csv", tool.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(tool.File("out")));
    }

    private static double Width(DatasetResult result) => result.Interval.P84 - result.Interval.P16;

    private static int IndexOf(string column) => HiggsTauTau.Model.Columns.Select(static c => c.Name).ToList().IndexOf(column);

    private static int Measure(Tool tool, string data, string model, params string[] more) =>
        tool.Run(ExampleRegistry.BuiltIn, ["measure", "higgs", "--data", data, "--model", model, "--out", tool.File("out"), .. more], CancellationToken.None);

    private static void Edit(string file, Action<JsonNode> change)
    {
        JsonNode json = JsonNode.Parse(File.ReadAllText(file))!;
        change(json);
        File.WriteAllText(file, json.ToJsonString());
    }

    private static void AssertSame(string expected, string actual)
    {
        foreach (string file in new[] { "experiments_cnf.csv", "experiments_baseline.csv", "yields.csv", "model/model.json", "model/classifier_cnf_1.safetensors", "model/flow_signal_c2_Two.safetensors" })
        {
            Assert.True(File.ReadAllBytes(Path.Combine(expected, file)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(actual, file))), $"{file} differs");
        }

        Assert.Equal(WithoutSeconds(expected), WithoutSeconds(actual));
    }

    private static string WithoutSeconds(string folder)
    {
        JsonObject json = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "results.json")))!.AsObject();
        Assert.True(json.Remove("seconds") && json.Remove("method_seconds"));
        return json.ToJsonString();
    }

    /// <summary>Poisson numbers of the population's events, with soft momenta of median width, as nature might give them.</summary>
    private string Draw(string name, double strength, ulong seed)
    {
        EventBatch population = TrainedRun.Population();
        float[] weights = population.Column(Mandelstam.Measurement.Population.WeightColumn(HiggsTauTau.Model));
        CounterRandom random = new(seed);
        List<int> rows = [];
        for (int row = 0; row < population.Rows; row++)
        {
            long copies = random.NextPoisson(weights[row] * (population.ProcessCodes[row] == (int)Process.HTauTau ? strength : 1));
            rows.AddRange(population.Column(IndexOf("PRI_n_jets"))[row] > 0 ? Enumerable.Repeat(row, (int)copies) : []);
        }

        EventBatch drawn = Mandelstam.Measurement.Population.Repeat(population, [.. rows]);
        double[] noise = new double[HiggsTauTau.Model.NoiseCount * drawn.Rows];
        for (int i = 0; i < noise.Length; i++)
        {
            noise[i] = random.NextNormal();
        }

        PerturbedEvents<float> events = HiggsTauTau.Model.Perturb<float>(drawn, new SignalStrength().TemplateNuisances(), noise);
        return run.Write(name, HiggsTauTau.Model, column => events.Columns[column]!, events.Count);
    }
}
