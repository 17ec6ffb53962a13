using TorchSharp.Interop;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A trained vector per index.</summary>
public sealed class Embedding : nn.Module<Tensor, Tensor>
{
    private readonly long _paddingIndex;
    private readonly bool _scaleByFrequency;
    private readonly bool _sparse;
    [ComponentName(Name = nameof(weight))]
    private Parameter _weight;

    internal Embedding(Tensor vectors, long? padding_idx, bool scale_grad_by_freq, bool sparse, bool trained)
        : base(nameof(Embedding))
    {
        _paddingIndex = padding_idx ?? -1;
        _scaleByFrequency = scale_grad_by_freq;
        _sparse = sparse;
        _weight = new Parameter(vectors, trained).DetachedParameter();
        ConditionallyRegisterParameter(nameof(weight), _weight);
    }

    /// <summary>The vectors, indices × length.</summary>
    public Parameter weight
    {
        get => _weight;
        set => ConditionallyRegisterParameter(nameof(weight), _weight = value.DetachedParameter());
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => Aten.embedding.Call(_weight, input, _paddingIndex, _scaleByFrequency, _sparse);
}
