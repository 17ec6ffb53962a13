namespace Mandelstam.Reports;

/// <summary>The outcome of one pseudo-experiment.</summary>
/// <param name="MuTrue">The signal strength that it was drawn with.</param>
/// <param name="Estimate">The estimate μ̂; NaN where only the interval is known.</param>
/// <param name="Low">The lower end of the interval (p16).</param>
/// <param name="High">The upper end of the interval (p84).</param>
public sealed record PseudoExperimentInterval(double MuTrue, double Estimate, double Low, double High)
{
    /// <summary>Whether the interval holds the truth, its ends included.</summary>
    public bool Covers => Low <= MuTrue && MuTrue <= High;
}
