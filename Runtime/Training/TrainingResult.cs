using System.Collections.Immutable;

namespace Mandelstam.Training;

/// <summary>How a training went. The model carries the best weights.</summary>
/// <param name="Stage">Name of the training.</param>
/// <param name="Steps">Steps taken, over all processes that worked on it.</param>
/// <param name="BestStep">Step whose weights were kept.</param>
/// <param name="BestLoss">Their held-out loss.</param>
/// <param name="StoppedEarly">True where patience ran out before the step budget.</param>
/// <param name="History">The training curves.</param>
public sealed record TrainingResult(
    string Stage, long Steps, long BestStep, double BestLoss, bool StoppedEarly, ImmutableArray<TrainingPoint> History);
