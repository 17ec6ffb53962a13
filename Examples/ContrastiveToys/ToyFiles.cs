using System.Text.Json;
using System.Text.Json.Nodes;
using Mandelstam.IO;
using Mandelstam.Measurement;
using Mandelstam.Training;

namespace Mandelstam.Examples.ContrastiveToys;

/// <summary>Writes what a run found as results.json.</summary>
public static class ToyFiles
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    /// <summary>Writes the file; it is the last of a run.</summary>
    /// <param name="result">What was found.</param>
    public static void Write(ToyResult result) =>
        AtomicFile.WriteText(Path.Combine(result.Request.Folder, "results.json"), ToJson(result).ToJsonString(Json) + "\n");

    /// <summary>The content of results.json.</summary>
    /// <param name="result">What was found.</param>
    public static JsonObject ToJson(ToyResult result)
    {
        PlaneResult plane = result.Plane;
        JsonObject deformations = [];
        foreach (DeformationResult deformation in result.Deformations)
        {
            JsonObject networks = [], predictions = [];
            foreach (AccuracyCurve curve in deformation.Networks)
            {
                networks[curve.Name] = new JsonObject { ["accuracy"] = Numbers(curve.Values), ["error"] = Numbers(curve.Errors) };
            }

            foreach (AccuracyCurve curve in deformation.Predictions)
            {
                predictions[curve.Name] = new JsonObject { ["accuracy"] = Numbers(curve.Values) };
            }

            deformations[deformation.Deformation.Name] = new JsonObject { ["phi"] = Numbers(deformation.Phi), ["networks"] = networks, ["predictions"] = predictions };
        }

        JsonObject seconds = [];
        foreach ((string stage, double time) in result.Seconds)
        {
            seconds[stage] = Number(Math.Round(time, 3));
        }

        return new JsonObject
        {
            ["example"] = "cnf-toys",
            ["plane"] = new JsonObject
            {
                ["maximum_deviation"] = Number(plane.Fits.Max(static fit => fit.MaximumDeviation)),
                ["contrasts"] = new JsonArray([.. plane.Fits.Select(static fit => (JsonNode)new JsonObject
                {
                    ["c"] = Number(fit.Exact.Contrast),
                    ["lambda"] = Number(fit.Exact.Normalisation),
                    ["maximum_deviation"] = Number(fit.MaximumDeviation),
                    ["rms_deviation"] = Number(fit.RmsDeviation),
                    ["total_variation"] = Number(fit.TotalVariation),
                    ["integral"] = Number(fit.Integral),
                    ["training"] = Of(fit.Training),
                })]),
                ["classifier"] = new JsonObject
                {
                    ["bayes_accuracy"] = Number(plane.BestAccuracy),
                    ["accuracy"] = Number(plane.Accuracy),
                    ["accuracy_error"] = Number(plane.AccuracyError),
                    ["disagreement"] = Number(plane.Disagreement),
                    ["training"] = Of(plane.Classifier),
                },
                ["turn"] = new JsonObject
                {
                    ["angle"] = Number(PlaneToys.Turn),
                    ["background_called_signal"] = new JsonObject
                    {
                        ["classifier"] = new JsonObject { ["before"] = Number(plane.CalledSignal.Classifier.Before), ["after"] = Number(plane.CalledSignal.Classifier.After) },
                        ["flow"] = new JsonObject { ["before"] = Number(plane.CalledSignal.Flow.Before), ["after"] = Number(plane.CalledSignal.Flow.After) },
                    },
                },
            },
            ["ten_dimensions"] = new JsonObject
            {
                ["bayes_accuracy"] = Number(plane.BestAccuracy),
                ["density_threshold"] = Number(result.Request.Options.DensityThreshold),
                ["test_events"] = 2 * result.Request.Options.TestEvents,
                ["repetitions"] = result.Request.Options.Repetitions,
                ["deformations"] = deformations,
            },
            ["seconds"] = seconds,
            ["provider"] = ResultFiles.Provider,
            ["device"] = result.Request.Device,
            ["seed"] = result.Request.Seed,
            ["version"] = VersionText.Of(typeof(ToyFiles)),
        };
    }

    private static JsonObject Of(TrainingResult training) => new()
    {
        ["steps"] = training.Steps, ["best_step"] = training.BestStep, ["held_out_loss"] = Number(training.BestLoss),
    };

    private static JsonArray Numbers(IEnumerable<double> values) => new([.. values.Select(Number)]);

    // JSON has no NaN: what is not known is null.
    private static JsonNode? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;
}
