namespace Mandelstam.Generative;

/// <summary>Architecture of an <see cref="EventNetwork"/>.</summary>
public sealed record NetworkOptions
{
    /// <summary>The kind.</summary>
    public NetworkKind Kind { get; init; }

    /// <summary>Hidden layers of a perceptron, blocks of a transformer.</summary>
    public int Layers { get; init; } = 4;

    /// <summary>Units per hidden layer, numbers per particle of a transformer.</summary>
    public int Width { get; init; } = 256;

    /// <summary>Heads of a transformer's attention; they divide <see cref="Width"/>.</summary>
    public int Heads { get; init; } = 4;

    /// <summary>A transformer treats all particles alike: permuted particles give the permuted output. False: each place has an embedding of its own.</summary>
    public bool IsEquivariant { get; init; } = true;

    /// <summary>No direction is preferred: a perceptron's field turns with the event, by construction. A transformer does not use it.</summary>
    public bool IsIsotropic { get; init; } = true;

    /// <summary>
    /// Where logarithms of lengths and products level off, in units in which lengths are of order two: small where a distribution is singular, and
    /// not small in score matching, whose loss rewards any sharp fall of the field where events are few.
    /// </summary>
    public double Floor { get; init; } = 1e-3;

    /// <summary>Checks that the numbers make sense.</summary>
    /// <exception cref="MandelstamException">One of them does not; the message names it.</exception>
    public void Validate()
    {
        if (!(Floor > 0))
        {
            throw new MandelstamException(FormattableString.Invariant($"Network option Floor is {Floor}; it has to be positive."));
        }

        if (Layers < 1 || Width < 1 || Heads < 1 || (Kind == NetworkKind.Transformer && Width % Heads != 0))
        {
            throw new MandelstamException(
                $"A network of {Layers} layers, width {Width} and {Heads} heads: all have to be at least 1, and the heads of a transformer divide its width.");
        }
    }
}
