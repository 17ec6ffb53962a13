namespace Mandelstam.Reports;

/// <summary>The distribution of the estimate at one true signal strength.</summary>
/// <param name="MuTrue">The signal strength.</param>
/// <param name="Low">The lower quantile of μ̂ (15.87 % for a band of one standard deviation).</param>
/// <param name="Median">The median of μ̂.</param>
/// <param name="High">The upper quantile of μ̂ (84.13 %).</param>
public sealed record BeltPoint(double MuTrue, double Low, double Median, double High);
