namespace Mandelstam.Compiler.Model;

/// <summary>A feature: a number per event that networks and people look at.</summary>
/// <remarks>Immutable, structural equality, no Roslyn.</remarks>
/// <param name="Column">The output column.</param>
/// <param name="Member">The property.</param>
/// <param name="Unit">The unit that its type gives: "GeV", "GeV^2", "rad" or empty.</param>
/// <param name="ScalarType">The name of its type without nullability ("Energy", "Double", …).</param>
/// <param name="Optional">Its type is nullable: it may be absent.</param>
/// <param name="Absent">What is written where it is absent; NaN where nothing was said.</param>
/// <param name="Description">The property's documentation.</param>
/// <param name="Formula">The body as written, on one line.</param>
public sealed record FeatureSpec(string Column, string Member, string Unit, string ScalarType, bool Optional, double Absent, string Description, string Formula)
{
    /// <summary>The symmetries that it is declared to have: "BoostZ", "Permutation", ….</summary>
    public EquatableArray<string> Claims { get; init; }
}
