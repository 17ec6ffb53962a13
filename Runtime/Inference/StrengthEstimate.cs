namespace Mandelstam.Inference;

/// <summary>An estimated signal strength.</summary>
/// <param name="Mu">The estimate; it may be negative.</param>
/// <param name="Sigma">Its standard deviation by the likelihood's curvature.</param>
/// <param name="Converged">Whether the fit found its maximum.</param>
public readonly record struct StrengthEstimate(double Mu, double Sigma, bool Converged);
