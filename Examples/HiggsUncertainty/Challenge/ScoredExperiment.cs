namespace Mandelstam.Examples.HiggsUncertainty.Challenge;

/// <summary>One row of a table of measured pseudo-experiments.</summary>
/// <param name="Set">The set it belongs to: one true signal strength each.</param>
/// <param name="Index">Its number within the set.</param>
/// <param name="MuTrue">The true signal strength; null where the table has none, which cannot be scored.</param>
/// <param name="MuHat">The estimate; null where the list of estimates is shorter.</param>
/// <param name="DeltaMuHat">The quoted uncertainty of the estimate; null where that list is shorter.</param>
/// <param name="P16">Lower end of the 68.27 % interval; null where that list is shorter.</param>
/// <param name="P84">Upper end of the 68.27 % interval; null where that list is shorter.</param>
public sealed record ScoredExperiment(int Set, int Index, double? MuTrue, double? MuHat, double? DeltaMuHat, double? P16, double? P84);
