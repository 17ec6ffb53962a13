using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A loss of two arguments.</summary>
/// <typeparam name="T1">The prediction.</typeparam>
/// <typeparam name="T2">The target.</typeparam>
/// <typeparam name="TResult">The loss.</typeparam>
public abstract class Loss<T1, T2, TResult> : nn.Module<T1, T2, TResult>
{
    /// <summary>Makes the loss.</summary>
    /// <param name="reduction">How the elements' losses are joined.</param>
    protected Loss(nn.Reduction reduction = nn.Reduction.Mean)
        : base(nameof(Loss<T1, T2, TResult>))
        => this.reduction = reduction;

    /// <summary>How the elements' losses are joined.</summary>
    public nn.Reduction reduction { get; }
}
