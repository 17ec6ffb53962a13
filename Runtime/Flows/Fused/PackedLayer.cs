using Mandelstam.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Mandelstam.Flows.Fused;

/// <summary>One linear layer, its weights in the order in which the kernel reads them: tiles of four outputs, input by input.</summary>
internal sealed class PackedLayer
{
    /// <summary>Outputs per tile.</summary>
    public const int Tile = 4;

    /// <summary>Packs one layer of a perceptron.</summary>
    /// <param name="network">The perceptron, float32.</param>
    /// <param name="layer">Which layer.</param>
    public PackedLayer(Perceptron network, int layer)
    {
        Inputs = network.Sizes[layer];
        Outputs = network.Sizes[layer + 1];
        PaddedOutputs = (Outputs + Tile - 1) / Tile * Tile;
        float[] weights = Copy(network.Weights[layer]);
        float[] biases = Copy(network.Biases[layer]);

        // Pinned: the kernel keeps addresses while it runs on other threads.
        Weights = GC.AllocateArray<float>(PaddedOutputs * Inputs, pinned: true);
        Biases = GC.AllocateArray<float>(PaddedOutputs, pinned: true);
        for (int output = 0; output < Outputs; output++)
        {
            Biases[output] = biases[output];
            for (int input = 0; input < Inputs; input++)
            {
                Weights[(((output / Tile * Inputs) + input) * Tile) + (output % Tile)] = weights[(output * Inputs) + input];
            }
        }
    }

    /// <summary>Units at the entrance.</summary>
    public int Inputs { get; }

    /// <summary>Units at the exit.</summary>
    public int Outputs { get; }

    /// <summary><see cref="Outputs"/> rounded up to whole tiles; the additional ones are zero.</summary>
    public int PaddedOutputs { get; }

    /// <summary>Weights by tile, input and output within the tile.</summary>
    public float[] Weights { get; }

    /// <summary>Biases, padded.</summary>
    public float[] Biases { get; }

    private static float[] Copy(Parameter parameter)
    {
        using Tensor values = parameter.detach();
        return values.data<float>().ToArray();
    }
}
