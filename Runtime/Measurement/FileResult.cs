namespace Mandelstam.Measurement;

/// <summary>The pseudo-experiments that the independent file itself gives: they all share its one statistical fluctuation, so they have no coverage.</summary>
/// <param name="Bias">Mean error of the estimate.</param>
/// <param name="Interval">Mean width of the interval.</param>
/// <param name="Experiments">How many.</param>
public sealed record FileResult(double Bias, double Interval, int Experiments);
