using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Mandelstam.TestKit.Fuzzing;

/// <summary>Makes broken source text of good one, as an editor sees it while someone types, and as no one would ever write it.</summary>
/// <param name="seeds">Good texts.</param>
/// <param name="seed">Fixes everything.</param>
public sealed class SyntaxMutator(IReadOnlyList<string> seeds, int seed)
{
    private const int MostMutations = 3, MostCharacters = 40_000;

    private static readonly string[] _expressions =
    [
        "null", "default", "this", "base", "0", "-1", "1e400", "double.NaN", "int.MaxValue", "1.0m", "'x'", "\"text\"", "$\"{1}\"", "throw null!", "x => x", "() => 1", "new()", "[]",
        "[1, 2]", "(1, 2)", "!1", "-true", "1 && true", "(1, 2, 3)", "default(int?)", "typeof(int)", "nameof(Jets)", "checked(1 + 1)", "1 / 0", "1 << 3", "7 % 2", "~1", "await null", "..", "^1", "stackalloc int[3]",
        "from x in Jets select x", "x is { } y", "a ?? b", "a?.b?[0]", "a!", "ref a", "a++", "a = b", "delegate { }", "new { X = 1 }", "new int[] { 1 }", "Jets[-1]", "Jets[7]", "Jets[1.5]",
        "Jets[Jets.Count]", "Jets.Has(-1)", "Jets.Has(int.MinValue)", "Jets.Sum(j => Jets.Sum(k => k.Pt))", "Jets.Map(j => null)", "Jets.Where(j => j)", "Jets.Sum()", "Math.Pow(2, 1e9)",
        "Math.Round(1.5)", "Lepton.Rounded(-1)", "Lepton.Rounded(99)", "this with { }", "this with { Lepton = null }", "this == this", "Jets == Jets", "(object)1", "(dynamic)1", "(int)1.5",
        "1 switch { }", "1 switch { _ => 2 }", "Jets switch { { Count: 1 } => 1, _ => 2 }", "Lepton is (1, 2)", "Jets.Count is > 1 and < 3 or not 5", "new Energy()", "new Energy(1) { }",
        "FourVector.PtEtaPhiM<Lab>(mass: default, pt: default, eta: default, phi: default)", "Energy.Zero.Value.GeV.InGeV", "new FourVector<Rest>()", "TransverseVector<Lab>.Zero", "UpTo2<FourVector<Lab>>.Of(0, null, null)",
    ];

    private static readonly string[] _types =
    [
        "void", "var", "dynamic", "object", "string", "int?", "int*", "int[]", "(int, int)", "T", "FourVector", "FourVector<>", "FourVector<int>", "FourVector<Rest>", "UpTo2<int>", "UpTo9<FourVector<Lab>>",
        "UpTo2<FourVector<Lab>>?", "Missing", "System.Nullable<System.Nullable<int>>", "Energy?", "decimal", "float", "bool", "Azimuth", "RawAngle", "Noise2", "ref int", "delegate*<void>", "nint", "Event",
    ];

    private static readonly string[] _arguments =
    [
        "null", "(string)null", "new string[0]", "new string[] { null }", "\"\"", "\"{\"", "\"}{\"", "\"{a,b\"", "\"{,}\"", "\"{{a}}\"", "\"a_{b,c}_{d,{e,f}}\"", "\"{0,1}{0,1}{0,1}{0,1}{0,1}{0,1}{0,1}{0,1}{0,1}{0,1}{0,1}{0,1}{0,1}{0,1}{0,1}{0,1}\"", "-1", "double.NaN",
        "double.PositiveInfinity", "int.MaxValue", "(EnergyUnit)77", "(Coordinates)(-3)", "(Prior)9", "Absent = null", "Absent = \"x\"", "Count = null", "Count = \"\"", "Unit = (EnergyUnit)(-1)", "Mean = 1e400", "Sigma = 0", "Sigma = -1",
        "Min = 2, Max = 1", "Nominal = double.NaN", "Name = null", "Name = \"\"", "typeof(int)", "1 + ", "\"\\0\"", "\"\\uD800\"", "nameof(Lepton)", "Missing = 1", "Coordinates = Coordinates.XY", "SqrtS = double.NaN", "\"-> mu+ mu-\"", "\"Z0 ->\"",
    ];

    private static readonly int[] _lengths = [2, 5, 40, 700, 4000];

    private readonly SyntaxNode[][] _donors = [.. seeds.Select(static text => CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes().ToArray())];
    private readonly Random _random = new(seed);

    /// <summary>The next text: one of the good ones, or a given one, after one to three mutations.</summary>
    /// <param name="text">What to start from; null for a random one.</param>
    public string Next(string? text = null)
    {
        text ??= Any(seeds);
        for (int i = _random.Next(MostMutations); i >= 0; i--)
        {
            text = Mutate(text, CSharpSyntaxTree.ParseText(text).GetRoot());
        }

        return text;
    }

    private string Mutate(string text, SyntaxNode root)
    {
        SyntaxNode[] nodes = [.. root.DescendantNodes()];
        SyntaxToken[] tokens = [.. root.DescendantTokens()];
        if (nodes.Length == 0 || tokens.Length == 0)
        {
            return text;
        }

        SyntaxNode node = Any(nodes);
        SyntaxToken token = Any(tokens);
        switch (_random.Next(14))
        {
            case 0:
                return Replace(text, node.Span, "");
            case 1:
                return text.Insert(node.Span.End, " " + node);
            case 2:
                return Swap(text, node.Span, Any([.. nodes.Where(n => n.IsKind(node.Kind()))]).Span);
            case 3:
                SyntaxNode[] like = [.. Any(_donors).Where(n => n.IsKind(node.Kind()))];
                return Replace(text, node.Span, like.Length > 0 ? Any(like).ToString() : "");
            case 4:
                return Replace(text, token.Span, "");
            case 5:
                return text.Insert(token.Span.End, " " + token);
            case 6:
                return Replace(text, token.Span, Any(tokens).ToString());
            case 7:
                return Swap(text, token.Span, Any(tokens).Span);
            case 8:
                return With<ExpressionSyntax>(text, nodes, _ => Any(_expressions));
            case 9:
                return With<TypeSyntax>(text, nodes, _ => Any(_types));
            case 10:
                return With<AttributeArgumentSyntax>(text, nodes, _ => Any(_arguments));
            case 11:
                return With<ExpressionSyntax>(text, nodes, Nest);
            case 12:
                return With<UsingDirectiveSyntax>(text, nodes, static _ => "");
            default:
                return text[.._random.Next(text.Length)];
        }
    }

    private string Nest(SyntaxNode node)
    {
        int length = Math.Min(Any(_lengths), MostCharacters / (1 + node.Span.Length));
        return _random.Next(5) switch
        {
            0 => string.Concat(Enumerable.Repeat("(", Math.Min(length, 700))) + node + string.Concat(Enumerable.Repeat(")", Math.Min(length, 700))),
            1 => string.Join(" + ", Enumerable.Repeat(node.ToString(), length)),
            2 => string.Concat(Enumerable.Repeat("- ", length)) + node,
            3 => string.Concat(Enumerable.Repeat($"Jets.Has(0) ? {node} : ", Math.Min(length, 700))) + node,
            _ => $"{node} switch {{ {string.Concat(Enumerable.Range(0, length).Select(static i => $"{i} => 1, "))} _ => 2 }}",
        };
    }

    private string With<T>(string text, SyntaxNode[] nodes, Func<SyntaxNode, string> replacement)
        where T : SyntaxNode
    {
        T[] candidates = [.. nodes.OfType<T>()];
        if (candidates.Length == 0)
        {
            return text;
        }

        T chosen = Any(candidates);
        return Replace(text, chosen.Span, replacement(chosen));
    }

    private static string Replace(string text, TextSpan span, string replacement) => string.Concat(text.AsSpan(0, span.Start), replacement, text.AsSpan(span.End));

    private static string Swap(string text, TextSpan a, TextSpan b)
    {
        (TextSpan first, TextSpan second) = a.Start <= b.Start ? (a, b) : (b, a);
        return first.End > second.Start
            ? text
            : Replace(Replace(text, second, text.Substring(first.Start, first.Length)), first, text.Substring(second.Start, second.Length));
    }

    private T Any<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];
}
