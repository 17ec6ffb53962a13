namespace Mandelstam.Training;

/// <summary>Constants of <see cref="Adam"/>; the learning rate comes with each step.</summary>
public sealed record AdamOptions
{
    /// <summary>Decay of the running mean of gradients, β₁.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the running mean of squared gradients, β₂.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root of the second moment, against division by zero.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Decoupled weight decay (arXiv:1711.05101): each step also shrinks the weights by learning rate times this; 0 is plain Adam.</summary>
    public double WeightDecay { get; init; }
}
