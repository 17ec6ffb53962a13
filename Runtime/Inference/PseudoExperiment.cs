namespace Mandelstam.Inference;

/// <summary>One pseudo-experiment and its fit.</summary>
/// <param name="Point">Which draw of the shape nuisances it belongs to.</param>
/// <param name="MuIndex">Index of its true strength.</param>
/// <param name="Replica">Its number among those with the same draw and strength.</param>
/// <param name="MuTrue">The true strength.</param>
/// <param name="Estimate">The fit.</param>
public readonly record struct PseudoExperiment(int Point, int MuIndex, int Replica, double MuTrue, StrengthEstimate Estimate);
