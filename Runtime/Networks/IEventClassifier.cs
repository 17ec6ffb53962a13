namespace Mandelstam.Networks;

/// <summary>Tells signal from background, event by event, in two categories.</summary>
public interface IEventClassifier : IDisposable
{
    /// <summary>Inputs per event.</summary>
    int Inputs { get; }

    /// <summary>Logit of each event, in the head of its category.</summary>
    /// <param name="events">Inputs event by event.</param>
    /// <param name="heads">Head of each event, 0 or 1.</param>
    /// <returns>Logits; the logistic function of one is the signal probability as trained, with equal total weight of signal and background.</returns>
    float[] Logits(ReadOnlySpan<float> events, ReadOnlySpan<int> heads);
}
