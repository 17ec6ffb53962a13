using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Checks;

/// <summary>Finds selections that no event passes, and comparisons in them that every event does.</summary>
internal static class CheckSelections
{
    /// <summary>Everything that is wrong.</summary>
    /// <param name="trace">The bodies.</param>
    /// <param name="domains">The values that their nodes take.</param>
    /// <param name="sums">Objects that are counted twice: a mass that no event has is that of an object and itself.</param>
    public static IEnumerable<Problem> Run(BodyTrace trace, InferDomains domains, IReadOnlyCollection<Problem> sums)
    {
        List<Expr> before = [];
        foreach (string selection in trace.Spec.Selections)
        {
            if (trace.Results[selection] is not ScalarValue { Expr: { IsCondition: true } condition })
            {
                continue;
            }

            // One object for another: another rule says so.
            if (trace.Sites.Any(site => site.Body == selection && sums.Any(sum => site.IsAt(sum.Span))))
            {
                continue;
            }

            SourceSpan body = trace.Spec.Helpers.First(h => h.Key == selection).Body.Span;
            if (domains.Holds(condition, before) == false)
            {
                yield return new(Rules.EmptySelection.Id, Contradiction(trace, domains, selection, before) ?? body, new([selection]));
                yield break; // what follows contradicts it as well
            }

            foreach (Problem problem in AlwaysTrue(trace, domains, selection, condition, body))
            {
                yield return problem;
            }

            before.Insert(0, condition);
        }
    }

    // The part of "a && b && c" that holds in no event: up to where the first contradiction ends, from where it begins.
    private static SourceSpan? Contradiction(BodyTrace trace, InferDomains domains, string selection, IReadOnlyList<Expr> before)
    {
        Lowerer lowerer = new(trace.Spec, trace.Pool);
        Scope scope = Scope.Of(trace.Stored);
        Term body = trace.Spec.Helpers.First(h => h.Key == selection).Body;
        for (; body.Kind == TermKind.Let; body = body.Arguments[1])
        {
            scope = scope.With(body.Name, lowerer.Lower(body.Arguments[0], scope));
        }

        List<Term> parts = [];
        Stack<Term> open = new([body]);
        while (open.Count > 0)
        {
            Term next = open.Pop();
            if (next is { Kind: TermKind.Binary, Name: "&&" })
            {
                open.Push(next.Arguments[1]);
                open.Push(next.Arguments[0]);
            }
            else
            {
                parts.Add(next);
            }
        }

        List<Expr> conditions = [];
        foreach (Term part in parts)
        {
            if (!part.Span.IsInSight || lowerer.Lower(part, scope) is not ScalarValue { Expr: { IsCondition: true } condition })
            {
                return null;
            }

            conditions.Add(condition);
        }

        bool IsEmpty(int first, int last) => domains.Holds(conditions.Skip(first).Take(last - first + 1).Aggregate(trace.Pool.And), before) == false;
        int end = Enumerable.Range(0, parts.Count).FirstOrDefault(last => IsEmpty(0, last));
        int start = Enumerable.Range(0, end + 1).Reverse().FirstOrDefault(first => IsEmpty(first, end));
        return IsEmpty(start, end) ? new(parts[start].Span.Start, parts[end].Span.Start + parts[end].Span.Length - parts[start].Span.Start) : null;
    }

    private static IEnumerable<Problem> AlwaysTrue(BodyTrace trace, InferDomains domains, string selection, Expr condition, SourceSpan body)
    {
        if (domains.Holds(condition, []) == true && !trace.Sites.Any(site => site.Body == selection && IsSanity(site, domains)))
        {
            return [new(Rules.TrivialSelection.Id, body, new([Problem.Source]))];
        }

        // A single comparison that removes nothing is a slip too: a wrong unit, a wrong sign. So is one that is denied, and that no event fulfils.
        ILookup<SourceSpan, SourceSpan> denials = BodyTerms.All(trace.Spec.Helpers.First(h => h.Key == selection).Body)
            .Where(static term => term is { Kind: TermKind.Unary, Name: "!" } && IsComparison(term.Arguments[0]))
            .ToLookup(static term => term.Arguments[0].Span, static term => term.Span);
        bool Holds(Site site, Expr comparison) => !ExprPool.IsTrue(comparison)
            && domains.Holds(site.Presence is { } presence ? trace.Pool.And(presence, comparison) : comparison, []) == true;

        // Each object for itself: what holds of an object and itself may well fail of two.
        bool All(IEnumerable<Site> sites, bool isDenied) => sites.All(site => !IsSanity(site, domains)
            && site.Result is ScalarValue { Expr: { } comparison } && Holds(site, isDenied ? trace.Pool.Not(comparison) : comparison));
        return trace.Sites
            .Where(site => site.Body == selection && IsComparison(site.Term))
            .GroupBy(static site => site.Term.Span)
            .SelectMany(sites => All(sites, isDenied: false) ? [sites.Key] : denials[sites.Key].Take(1).Where(_ => All(sites, isDenied: true)))
            .Select(static span => new Problem(Rules.TrivialSelection.Id, span, new([Problem.Source])));
    }

    private static bool IsComparison(Term term) => term is { Kind: TermKind.Binary, Name: "<" or "<=" or ">" or ">=" };

    // "pT > 0" says what a momentum is; it is no threshold. Whether one is below zero nobody has to ask, be it to say no.
    private static bool IsSanity(Site site, InferDomains domains) => site.Term.Name is "<" or ">" && site.Operands.Any(static o => o is ScalarValue { Expr: { } e } && e.Is(0))
        && !(site.Result is ScalarValue { Expr: { IsCondition: true } comparison } && domains.Holds(comparison, []) == false);
}
