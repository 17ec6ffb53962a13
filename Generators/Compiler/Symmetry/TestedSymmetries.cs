using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Symmetry;

/// <summary>The symmetries that property tests try: those that are proven, and those that are claimed and could not be.</summary>
public static class TestedSymmetries
{
    /// <summary>For each feature, in declared order, the names: "Lorentz", "BoostZ", "Permutation(Jets)", "Homogeneous(1)", ….</summary>
    /// <param name="spec">The declaration.</param>
    /// <param name="program">What it was lowered to; null where it could not be.</param>
    public static IReadOnlyList<IReadOnlyList<string>> Of(EventSpec spec, EventProgram? program)
    {
        IReadOnlyList<FeatureSymmetry> all = program is null ? [] : SymmetryAnalysis.Run(program.Trace);
        return [.. spec.Features.Select(feature => all.Where(s => s.Feature == feature && IsTested(spec, s)).Select(static s => s.Symmetry).ToArray())];
    }

    // Who is invariant under a group is so under its subgroups: of what is proven, the largest is enough. A proof passes through a rounding, which
    // has a dimension but a step that does not scale.
    private static bool IsTested(EventSpec spec, FeatureSymmetry symmetry) =>
        (symmetry.IsLargest || (symmetry.Verdict is Verdict.Undecided or Verdict.Disproven && symmetry.Feature.Claims.Contains(symmetry.Group)))
        && !(symmetry.Group == "Homogeneous" && Roundings.Rounds(spec, symmetry.Feature.Member));
}
