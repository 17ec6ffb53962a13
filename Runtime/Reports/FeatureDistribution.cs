namespace Mandelstam.Reports;

/// <summary>The distributions of one feature, to be compared in shape.</summary>
/// <param name="Feature">The feature's name.</param>
/// <param name="Unit">Its unit, empty without one.</param>
/// <param name="Signal">Weighted signal; drawn with unit area.</param>
/// <param name="Background">Weighted background; drawn with unit area.</param>
/// <param name="PerturbedSignal">Signal at shifted nuisances, or null.</param>
/// <param name="PerturbedBackground">Background at shifted nuisances, or null.</param>
public sealed record FeatureDistribution(
    string Feature, string Unit, StepHistogram Signal, StepHistogram Background, StepHistogram? PerturbedSignal = null, StepHistogram? PerturbedBackground = null);
