namespace Mandelstam.Reports;

/// <summary>Points in the plane, and where each goes, if it does.</summary>
/// <param name="Name">What the legend calls them.</param>
/// <param name="Points">The points.</param>
/// <param name="Moved">The end of an arrow from each of them; null for points that stay.</param>
public sealed record PlanePoints(string Name, IReadOnlyList<(double X, double Y)> Points, IReadOnlyList<(double X, double Y)>? Moved = null);
