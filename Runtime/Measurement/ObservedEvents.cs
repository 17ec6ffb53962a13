using System.Collections.Immutable;

namespace Mandelstam.Measurement;

/// <summary>How many events of a data set were read, selected and used.</summary>
/// <param name="Read">Events in the file.</param>
/// <param name="Selected">Those that pass the declared selection at nominal nuisances.</param>
/// <param name="Used">Those of the two categories that are measured, in the definition's order.</param>
/// <param name="WeightRead">Sum of weights of the events in the file; their number where there are no weights.</param>
/// <param name="WeightSelected">The same of the selected events.</param>
/// <param name="WeightUsed">The same of each category.</param>
/// <param name="IsWeighted">The file has weights that are not all one: expected data, not observed ones.</param>
public sealed record ObservedEvents(
    long Read, long Selected, ImmutableArray<long> Used, double WeightRead, double WeightSelected, ImmutableArray<double> WeightUsed, bool IsWeighted);
