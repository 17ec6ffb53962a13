using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Emit.Surface;

/// <summary>A declaration without what its bodies say: all that the surface is made of, so that an edit of a body leaves the surface as it was.</summary>
/// <remarks>Immutable, structural equality, no Roslyn.</remarks>
/// <param name="Spec">The declaration, without helpers and formulas.</param>
/// <param name="IsWhole">Generate all of it; else the stored members alone, so that what is wrong is not buried under the compiler's own errors.</param>
public sealed record SurfaceSpec(EventSpec Spec, bool IsWhole)
{
    /// <summary>The surface of a declaration.</summary>
    /// <param name="spec">The declaration.</param>
    /// <param name="isWhole">Its members are as they should be.</param>
    public static SurfaceSpec Of(EventSpec spec, bool isWhole) =>
        new(spec with { Helpers = default, Exemptions = default, Features = spec.Features.Select(static f => f with { Formula = "", Claims = default }).ToEquatable() }, isWhole);
}
