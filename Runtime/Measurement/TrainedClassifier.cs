using Mandelstam.Networks;

namespace Mandelstam.Measurement;

/// <summary>One classifier of an ensemble.</summary>
/// <param name="Name">Its name, which its weights are stored under.</param>
/// <param name="UsesFlows">It sees Φ of the flows beside the variables.</param>
/// <param name="Network">The network, or boosted trees.</param>
/// <param name="SeesNuisances">It sees two blocks of nuisances beside the variables, and no Φ.</param>
public sealed record TrainedClassifier(string Name, bool UsesFlows, IEventClassifier Network, bool SeesNuisances = false);
