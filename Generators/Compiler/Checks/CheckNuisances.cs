using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Checks;

/// <summary>Checks that nuisances are propagated: into the missing momentum, and into everything that depends on what they move; and that they do nothing at their nominal values.</summary>
public static class CheckNuisances
{
    /// <summary>Looks at every nuisance of an event.</summary>
    /// <param name="trace">The event.</param>
    /// <param name="text">What stands at a place of the declaration.</param>
    /// <param name="place">Where an argument of a nuisance's prior is written, or the prior where the name is empty; null where it is not.</param>
    /// <param name="found">What is known to be wrong.</param>
    public static IEnumerable<Problem> Run(BodyTrace trace, Func<SourceSpan, string> text, Func<NuisanceSpec, string, SourceSpan?> place, IReadOnlyCollection<Problem> found)
    {
        NuisanceEffect[] effects = [.. NuisanceEffect.Of(trace)];

        // Where an object is counted twice in a sum nothing balances, nor is anything as it was, of course.
        SourceSpan[] counted = [.. found.Where(static p => p.RuleId == Rules.CountedTwice.Id).Select(static p => p.Span)];
        NuisanceEffect[] sound = counted.Length == 0 ? effects : [.. effects.Where(e => !BodyTerms.Reached(trace.Spec, e.Nuisance.Method).Any(t => counted.Contains(t.Span)))];
        return
        [
            .. CheckExemptions.Run(trace.Spec), .. CheckBalance.Run(trace, sound, text), .. CheckStoredColumns.Run(trace, effects), .. CheckOrder.Run(trace, effects, text),
            .. CheckScaledTwice.Run(trace, effects, text), .. CheckNominal.Run(trace, sound, place), .. CheckRates.Run(trace),
        ];
    }
}
