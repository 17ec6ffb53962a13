using System.Collections.Immutable;
using Mandelstam.Inference;
using Mandelstam.Training;

namespace Mandelstam.Generative;

/// <summary>Events of one model (or of the truth, or of uniform phase space), and how good they are.</summary>
/// <param name="Name">The name in results.json.</param>
/// <param name="Title">The name for people.</param>
/// <param name="IsConfined">The model cannot leave phase space.</param>
/// <param name="Events">Its events.</param>
/// <param name="Conservation">How far the events are from phase space.</param>
/// <param name="EveryStep">The same at every step on the way to them; null where there was none.</param>
/// <param name="Area">Area under the ROC curve of a classifier that tells them from true events.</param>
/// <param name="AreaError">Its standard error.</param>
/// <param name="Uniformity">Tests of the numbers of <see cref="GenerativeDefinition.Transform"/>; empty where no transform is known.</param>
/// <param name="Training">How the model was trained; null where there is none.</param>
public sealed record GeneratedSample(
    string Name,
    string Title,
    bool IsConfined,
    MomentumTable Events,
    ConservationMeter Conservation,
    ConservationMeter? EveryStep,
    double Area,
    double AreaError,
    ImmutableArray<KolmogorovSmirnov> Uniformity,
    TrainingResult? Training);
