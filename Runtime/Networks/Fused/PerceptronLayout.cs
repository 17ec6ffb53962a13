namespace Mandelstam.Networks.Fused;

/// <summary>How the kernels want a perceptron's weights in memory, and its evaluation on one block of events.</summary>
/// <remarks>
/// Per layer: tiles of four outputs, input by input, the last tile filled up with zeros; then the biases, filled up likewise. For training
/// also the transposed weights in the same manner, which carry gradients back.
/// </remarks>
internal sealed unsafe class PerceptronLayout
{
    /// <summary>Outputs per tile.</summary>
    public const int Tile = 4;

    private readonly int[] _sizes;
    private readonly bool _activatesLast;
    private readonly int[] _weights;
    private readonly int[] _biases;
    private readonly int[] _transposed;

    /// <summary>Lays out one perceptron.</summary>
    /// <param name="network">The perceptron.</param>
    /// <param name="activatesLast">The last layer, too, is followed by GELU: for the lower part of a network.</param>
    public PerceptronLayout(Perceptron network, bool activatesLast = false)
    {
        _sizes = [.. network.Sizes];
        _activatesLast = activatesLast;
        Layers = _sizes.Length - 1;
        _weights = new int[Layers];
        _biases = new int[Layers];
        _transposed = new int[Layers];
        int at = 0;
        for (int layer = 0; layer < Layers; layer++)
        {
            _weights[layer] = at;
            at += Padded(Outputs(layer)) * Inputs(layer);
            _biases[layer] = at;
            at += Padded(Outputs(layer));
        }

        Length = at;
        for (int layer = 0; layer < Layers; layer++)
        {
            _transposed[layer] = at;
            at += Padded(Inputs(layer)) * Outputs(layer);
        }

        TrainingLength = at;
        Widest = Enumerable.Range(0, Layers).Max(layer => Math.Max(Padded(Inputs(layer)), Padded(Outputs(layer))));
    }

    /// <summary>Number of layers.</summary>
    public int Layers { get; }

    /// <summary>Numbers that <see cref="Pack"/> writes for evaluation alone.</summary>
    public int Length { get; }

    /// <summary>Numbers that it writes for training.</summary>
    public int TrainingLength { get; }

    /// <summary>Columns that a buffer has to hold.</summary>
    public int Widest { get; }

    /// <summary>Rounds up to whole tiles.</summary>
    public static int Padded(int units) => (units + Tile - 1) / Tile * Tile;

    /// <summary>Units at the entrance of a layer.</summary>
    public int Inputs(int layer) => _sizes[layer];

    /// <summary>Units at its exit.</summary>
    public int Outputs(int layer) => _sizes[layer + 1];

    /// <summary>Where a layer's transposed weights begin.</summary>
    public int Transposed(int layer) => _transposed[layer];

    /// <summary>Copies weights into the layout.</summary>
    /// <param name="parameters">Weights, [outputs, inputs], and biases of each layer in turn.</param>
    /// <param name="target">Receives <see cref="Length"/> or <see cref="TrainingLength"/> numbers.</param>
    /// <param name="forTraining">With the transposed weights.</param>
    public void Pack(ReadOnlySpan<nint> parameters, float* target, bool forTraining)
    {
        for (int layer = 0; layer < Layers; layer++)
        {
            int inputs = Inputs(layer), outputs = Outputs(layer);
            float* from = (float*)parameters[2 * layer];
            Tiles(from, 1, inputs, inputs, outputs, target + _weights[layer]);
            if (forTraining)
            {
                Tiles(from, inputs, 1, outputs, inputs, target + _transposed[layer]);
            }

            float* bias = (float*)parameters[(2 * layer) + 1];
            for (int output = 0; output < Padded(outputs); output++)
            {
                target[_biases[layer] + output] = output < outputs ? bias[output] : 0;
            }
        }
    }

    /// <summary>Evaluates the network on a block.</summary>
    /// <typeparam name="T">The register.</typeparam>
    /// <param name="packed">What <see cref="Pack"/> wrote.</param>
    /// <param name="input">Its inputs, column after column; not written to.</param>
    /// <param name="first">A buffer of <see cref="Widest"/> columns.</param>
    /// <param name="second">Another one.</param>
    /// <returns>The outputs, column after column, in one of the buffers.</returns>
    public float* Run<T>(float* packed, float* input, float* first, float* second)
        where T : struct, ILanes<T>
    {
        float* gelu = GeluTable.Values;
        for (int layer = 0; layer < Layers; layer++)
        {
            RunLayer<T>(packed, layer, input, first, layer < Layers - 1 || _activatesLast ? gelu : null);
            input = first;
            first = second;
            second = input;
        }

        return input;
    }

    /// <summary>Evaluates one layer on a block.</summary>
    /// <typeparam name="T">The register.</typeparam>
    /// <param name="packed">What <see cref="Pack"/> wrote.</param>
    /// <param name="layer">Which layer.</param>
    /// <param name="input">Its inputs.</param>
    /// <param name="output">Receives its outputs, whole tiles.</param>
    /// <param name="gelu"><see cref="GeluTable.Values"/>; null for none.</param>
    public void RunLayer<T>(float* packed, int layer, float* input, float* output, float* gelu)
        where T : struct, ILanes<T> =>
        DenseLayer<T>.Run(packed + _weights[layer], packed + _biases[layer], input, output, Inputs(layer), Padded(Outputs(layer)), gelu);

    // Row o, column i of what is written as tiles lies at o·outputStride + i·inputStride of the source.
    private static void Tiles(float* from, int inputStride, int outputStride, int inputs, int outputs, float* to)
    {
        for (int tile = 0; tile < outputs; tile += Tile)
        {
            int count = Math.Min(Tile, outputs - tile);
            float* first = from + ((long)tile * outputStride);
            for (int input = 0; input < inputs; input++, to += Tile)
            {
                for (int k = 0; k < Tile; k++)
                {
                    to[k] = k < count ? first[((long)k * outputStride) + ((long)input * inputStride)] : 0;
                }
            }
        }
    }
}
