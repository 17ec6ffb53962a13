using System.Collections.Immutable;

namespace Mandelstam.Measurement;

/// <summary>A method: an ensemble of classifiers that turns an event into a score, and what the fit of the binned scores determines.</summary>
/// <param name="Name">"cnf", "dnn" or "baseline".</param>
/// <param name="FitsNuisances">The fit determines nuisances together with μ; else μ alone.</param>
/// <param name="Members">The classifiers whose logits are averaged, as indices into those of the measurement; methods may share them.</param>
public sealed record TrainedMethod(string Name, bool FitsNuisances, ImmutableArray<int> Members);
