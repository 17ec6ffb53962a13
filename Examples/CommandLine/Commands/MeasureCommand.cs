using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Mandelstam.CommandLine.Output;
using Mandelstam.Inference;
using Mandelstam.Measurement;
using Mandelstam.Progress;
using TorchSharp;

namespace Mandelstam.CommandLine.Commands;

/// <summary><c>mandelstam measure EXAMPLE</c>: the signal strength of a data set, with the models that <c>run</c> wrote.</summary>
internal static class MeasureCommand
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    /// <summary>Makes the command.</summary>
    /// <param name="examples">The analyses it knows.</param>
    public static Command Create(ExampleRegistry examples) =>
        examples.CreatePerExample("measure", "Measure a data set with the models that 'run' wrote: signal strength, interval, nuisances, goodness of fit.", example => example.Measurement is { } definition ? CreateFor(example, definition) : null);

    private static Command CreateFor(IExample example, MeasurementDefinition definition)
    {
        Option<string> data = new("--data") { Description = "Events without weights and labels; with weights they are taken as expected data.", Required = true, HelpName = "FILE" };
        Option<string> model = new("--model") { Description = "The folder that 'run' wrote.", DefaultValueFactory = _ => Path.Combine("results", example.Name), HelpName = "DIR" };
        Option<string> folder = new("--out")
        {
            Description = $"Where {DatasetFiles.Page}, figures and measurement.json go.", DefaultValueFactory = _ => Path.Combine("results", $"measure-{example.Name}"), HelpName = "DIR",
        };
        Option<bool> json = new("--json") { Description = "Print JSON." };
        Command command = new(example.Name, example.Description) { data, model, folder, json };
        command.SetAction((parsed, cancellation) =>
        {
            torch.set_num_threads(Environment.ProcessorCount);
            using IProgressReporter progress = ConsoleProgress.ForStandardError();
            DatasetResult result = new DatasetMeasurement(definition, progress).Measure(parsed.GetRequiredValue(data), parsed.GetRequiredValue(model), cancellation);
            string target = parsed.GetRequiredValue(folder);
            DatasetFiles.Write(result, target);
            TextWriter output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                output.WriteLine(DatasetFiles.ToJson(result).ToJsonString(Json));
            }
            else
            {
                WriteText(result, target, output);
            }

            return Task.FromResult(0);
        });
        return command;
    }

    private static void WriteText(DatasetResult result, string folder, TextWriter output)
    {
        ObservedEvents events = result.Events;
        TextTable strength = new("", "mu_hat", "p16", "p84", "width") { IsNumber = static column => column > 0 };
        strength.Add(
            "signal strength", Text(result.MuHat), Text(result.Interval.P16), Text(result.Interval.P84), Text(result.Interval.P84 - result.Interval.P16));
        strength.Write(output);
        output.WriteLine();

        TextTable nuisances = new("nuisance", "value", "sigma", "pull", "constriction") { IsNumber = static column => column > 0 };
        foreach (FittedParameter p in result.Fit.Parameters.Skip(1))
        {
            nuisances.Add(p.Name, Text(p.Value), p.AtBound ? "at bound" : Text(p.Sigma), Text(p.Pull), p.AtBound ? "-" : Text(p.Constriction));
        }

        nuisances.Write(output);
        output.WriteLine();

        TextTable steps = new("step", "events", "sum of weights") { IsNumber = static column => column > 0 };
        steps.Add("read", Text(events.Read), Text(events.WeightRead));
        steps.Add("selected", Text(events.Selected), Text(events.WeightSelected));
        for (int c = 0; c < events.Used.Length; c++)
        {
            steps.Add($"category {result.Definition.Model.Categories[result.Definition.Categories[c]]}", Text(events.Used[c]), Text(events.WeightUsed[c]));
        }

        steps.Write(output);
        output.WriteLine();

        GoodnessOfFit goodness = result.Goodness;
        output.WriteLine(events.IsWeighted
            ? FormattableString.Invariant($"Goodness of fit: deviance {goodness.Deviance:F1}; the events are weighted, that is, expected data, of which a p-value means nothing.")
            : FormattableString.Invariant($"Goodness of fit: deviance {goodness.Deviance:F1} for {goodness.DegreesOfFreedom} degrees of freedom, p = {goodness.Probability:G3} ({goodness.Toys} simulated data sets)."));
        if (result.Publication.Best.Split is { } split)
        {
            string parts = string.Join(", ", split.Nuisances.Select(static part => $"{part.Name} {Text(part.Sigma)}"));
            output.WriteLine($"Error of mu by source (likelihood): total {Text(split.Total)}; statistics {Text(split.Statistics)}, {parts}. With the simulation's own: {Text(result.Publication.BestWithSimulation?.Split?.Total)}.");
        }

        if (result.Interval.P16 <= 0)
        {
            UpperLimit limit = result.Publication.Best.Limit;
            output.WriteLine(FormattableString.Invariant($"Upper limit at {100 * limit.Level:0.#} % (CLs): mu < {limit.Observed:G4}; {limit.Expected[2]:G4} is expected without signal."));
        }

        foreach (string warning in result.Warnings)
        {
            output.WriteLine($"Warning: {warning}");
        }

        output.WriteLine($"Pictures are in '{Path.Combine(folder, DatasetFiles.Page)}'.");
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(double? value) => value is double number ? number.ToString("G5", CultureInfo.InvariantCulture) : "-";
}
