namespace Mandelstam.Inference;

/// <summary>How a Neyman belt is made from samples.</summary>
/// <param name="Level">The probability of the central interval; half of the rest lies on either side.</param>
/// <param name="Degree">
/// Degree of the polynomial in μ that the offsets quantile − μ are smoothed with, by least squares over the grid; −1 leaves the sample
/// quantiles as they are.
/// </param>
/// <param name="Monotone">Whether the curves are then made ascending (least-squares isotonic regression), so that the inversion is one interval.</param>
public sealed record BeltOptions(double Level = 0.6827, int Degree = 3, bool Monotone = true);
