using System.Collections.Immutable;

namespace Mandelstam.Events;

/// <summary>A feature of an event, as reports and tables show it.</summary>
/// <param name="Name">The name in tables and files.</param>
/// <param name="Member">The property that declares it.</param>
/// <param name="Unit">Its unit: <c>GeV</c>, <c>rad</c>, or empty.</param>
/// <param name="Formula">The declared expression, as text.</param>
/// <param name="Latex">The formula in LaTeX.</param>
/// <param name="Columns">The file columns that it reads.</param>
/// <param name="Absent">The number that stands for an absent value; null if it is always present.</param>
/// <param name="Description">What it means; may be empty.</param>
public sealed record FeatureInfo(
    string Name,
    string Member,
    string Unit,
    string Formula,
    string Latex,
    ImmutableArray<string> Columns,
    double? Absent,
    string Description)
{
    /// <summary>
    /// The largest groups under which the formula is invariant: <c>Lorentz</c>, <c>Rotations</c>, <c>BoostZ</c>, <c>RotationZ</c>, <c>ReflectionZ</c>,
    /// <c>Permutation(Jets)</c>; and <c>Homogeneous(n)</c>, its power of the unit of energy. What a listed one implies is not listed: Lorentz
    /// contains Rotations and BoostZ, Rotations contains RotationZ.
    /// </summary>
    public ImmutableArray<string> Symmetries { get; init; } = [];

    /// <summary>
    /// Those of the symmetries that were not derived: the formula keeps them on every sample event, to some 25 digits, which a formula that has not does
    /// only by a miracle. The others are derived in symbols.
    /// </summary>
    public ImmutableArray<string> Sampled { get; init; } = [];

    /// <summary>Operations per event, if the feature were computed alone.</summary>
    public int Operations { get; init; }
}
