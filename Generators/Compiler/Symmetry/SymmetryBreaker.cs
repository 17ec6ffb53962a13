using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Symmetry;

/// <summary>The piece of a body that breaks a symmetry, and what could stand there instead.</summary>
internal sealed class SymmetryBreaker
{
    private static readonly string[] Energies = ["E", "P", "Px", "Py", "Pz", "Pt", "Et", "Mt", "Mass"];

    private readonly BodyTrace _trace;
    private readonly FeatureSpec _feature;
    private readonly SymmetryGroup _group;

    private SymmetryBreaker(BodyTrace trace, FeatureSpec feature, SymmetryGroup group, Term term)
    {
        _trace = trace;
        _feature = feature;
        _group = group;
        Term = term;
    }

    /// <summary>The smallest term that is not invariant although all its parts but vectors are, or of which more than one part is not.</summary>
    public Term Term { get; }

    /// <summary>Finds it in the body of a feature.</summary>
    public static SymmetryBreaker Find(BodyTrace trace, FeatureSpec feature, SymmetryGroup group)
    {
        Term body = trace.Spec.Helpers.First(h => h.Key == feature.Member).Body;
        Dictionary<SourceSpan, Expr> meanings = [];
        Lowerer lowerer = new(trace.Spec, trace.Pool)
        {
            Trace = (term, value) =>
            {
                if (term.Span.IsInSight && (value as ScalarValue ?? (value as OptionalValue)?.Inner as ScalarValue) is { } scalar)
                {
                    meanings[term.Span] = scalar.Expr;
                }
            },
        };
        lowerer.Run(feature.Member, trace.Stored);
        Experiment.Transformed transformed = Laboratory.ForCounterexamples(trace, [trace.Pool.True, .. meanings.Values]).Transform(group);

        bool Varies(Term term) => meanings.TryGetValue(term.Span, out Expr? expr) && transformed.Differs(trace.Pool.True, expr);
        Term at = body;
        while (true)
        {
            if (at.Kind == TermKind.Let && at.Arguments[1].Span == at.Span)
            {
                at = at.Arguments[1]; // a local before what is returned
                continue;
            }

            Term[] parts = [.. at.Arguments.Where(a => a.Kind != TermKind.Lambda && a.Span.IsInSight && a.Span != at.Span && Varies(a))];
            if (parts.Length == 1 && parts[0].Kind != TermKind.Variable)
            {
                at = parts[0];
            }
            else if (parts.Length == 0 && BodyOf(trace, at) is { } called && Varies(called))
            {
                at = called;
            }
            else
            {
                return new(trace, feature, group, at);
            }
        }
    }

    /// <summary>Texts that have the symmetry and differ from the term by the coordinates that it asks for.</summary>
    /// <param name="text">What stands at a place of the declaration.</param>
    public IEnumerable<string> Alternatives(Func<SourceSpan, string> text)
    {
        if (!Term.Span.IsInSight || Term.Kind is not (TermKind.Call or TermKind.Unary or TermKind.Binary))
        {
            yield break;
        }

        string original = text(Term.Span);
        Term[] accessors = [.. Accessors(Term).OrderByDescending(static a => a.Span.Start)];

        // A momentum in place of a momentum, an energy in place of an energy.
        bool[] areMomenta = [.. accessors.Select(static a => IsMomentum(a.Name.Substring("FourVector.".Length))).Distinct()];
        foreach (string energy in areMomenta is [var isMomentum] ? [.. _group.InvariantEnergies.OrderBy(e => IsMomentum(e) != isMomentum)] : _group.InvariantEnergies)
        {
            string changed = original;
            foreach (Term accessor in accessors)
            {
                string name = accessor.Name.Substring("FourVector.".Length);
                int end = accessor.Span.Start + accessor.Span.Length - Term.Span.Start;
                if (Energies.Contains(name) && end <= changed.Length && end >= name.Length && changed.Substring(end - name.Length, name.Length) == name)
                {
                    changed = changed.Substring(0, end - name.Length) + energy + changed.Substring(end);
                }
            }

            if (changed != original && IsInvariant(Replaced(Term, energy)))
            {
                yield return changed;
                break;
            }
        }

        Term[] vectors = [.. accessors.Select(static a => a.Arguments[0]).GroupBy(a => text(a.Span)).Select(static g => g.First()).Reverse()];
        if (_group is Groups.BoostZ && _feature.ScalarType == "Double" && vectors.Length == 2)
        {
            Term[] rapidities = [.. vectors.Select(v => Term.Of(TermKind.Call, "FourVector.Rapidity", v.Span, v))];
            if (IsInvariant(Term.Of(TermKind.Binary, "-", Term.Span, rapidities)))
            {
                yield return $"{text(vectors[0].Span)}.Rapidity - {text(vectors[1].Span)}.Rapidity";
            }
        }
    }

    // The body of a property of the declaration, where it stands in the declaration.
    private static Term? BodyOf(BodyTrace trace, Term term) =>
        term is { Kind: TermKind.Member } && trace.Spec.Helpers.FirstOrDefault(h => h.Key == term.Name) is { Body: { Span.IsInSight: true } body } ? body : null;

    private static bool IsMomentum(string coordinate) => coordinate.StartsWith("P", StringComparison.Ordinal);

    // A coordinate of a vector that has a name.
    private static bool IsAccessor(Term term) =>
        term is { Kind: TermKind.Call, Arguments.Count: 1 } && term.Name.StartsWith("FourVector.", StringComparison.Ordinal)
        && term.Arguments[0].Kind is TermKind.Member or TermKind.Variable;

    private static IEnumerable<Term> Accessors(Term term) => IsAccessor(term) ? [term] : term.Arguments.SelectMany(Accessors);

    private static Term Replaced(Term term, string energy) =>
        IsAccessor(term) ? Energies.Contains(term.Name.Substring("FourVector.".Length)) ? term with { Name = "FourVector." + energy } : term
        : term with { Arguments = term.Arguments.Select(a => Replaced(a, energy)).ToEquatable() };

    private bool IsInvariant(Term term)
    {
        try
        {
            Lowerer lowerer = new(_trace.Spec, _trace.Pool);
            Scope scope = Scope.Of(_trace.Stored);
            if (lowerer.Lower(term, scope) is not ScalarValue { Expr: { Op: not Op.Constant } expr })
            {
                return false;
            }

            // What is the same for all events, as m/m is, would be no feature.
            Laboratory laboratory = Laboratory.ForProofs(_trace, [_trace.Pool.True, expr]);
            return laboratory.Varies(expr) && laboratory.Transform(_group).Agrees(_trace.Pool.True, expr, 1);
        }
        catch (LoweringException)
        {
            return false; // a local variable, which has no value by itself
        }
    }
}
