using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;
using Mandelstam.Compiler.Symmetry;

namespace Mandelstam.Compiler.Checks;

/// <summary>Reports symmetries that are claimed but disproved, at the smallest piece of the body that breaks them.</summary>
public static class CheckSymmetries
{
    /// <summary>Looks at every claim of an event.</summary>
    /// <param name="trace">The event.</param>
    /// <param name="text">What stands at a place of the declaration.</param>
    /// <param name="placeOf">Where a member claims a symmetry; null where that is out of sight.</param>
    public static IEnumerable<Problem> Run(BodyTrace trace, Func<SourceSpan, string> text, Func<string, string, SourceSpan?> placeOf)
    {
        IReadOnlyList<FeatureSymmetry> all = SymmetryAnalysis.Run(trace, static f => f.Claims.Count > 0);
        foreach (FeatureSymmetry claim in all)
        {
            if (claim.Verdict != Verdict.Disproven || !claim.Feature.Claims.Contains(claim.Group))
            {
                continue;
            }

            SymmetryGroup group = SymmetryGroup.Of(trace.Spec).First(g => g.FullName == claim.Symmetry);
            SymmetryBreaker breaker = SymmetryBreaker.Find(trace, claim.Feature, group);
            string piece = !breaker.Term.Span.IsInSight ? claim.Feature.Formula : text(breaker.Term.Span);
            string[] alternatives = [.. breaker.Alternatives(text).Take(2)];
            string way = alternatives.Length switch
            {
                0 => $"claim less, or write '{claim.Feature.Member}' with quantities that are",
                1 => $"'{alternatives[0]}' is",
                _ => $"'{alternatives[0]}' and '{alternatives[1]}' are",
            };
            List<Fix> fixes = [.. alternatives.Select(a => new Fix(breaker.Term.Span, a))];
            if (Less(claim, group, trace, all) is { Length: > 0 } less && placeOf(claim.Feature.Member, claim.Group) is { } place)
            {
                fixes.Add(new(place, less) { Kind = "Claim" });
            }

            yield return new(Rules.FalseSymmetry.Id, breaker.Term.Span, new([claim.Feature.Member, group.Phrase, CodeNames.OnOneLine(piece), way])) { Fixes = fixes.ToEquatable() };
        }
    }

    // What may be claimed instead: the parts of the group that hold and are not claimed already.
    private static string Less(FeatureSymmetry claim, SymmetryGroup group, BodyTrace trace, IReadOnlyList<FeatureSymmetry> all)
    {
        List<SymmetryGroup> proven =
        [
            .. SymmetryGroup.Of(trace.Spec).Where(g => group.Contains(g) && !claim.Feature.Claims.Contains(g.Name)
                && all.Any(s => s.Feature == claim.Feature && s.Symmetry == g.FullName && s.Verdict is Verdict.Proven or Verdict.Observed)),
        ];
        return string.Join(", ", proven.Where(g => !proven.Exists(larger => larger.Contains(g))).Select(static g => g.Name));
    }
}
