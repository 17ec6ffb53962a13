using System.Runtime.CompilerServices;
using Mandelstam.Networks.Fused;

namespace Mandelstam.Flows.Fused;

/// <summary>The backward pass of <see cref="FlowPlan.LogProb"/>: gradients of Σ gᵢ·log pᵢ with respect to all weights and the data.</summary>
/// <remarks>
/// <para>
/// Couplings are undone from the last to the first. What a conditioner computed is computed again, block by block, from the columns that the tape
/// kept: cheaper than carrying all activations through memory. A weight's gradient is summed within a chunk of events, and chunks are added in
/// their order, so that results do not depend on the number of threads.
/// </para>
/// <para>
/// Slopes, with G the gradient at a moved column y and L that at the log-determinant. Affine, y = slope·u + g·t, slope = 1 + g·(eˢ − 1):
/// ∂slope = G·u + L/slope, ∂u = G·slope, ∂t = G·g, ∂g = ∂slope·(eˢ − 1) + G·t, ∂s = ∂slope·g·eˢ. Quadratic, y = γ + eᵇ·w,
/// w = u + κu°·(u − u°/2), log-slope b + log(1 + κu°): ∂γ = G, ∂w = G·eᵇ, ∂b = ∂w·w + L, ∂(κu°) = ∂w·(u − u°/2) + L/(1 + κu°),
/// ∂κ = ∂(κu°)·u°, ∂u = ∂w·(1 + κu°), and where u is within the range also ∂(κu°)·κ − ∂w·κu°/2.
/// </para>
/// </remarks>
/// <typeparam name="T">The register.</typeparam>
internal sealed unsafe class FlowGradient<T>
    where T : struct, ILanes<T>
{
    /// <summary>Events per chunk; whole blocks of either register.</summary>
    public const int ChunkRows = 256;

    private readonly FlowPlan _plan;
    private readonly int[][] _weightOffsets;
    private readonly int[][] _biasOffsets;
    private readonly int[] _couplingOffsets;
    private readonly int _length;
    private readonly int _rowLength;

    /// <summary>Lays out the gradients.</summary>
    /// <param name="plan">A plan for training.</param>
    public FlowGradient(FlowPlan plan)
    {
        _plan = plan;
        int couplings = plan.Couplings.Count;
        _weightOffsets = new int[couplings][];
        _biasOffsets = new int[couplings][];
        _couplingOffsets = new int[couplings + 1];
        for (int i = 0; i < couplings; i++)
        {
            PerceptronLayout layout = plan.Couplings[i].Conditioner;
            _weightOffsets[i] = new int[layout.Layers];
            _biasOffsets[i] = new int[layout.Layers];
            int at = _couplingOffsets[i];
            for (int layer = 0; layer < layout.Layers; layer++)
            {
                int outputs = PerceptronLayout.Padded(layout.Outputs(layer)), inputs = DenseGradient<T>.Padded(layout.Inputs(layer));
                _weightOffsets[i][layer] = at;
                at += outputs * inputs;
                _biasOffsets[i][layer] = at;
                at += DenseGradient<T>.Padded(outputs);
                _rowLength = Math.Max(_rowLength, inputs);
            }

            _couplingOffsets[i + 1] = at;
        }

        _length = _couplingOffsets[couplings];
    }

    private static int Block => DenseLayer<T>.Block;

    // Columns of the widest buffer: a transposition reads whole tiles of four.
    private int BufferLength => _plan.Widest * Block;

    private int HiddenLayers => _plan.Couplings.Max(static coupling => coupling.Conditioner.Layers) - 1;

    /// <summary>Computes all gradients.</summary>
    /// <param name="packed">The weights, as in the forward pass.</param>
    /// <param name="tape">What the forward pass kept.</param>
    /// <param name="gradients">Gradient at each log p.</param>
    /// <param name="rows">Number of events.</param>
    /// <param name="data">Receives the gradient at the data, event by event.</param>
    /// <param name="weights">Receive the gradients of the weights: coupling by coupling, layer by layer, [outputs, inputs].</param>
    /// <param name="biases">Receive those of the biases.</param>
    /// <param name="threads">Threads to use.</param>
    public void Run(float* packed, float* tape, float* gradients, int rows, float* data, nint[][] weights, nint[][] biases, int threads)
    {
        int chunks = (rows + ChunkRows - 1) / ChunkRows;
        using AlignedBuffer sums = new((long)Math.Max(1, chunks) * _length);
        nint total = (nint)sums.Start, from = (nint)packed, log = (nint)tape, arriving = (nint)gradients, leaving = (nint)data;
        int blocks = ChunkRows / Block, d = _plan.Dimensions;

        // States and their gradients of a chunk; per layer activations and slopes; inputs transposed, inputs, and two gradients of a layer.
        long states = 2L * blocks * (d + 1) * Block, layers = 2L * Math.Max(1, HiddenLayers) * BufferLength;
        RowChunks.Run(
            rows,
            ChunkRows,
            threads,
            () => new AlignedBuffer(states + layers + ((long)_rowLength * Block) + (4L * BufferLength)),
            (start, count, memory) => Chunk(
                (float*)from,
                (float*)log + ((long)start / Block * _plan.TapeLength<T>()),
                (float*)arriving + start,
                count,
                (float*)leaving + ((long)start * d),
                (float*)total + ((long)start / ChunkRows * _length),
                memory.Start,
                memory.Start + states));
        Parallel.For(0, _plan.Couplings.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, i => Add((float*)total, chunks, i, weights[i], biases[i]));
    }

    private void Chunk(float* packed, float* tape, float* gradients, int rows, float* data, float* sums, float* states, float* scratch)
    {
        int d = _plan.Dimensions, stride = d * Block, blocks = (rows + Block - 1) / Block, tapeLength = _plan.TapeLength<T>();
        float* ofStates = states + ((long)(ChunkRows / Block) * stride);
        float* ofLogDeterminants = ofStates + ((long)(ChunkRows / Block) * stride);
        for (int b = 0; b < blocks; b++)
        {
            // log p = log-determinant − Σz²/2: the gradient at z is −z times that at log p. What fills up the last block has none.
            float* end = tape + ((long)b * tapeLength) + (_plan.MovedColumns * Block);
            for (int e = 0; e < Block; e++)
            {
                int row = (b * Block) + e;
                float gradient = row < rows ? gradients[row] : 0;
                ofLogDeterminants[(b * Block) + e] = gradient;
                for (int column = 0; column < d; column++)
                {
                    float z = end[(column * Block) + e];
                    states[(b * stride) + (column * Block) + e] = z;
                    ofStates[(b * stride) + (column * Block) + e] = -z * gradient;
                }
            }
        }

        int kept = _plan.MovedColumns * Block;
        for (int i = _plan.Couplings.Count - 1; i >= 0; i--)
        {
            CouplingPlan coupling = _plan.Couplings[i];
            kept -= coupling.Moved.Length * Block;
            for (int b = 0; b < blocks; b++)
            {
                Undo(i, coupling, packed + coupling.Offset, tape + ((long)b * tapeLength) + kept, states + (b * stride), ofStates + (b * stride), ofLogDeterminants + (b * Block), sums, scratch);
            }
        }

        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < d; column++)
            {
                data[((long)row * d) + column] = ofStates[(row / Block * stride) + (column * Block) + (row % Block)];
            }
        }
    }

    private void Undo(int index, CouplingPlan coupling, float* packed, float* before, float* state, float* ofState, float* ofLogDeterminant, float* sums, float* scratch)
    {
        PerceptronLayout layout = coupling.Conditioner;
        int hidden = layout.Layers - 1;
        float* activations = scratch;
        float* slopes = activations + ((long)Math.Max(1, HiddenLayers) * BufferLength);
        float* transposed = slopes + ((long)Math.Max(1, HiddenLayers) * BufferLength);
        float* input = transposed + ((long)_rowLength * Block);
        float* parameters = input + BufferLength;
        float* gradient = parameters + BufferLength;
        float* next = gradient + BufferLength;

        // The conditioner once more.
        FlowPlan.Gather(coupling.Conditions, state, input, Block);
        float* from = input;
        for (int layer = 0; layer < hidden; layer++)
        {
            float* to = activations + ((long)layer * BufferLength);
            layout.RunLayer<T>(packed, layer, from, to, null);
            DenseGradient<T>.Activate(to, slopes + ((long)layer * BufferLength), PerceptronLayout.Padded(layout.Outputs(layer)) * FusedKernels.Depth);
            from = to;
        }

        layout.RunLayer<T>(packed, hidden, from, parameters, null);

        // The map: gradients at its parameters and at what it moved, which is put back to what it was.
        int moved = coupling.Moved.Length;
        if (coupling.Kind == CouplingKind.GatedAffine)
        {
            Affine(coupling.Moved, parameters, before, ofState, ofLogDeterminant, gradient);
        }
        else
        {
            Quadratic(coupling.Moved, parameters, before, ofState, ofLogDeterminant, gradient);
        }

        new Span<float>(gradient + (3 * moved * Block), (PerceptronLayout.Padded(3 * moved) - (3 * moved)) * Block).Clear();
        for (int j = 0; j < moved; j++)
        {
            new ReadOnlySpan<float>(before + (j * Block), Block).CopyTo(new Span<float>(state + (coupling.Moved[j] * Block), Block));
        }

        // The conditioner backwards.
        for (int layer = hidden; layer >= 0; layer--)
        {
            int inputs = layout.Inputs(layer), outputs = PerceptronLayout.Padded(layout.Outputs(layer));
            float* entered = layer == 0 ? input : activations + ((long)(layer - 1) * BufferLength);
            DenseGradient<T>.AddRows(gradient, layout.Outputs(layer), sums + _biasOffsets[index][layer]);
            DenseGradient<T>.Transpose(entered, inputs, transposed);
            DenseGradient<T>.AddProducts(gradient, outputs, transposed, inputs, sums + _weightOffsets[index][layer]);
            DenseLayer<T>.Run(packed + layout.Transposed(layer), Zeros, gradient, next, layout.Outputs(layer), PerceptronLayout.Padded(inputs), null);
            if (layer > 0)
            {
                DenseGradient<T>.Multiply(next, slopes + ((long)(layer - 1) * BufferLength), PerceptronLayout.Padded(inputs) * FusedKernels.Depth);
            }

            float* swap = gradient;
            gradient = next;
            next = swap;
        }

        for (int i = 0; i < coupling.Conditions.Length; i++)
        {
            float* to = ofState + (coupling.Conditions[i] * Block);
            for (int e = 0; e < Block; e += T.Width)
            {
                T.Store(T.Load(to + e) + T.Load(gradient + (i * Block) + e), to + e);
            }
        }
    }

    private static readonly float[] ZeroBiases = GC.AllocateArray<float>(FusedKernels.WidestLayer + PerceptronLayout.Tile, pinned: true);

    private static float* Zeros => (float*)Unsafe.AsPointer(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(ZeroBiases));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Affine(int[] moved, float* parameters, float* before, float* ofState, float* ofLogDeterminant, float* gradient)
    {
        T bound = T.All(_plan.Bound), inverseBound = T.All(1 / _plan.Bound), one = T.All(1);
        for (int j = 0; j < moved.Length; j++)
        {
            float* column = ofState + (moved[j] * Block);
            for (int e = 0; e < Block; e += T.Width)
            {
                T tanh = LaneMath<T>.Tanh(T.Load(parameters + (j * Block) + e) * inverseBound);
                T growth = LaneMath<T>.Exp(bound * tanh);
                T shift = T.Load(parameters + ((moved.Length + j) * Block) + e);
                T gate = LaneMath<T>.Sigmoid(T.Load(parameters + (((2 * moved.Length) + j) * Block) + e));
                T slope = T.MultiplyAdd(gate, growth - one, one);
                T at = T.Load(column + e);
                T ofSlope = T.MultiplyAdd(at, T.Load(before + (j * Block) + e), T.Load(ofLogDeterminant + e) / slope);
                T.Store(ofSlope * gate * growth * (one - (tanh * tanh)), gradient + (j * Block) + e);
                T.Store(at * gate, gradient + ((moved.Length + j) * Block) + e);
                T.Store(T.MultiplyAdd(ofSlope, growth - one, at * shift) * gate * (one - gate), gradient + (((2 * moved.Length) + j) * Block) + e);
                T.Store(at * slope, column + e);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Quadratic(int[] moved, float* parameters, float* before, float* ofState, float* ofLogDeterminant, float* gradient)
    {
        T bound = T.All(_plan.Bound), inverseBound = T.All(1 / _plan.Bound), curvature = T.All(_plan.Curvature), one = T.All(1), half = T.All(0.5f);
        for (int j = 0; j < moved.Length; j++)
        {
            float* column = ofState + (moved[j] * Block);
            for (int e = 0; e < Block; e += T.Width)
            {
                T bendTanh = LaneMath<T>.Tanh(T.Load(parameters + (j * Block) + e));
                T slopeTanh = LaneMath<T>.Tanh(T.Load(parameters + ((moved.Length + j) * Block) + e) * inverseBound);
                T kappa = curvature * bendTanh;
                T u = T.Load(before + (j * Block) + e);
                T inside = T.Clamp(u, _plan.Range);
                T bend = kappa * inside;
                T arm = u - (inside * half);
                T at = T.Load(column + e);
                T ofWay = at * LaneMath<T>.Exp(bound * slopeTanh);
                T ofLog = T.Load(ofLogDeterminant + e);
                T ofBend = T.MultiplyAdd(ofWay, arm, ofLog / (one + bend));
                T.Store(ofBend * inside * curvature * (one - (bendTanh * bendTanh)), gradient + (j * Block) + e);
                T.Store(T.MultiplyAdd(ofWay, T.MultiplyAdd(bend, arm, u), ofLog) * (one - (slopeTanh * slopeTanh)), gradient + ((moved.Length + j) * Block) + e);
                T.Store(at, gradient + (((2 * moved.Length) + j) * Block) + e);
                T ofInside = (ofBend * kappa) - (ofWay * bend * half);
                T.Store(T.MultiplyAdd(ofWay, one + bend, T.WhereEqual(u, inside, ofInside)), column + e);
            }
        }
    }

    // Chunk after chunk, from padded rows to the parameters' own shapes.
    private void Add(float* sums, int chunks, int index, nint[] weights, nint[] biases)
    {
        PerceptronLayout layout = _plan.Couplings[index].Conditioner;
        for (int layer = 0; layer < layout.Layers; layer++)
        {
            int inputs = layout.Inputs(layer), padded = DenseGradient<T>.Padded(inputs);
            for (int output = 0; output < layout.Outputs(layer); output++)
            {
                AddRow(sums + _weightOffsets[index][layer] + (output * padded), chunks, inputs, (float*)weights[layer] + ((long)output * inputs));
            }

            AddRow(sums + _biasOffsets[index][layer], chunks, layout.Outputs(layer), (float*)biases[layer]);
        }
    }

    private void AddRow(float* sums, int chunks, int count, float* target)
    {
        int at = 0;
        for (; at + T.Width <= count; at += T.Width)
        {
            T total = T.All(0);
            for (int chunk = 0; chunk < chunks; chunk++)
            {
                total += T.Load(sums + ((long)chunk * _length) + at);
            }

            T.Store(total, target + at);
        }

        for (; at < count; at++)
        {
            float total = 0;
            for (int chunk = 0; chunk < chunks; chunk++)
            {
                total += sums[((long)chunk * _length) + at];
            }

            target[at] = total;
        }
    }
}
