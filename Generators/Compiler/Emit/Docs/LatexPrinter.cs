using System.Globalization;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Emit.Docs;

/// <summary>Writes a body as LaTeX: momenta as p with the object's name, quantities by their symbols.</summary>
public sealed class LatexPrinter(EventSpec spec)
{
    private readonly Dictionary<string, HelperSpec> _helpers = spec.Helpers.ToDictionary(static h => h.Key);
    private readonly HashSet<string> _vectors = [.. spec.Members.Where(static m => m.Kind is MemberKind.FourVector or MemberKind.FourVectors).Select(static m => m.Name)];

    /// <summary>The LaTeX of a body.</summary>
    public string Print(Term body) => Print(body, 0);

    private static string Text(string name) => "\\mathrm{" + name.Replace("_", "\\_") + "}";

    private static string Wrap(string text, bool parentheses) => parentheses ? $"\\left({text}\\right)" : text;

    private string Print(Term term, int place)
    {
        string A(int i, int p = 0) => Print(term.Arguments[i], p);
        switch (term.Kind)
        {
            case TermKind.Number:
                return term.Number.ToString("R", CultureInfo.InvariantCulture);
            case TermKind.Boolean:
                return Text(term.Number != 0 ? "true" : "false");
            case TermKind.Null:
                return "\\varnothing";
            case TermKind.EnumMember:
            case TermKind.Variable:
                return Text(term.Name);
            case TermKind.Member:
                return _vectors.Contains(term.Name) ? $"p_{{{Text(term.Name)}}}" : Text(term.Name);
            case TermKind.Invoke:
                return $"{Text(term.Name)}\\left({string.Join(", ", term.Arguments.Skip(1).Select(a => Print(a, 0)))}\\right)";
            case TermKind.Lambda:
                return A(0);
            case TermKind.Tuple:
                return Wrap(string.Join(", ", term.Arguments.Select(a => Print(a, 0))), true);
            case TermKind.Part:
                return $"{A(0, 4)}_{{{(term.Number + 1).ToString("R", CultureInfo.InvariantCulture)}}}";
            case TermKind.Let:
                return $"{A(1, place)},\\ {Text(term.Name)} = {A(0)}";
            case TermKind.Conditional:
                return $"\\begin{{cases}} {A(1)} & {A(0)} \\\\ {A(2)} & \\text{{otherwise}} \\end{{cases}}";
            case TermKind.Unary:
                return term.Name == "!" ? $"\\lnot {A(0, 4)}" : term.Name + A(0, 4);
            case TermKind.Binary:
                return Binary(term, place);
            case TermKind.Call:
                return Call(term);
            default:
                return Text(term.Name);
        }
    }

    private string Binary(Term term, int place)
    {
        switch (term.Name)
        {
            case "/":
                return $"\\frac{{{Print(term.Arguments[0], 0)}}}{{{Print(term.Arguments[1], 0)}}}";
            case "*":
                return Wrap($"{Print(term.Arguments[0], 3)} \\cdot {Print(term.Arguments[1], 3)}", place > 3);
            case "+":
                return Wrap($"{Print(term.Arguments[0], 2)} + {Print(term.Arguments[1], 2)}", place > 2);
            case "-":
                return Wrap($"{Print(term.Arguments[0], 2)} - {Print(term.Arguments[1], 3)}", place > 2);
            default:
                string symbol = term.Name switch { "<=" => "\\le", ">=" => "\\ge", "==" => "=", "!=" => "\\ne", "&&" => "\\wedge", "||" => "\\vee", _ => term.Name };
                return Wrap($"{Print(term.Arguments[0], 1)} {symbol} {Print(term.Arguments[1], 1)}", place > 1);
        }
    }

    private string Call(Term term)
    {
        string Of(string symbol) => $"{symbol}\\left({Print(term.Arguments[0], 0)}\\right)";
        string Index(string symbol)
        {
            // A coordinate of one object is written with an index: p_T^{Lepton}.
            Term operand = term.Arguments[0];
            return operand.Kind == TermKind.Member && _vectors.Contains(operand.Name) || operand.Kind == TermKind.Member && !_helpers.ContainsKey(operand.Name)
                ? $"{symbol}^{{{Text(operand.Name)}}}"
                : operand.Kind == TermKind.Variable ? $"{symbol}^{{{Text(operand.Name)}}}" : Of(symbol);
        }

        // On demand: printing what is then printed once more would double the work at each level.
        string All() => string.Join(", ", term.Arguments.Select(a => Print(a, 0)));
        string name = term.Name.Substring(term.Name.LastIndexOf('.') + 1);
        return name switch
        {
            "Pt" => Index("p_T"),
            "Eta" => Index("\\eta"),
            "Phi" => Index("\\phi"),
            "Rapidity" => Index("y"),
            "Px" => Index("p_x"),
            "Py" => Index("p_y"),
            "Pz" => Index("p_z"),
            "P" => Index("p"),
            "E" => Index("E"),
            "Mass" or "InvariantMass" => $"m\\left({All()}\\right)",
            "M2" => $"m^2\\left({All()}\\right)",
            "Mt" or "TransverseMass" => $"m_T\\left({All()}\\right)",
            "Transverse" => $"\\vec{{p}}_T\\left({All()}\\right)",
            "DeltaR" => $"\\Delta R\\left({All()}\\right)",
            "DeltaPhi" => $"\\Delta\\phi\\left({All()}\\right)",
            "DeltaEta" => $"\\Delta\\eta\\left({All()}\\right)",
            "Sqrt" => $"\\sqrt{{{All()}}}",
            "Abs" => $"\\left|{All()}\\right|",
            "Exp" => $"\\exp\\left({All()}\\right)",
            "Log" => $"\\ln\\left({All()}\\right)",
            "Sin" or "Cos" or "Tan" or "Sinh" or "Cosh" or "Tanh" or "Min" or "Max" => $"\\{name.ToLowerInvariant()}\\left({All()}\\right)",
            "Square" or "Squared" => $"\\left({All()}\\right)^2",
            "GeV" or "MeV" or "TeV" or "KeV" or "Rad" or "Deg" => $"{All()}\\,{Text(name)}",
            "Sum" => $"\\sum {string.Join(" ", term.Arguments.Skip(1).Select(a => Print(a, 3)))}",
            "Has" => $"\\exists\\,p_{{{Text(term.Arguments[0].Name)},{(term.Arguments[1].Number + 1).ToString("R", CultureInfo.InvariantCulture)}}}",
            "this[]" => $"p_{{{Text(term.Arguments[0].Name)},{(term.Arguments[1].Number + 1).ToString("R", CultureInfo.InvariantCulture)}}}",
            "Count" => $"N_{{{Text(term.Arguments[0].Name)}}}",
            "Value" or "InGeV" => Print(term.Arguments[0], 0),
            _ => $"\\operatorname{{{name}}}\\left({All()}\\right)",
        };
    }
}
