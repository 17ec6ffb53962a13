using Mandelstam.Networks;

namespace Mandelstam.Measurement;

/// <summary>A classifier ensemble: what turns an event into a score.</summary>
/// <param name="Name">"cnf" or "baseline".</param>
/// <param name="UsesFlows">It sees Φ of the flows beside the variables.</param>
/// <param name="Members">The classifiers; their logits are averaged.</param>
public sealed record TrainedMethod(string Name, bool UsesFlows, IReadOnlyList<TwoHeadedClassifier> Members);
