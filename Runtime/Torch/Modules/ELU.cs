using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x, or α(exp(x) - 1) where it is negative (Clevert et al. 2015).</summary>
public sealed class ELU : nn.Module<Tensor, Tensor>
{
    internal ELU(double alpha, bool inplace)
        : base(nameof(ELU))
    {
        this.alpha = alpha;
        this.inplace = inplace;
    }

    /// <summary>The limit α.</summary>
    public double alpha { get; set; }

    /// <summary>Whether the argument itself is changed.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.elu(tensor, alpha, inplace);
}
