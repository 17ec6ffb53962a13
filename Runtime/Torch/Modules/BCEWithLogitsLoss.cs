using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The binary cross-entropy of logits, computed in the form that neither overflows nor cancels.</summary>
/// <param name="weight">A weight per element, or null.</param>
/// <param name="reduction">How the elements' losses are joined.</param>
/// <param name="pos_weights">A weight of the positive class, or null.</param>
public sealed class BCEWithLogitsLoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean, Tensor? pos_weights = null)
    : Loss<Tensor, Tensor, Tensor>(reduction)
{
    /// <summary>A weight per element, or null.</summary>
    public Tensor? weight { get; } = weight;

    /// <summary>A weight of the positive class, or null.</summary>
    public Tensor? pos_weights { get; } = pos_weights;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target)
        => nn.functional.binary_cross_entropy_with_logits(input, target, weight, reduction, pos_weights);
}
