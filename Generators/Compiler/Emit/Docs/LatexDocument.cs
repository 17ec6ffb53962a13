using System.Globalization;
using System.Text;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Emit.Docs;

/// <summary>An event in LaTeX, as tables that may run over pages.</summary>
internal static class LatexDocument
{
    /// <summary>Writes it.</summary>
    public static string Write(DocumentModel document)
    {
        StringBuilder text = new();
        EventSpec spec = document.Spec;
        text.Append("% Needs amsmath, amssymb, booktabs and longtable; meant for XeLaTeX or LuaLaTeX.\n\\section*{").Append(Formula.Plain(spec.Name)).Append("}\n");
        if (spec.Description.Length > 0)
        {
            text.Append(Formula.Plain(spec.Description)).Append('\n');
        }

        text.Append("\n\\begin{longtable}{lp{0.4\\linewidth}lp{0.2\\linewidth}r}\n\\toprule\nfeature & formula & unit & symmetries & operations \\\\\n\\midrule\n\\endhead\n");
        foreach (FeatureDocument feature in document.Features)
        {
            Row(text, Formula.Code(feature.Spec.Column), $"${feature.Latex}$", Unit(feature.Spec.Unit),
                string.Join(", ", feature.Described.Select(Formula.Plain)), Number(feature.Operations));
        }

        text.Append("\\bottomrule\n\\end{longtable}\n");
        if (spec.Nuisances.Count > 0)
        {
            text.Append("\n\\begin{longtable}{lp{0.5\\linewidth}ll}\n\\toprule\nnuisance & meaning & prior & nominal \\\\\n\\midrule\n\\endhead\n");
            foreach (NuisanceSpec nuisance in spec.Nuisances)
            {
                Row(text, Formula.Code(nuisance.Name), Formula.Plain(nuisance.Description),
                    $"{nuisance.Prior}({Number(nuisance.Mean)}, {Number(nuisance.Sigma)})", Number(nuisance.Nominal));
            }

            text.Append("\\bottomrule\n\\end{longtable}\n");
        }

        return text.ToString();
    }

    private static void Row(StringBuilder text, params string[] cells) => text.Append(string.Join(" & ", cells)).Append(" \\\\\n");

    private static string Unit(string unit)
    {
        int power = unit.IndexOf('^');
        return power < 0 ? unit : $"{unit.Substring(0, power)}$^{{{unit.Substring(power + 1)}}}$";
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
