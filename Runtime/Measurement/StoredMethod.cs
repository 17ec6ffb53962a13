using System.Collections.Immutable;
using Mandelstam.Inference;

namespace Mandelstam.Measurement;

/// <summary>A method in the manifest: what turns scores into an interval.</summary>
/// <param name="Name">"cnf", "dnn" or "baseline".</param>
/// <param name="FitsNuisances">The fit determines nuisances together with μ.</param>
/// <param name="Members">The classifiers whose logits are averaged, as indices into the manifest's.</param>
/// <param name="Binning">The score's bins.</param>
/// <param name="Templates">The templates.</param>
/// <param name="Belt">The confidence belt.</param>
public sealed record StoredMethod(string Name, bool FitsNuisances, ImmutableArray<int> Members, ScoreBinning Binning, TemplateGrid Templates, NeymanBelt Belt);
