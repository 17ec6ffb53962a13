namespace Mandelstam.Inference;

/// <summary>A parameter after a fit.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Value">Its estimate.</param>
/// <param name="Sigma">Its standard deviation from the likelihood's curvature; 0 where it is fixed or at a bound.</param>
/// <param name="Fixed">Whether it was kept at this value.</param>
/// <param name="AtBound">Whether the estimate is one of its bounds.</param>
/// <param name="Pull">(estimate − prior mean) / prior σ; null without a prior.</param>
/// <param name="Constriction">σ / prior σ: below 1 by what the data know; null without a prior.</param>
public sealed record FittedParameter(string Name, double Value, double Sigma, bool Fixed, bool AtBound, double? Pull, double? Constriction);
