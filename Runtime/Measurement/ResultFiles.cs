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
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    /// <summary>Which Torch the networks ran on: the TorchSharp package, or the system's libtorch.</summary>
    internal static string Provider => typeof(torch).Assembly.GetName().Name == "TorchSharp" ? "TorchSharp" : "System";

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
            entry["per_mu"] = new JsonArray([.. method.Coverage.PerMu.Select(row =>
            {
                JsonObject perMu = Row(row);
                perMu.Insert(0, "mu", Number(row.Mu));
                return (JsonNode)perMu;
            })]);
            methods[method.Name] = entry;
        }

        JsonObject json = new()
        {
            ["methods"] = methods,
            ["statistics"] = PublicationJson.Create(result.Publication),
            ["population"] = result.IsIndependent ? "independent" : "shared",
            ["pseudo_experiments"] = result.Methods[0].Experiments.Length,
            ["nuisance_draws"] = new JsonObject { ["belt"] = result.Request.Options.BeltDraws, ["test"] = result.Request.Options.TestDraws },
            ["resplits"] = result.IsIndependent ? result.Request.Options.Resplits : 0,
            ["events"] = result.Events,
        };
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
        json["provider"] = Provider;
        json["device"] = result.Request.Device;
        json["seed"] = result.Request.Seed;
        json["version"] = VersionText.Of(typeof(ResultFiles));
        return json;
    }

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
