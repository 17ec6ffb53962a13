using System.Text.Json;
using System.Text.Json.Nodes;
using Mandelstam.Data;
using Mandelstam.Inference;
using Mandelstam.IO;
using Mandelstam.Measurement;

namespace Mandelstam.Generative;

/// <summary>Writes what a run found as files that machines read: the events of every model, and results.json.</summary>
public static class GenerativeFiles
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    /// <summary>Writes all of them.</summary>
    /// <param name="result">What was found.</param>
    public static void Write(GenerativeResult result)
    {
        string folder = result.Request.Folder;
        foreach (GeneratedSample sample in (IEnumerable<GeneratedSample>)[result.Truth, .. result.Models])
        {
            WriteEvents(Path.Combine(folder, $"events_{sample.Name}.parquet"), sample.Events);
        }

        // Last: a folder with results.json is whole.
        AtomicFile.WriteText(Path.Combine(folder, "results.json"), ToJson(result).ToJsonString(Json) + "\n");
    }

    /// <summary>The content of results.json.</summary>
    /// <param name="result">What was found.</param>
    public static JsonObject ToJson(GenerativeResult result)
    {
        GenerativeRequest request = result.Request;
        JsonObject models = [];
        foreach (GeneratedSample model in result.Models)
        {
            models[model.Name] = Of(model, result.Definition);
        }

        JsonObject seconds = [];
        foreach ((string stage, double time) in result.Seconds)
        {
            seconds[stage] = Number(Math.Round(time, 3));
        }

        return new JsonObject
        {
            ["example"] = result.Definition.Name,
            ["particles"] = new JsonArray([.. result.Definition.Particles.Select(static p => (JsonNode)p)]),
            ["sqrt_s"] = Number(result.Definition.Energy),
            ["training_events"] = request.Options.TrainingEvents,
            ["generated_events"] = request.Options.GeneratedEvents,
            ["models"] = models,
            ["truth"] = Of(result.Truth, result.Definition),
            ["uniform"] = Of(result.Uniform, result.Definition),
            ["seconds"] = seconds,
            ["provider"] = ResultFiles.Provider,
            ["device"] = request.Device,
            ["seed"] = request.Seed,
            ["version"] = VersionText.Of(typeof(GenerativeFiles)),
        };
    }

    private static JsonObject Of(GeneratedSample sample, GenerativeDefinition definition)
    {
        double[] smallest = [.. GenerativeQuantities.SmallestShares(sample.Events).Order()];
        JsonObject json = new()
        {
            ["confined"] = sample.IsConfined,
            ["auc"] = Number(sample.Area),
            ["auc_error"] = Number(sample.AreaError),
            ["conservation"] = Of(sample.Conservation),
            ["smallest_y"] = new JsonObject
            {
                ["minimum"] = Number(smallest[0]),
                ["quantile_0.001"] = Number(smallest[smallest.Length / 1000]),
                ["quantile_0.01"] = Number(smallest[smallest.Length / 100]),
                ["median"] = Number(smallest[smallest.Length / 2]),
            },
        };
        if (sample.EveryStep is { } everyStep)
        {
            json["conservation_every_step"] = Of(everyStep);
        }

        if (definition.SmallestShare is double cut)
        {
            json["fraction_below_cut"] = Number(smallest.Count(y => y < cut) / (double)smallest.Length);
        }

        JsonObject uniformity = [];
        foreach ((string name, KolmogorovSmirnov test) in definition.Uniforms.Zip(sample.Uniformity))
        {
            uniformity[name] = new JsonObject { ["distance"] = Number(test.Distance), ["p"] = Number(test.Probability) };
        }

        if (uniformity.Count > 0)
        {
            json["rosenblatt"] = uniformity;
        }

        if (sample.Training is { } training)
        {
            json["training"] = new JsonObject
            {
                ["steps"] = training.Steps, ["best_step"] = training.BestStep, ["held_out_loss"] = Number(training.BestLoss),
            };
        }

        return json;
    }

    private static JsonObject Of(ConservationMeter meter) => new()
    {
        ["events"] = meter.Events,
        ["momentum"] = Number(meter.Momentum),
        ["energy"] = Number(meter.Energy),
        ["mass_squared"] = Number(meter.MassSquared),
        ["median"] = Number(meter.Median),
    };

    // JSON has no NaN: what is not known is null.
    private static JsonNode? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;

    private static void WriteEvents(string path, MomentumTable events)
    {
        List<TableColumn> columns = [new("weight", TableColumnType.Float64)];
        List<double[]> values = [new double[events.Count]];
        values[0].AsSpan().Fill(1);
        for (int particle = 0; particle < events.Particles; particle++)
        {
            for (int component = 0; component < 4; component++)
            {
                columns.Add(new(FormattableString.Invariant($"p{particle + 1}_{"E px py pz".Split(' ')[component]}"), TableColumnType.Float64));
                double[] column = new double[events.Count];
                for (int row = 0; row < column.Length; row++)
                {
                    ReadOnlySpan<double> p = events.Event(row).Slice(3 * particle, 3);
                    column[row] = component == 0 ? ConformalMap.Length(p) : p[component - 1];
                }

                values.Add(column);
            }
        }

        using TableWriter table = TableWriter.Create(path, columns);
        table.Append([.. values], events.Count);
        table.Complete();
    }
}
