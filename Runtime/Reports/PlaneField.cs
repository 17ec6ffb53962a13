namespace Mandelstam.Reports;

/// <summary>A function on a rectangle of the plane, given at the corners of an even grid.</summary>
/// <param name="Values">Value at the i-th abscissa and the j-th ordinate; both ends of the axes are among them.</param>
/// <param name="Levels">Values whose contours are drawn, from light to dark in ascending order.</param>
/// <param name="Boundary">A contour that is drawn dashed and black; null for none.</param>
public sealed record PlaneField(double[,] Values, IReadOnlyList<double> Levels, double? Boundary = null);
