using Mandelstam.Randomness;

namespace Mandelstam.Generative;

/// <summary>Where a model lives: how momenta become what it learns, where it starts from, and how its output becomes momenta again.</summary>
public interface IEventSpace
{
    /// <summary>Name for identities and messages.</summary>
    string Name { get; }

    /// <summary>Draws a point of the prior, and embeds an event.</summary>
    /// <param name="momenta">3N numbers.</param>
    /// <param name="random">A stream.</param>
    /// <param name="data">Receives the embedded event, 3N numbers.</param>
    /// <param name="prior">Receives the point of the prior, 3N numbers.</param>
    void Draw(ReadOnlySpan<double> momenta, CounterRandom random, Span<double> data, Span<double> prior);

    /// <summary>Draws a point of the prior.</summary>
    /// <param name="random">A stream.</param>
    /// <param name="prior">Receives 3N numbers.</param>
    void DrawPrior(CounterRandom random, Span<double> prior);

    /// <summary>Momenta of a point.</summary>
    /// <param name="point">3N numbers.</param>
    /// <param name="momenta">Receives 3N numbers; the energy of a particle is the length of its vector.</param>
    void ToMomenta(ReadOnlySpan<double> point, Span<double> momenta);
}
