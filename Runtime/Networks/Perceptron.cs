using Mandelstam.Randomness;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Mandelstam.Networks;

/// <summary>A multilayer perceptron: linear layers with GELU between them, linear at the end.</summary>
/// <remarks>
/// GELU is the exact one, x·Φ(x) with the normal distribution function. Weights and biases start uniform in ±1/√(inputs), drawn from
/// <see cref="CounterRandom"/>: the same on every machine and Torch provider.
/// </remarks>
public sealed class Perceptron : nn.Module<Tensor, Tensor>
{
    private readonly Parameter[] _weights;
    private readonly Parameter[] _biases;

    /// <summary>Creates a perceptron with random weights.</summary>
    /// <param name="sizes">Units per layer, inputs first and outputs last; at least two entries.</param>
    /// <param name="random">Where the initial weights come from.</param>
    /// <param name="outputScale">Factor on the initial weights of the last layer, whose biases start at zero where it is not 1; small values start a network near zero.</param>
    /// <param name="dtype">Element type of weights and activations.</param>
    /// <param name="device">Where the weights live; the CPU by default.</param>
    /// <exception cref="ArgumentException">Fewer than two sizes, or one that is not positive.</exception>
    public Perceptron(IReadOnlyList<int> sizes, CounterRandom random, double outputScale = 1, ScalarType dtype = ScalarType.Float32, Device? device = null)
        : base(nameof(Perceptron))
    {
        if (sizes.Count < 2 || sizes.Any(size => size < 1))
        {
            throw new ArgumentException($"A perceptron needs at least inputs and outputs, all positive; got [{string.Join(", ", sizes)}].", nameof(sizes));
        }

        Sizes = [.. sizes];
        int layers = sizes.Count - 1;
        _weights = new Parameter[layers];
        _biases = new Parameter[layers];
        ulong draw = 0;
        for (int layer = 0; layer < layers; layer++)
        {
            int inputs = sizes[layer];
            int outputs = sizes[layer + 1];
            bool last = layer == layers - 1;
            double bound = 1 / Math.Sqrt(inputs);
            _weights[layer] = Uniform([outputs, inputs], last ? bound * outputScale : bound, random, ref draw, dtype, device);
            _biases[layer] = Uniform([outputs], last && outputScale != 1 ? 0 : bound, random, ref draw, dtype, device);
            register_parameter($"weight{layer}", _weights[layer]);
            register_parameter($"bias{layer}", _biases[layer]);
        }
    }

    /// <summary>Units per layer, inputs first and outputs last.</summary>
    public IReadOnlyList<int> Sizes { get; }

    /// <summary>While <see cref="nn.Module.training"/>: probability of leaving out each hidden unit.</summary>
    public double Dropout { get; init; }

    /// <summary>Where the choice of units to leave out comes from; needed for training with <see cref="Dropout"/>, and best a stream of its own for every step.</summary>
    public CounterRandom? DropoutRandom { get; set; }

    /// <summary>Weights of each layer, [outputs, inputs].</summary>
    public IReadOnlyList<Parameter> Weights => _weights;

    /// <summary>Biases of each layer, [outputs].</summary>
    public IReadOnlyList<Parameter> Biases => _biases;

    /// <summary>Sizes of a perceptron whose hidden layers are all equally wide.</summary>
    /// <param name="inputs">Units at the entrance.</param>
    /// <param name="hiddenLayers">Number of hidden layers.</param>
    /// <param name="hiddenWidth">Units in each of them.</param>
    /// <param name="outputs">Units at the exit.</param>
    /// <returns>Units per layer, inputs first.</returns>
    public static int[] Shape(int inputs, int hiddenLayers, int hiddenWidth, int outputs) =>
        [inputs, .. Enumerable.Repeat(hiddenWidth, hiddenLayers), outputs];

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Training with <see cref="Dropout"/> but without <see cref="DropoutRandom"/>.</exception>
    public override Tensor forward(Tensor input)
    {
        Tensor hidden = input;
        for (int layer = 0; layer < _weights.Length; layer++)
        {
            hidden = nn.functional.linear(hidden, _weights[layer], _biases[layer]);
            if (layer < _weights.Length - 1)
            {
                hidden = nn.functional.gelu(hidden);
                if (training && Dropout > 0)
                {
                    hidden = DropoutMask.Apply(
                        hidden, Dropout, DropoutRandom ?? throw new InvalidOperationException($"Set {nameof(DropoutRandom)} before training with dropout."));
                }
            }
        }

        return hidden;
    }

    private static Parameter Uniform(long[] shape, double bound, CounterRandom random, ref ulong draw, ScalarType dtype, Device? device)
    {
        float[] values = new float[shape.Aggregate(1L, (product, size) => product * size)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)(bound * ((2 * random.UniformAt(draw++)) - 1));
        }

        using Tensor created = tensor(values, shape);
        return new Parameter(created.to(dtype, device ?? CPU, copy: true));
    }
}
