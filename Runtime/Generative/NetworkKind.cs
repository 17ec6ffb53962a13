namespace Mandelstam.Generative;

/// <summary>Kinds of <see cref="EventNetwork"/>.</summary>
public enum NetworkKind
{
    /// <summary><see cref="EventPerceptron"/>: for few particles, each of its own kind.</summary>
    Perceptron,

    /// <summary><see cref="ParticleTransformer"/>: for many particles, identical or not.</summary>
    Transformer,
}
