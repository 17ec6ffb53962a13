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
    string Description);
