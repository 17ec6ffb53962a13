namespace Mandelstam.Reports;

/// <summary>Histograms of one quantity in several samples, to be compared in shape.</summary>
/// <param name="Quantity">What the panel calls it.</param>
/// <param name="Histograms">One per sample, the reference first, with the same edges; their names go to the legend.</param>
/// <param name="LogarithmicX">The bins are equal in the logarithm.</param>
/// <param name="LogarithmicY">The contents differ by orders of magnitude.</param>
public sealed record ShapePanel(string Quantity, IReadOnlyList<StepHistogram> Histograms, bool LogarithmicX = false, bool LogarithmicY = false);
