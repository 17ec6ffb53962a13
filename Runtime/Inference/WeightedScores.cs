namespace Mandelstam.Inference;

/// <summary>The events of one category as a binning sees them.</summary>
/// <param name="Scores">Classifier score of each event.</param>
/// <param name="Weights">Weight of each event.</param>
/// <param name="Signal">Whether each event is signal.</param>
public sealed record WeightedScores(double[] Scores, double[] Weights, bool[] Signal);
