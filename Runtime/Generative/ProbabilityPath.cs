using Mandelstam.Randomness;

namespace Mandelstam.Generative;

/// <summary>What a network is to tell on the way between an event and a point of the prior: a regression that needs no derivatives.</summary>
public abstract class ProbabilityPath
{
    /// <summary>Everything that the path depends on, for the identity of a training.</summary>
    public abstract string Identity { get; }

    /// <summary>Draws a time, and makes the network's input and what it should answer.</summary>
    /// <param name="random">A stream.</param>
    /// <param name="data">An embedded event.</param>
    /// <param name="prior">A point of the prior.</param>
    /// <param name="input">Receives the input.</param>
    /// <param name="target">Receives the answer.</param>
    /// <returns>The time that the network is told, in [0, 1].</returns>
    public abstract double Draw(CounterRandom random, ReadOnlySpan<double> data, ReadOnlySpan<double> prior, Span<double> input, Span<double> target);
}
