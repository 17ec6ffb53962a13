namespace Mandelstam.Examples.HiggsUncertainty.Challenge;

/// <summary>The challenge's division of a file: the first rows for pseudo-experiments, the rest for training.</summary>
/// <param name="TestRows">Number of rows of the test part; they are rows 0 to this number − 1 of the file.</param>
/// <param name="TestWeights">Their weights, rescaled to the whole expectation.</param>
/// <param name="TrainWeights">The weights of the remaining rows, rescaled likewise.</param>
public sealed record EventSplit(int TestRows, float[] TestWeights, float[] TrainWeights);
