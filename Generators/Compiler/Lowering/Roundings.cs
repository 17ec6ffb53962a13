using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Lowering;

/// <summary>The roundings that are written in bodies.</summary>
public static class Roundings
{
    /// <summary>The coarsest step, 10 to the power of minus the fewest decimals; 0 where nothing is rounded. Difference quotients see nothing below it.</summary>
    public static double CoarsestStep(EventSpec spec) => spec.Helpers.SelectMany(static h => BodyTerms.All(h.Body))
        .Where(IsRounding)
        .Select(static t => Math.Pow(10, -t.Arguments[1].Number))
        .DefaultIfEmpty(0)
        .Max();

    /// <summary>Does a body round, or one that it calls?</summary>
    public static bool Rounds(EventSpec spec, string member) => BodyTerms.Reached(spec, member).Any(IsRounding);

    private static bool IsRounding(Term term) => term.Kind == TermKind.Call && term.Name.EndsWith(".Rounded", StringComparison.Ordinal) && term.Arguments.Count == 2;
}
