using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Checks;

/// <summary>Everything that can be said of a declaration whose bodies were read.</summary>
public static class CheckEvent
{
    /// <summary>Lowers the declaration and asks every rule.</summary>
    /// <param name="spec">The declaration.</param>
    /// <param name="text">What stands at a place of the declaration.</param>
    /// <param name="program">What it was lowered to; null where that was not possible.</param>
    public static IReadOnlyList<Problem> Run(EventSpec spec, Func<SourceSpan, string> text, out EventProgram? program)
    {
        List<Problem> problems = [];
        BodyTrace trace = TraceBodies.Run(spec, problems);
        program = LowerEvent.Run(trace, problems);
        if (!trace.IsComplete)
        {
            return [.. problems.Distinct()];
        }

        Invariants invariants = new(trace);
        InferDomains domains = new(trace.Pool, new StoredDomains(spec).Of, invariants.Narrow);
        IReadOnlyList<(Site Site, Problem Problem)> sentinels = CheckSentinels.Run(trace, domains);
        problems.AddRange(CheckNumerics.Run(trace, domains, invariants, [.. sentinels.Select(static s => s.Site)], text));
        InferDomains certain = new(trace.Pool, new StoredDomains(spec, isCertain: true).Of, (node, domain) => invariants.IsOfOne(node) ? domain : invariants.Narrow(node, domain));
        Problem[] sums = [.. CheckSums.Run(trace, domains, text)];
        problems.AddRange(CheckSelections.Run(trace, certain, sums));
        problems.AddRange(CheckDirections.Run(trace, domains, sums, text));
        problems.AddRange(sums);
        problems.AddRange(sentinels.Select(static s => s.Problem));
        return [.. problems.Distinct()];
    }
}
