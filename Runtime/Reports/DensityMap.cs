namespace Mandelstam.Reports;

/// <summary>A two-dimensional histogram to be drawn as shades.</summary>
/// <param name="Title">What the panel calls it.</param>
/// <param name="X">One abscissa per event.</param>
/// <param name="Y">One ordinate per event.</param>
public sealed record DensityMap(string Title, IReadOnlyList<double> X, IReadOnlyList<double> Y);
