using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The absolute difference.</summary>
/// <param name="reduction">How the elements' losses are joined.</param>
public sealed class L1Loss(nn.Reduction reduction = nn.Reduction.Mean) : Loss<Tensor, Tensor, Tensor>(reduction)
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target) => nn.functional.l1_loss(input, target, reduction);
}
