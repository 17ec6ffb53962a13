namespace Mandelstam.Reports;

/// <summary>How the losses of one network went.</summary>
/// <param name="Network">What the panel calls it.</param>
/// <param name="Steps">The steps at which the training loss was noted, ascending.</param>
/// <param name="TrainingLoss">The loss on events that are trained on, one per step.</param>
/// <param name="HeldOutSteps">The steps at which the held-out loss was measured, ascending.</param>
/// <param name="HeldOutLoss">The loss on held-out events, one per such step.</param>
/// <param name="BestStep">The step whose weights were kept, or null.</param>
public sealed record TrainingCurve(
    string Network, IReadOnlyList<double> Steps, IReadOnlyList<double> TrainingLoss, IReadOnlyList<double> HeldOutSteps, IReadOnlyList<double> HeldOutLoss, double? BestStep = null);
