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
    public static IEnumerable<Problem> Run(BodyTrace trace, InferDomains domains)
    {
        List<Expr> before = [];
        foreach (string selection in trace.Spec.Selections)
        {
            if (trace.Results[selection] is not ScalarValue { Expr: { IsCondition: true } condition })
            {
                continue;
            }

            // Degrees taken for radians: another rule says so.
            if (trace.Sites.Any(site => site.Body == selection && ComparesWithDegrees(site)))
            {
                continue;
            }

            SourceSpan body = trace.Spec.Helpers.First(h => h.Key == selection).Body.Span;
            if (domains.Holds(condition, before) == false)
            {
                yield return new(Rules.EmptySelection.Id, body, new([selection]));
                yield break; // what follows contradicts it as well
            }

            foreach (Problem problem in AlwaysTrue(trace, domains, selection, condition, body))
            {
                yield return problem;
            }

            before.Insert(0, condition);
        }
    }

    private static IEnumerable<Problem> AlwaysTrue(BodyTrace trace, InferDomains domains, string selection, Expr condition, SourceSpan body)
    {
        if (domains.Holds(condition, []) == true && !trace.Sites.Any(site => site.Body == selection && IsSanity(site)))
        {
            return [new(Rules.TrivialSelection.Id, body, new([Problem.Source]))];
        }

        // A single comparison that removes nothing is a slip too: a wrong unit, a wrong sign.
        return trace.Sites
            .Where(site => site.Body == selection && site.Term.Kind == TermKind.Binary && site.Term.Name is "<" or "<=" or ">" or ">=")
            .GroupBy(static site => site.Term.Span)

            // Each object for itself: what holds of an object and itself may well fail of two.
            .Where(sites => sites.All(site => !IsSanity(site) && site.Result is ScalarValue { Expr: { } comparison } && !ExprPool.IsTrue(comparison) && domains.Holds(comparison, []) == true))
            .Select(static sites => new Problem(Rules.TrivialSelection.Id, sites.Key, new([Problem.Source])));
    }

    private static bool ComparesWithDegrees(Site site) =>
        site.Term.Kind == TermKind.Binary && site.Term.Name is "<" or "<=" or ">" or ">="
        && site.Operands.Any(static o => o is ScalarValue { Expr: { Op: Op.Constant } number } && Math.Abs(number.Number) > 2 * Math.PI)
        && site.Operands.Any(static o => o is ScalarValue { Expr: { } angle } && (angle.Op == Op.Abs ? angle.Arguments[0] : angle).Op == Op.WrapAngle);

    // "pT > 0" says what a momentum is; it is no threshold.
    private static bool IsSanity(Site site) => site.Term.Name is "<" or ">" && site.Operands.Any(static o => o is ScalarValue { Expr: { } e } && e.Is(0));
}
