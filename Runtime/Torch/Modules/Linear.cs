using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x Wᵀ + b.</summary>
public sealed class Linear : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = nameof(weight))]
    private Parameter _weight;

    [ComponentName(Name = nameof(bias))]
    private Parameter? _bias;

    internal Linear(Parameter weight, Parameter? bias)
        : base(nameof(Linear))
    {
        (out_features, in_features) = (weight.shape[0], weight.shape[1]);
        _weight = weight.DetachedParameter();
        ConditionallyRegisterParameter(nameof(weight), _weight);
        _bias = bias?.DetachedParameter();
        ConditionallyRegisterParameter(nameof(bias), _bias);
    }

    internal Linear(long inputSize, long outputSize, bool hasBias, Device? device, ScalarType? dtype)
        : this(
            new Parameter(empty(outputSize, inputSize, dtype, device)),
            hasBias ? new Parameter(empty(outputSize, dtype, device)) : null)
    {
        // The scheme of PyTorch: both uniform within one over the root of the number of inputs.
        nn.init.kaiming_uniform_(_weight, a: Math.Sqrt(5));
        if (_bias is not null)
        {
            double bound = inputSize > 0 ? 1 / Math.Sqrt(inputSize) : 0;
            nn.init.uniform_(_bias, -bound, bound);
        }
    }

    /// <summary>The number of inputs.</summary>
    public long in_features { get; }

    /// <summary>The number of outputs.</summary>
    public long out_features { get; }

    /// <summary>W, outputs × inputs.</summary>
    public Parameter weight
    {
        get => _weight;
        set => ConditionallyRegisterParameter(nameof(weight), _weight = value.DetachedParameter());
    }

    /// <summary>b, or null.</summary>
    public Parameter? bias
    {
        get => _bias;
        set => ConditionallyRegisterParameter(nameof(bias), _bias = value?.DetachedParameter());
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.linear(tensor, _weight, _bias);
}
