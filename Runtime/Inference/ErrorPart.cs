namespace Mandelstam.Inference;

/// <summary>What one source contributes to the error of the signal strength.</summary>
/// <param name="Name">The source: a nuisance, as a rule.</param>
/// <param name="Sigma">Its contribution in μ; contributions add in quadrature.</param>
public sealed record ErrorPart(string Name, double Sigma);
