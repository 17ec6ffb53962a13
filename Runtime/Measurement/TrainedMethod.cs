using System.Collections.Immutable;

namespace Mandelstam.Measurement;

/// <summary>A method: an ensemble of classifiers that turns an event into a score, and what the fit of the binned scores determines.</summary>
/// <param name="Name">"cnf", "dnn", "baseline", "trees" or, for each block of nuisances, "likelihood".</param>
/// <param name="FitsNuisances">The fit determines nuisances together with μ; else μ alone.</param>
/// <param name="Members">The classifiers whose logits are averaged, as indices into those of the measurement; methods may share them.</param>
/// <param name="Block">Coordinates of the nuisances that its classifiers are told, for signal and background alike; null where they see none.</param>
public sealed record TrainedMethod(string Name, bool FitsNuisances, ImmutableArray<int> Members, float[]? Block = null);
