using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The cross-entropy of class logits.</summary>
/// <param name="weight">A weight per class, or null.</param>
/// <param name="ignore_index">A class number that does not count, or null.</param>
/// <param name="reduction">How the rows' losses are joined.</param>
/// <param name="label_smoothing">The share of probability that is spread over all classes.</param>
public sealed class CrossEntropyLoss(
    Tensor? weight = null, long? ignore_index = null, nn.Reduction reduction = nn.Reduction.Mean, double label_smoothing = 0)
    : Loss<Tensor, Tensor, Tensor>(reduction)
{
    private const long NoIndex = -100;

    /// <summary>A weight per class, or null.</summary>
    public Tensor? weight { get; } = weight;

    /// <summary>A class number that does not count, or null.</summary>
    public long? ignore_index { get; } = ignore_index;

    /// <summary>The share of probability that is spread over all classes.</summary>
    public double label_smoothing { get; } = label_smoothing;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target)
        => nn.functional.cross_entropy(input, target, weight, ignore_index ?? NoIndex, reduction, label_smoothing);
}
