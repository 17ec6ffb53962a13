using System.Text;

namespace Mandelstam.Compiler.Emit.Docs;

/// <summary>A piece of LaTeX, and what the pieces around it must know of it.</summary>
/// <param name="Text">The LaTeX.</param>
/// <param name="Strength">How tightly its outermost sign binds.</param>
/// <param name="Index">What stands for it in an index, as Lepton in p_T^{Lepton}; null where it has no name.</param>
internal sealed record Formula(string Text, Strength Strength = Strength.Atom, string? Index = null)
{
    /// <summary>What always holds.</summary>
    public static Formula True { get; } = new("\\mathrm{true}");

    /// <summary>What never holds.</summary>
    public static Formula False { get; } = new("\\mathrm{false}");

    /// <summary>Does it always hold?</summary>
    public bool IsTrue => Text == True.Text;

    /// <summary>Does it never hold?</summary>
    public bool IsFalse => Text == False.Text;

    /// <summary>Is it nothing, in any unit?</summary>
    public bool IsZero => Text == "0" || Text.StartsWith("0\\,", StringComparison.Ordinal);

    /// <summary>The values of a tuple.</summary>
    public IReadOnlyList<Formula> Parts { get; init; } = [];

    /// <summary>The symbols that it is made of, where it was written apart from the formula that it will stand in.</summary>
    public IReadOnlyCollection<Symbol> Symbols { get; init; } = [];

    /// <summary>A name.</summary>
    public static Formula Named(string name)
    {
        string text = Roman(name);
        return new(text, Strength.Atom, text);
    }

    /// <summary>A name, upright.</summary>
    public static string Roman(string name) => $"\\mathrm{{{name.Replace("_", "\\_")}}}";

    /// <summary>Code as it was written.</summary>
    public static string Code(string text) => $"\\texttt{{{Plain(text)}}}";

    /// <summary>Text in which nothing means anything to TeX.</summary>
    public static string Plain(string text)
    {
        StringBuilder plain = new();
        foreach (char c in text)
        {
            plain.Append(c switch
            {
                '\\' => "\\textbackslash{}",
                '~' => "\\textasciitilde{}",
                '^' => "\\textasciicircum{}",
                '_' or '%' or '&' or '#' or '$' or '{' or '}' => "\\" + c,
                _ => c.ToString(),
            });
        }

        return plain.ToString();
    }

    /// <summary>A function of others.</summary>
    public static Formula Function(string name, IEnumerable<Formula> arguments) => new($"{name}\\left({List(arguments)}\\right)", Strength.Applied);

    /// <summary>Several, one beside the other.</summary>
    public static string List(IEnumerable<Formula> items) => string.Join(", ", items.Select(static i => i.Text));

    /// <summary>As it stands where looser signs need brackets.</summary>
    public string In(Strength least) => Strength < least ? $"\\left({Text}\\right)" : Text;

    /// <summary>To a power, or with another mark above.</summary>
    public string Raised(string mark) => $"{In(Strength.Atom)}^{{{mark}}}";

    /// <summary>With a mark below; what has one already needs brackets.</summary>
    public string Marked(string mark)
    {
        bool isPlain = Strength == Strength.Atom && (Text.StartsWith("\\left", StringComparison.Ordinal) || Text.IndexOf("_{", StringComparison.Ordinal) < 0);
        return $"{(isPlain ? Text : $"\\left({Text}\\right)")}_{{{mark}}}";
    }
}
