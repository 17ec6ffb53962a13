using System.Globalization;
using System.Text;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Emit.Docs;

/// <summary>An event in Markdown.</summary>
internal static class MarkdownDocument
{
    /// <summary>Writes it.</summary>
    public static string Write(DocumentModel document)
    {
        StringBuilder text = new();
        EventSpec spec = document.Spec;
        text.Append("# ").Append(spec.Name).Append("\n\n");
        if (spec.Description.Length > 0)
        {
            text.Append(spec.Description).Append("\n\n");
        }

        text.Append("## Features\n\n| feature | meaning | formula | unit | symmetries | operations |\n|---|---|---|---|---|---|\n");
        foreach (FeatureDocument feature in document.Features)
        {
            Row(text, Code(feature.Spec.Column), Cell(feature.Spec.Description), "$" + feature.Latex.Replace("|", "\\vert ") + "$", feature.Spec.Unit,
                string.Join(", ", feature.Described), Number(feature.Operations));
        }

        text.Append("\nAll features together: ").Append(Number(document.Operations)).Append(" operations per event, each shared subexpression counted once.\n");
        if (spec.Nuisances.Count > 0)
        {
            text.Append("\n## Nuisances\n\n| nuisance | meaning | kind | prior | nominal |\n|---|---|---|---|---|\n");
            foreach (NuisanceSpec nuisance in spec.Nuisances)
            {
                string prior = $"{nuisance.Prior}({Number(nuisance.Mean)}, {Number(nuisance.Sigma)})";
                Row(text, Code(nuisance.Name), Cell(nuisance.Description), nuisance.Kind.ToString().ToLowerInvariant(), prior, Number(nuisance.Nominal));
            }
        }

        return text.ToString();
    }

    private static void Row(StringBuilder text, params string[] cells) => text.Append("| ").Append(string.Join(" | ", cells)).Append(" |\n");

    private static string Code(string name) => $"`{Cell(name)}`";

    private static string Cell(string text) => text.Replace("|", "\\|");

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
