namespace Mandelstam.Measurement;

/// <summary>The events of one experiment, drawn one by one.</summary>
/// <param name="Nuisances">The drawn nuisances, in declared order.</param>
/// <param name="Rows">Rows of the population, repeated as often as drawn.</param>
/// <param name="Noise">Unit normals: the k-th of the i-th event at k × rows + i.</param>
public sealed record ExperimentDraw(double[] Nuisances, int[] Rows, double[] Noise);
