namespace Mandelstam.Networks;

/// <summary>A classifier as it is now, ready for any number of events, plain numbers in and out.</summary>
public interface IEventLogits
{
    /// <summary>Whether several threads may call it at a time.</summary>
    bool IsConcurrent { get; }

    /// <summary>Logit of each event, in the head of its category.</summary>
    /// <param name="events">Inputs event by event.</param>
    /// <param name="heads">Head of each event, 0 or 1.</param>
    /// <param name="threads">Threads that may share the work; 0: one per processor. Results do not depend on it.</param>
    /// <returns>Logits; the logistic function of one is the signal probability as trained, with equal total weight of signal and background.</returns>
    /// <exception cref="ArgumentException">The numbers are not those of as many events as there are heads, or a head is neither 0 nor 1.</exception>
    float[] Of(ReadOnlySpan<float> events, ReadOnlySpan<int> heads, int threads = 0);
}
