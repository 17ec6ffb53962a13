namespace Mandelstam.Reports;

/// <summary>A pair of axes with curves.</summary>
/// <param name="Title">One line above it.</param>
/// <param name="XLabel">Name of the horizontal axis.</param>
/// <param name="Series">The curves.</param>
public sealed record CurvePanel(string Title, string XLabel, IReadOnlyList<CurveSeries> Series);
