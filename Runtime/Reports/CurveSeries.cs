namespace Mandelstam.Reports;

/// <summary>One curve of a <see cref="CurvePanel"/>.</summary>
/// <param name="Name">What the legend calls it; the same name has the same colour in all panels.</param>
/// <param name="X">Abscissas.</param>
/// <param name="Y">Ordinates.</param>
/// <param name="Errors">One standard deviation of each ordinate; null for a calculated curve, which is drawn as a line without points.</param>
public sealed record CurveSeries(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y, IReadOnlyList<double>? Errors = null);
