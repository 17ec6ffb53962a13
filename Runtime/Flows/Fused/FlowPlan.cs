using System.Runtime.CompilerServices;
using Mandelstam.Networks.Fused;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Mandelstam.Flows.Fused;

/// <summary>A flow as the kernels see it, and log p in one pass through the whole stack of couplings, over blocks of events that stay in the cache.</summary>
/// <remarks>
/// Events lie across lanes: a block holds column after column, <see cref="DenseLayer{T}.Block"/> events each, so that every operation works
/// on full registers whatever the number of columns. A coupling layer visits all blocks of a chunk before the next one does, which reads
/// its weights from memory once. Events do not see each other: results are the same for any number of threads.
/// The log-determinant, a sum of hundreds of terms, is summed with what each addition loses (Kahan), and Σz² in double.
/// </remarks>
internal sealed unsafe class FlowPlan
{
    /// <summary>Rows of a block beside its columns: the log-determinant, and what its sum has lost so far.</summary>
    private const int ExtraRows = 2;

    /// <summary>Slopes multiplied before their logarithm is taken: e^(20·4) is still a float32.</summary>
    private const int SlopesPerLogarithm = 4;

    private readonly CouplingPlan[] _couplings;

    /// <summary>Lays out a flow.</summary>
    /// <param name="flow">A float32 flow on the CPU.</param>
    /// <param name="forTraining">Weights are packed for the backward pass, too.</param>
    public FlowPlan(ContrastiveFlow flow, bool forTraining)
    {
        ForTraining = forTraining;
        Dimensions = flow.Dimensions;
        Bound = (float)flow.Options.LogScaleBound;
        Range = (float)flow.Options.QuadraticRange;
        Curvature = (float)((1 - flow.Options.MinimumSlope) / flow.Options.QuadraticRange);
        _couplings = new CouplingPlan[flow.Couplings.Count];
        for (int i = 0; i < _couplings.Length; i++)
        {
            PerceptronLayout layout = new(flow.Couplings[i].Conditioner);
            _couplings[i] = new(flow.Couplings[i].Kind, [.. flow.Splits[i].Moved], [.. flow.Splits[i].Conditions], layout, PackedLength);
            PackedLength += forTraining ? layout.TrainingLength : layout.Length;
        }

        Widest = _couplings.Max(static coupling => coupling.Conditioner.Widest);
        MovedColumns = _couplings.Sum(static coupling => coupling.Moved.Length);
    }

    /// <summary>Weights are packed for the backward pass, too.</summary>
    public bool ForTraining { get; }

    /// <summary>Columns of the data.</summary>
    public int Dimensions { get; }

    /// <summary>See <see cref="FlowOptions.LogScaleBound"/>.</summary>
    public float Bound { get; }

    /// <summary>See <see cref="FlowOptions.QuadraticRange"/>.</summary>
    public float Range { get; }

    /// <summary>Largest curvature of a quadratic coupling.</summary>
    public float Curvature { get; }

    /// <summary>The layers.</summary>
    public IReadOnlyList<CouplingPlan> Couplings => _couplings;

    /// <summary>Numbers that <see cref="Pack"/> writes.</summary>
    public long PackedLength { get; }

    /// <summary>Columns of the widest layer of a conditioner.</summary>
    public int Widest { get; }

    /// <summary>Columns that all couplings move, one after the other: what a tape keeps of each event, beside where it ends.</summary>
    public int MovedColumns { get; }

    /// <summary>Numbers per block of a tape: moved columns before each coupling, then all columns at the end.</summary>
    /// <typeparam name="T">The register.</typeparam>
    public int TapeLength<T>()
        where T : struct, ILanes<T> => (MovedColumns + Dimensions) * DenseLayer<T>.Block;

    /// <summary>Copies a flow's present weights.</summary>
    /// <param name="parameters">Its parameters: weight and bias, layer by layer, coupling by coupling; contiguous.</param>
    /// <param name="target">Receives <see cref="PackedLength"/> numbers.</param>
    /// <param name="threads">Threads to use.</param>
    public void Pack(IEnumerable<Tensor> parameters, float* target, int threads)
    {
        nint to = (nint)target;
        Tensor[] tensors = [.. parameters];
        nint[] addresses = Array.ConvertAll(tensors, TensorAddress.Of);
        int[] first = new int[_couplings.Length];
        for (int i = 1; i < first.Length; i++)
        {
            first[i] = first[i - 1] + (2 * _couplings[i - 1].Conditioner.Layers);
        }

        Parallel.For(0, _couplings.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
            _couplings[i].Conditioner.Pack(addresses.AsSpan(first[i]), (float*)to + _couplings[i].Offset, ForTraining));
        GC.KeepAlive(tensors);
    }

    /// <summary>Log-density of each event.</summary>
    /// <typeparam name="T">The register.</typeparam>
    /// <param name="packed">What <see cref="Pack"/> wrote.</param>
    /// <param name="events">Inputs event by event.</param>
    /// <param name="results">Receives log p, one per event.</param>
    /// <param name="rows">Number of events.</param>
    /// <param name="chunkRows">Events that go through a coupling before the next coupling's weights are read.</param>
    /// <param name="tape">Receives <see cref="TapeLength"/> numbers for each block; null where there is no backward pass.</param>
    /// <param name="threads">Threads to use.</param>
    public void LogProb<T>(float* packed, float* events, float* results, int rows, int chunkRows, float* tape, int threads)
        where T : struct, ILanes<T>
    {
        nint weights = (nint)packed, from = (nint)events, to = (nint)results, log = (nint)tape;
        int state = (Dimensions + ExtraRows) * chunkRows;
        RowChunks.Run(
            rows,
            chunkRows,
            threads,
            () => new AlignedBuffer(state + (3 * Widest * DenseLayer<T>.Block)),
            (start, count, memory) => Chunk<T>(
                (float*)weights,
                (float*)from + ((long)start * Dimensions),
                (float*)to + start,
                count,
                memory.Start,
                memory.Start + state,
                log == 0 ? null : (float*)log + ((long)start / DenseLayer<T>.Block * TapeLength<T>())));
    }

    private void Chunk<T>(float* packed, float* events, float* results, int rows, float* states, float* activations, float* tape)
        where T : struct, ILanes<T>
    {
        int block = DenseLayer<T>.Block;
        int d = Dimensions;
        int tapeLength = TapeLength<T>();
        int stride = (d + ExtraRows) * block;
        int blocks = (rows + block - 1) / block;
        for (int b = 0; b < blocks; b++)
        {
            float* state = states + (b * stride);
            for (int e = 0; e < block; e++)
            {
                // The last block is filled up with its last event.
                float* row = events + ((long)Math.Min((b * block) + e, rows - 1) * d);
                for (int column = 0; column < d; column++)
                {
                    state[(column * block) + e] = row[column];
                }

                state[(d * block) + e] = 0;
                state[((d + 1) * block) + e] = 0;
            }
        }

        int kept = 0;
        foreach (CouplingPlan coupling in _couplings)
        {
            for (int b = 0; b < blocks; b++)
            {
                float* state = states + (b * stride);
                float* parameters = Condition<T>(coupling, packed, state, activations);
                if (tape is not null)
                {
                    Gather(coupling.Moved, state, tape + ((long)b * tapeLength) + kept, block);
                }

                if (coupling.Kind == CouplingKind.GatedAffine)
                {
                    Affine<T>(coupling.Moved, parameters, state, state + (d * block));
                }
                else
                {
                    Quadratic<T>(coupling.Moved, parameters, state, state + (d * block));
                }
            }

            kept += coupling.Moved.Length * block;
        }

        for (int b = 0; b < blocks && tape is not null; b++)
        {
            new ReadOnlySpan<float>(states + (b * stride), d * block).CopyTo(new Span<float>(tape + ((long)b * tapeLength) + kept, d * block));
        }

        double norm = 0.5 * d * Math.Log(2 * Math.PI);
        for (int row = 0; row < rows; row++)
        {
            float* state = states + (row / block * stride) + (row % block);
            double square = 0;
            for (int column = 0; column < d; column++)
            {
                square += (double)state[column * block] * state[column * block];
            }

            double logDeterminant = (double)state[d * block] - state[(d + 1) * block];
            results[row] = (float)(logDeterminant - (0.5 * square) - norm);
        }
    }

    /// <summary>Copies some columns of a block.</summary>
    public static void Gather(int[] columns, float* state, float* target, int block)
    {
        for (int i = 0; i < columns.Length; i++)
        {
            new ReadOnlySpan<float>(state + (columns[i] * block), block).CopyTo(new Span<float>(target + (i * block), block));
        }
    }

    /// <summary>Runs a conditioner on one block; the parameters come back column after column.</summary>
    private float* Condition<T>(CouplingPlan coupling, float* packed, float* state, float* activations)
        where T : struct, ILanes<T>
    {
        int block = DenseLayer<T>.Block;
        Gather(coupling.Conditions, state, activations, block);
        return coupling.Conditioner.Run<T>(packed + coupling.Offset, activations, activations + (Widest * block), activations + (2 * Widest * block));
    }

    /// <summary>See <see cref="GatedAffineCoupling"/>: y = u + growth·u + g·t.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Affine<T>(int[] moved, float* parameters, float* state, float* logDeterminant)
        where T : struct, ILanes<T>
    {
        int block = DenseLayer<T>.Block;
        T bound = T.All(Bound);
        T inverseBound = T.All(1 / Bound);
        for (int e = 0; e < block; e += T.Width)
        {
            T total = T.Load(logDeterminant + e);
            T lost = T.Load(logDeterminant + block + e);
            T product = T.All(1);
            for (int j = 0; j < moved.Length; j++)
            {
                T scale = bound * LaneMath<T>.Tanh(T.Load(parameters + (j * block) + e) * inverseBound);
                T shift = T.Load(parameters + ((moved.Length + j) * block) + e);
                T gate = LaneMath<T>.Sigmoid(T.Load(parameters + (((2 * moved.Length) + j) * block) + e));
                T slope = T.MultiplyAdd(gate, LaneMath<T>.Exp(scale) - T.All(1), T.All(1));
                float* column = state + (moved[j] * block) + e;
                T.Store(T.MultiplyAdd(slope, T.Load(column), gate * shift), column);
                product *= slope;
                if (j % SlopesPerLogarithm == SlopesPerLogarithm - 1 || j == moved.Length - 1)
                {
                    Add(LaneMath<T>.Log(product), ref total, ref lost);
                    product = T.All(1);
                }
            }

            T.Store(total, logDeterminant + e);
            T.Store(lost, logDeterminant + block + e);
        }
    }

    /// <summary>See <see cref="QuadraticCoupling"/>: y = γ + β·(u + κ·u°·(u − u°/2)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Quadratic<T>(int[] moved, float* parameters, float* state, float* logDeterminant)
        where T : struct, ILanes<T>
    {
        int block = DenseLayer<T>.Block;
        T bound = T.All(Bound);
        T inverseBound = T.All(1 / Bound);
        for (int e = 0; e < block; e += T.Width)
        {
            T total = T.Load(logDeterminant + e);
            T lost = T.Load(logDeterminant + block + e);
            T product = T.All(1);
            for (int j = 0; j < moved.Length; j++)
            {
                T curvature = T.All(Curvature) * LaneMath<T>.Tanh(T.Load(parameters + (j * block) + e));
                T logSlope = bound * LaneMath<T>.Tanh(T.Load(parameters + ((moved.Length + j) * block) + e) * inverseBound);
                T shift = T.Load(parameters + (((2 * moved.Length) + j) * block) + e);
                float* column = state + (moved[j] * block) + e;
                T u = T.Load(column);
                T inside = T.Clamp(u, Range);
                T bend = curvature * inside;
                T straight = T.MultiplyAdd(bend, u - (inside * T.All(0.5f)), u);
                T.Store(T.MultiplyAdd(LaneMath<T>.Exp(logSlope), straight, shift), column);
                Add(logSlope, ref total, ref lost);
                product *= T.All(1) + bend;
                if (j % SlopesPerLogarithm == SlopesPerLogarithm - 1 || j == moved.Length - 1)
                {
                    Add(LaneMath<T>.Log(product), ref total, ref lost);
                    product = T.All(1);
                }
            }

            T.Store(total, logDeterminant + e);
            T.Store(lost, logDeterminant + block + e);
        }
    }

    /// <summary>Kahan's sum: the whole is total − lost.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<T>(T term, ref T total, ref T lost)
        where T : struct, ILanes<T>
    {
        T corrected = term - lost;
        T sum = total + corrected;
        lost = (sum - total) - corrected;
        total = sum;
    }
}
