using System.CommandLine;
using System.Globalization;
using Mandelstam.CommandLine.Output;
using Mandelstam.Events;

namespace Mandelstam.CommandLine.Commands;

/// <summary><c>mandelstam explain EXAMPLE</c>, or <c>FILE.dll</c>: what was declared, and what the compiler made of it.</summary>
internal static class ExplainCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(ExampleRegistry examples)
    {
        Option<string?> name = new("--event") { Description = "The record to explain, where FILE.dll declares several." };
        Action<ParseResult, EventModel>? print = null;
        Command command = examples.CreatePerExample(
            "explain",
            "An example's features, or those of a declaration in FILE.dll: formula, unit, columns and symmetries.",
            static example => example.Model is { } model ? Create(example, model) : null,
            (parsed, word) =>
            {
                if (!AssemblyModels.IsMeant(word))
                {
                    return false;
                }

                // What an unknown example would have let pass is looked at here.
                if (parsed.UnmatchedTokens is [string first, ..])
                {
                    throw new MandelstamException($"'explain' has no option '{first}' for an assembly. Known: --event, --json, --markdown, --latex.");
                }

                print!(parsed, AssemblyModels.Find(word!, parsed.GetValue(name)));
                return true;
            });
        command.Add(name);
        print = Printing(command);
        return command;
    }

    private static Command Create(IExample example, EventModel model)
    {
        Command command = new(example.Name, example.Description);
        Action<ParseResult, EventModel> print = Printing(command);
        command.SetAction(parsed => print(parsed, model));
        return command;
    }

    // Gives a command the options of how to print, and says what prints as they say.
    private static Action<ParseResult, EventModel> Printing(Command command)
    {
        Option<bool> json = new("--json") { Description = "Print JSON." };
        Option<bool> markdown = new("--markdown") { Description = "Print the documentation in Markdown." };
        Option<bool> latex = new("--latex") { Description = "Print the documentation in LaTeX." };
        command.Add(json);
        command.Add(markdown);
        command.Add(latex);
        command.Validators.Add(parsed =>
        {
            if (new[] { json, markdown, latex }.Count(option => parsed.GetValue(option)) > 1)
            {
                parsed.AddError("--json, --markdown and --latex exclude each other: say which one to print.");
            }
        });
        return (parsed, model) =>
        {
            TextWriter output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                WriteJson(model, output);
            }
            else if (parsed.GetValue(markdown))
            {
                output.Write(model.Documentation.Markdown);
            }
            else if (parsed.GetValue(latex))
            {
                output.Write(model.Documentation.Latex);
            }
            else
            {
                WriteText(model, output);
            }
        };
    }

    private static void WriteJson(EventModel model, TextWriter output) =>
        JsonOutput.Write(output, new
        {
            Event = model.Name,
            Features = model.Features.Select(feature => new
            {
                feature.Name,
                feature.Formula,
                feature.Latex,
                feature.Unit,
                feature.Columns,
                feature.Symmetries,
                feature.Sampled,
                feature.Operations,
                feature.Absent,
                feature.Description,
            }),
            Nuisances = model.Nuisances.Select(nuisance => new
            {
                nuisance.Name,
                Kind = nuisance.Kind.ToString(),
                Prior = nuisance.Prior.ToString(),
                nuisance.Mean,
                nuisance.Sigma,
                nuisance.Nominal,
                nuisance.Min,
                nuisance.Max,
                nuisance.Description,
            }),
            Columns = model.Columns.Select(column => new
            {
                column.Name,
                Role = column.Role.ToString(),
                Type = column.IsText ? "text" : "number",
                column.Optional,
                column.Unit,
                column.Description,
            }),
            model.Categories,
            model.Processes,
        });

    private static void WriteText(EventModel model, TextWriter output)
    {
        output.WriteLine($"{model.Name}: {model.Features.Length} features of {model.Columns.Count(column => column.Role == ColumnRole.Primary)} primary columns");
        foreach (FeatureInfo feature in model.Features)
        {
            output.WriteLine();
            output.WriteLine($"{feature.Name}{Bracketed(feature.Unit)}");
            if (feature.Description.Length > 0)
            {
                output.WriteLine($"  {feature.Description}");
            }

            output.WriteLine($"  formula  {feature.Formula}");
            output.WriteLine($"  columns  {string.Join(", ", feature.Columns)}");
            if (!feature.Symmetries.IsEmpty)
            {
                output.WriteLine($"  symmetry {string.Join(", ", feature.Symmetries.Select(s => feature.Sampled.Contains(s) ? s + " (sampled)" : s))}");
            }

            if (feature.Absent is double absent)
            {
                output.WriteLine($"  absent   {Number(absent)}");
            }
        }

        output.WriteLine();
        TextTable nuisances = new("nuisance", "kind", "prior", "nominal", "min", "max", "description") { IsNumber = column => column is >= 3 and <= 5 };
        foreach (NuisanceInfo nuisance in model.Nuisances)
        {
            nuisances.Add(nuisance.Name, Lower(nuisance.Kind), Prior(nuisance), Number(nuisance.Nominal), Number(nuisance.Min), Number(nuisance.Max), nuisance.Description);
        }

        nuisances.Write(output);
        output.WriteLine();
        TextTable columns = new("column", "role", "unit", "description") { IsNumber = _ => false };
        foreach (ColumnInfo column in model.Columns)
        {
            columns.Add(column.Name, Lower(column.Role) + (column.Optional ? ", optional" : ""), column.Unit, column.Description);
        }

        columns.Write(output);
    }

    private static string Prior(NuisanceInfo nuisance) => $"{nuisance.Prior}({Number(nuisance.Mean)}, {Number(nuisance.Sigma)})";

    private static string Bracketed(string unit) => unit.Length == 0 ? "" : $" [{unit}]";

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
