using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Lowering;

/// <summary>The symmetries that a feature's property tests try.</summary>
public static class FeatureSymmetries
{
    /// <summary>By name: "Lorentz", "BoostZ", "Permutation(Jets)", "Homogeneous(1)", ….</summary>
    public static IReadOnlyCollection<string> Of(EventSpec spec, FeatureSpec feature) =>
    [
        .. feature.Claims.SelectMany(claim => claim == "Permutation"
            ? spec.Members.Where(static m => m.Kind == MemberKind.FourVectors && m.Capacity > 1).Select(static m => $"Permutation({m.Name})")
            : [claim]),
    ];
}
