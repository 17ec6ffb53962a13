using System.CommandLine;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Mandelstam.CommandLine.Perturbation;
using Mandelstam.Data;
using Mandelstam.Events;

namespace Mandelstam.CommandLine.Commands;

/// <summary>
/// <c>mandelstam perturb EXAMPLE</c>: nuisances, corrections and selection applied to a file of events. The options are those of the
/// declaration: each nuisance brings its own.
/// </summary>
internal static class PerturbCommand
{
    private const string RowIdColumn = "row_id";
    private const string Single = "float32";
    private const string Double = "float64";

    /// <summary>Makes the command.</summary>
    public static Command Create(ExampleRegistry examples) =>
        examples.CreatePerExample("perturb", "Apply nuisances, corrections and selection to events; write the result with its features.", static example => example.Model is { } model ? Create(example, model) : null);

    private static Command Create(IExample example, EventModel model)
    {
        Option<string> input = new("--in") { Description = "Events: Parquet, CSV or TSV (plain or gzip), by extension.", HelpName = "FILE", Required = true };
        Option<string> output = new("--out") { Description = "The result; format by extension.", HelpName = "FILE", Required = true };
        Option<double>[] nuisances = [.. model.Nuisances.Select(CreateOption)];
        Option<string?> noise = new("--noise")
        {
            Description = $"Unit normals to use instead of drawn ones: a table of {RowIdColumn} and {model.NoiseCount} columns.",
            HelpName = "FILE",
        };
        Option<ulong> seed = new("--seed") { Description = "Seed of the drawn noise, which depends on it and on the row id only.", HelpName = "N", DefaultValueFactory = _ => 1 };
        Option<bool> noSelection = new("--no-selection") { Description = "Keep the events that fail the selection." };
        Option<string> precision = new("--precision") { Description = "Type of the numbers written.", DefaultValueFactory = _ => Single };
        precision.AcceptOnlyFromAmong(Single, Double);

        Command command = new(example.Name, example.Description) { input, output };
        Array.ForEach(nuisances, command.Add);
        command.Add(noise);
        command.Add(seed);
        command.Add(noSelection);
        command.Add(precision);
        command.SetAction((parsed, cancellation) =>
        {
            double[] point = [.. nuisances.Select(parsed.GetValue)];
            INoiseSource source = parsed.GetValue(noise) is string path ? TabulatedNoise.Read(path, model) : new SeededNoise(parsed.GetValue(seed));
            Job job = new(model, parsed.GetRequiredValue(input), parsed.GetRequiredValue(output), point, source, !parsed.GetValue(noSelection));
            long rows = parsed.GetValue(precision) == Double ? Run<double>(job, cancellation) : Run<float>(job, cancellation);
            parsed.InvocationConfiguration.Error.WriteLine($"{rows} events written to {job.Output}");
            return Task.FromResult(0);
        });
        return command;
    }

    private static Option<double> CreateOption(NuisanceInfo nuisance)
    {
        string name = OptionName(nuisance);
        string range = $"[{Text(nuisance.Min)}, {Text(nuisance.Max)}]";
        Option<double> option = new(name)
        {
            Description = $"{nuisance.Description} In {range}.".TrimStart(),
            HelpName = "X",
            DefaultValueFactory = _ => nuisance.Nominal,
        };
        option.Validators.Add(result =>
        {
            // What is not a number at all has been reported by the parser already.
            if (!result.Errors.Any() && result.Tokens.Count == 1 && double.TryParse(result.Tokens[0].Value, out double value) &&
                !(value >= nuisance.Min && value <= nuisance.Max))
            {
                result.AddError($"{name} {result.Tokens[0].Value} is outside the range {range} of {nuisance.Name}.");
            }
        });
        return option;
    }

    private static string OptionName(NuisanceInfo nuisance) => "--" + JsonNamingPolicy.KebabCaseLower.ConvertName(nuisance.Name);

    private static long Run<T>(Job job, CancellationToken cancellation)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ReadOptions options = new() { RowIdColumn = RowIdColumn, AllowNegativeWeights = true };
        HashSet<string> missing = [.. EventFile.Inspect(job.Input, job.Model, options).MissingColumns];
        CheckRates(job, missing);
        PerturbedTable<T> table = new(job.Model, missing);
        using TableWriter writer = TableWriter.Create(job.Output, table.Columns);
        foreach (EventBatch batch in EventFile.Read(job.Input, job.Model, options))
        {
            cancellation.ThrowIfCancellationRequested();
            PerturbedEvents<T> events = job.Model.Perturb<T>(batch, job.Nuisances, job.Noise.For(batch), job.Selection, Environment.ProcessorCount);
            writer.Append(table.Rows(batch, events), events.Count);
        }

        writer.Complete();
        return writer.Rows;
    }

    /// <summary>A rate that is asked for where nothing shows it would be ignored without a word.</summary>
    private static void CheckRates(Job job, HashSet<string> missing)
    {
        foreach ((int index, NuisanceInfo nuisance) in job.Model.Nuisances.Index())
        {
            bool isRate = nuisance.Kind == NuisanceKind.Rate && job.Nuisances[index] != nuisance.Nominal;
            ColumnInfo? lacking = job.Model.Columns.FirstOrDefault(column => column.Role is ColumnRole.Weight or ColumnRole.Label && missing.Contains(column.Name));
            if (isRate && lacking is not null)
            {
                throw new MandelstamException($"{OptionName(nuisance)} scales weights by process, and '{job.Input}' has no column '{lacking.Name}'.");
            }
        }
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private sealed record Job(EventModel Model, string Input, string Output, double[] Nuisances, INoiseSource Noise, bool Selection);
}
