using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Lowering;

/// <summary>The roundings that are written in bodies: what a difference quotient cannot see below.</summary>
public static class Roundings
{
    /// <summary>The coarsest step, 10 to the power of minus the fewest decimals; 0 where nothing is rounded.</summary>
    public static double CoarsestStep(EventSpec spec) => spec.Helpers.SelectMany(static h => BodyTerms.All(h.Body))
        .Where(static t => t.Kind == TermKind.Call && t.Name.EndsWith(".Rounded", StringComparison.Ordinal) && t.Arguments.Count == 2)
        .Select(static t => Math.Pow(10, -t.Arguments[1].Number))
        .DefaultIfEmpty(0)
        .Max();
}
