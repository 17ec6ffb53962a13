using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;
using Mandelstam.Compiler.Symmetry;

namespace Mandelstam.Compiler.Checks;

/// <summary>Finds what may be written in place of a formula that cancels: an operation of the language that is the same function of the event.</summary>
/// <param name="trace">The bodies.</param>
/// <param name="text">What stands at a place of the declaration.</param>
internal sealed class StableForms(BodyTrace trace, Func<SourceSpan, string> text)
{
    // Formulas of more vectors than this are not tried: each has as many candidates as there are sums and products of its vectors.
    private const int MostVectors = 4;

    private static readonly SourceSpan _nowhere = new(-1, 0);

    /// <summary>M², M or a product for E² − p² and its root; null where it is none of these, or is written in bare numbers.</summary>
    public Fix? OfMass(Site site)
    {
        Term formula = site.Term;
        bool isRoot = formula.Kind == TermKind.Call;
        bool isBare = BodyTerms.All(formula).Any(static t => t.Kind == TermKind.Call && (t.Name.StartsWith("Energy.In", StringComparison.Ordinal) || t.Name.EndsWith(".Value", StringComparison.Ordinal)));
        if (formula.Span.Start < 0 || isBare)
        {
            return null;
        }

        IReadOnlyList<(Term Term, string Text)> vectors = Vectors(formula);
        if (vectors.Count is 0 or > MostVectors)
        {
            return null;
        }

        string member = isRoot ? "Mass" : "M2";
        IEnumerable<(Term Term, string Text)> candidates = vectors.Select(v => (Of(member, v.Term), $"{v.Text}.{member}"));
        if (vectors.Count > 1)
        {
            Term sum = vectors.Skip(1).Aggregate(vectors[0].Term, static (a, b) => Term.Of(TermKind.Binary, "+", _nowhere, a, b.Term));
            candidates = candidates.Append((Of(member, sum), $"({string.Join(" + ", vectors.Select(static v => v.Text))}).{member}"));
        }

        if (vectors.Count == 2 && !isRoot)
        {
            candidates = candidates.Append((Term.Of(TermKind.Binary, "*", _nowhere, vectors[0].Term, vectors[1].Term), $"{vectors[0].Text} * {vectors[1].Text}"));
        }

        return First(site, candidates);
    }

    /// <summary>mT·exp(−y) for E − pz, M²/(E + p) for E − p and M²/(mT + pT) for mT − pT.</summary>
    public Fix? OfLightCone(Site site)
    {
        if (site.Term.Span.Start < 0 || Vectors(site.Term) is not [var (vector, name)])
        {
            return null;
        }

        Term alongZ = Term.Of(TermKind.Binary, "*", _nowhere, Of("Mt", vector), Term.Of(TermKind.Call, "Kinematics.Exp", _nowhere, Term.Of(TermKind.Unary, "-", _nowhere, Of("Rapidity", vector))));
        return First(site, [(alongZ, $"{name}.Mt * Math.Exp(-{name}.Rapidity)"), Over("E", "P"), Over("Mt", "Pt")]);

        (Term Term, string Text) Over(string energy, string momentum) => (
            Term.Of(TermKind.Binary, "/", _nowhere, Of("M2", vector), Term.Of(TermKind.Binary, "+", _nowhere, Of(energy, vector), Of(momentum, vector))),
            $"{name}.M2 / ({name}.{energy} + {name}.{momentum})");
    }

    /// <summary>The opening angle for the arccosine of a normalised product of two momenta.</summary>
    public Fix? OfAngle(Site site)
    {
        if (site.Term is not { Name: "Math.Acos", Span.Start: >= 0 } || Vectors(site.Term) is not [var (first, one), var (second, other)])
        {
            return null;
        }

        Term angle = Term.Of(TermKind.Call, "FourVector.OpeningAngle", _nowhere, first, second);
        return First(site, [(angle, $"{one}.OpeningAngle({other}).Value")]);
    }

    private static Term Of(string member, Term vector) => Term.Of(TermKind.Call, "FourVector." + member, _nowhere, vector);

    // The vectors whose coordinates are read, each once, in the order in which they are written.
    private List<(Term Term, string Text)> Vectors(Term formula) =>
    [
        .. BodyTerms.All(formula)
            .Where(static t => t is { Kind: TermKind.Call, Arguments.Count: 1 } && t.Name.StartsWith("FourVector.", StringComparison.Ordinal))
            .Select(static t => t.Arguments[0])
            .Where(static v => v.Kind is TermKind.Member or TermKind.Binary or TermKind.Call && v.Span.Start >= 0)
            .OrderBy(static v => v.Span.Start)
            .Select(v => (Term: v, Text: v.Kind == TermKind.Binary ? $"({text(v.Span)})" : text(v.Span)))
            .GroupBy(static v => v.Text, StringComparer.Ordinal)
            .Select(static g => g.First()),
    ];

    // The first candidate that is the formula, on every sample event.
    private Fix? First(Site site, IEnumerable<(Term Term, string Text)> candidates)
    {
        if (site.Result is not ScalarValue { Expr: { } formula })
        {
            return null;
        }

        foreach ((Term term, string written) in candidates)
        {
            if (Meaning(term) is { } stable && Laboratory.ForProofs(trace, [trace.Pool.True, formula, stable]).AreSame(formula, stable))
            {
                return new(site.Term.Span, written);
            }
        }

        return null;
    }

    private Expr? Meaning(Term term)
    {
        try
        {
            return new Lowerer(trace.Spec, trace.Pool).Lower(term, Scope.Of(trace.Stored)) is ScalarValue { Expr: { } expr } ? expr : null;
        }
        catch (LoweringException)
        {
            return null; // a local variable, which has no value by itself
        }
    }
}
