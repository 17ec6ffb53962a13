namespace Mandelstam.Examples.HiggsUncertainty.Challenge;

/// <summary>The figures of one set of pseudo-experiments.</summary>
/// <param name="Set">The set.</param>
/// <param name="Size">Its number of estimates.</param>
/// <param name="MuTrue">Its true signal strength.</param>
/// <param name="Summary">Its figures, with the penalty for that size.</param>
public sealed record SetScore(int Set, int Size, double MuTrue, ScoreSummary Summary);
