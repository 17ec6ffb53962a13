namespace Mandelstam.Reports;

/// <summary>The coverage of one method against the true signal strength.</summary>
/// <param name="Method">What the legend calls it.</param>
/// <param name="Points">One point per signal strength, in any order.</param>
public sealed record CoverageSeries(string Method, IReadOnlyList<CoveragePoint> Points);
