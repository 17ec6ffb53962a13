namespace Mandelstam.Inference;

/// <summary>A pseudo-experiment with its interval.</summary>
/// <param name="Point">Which draw of the nuisances it belongs to: experiments that share one are not independent.</param>
/// <param name="MuTrue">The true strength.</param>
/// <param name="MuHat">The estimate.</param>
/// <param name="P16">Lower end of the interval.</param>
/// <param name="P84">Upper end of the interval.</param>
public readonly record struct MeasuredExperiment(int Point, double MuTrue, double MuHat, double P16, double P84);
