using Mandelstam.Flows;
using Mandelstam.Networks;

namespace Mandelstam.Measurement;

/// <summary>A contrastive flow of one category, with what its inputs and its output need.</summary>
/// <param name="Name">"flow_signal_c2_One": which process, contrast and category.</param>
/// <param name="Head">0 or 1: which of the used categories.</param>
/// <param name="IsSignal">It learned the signal and rejects the background, or the other way round.</param>
/// <param name="Contrast">c.</param>
/// <param name="Flow">The flow.</param>
/// <param name="Offset">Median of log p over the events that it learned.</param>
/// <param name="Width">Half the central 68 % range of log p over them.</param>
public sealed record TrainedFlow(string Name, int Head, bool IsSignal, double Contrast, ContrastiveFlow Flow, double Offset, double Width)
{
    /// <summary>
    /// Φ = p^T/(p^T + p₀^T) with T = 1/(2·width), p₀ = exp(offset): the paper's p/(1 + p) in a unit of volume and at a temperature in which it
    /// spans its range. In the printed form a density in a dozen dimensions would be 0 for every event.
    /// </summary>
    /// <param name="logProb">log p.</param>
    public float Phi(float logProb) => Discriminant.Phi(logProb / (2 * Width), Offset / (2 * Width));
}
