using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mandelstam.Inference;
using Mandelstam.IO;
using Mandelstam.Measurement;
using Mandelstam.Publishing;

namespace Mandelstam.CommandLine.Commands;

/// <summary><c>mandelstam export EXAMPLE</c>: what <c>run</c> or <c>measure</c> found in the formats that others read.</summary>
internal static class ExportCommand
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    /// <summary>Makes the command.</summary>
    /// <param name="examples">The analyses it knows.</param>
    public static Command Create(ExampleRegistry examples) =>
        examples.CreatePerExample("export", "Write the likelihood of a run, or of a measurement, as a pyhf workspace, and its results as a HEPData submission.", static example => example.Measurement is { } definition ? CreateFor(example, definition) : null);

    private static Command CreateFor(IExample example, MeasurementDefinition definition)
    {
        Option<string> model = new("--model") { Description = "The folder that 'run' wrote.", DefaultValueFactory = _ => Path.Combine("results", example.Name), HelpName = "DIR" };
        Option<string?> measurement = new("--measurement") { Description = "The folder that 'measure' wrote: observed data. Without it the data are expected ones of strength 1.", HelpName = "DIR" };
        Option<string?> pyhf = new("--pyhf") { Description = "Write the likelihood as a pyhf workspace (HistFactory in JSON).", HelpName = "FILE" };
        Option<string?> hepData = new("--hepdata") { Description = "Write the results as a HEPData submission.", HelpName = "DIR" };
        Command command = new(example.Name, example.Description) { model, measurement, pyhf, hepData };
        command.SetAction(parsed =>
        {
            (string? file, string? folder) = (parsed.GetValue(pyhf), parsed.GetValue(hepData));
            if (file is null && folder is null)
            {
                throw new MandelstamException("There is nothing to export: give --pyhf FILE, --hepdata DIR, or both.");
            }

            // A run writes its main method first.
            StoredMethod method = ModelStore.LoadMethods(parsed.GetRequiredValue(model), definition)[0];
            double[] counts = parsed.GetValue(measurement) is { } measured ? ReadCounts(measured, method) : [];
            Publication publication = Publication.Of(definition, method.Name, method.Binning, method.Templates, method.Belt, counts);
            TextWriter output = parsed.InvocationConfiguration.Output;
            if (file is not null)
            {
                AtomicFile.WriteText(file, PyhfWorkspace.Create(publication).ToJsonString(Json) + "\n");
                StatisticalSummary summary = publication.BestWithSimulation ?? publication.Best;
                output.WriteLine(FormattableString.Invariant(
                    $"'{file}': {summary.Likelihood.Bins} bins, {summary.Likelihood.Parameters.Length - 1} nuisances; our fit of this likelihood gives mu = {summary.Fit.Strength.Value:F4} ± {summary.Fit.Strength.Sigma:F4}."));
            }

            if (folder is not null)
            {
                HepDataSubmission.Write(folder, publication, definition.Reaction, definition.CollisionEnergy);
                output.WriteLine($"'{folder}': {HepDataSubmission.Tables(publication).Length} tables; begin with {HepDataSubmission.Manifest}.");
            }

            return 0;
        });
        return command;
    }

    private static double[] ReadCounts(string folder, StoredMethod method)
    {
        string file = File.Exists(folder) ? folder : Path.Combine(folder, "measurement.json");
        if (!File.Exists(file))
        {
            throw new MandelstamException($"'{folder}' holds no measurement (there is no measurement.json). Give the folder that 'measure' wrote with --out.");
        }

        try
        {
            JsonNode json = JsonNode.Parse(File.ReadAllText(file))!;
            ImmutableArray<double> counts = [.. json["counts"]!.AsArray().Select(static n => n!.GetValue<double>())];
            if (json["method"]!.GetValue<string>() != method.Name || counts.Length != method.Binning.Bins)
            {
                throw new MandelstamException(
                    $"'{file}' was measured with another model: it has {counts.Length} bins of method '{json["method"]}', the model {method.Binning.Bins} of '{method.Name}'. Give the model that it was measured with.");
            }

            return [.. counts];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or NullReferenceException)
        {
            throw new MandelstamException($"'{file}' is no measurement: {e.Message} Measure again with 'measure'.", e);
        }
    }
}
