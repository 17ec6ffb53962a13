using Mandelstam.Inference;

namespace Mandelstam.Measurement;

/// <summary>A method in the manifest: what turns scores into an interval.</summary>
/// <param name="Name">"cnf" or "baseline".</param>
/// <param name="UsesFlows">It sees Φ of the flows.</param>
/// <param name="Members">Number of classifiers.</param>
/// <param name="Binning">The score's bins.</param>
/// <param name="Templates">The templates.</param>
/// <param name="Belt">The confidence belt.</param>
public sealed record StoredMethod(string Name, bool UsesFlows, int Members, ScoreBinning Binning, TemplateGrid Templates, NeymanBelt Belt);
