namespace Mandelstam.Examples.HiggsUncertainty.Challenge;

/// <summary>The events of one pseudo-experiment, before nuisances act on them.</summary>
/// <param name="Counts">How often each row of the test set occurs.</param>
/// <param name="Order">The row at each position of the shuffled, unweighted sample; soft missing momentum goes by position.</param>
public sealed record PseudoExperimentEvents(int[] Counts, int[] Order);
