using Mandelstam.Training;

namespace Mandelstam.Examples.ContrastiveToys;

/// <summary>A contrastive flow in the plane, held against Eq. 10 on a grid.</summary>
/// <param name="Exact">Eq. 10.</param>
/// <param name="Learned">The flow's density on the grid of the pictures.</param>
/// <param name="MaximumDeviation">Largest |learned − exact| on the fine grid, in units of the exact peak.</param>
/// <param name="RmsDeviation">Root of the mean square of that under the exact density, in the same units.</param>
/// <param name="TotalVariation">Half the integral of |learned − exact|.</param>
/// <param name="Integral">Integral of the learned density over the grid; one, if all of it is there.</param>
/// <param name="Training">How it was trained.</param>
public sealed record PlaneFit(
    ContrastiveDensity Exact, double[,] Learned, double MaximumDeviation, double RmsDeviation, double TotalVariation, double Integral, TrainingResult Training);
