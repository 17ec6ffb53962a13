namespace Mandelstam.Generative;

/// <summary>Kinds of <see cref="EventNetwork"/>.</summary>
public enum NetworkKind
{
    /// <summary><see cref="EventPerceptron"/>: for few particles, each of its own kind.</summary>
    Perceptron,

    /// <summary><see cref="FramePerceptron"/>: for few particles, where no direction is preferred and the field has kinks.</summary>
    FramePerceptron,

    /// <summary><see cref="ParticleTransformer"/>: for many particles, identical or not.</summary>
    Transformer,
}
