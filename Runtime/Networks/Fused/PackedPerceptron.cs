using TorchSharp.Utils;

namespace Mandelstam.Networks.Fused;

/// <summary>A copy of a perceptron's weights as the kernels read them.</summary>
internal sealed unsafe class PackedPerceptron
{
    private readonly PerceptronLayout _layout;
    private readonly AlignedBuffer _packed;

    /// <summary>Packs the present weights.</summary>
    /// <param name="network">A float32 perceptron on the CPU.</param>
    /// <param name="activatesLast">The last layer, too, is followed by GELU: for the lower part of a network.</param>
    public PackedPerceptron(Perceptron network, bool activatesLast = false)
    {
        _layout = new(network, activatesLast);
        _packed = new(_layout.Length);
        _layout.Pack([.. network.Weights.Zip(network.Biases).SelectMany(static pair => new[] { TensorAddress.Of(pair.First), TensorAddress.Of(pair.Second) })], _packed.Start, forTraining: false);
        GC.KeepAlive(network);
    }

    /// <summary>Columns that a buffer has to hold.</summary>
    public int Widest => _layout.Widest;

    /// <summary>See <see cref="PerceptronLayout.Run"/>.</summary>
    public float* Run<T>(float* input, float* first, float* second)
        where T : struct, ILanes<T> => _layout.Run<T>(_packed.Start, input, first, second);
}
