namespace Mandelstam.Reports;

/// <summary>One reading of a confidence belt: from an estimate to an interval.</summary>
/// <param name="Estimate">The estimate μ̂.</param>
/// <param name="Low">The smallest true μ whose band holds the estimate.</param>
/// <param name="High">The largest one.</param>
public sealed record BeltInversion(double Estimate, double Low, double High);
