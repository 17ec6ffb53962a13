using System.Text.Json;
using System.Text.Json.Nodes;
using Mandelstam.Data;
using Mandelstam.Inference;
using Mandelstam.IO;
using Mandelstam.Publishing;
using TorchSharp;

namespace Mandelstam.Measurement;

/// <summary>Writes what a run found as files that machines read: results.json, the tables of pseudo-experiments, the yields.</summary>
public static class ResultFiles
{
    private const double Level = 0.6827;

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    /// <summary>Which Torch the networks ran on: the TorchSharp package, or the system's libtorch.</summary>
    public static string Provider => typeof(torch).Assembly.GetName().Name == "TorchSharp" ? "TorchSharp" : "System";

    /// <summary>Writes all of them.</summary>
    /// <param name="result">What was found.</param>
    public static void Write(MeasurementResult result)
    {
        string folder = result.Request.Folder;
        foreach (MethodResult method in result.Methods)
        {
            WriteExperiments(Path.Combine(folder, $"experiments_{method.Name}.csv"), method);
        }

        WriteYields(Path.Combine(folder, "yields.csv"), result);

        // Last: a folder with results.json is whole.
        AtomicFile.WriteText(Path.Combine(folder, "results.json"), ToJson(result).ToJsonString(Json) + "\n");
    }

    /// <summary>The content of results.json.</summary>
    /// <param name="result">What was found.</param>
    public static JsonObject ToJson(MeasurementResult result)
    {
        JsonObject methods = [];
        foreach (MethodResult method in result.Methods)
        {
            JsonObject entry = Row(method.Coverage.Pooled);
            entry.Insert(0, "score", Number(method.Score));
            entry["failed_fits"] = method.FailedFits;
            entry["repeated_test"] = Repeated(method.Repeated);
            entry["large_repeated_test"] = Repeated(method.LargeRepeated);
            entry["per_mu"] = PerMu(method.Coverage.PerMu);
            methods[method.Name] = entry;
        }

        JsonObject json = new()
        {
            ["methods"] = methods,
            ["statistics"] = PublicationJson.Create(result.Publication),
            ["population"] = result.IsIndependent ? "independent" : "shared",
            ["pseudo_experiments"] = result.Methods[0].Experiments.Length,
            ["nuisance_draws"] = new JsonObject { ["belt"] = result.Request.Options.BeltDraws, ["test"] = result.Request.Options.TestDraws },
            ["resplits"] = result.Population == PopulationKind.File ? result.Request.Options.Resplits : 0,
            ["events"] = result.Events,
            ["left_out"] = new JsonArray([.. result.LeftOut.Select(static reason => (JsonNode)reason)]),
        };
        if (!result.Samples.IsEmpty)
        {
            JsonObject samples = [];
            foreach (SampleSize sample in result.Samples)
            {
                samples[sample.Purpose] = new JsonObject { ["seed"] = sample.Seed, ["events"] = sample.Events, ["scored"] = sample.Scored };
            }

            json["samples"] = samples;
        }

        if (result.File is { } file)
        {
            json["file"] = new JsonObject { ["bias"] = Number(file.Bias), ["interval"] = Number(file.Interval), ["pseudo_experiments"] = file.Experiments };
        }

        if (result.EventExperiments is { } events)
        {
            json["event_experiments"] = Row(events.Pooled);
        }

        JsonObject seconds = [];
        foreach ((string stage, double time) in result.Seconds)
        {
            seconds[stage] = Number(Math.Round(time, 3));
        }

        json["seconds"] = seconds;
        JsonObject perMethod = [];
        foreach (MethodResult method in result.Methods)
        {
            perMethod[method.Name] = new JsonObject { ["training"] = Number(TrainingSeconds(result, method.Name)), ["fits"] = Number(Math.Round(method.Seconds, 3)) };
        }

        json["method_seconds"] = perMethod;
        json["provider"] = Provider;
        json["device"] = result.Request.Device;
        json["seed"] = result.Request.Seed;
        json["version"] = VersionText.Of(typeof(ResultFiles));
        return json;
    }

    /// <summary>Whether a coverage lies in the 2σ binomial band about 68.27 %, were all its experiments independent.</summary>
    /// <param name="row">The coverage.</param>
    internal static bool IsWithinBand(CoverageRow row) => Math.Abs(row.Coverage - Level) <= 2 * Math.Sqrt(Level * (1 - Level) / row.Experiments);

    /// <summary>Seconds that the training of a method's networks took in this run, flows included where it uses them.</summary>
    /// <param name="result">The run.</param>
    /// <param name="method">The method's name.</param>
    internal static double TrainingSeconds(MeasurementResult result, string method)
    {
        string[] networks = method switch
        {
            "cnf" => ["flow_", "twin_", "classifier_cnf", "classifier_plain"],
            "dnn" or "baseline" => ["classifier_plain"],
            _ => [$"classifier_{method}"],
        };
        return Math.Round(result.Seconds.Where(stage => networks.Any(n => stage.Key.StartsWith("Train " + n, StringComparison.Ordinal))).Sum(static stage => stage.Value), 3);
    }

    private static JsonObject? Repeated(RepeatedTest? test) => test is null ? null : new()
    {
        ["sets"] = test.Sets,
        ["experiments_per_set"] = test.PerSet,
        ["score"] = Number(test.Score),
        ["interval"] = Number(test.Interval),
        ["coverage"] = Number(test.Coverage),
        ["rmse"] = Number(test.Rmse),
        ["bootstrap"] = new JsonObject
        {
            ["score"] = Number(test.BootstrapScore),
            ["score_sigma"] = Number(test.BootstrapSigma),
            ["interval_sigma"] = Number(test.IntervalSigma),
            ["coverage_sigma"] = Number(test.CoverageSigma),
        },
        ["sets_within_two_sigma"] = test.PerMu.Count(IsWithinBand),
        ["per_mu"] = PerMu(test.PerMu),
    };

    private static JsonArray PerMu(IEnumerable<CoverageRow> rows) => new([.. rows.Select(row =>
    {
        JsonObject perMu = Row(row);
        perMu.Insert(0, "mu", Number(row.Mu));
        perMu["within_two_sigma"] = IsWithinBand(row);
        return (JsonNode)perMu;
    })]);

    private static JsonObject Row(CoverageRow row) => new()
    {
        ["interval"] = Number(row.Interval),
        ["coverage"] = Number(row.Coverage),
        ["coverage_sigma"] = Number(row.BinomialSigma),
        ["coverage_sigma_clustered"] = Number(row.ClusteredSigma),
        ["rmse"] = Number(row.Rmse),
        ["bias"] = Number(row.Bias),
        ["pseudo_experiments"] = row.Experiments,
    };

    // JSON has no NaN: what is not known is null.
    private static JsonNode? Number(double? value) => value is double number && double.IsFinite(number) ? JsonValue.Create(number) : null;

    private static void WriteExperiments(string path, MethodResult method)
    {
        double[] strengths = [.. method.Experiments.Select(static e => e.MuTrue).Distinct().Order()];
        int[] next = new int[strengths.Length];
        int[] set = [.. method.Experiments.Select(e => Array.IndexOf(strengths, e.MuTrue))];
        using TableWriter table = TableWriter.Create(path,
        [
            new("set", TableColumnType.Int32), new("pe", TableColumnType.Int32), new("mu_true", TableColumnType.Float64), new("mu_hat", TableColumnType.Float64),
            new("delta_mu_hat", TableColumnType.Float64), new("p16", TableColumnType.Float64), new("p84", TableColumnType.Float64),
        ]);
        table.Append(
            [
                set,
                Array.ConvertAll(set, s => next[s]++),
                Column(method, static e => e.MuTrue),
                Column(method, static e => e.MuHat),
                Column(method, static e => Math.Abs(e.P84 - e.P16)),
                Column(method, static e => e.P16),
                Column(method, static e => e.P84),
            ],
            set.Length);
        table.Complete();
    }

    private static double[] Column(MethodResult method, Func<MeasuredExperiment, double> value) => [.. method.Experiments.Select(value)];

    private static void WriteYields(string path, MeasurementResult result)
    {
        using TableWriter table = TableWriter.Create(path,
        [
            new("sample", TableColumnType.Text), new("process", TableColumnType.Text), new("step", TableColumnType.Text),
            new("events", TableColumnType.Int32), new("expected", TableColumnType.Float64),
        ]);
        table.Append(
            [
                (string[])[.. result.Yields.Select(static y => y.Sample)],
                (string[])[.. result.Yields.Select(static y => y.Process)],
                (string[])[.. result.Yields.Select(static y => y.Step)],
                (int[])[.. result.Yields.Select(static y => y.Events)],
                (double[])[.. result.Yields.Select(static y => y.Expected)],
            ],
            result.Yields.Length);
        table.Complete();
    }
}
