using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x Φ(x), with Φ the normal distribution function (Hendrycks and Gimpel 2016).</summary>
public sealed class GELU : nn.Module<Tensor, Tensor>
{
    internal GELU(bool inplace)
        : base(nameof(GELU))
    {
        this.inplace = inplace;
    }

    /// <summary>Whether the argument itself is changed.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.gelu(tensor, inplace);
}
