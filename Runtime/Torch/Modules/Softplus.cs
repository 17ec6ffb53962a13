using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>log(1 + exp(βx)) / β, linear above a threshold.</summary>
public sealed class Softplus : nn.Module<Tensor, Tensor>
{
    internal Softplus(double beta, double threshold)
        : base(nameof(Softplus))
    {
        this.beta = beta;
        this.threshold = threshold;
    }

    /// <summary>The slope β.</summary>
    public double beta { get; set; }

    /// <summary>The value of βx above which the function is linear.</summary>
    public double threshold { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.softplus(tensor, beta, threshold);
}
