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
    public static IEnumerable<Problem> Run(BodyTrace trace, Func<SourceSpan, string> text)
    {
        foreach (FeatureSymmetry claim in SymmetryAnalysis.Run(trace, static f => f.Claims.Count > 0))
        {
            if (claim.Verdict != Verdict.Disproven || !claim.Feature.Claims.Contains(claim.Group))
            {
                continue;
            }

            SymmetryGroup group = SymmetryGroup.Of(trace.Spec).First(g => g.FullName == claim.Symmetry);
            SymmetryBreaker breaker = SymmetryBreaker.Find(trace, claim.Feature, group);
            string piece = breaker.Term.Span.Start < 0 ? claim.Feature.Formula : text(breaker.Term.Span);
            string[] alternatives = [.. breaker.Alternatives(text).Take(2).Select(static a => $"'{a}'")];
            string way = alternatives.Length switch
            {
                0 => $"claim less, or write '{claim.Feature.Member}' with quantities that are",
                1 => $"{alternatives[0]} is",
                _ => $"{alternatives[0]} and {alternatives[1]} are",
            };
            yield return new(Rules.FalseSymmetry.Id, breaker.Term.Span, new([claim.Feature.Member, group.Phrase, OnOneLine(piece), way]));
        }
    }

    private static string OnOneLine(string text) => string.Join(" ", text.Split([' ', '\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));
}
