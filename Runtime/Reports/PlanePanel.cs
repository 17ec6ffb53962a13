namespace Mandelstam.Reports;

/// <summary>A picture of the plane.</summary>
/// <param name="Title">One line above it.</param>
/// <param name="Field">Whose contours are drawn.</param>
/// <param name="Samples">Points over them; the same names in all panels.</param>
public sealed record PlanePanel(string Title, PlaneField Field, IReadOnlyList<PlanePoints> Samples);
