using Mandelstam.Networks;

namespace Mandelstam.Measurement;

/// <summary>One classifier of an ensemble.</summary>
/// <param name="Name">Its name, which its weights are stored under.</param>
/// <param name="UsesFlows">It sees Φ of the flows beside the variables.</param>
/// <param name="Network">The network.</param>
public sealed record TrainedClassifier(string Name, bool UsesFlows, TwoHeadedClassifier Network);
