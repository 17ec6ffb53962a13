namespace Mandelstam.Examples.HiggsUncertainty.Challenge;

/// <summary>The score of one bootstrap replica of the sets, as in the challenge's second phase.</summary>
/// <param name="Replica">Its number.</param>
/// <param name="Sets">Positions of the drawn sets in the score's list of sets; the same one may occur several times.</param>
/// <param name="Interval">Plain mean of the drawn sets' widths.</param>
/// <param name="Coverage">Plain mean of the drawn sets' coverages.</param>
/// <param name="QuantilesScore">The score of these two, with the penalty for the summed size.</param>
public sealed record BootstrapScore(int Replica, int[] Sets, double Interval, double Coverage, double QuantilesScore);
