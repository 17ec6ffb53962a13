using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mandelstam.Flows.Fused;

/// <summary>log p of a trained flow, the whole stack of couplings in one pass over blocks of events that stay in the cache.</summary>
/// <remarks>
/// Events lie across lanes: a block holds column after column, <see cref="ILanes{T}.Width"/>·4 events each, so that every operation works
/// on full registers whatever the number of columns. A coupling layer visits all blocks of a chunk before the next one does, which reads
/// its weights from memory once. Events do not see each other: results are the same for any number of threads.
/// </remarks>
internal sealed unsafe class FusedFlow
{
    private const int ChunkRows = 1024;

    /// <summary>Registers of events per block: with four, each weight that is loaded is used four times.</summary>
    private const int Depth = 4;

    /// <summary>Slopes multiplied before their logarithm is taken: e^(20·4) is still a float32.</summary>
    private const int SlopesPerLogarithm = 4;

    private readonly PackedCoupling[] _couplings;
    private readonly int _dimensions;
    private readonly int _widest;
    private readonly float _bound;
    private readonly float _range;
    private readonly float _curvature;

    /// <summary>Packs a flow's present weights.</summary>
    /// <param name="flow">A float32 flow.</param>
    public FusedFlow(ContrastiveFlow flow)
    {
        _dimensions = flow.Dimensions;
        _bound = (float)flow.Options.LogScaleBound;
        _range = (float)flow.Options.QuadraticRange;
        _curvature = (float)((1 - flow.Options.MinimumSlope) / flow.Options.QuadraticRange);
        _couplings = new PackedCoupling[flow.Couplings.Count];
        for (int i = 0; i < _couplings.Length; i++)
        {
            Coupling coupling = flow.Couplings[i];
            PackedLayer[] layers = [.. Enumerable.Range(0, coupling.Conditioner.Weights.Count).Select(layer => new PackedLayer(coupling.Conditioner, layer))];
            _couplings[i] = new PackedCoupling(coupling.Kind, [.. flow.Splits[i].Moved], [.. flow.Splits[i].Conditions], layers);
        }

        _widest = _couplings.Max(coupling => coupling.Layers.Max(layer => Math.Max(layer.Inputs, layer.PaddedOutputs)));
    }

    /// <summary>True where the processor has registers of at least 256 bits with fused multiply-add; elsewhere Torch is as good.</summary>
    public static bool IsSupported => Vector256.IsHardwareAccelerated && (Fma.IsSupported || Avx512F.IsSupported);

    /// <summary>Log-density of each event.</summary>
    /// <param name="events">Inputs event by event.</param>
    /// <param name="results">Receives log p, one per event.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="narrow">Registers of 256 bits although there are wider ones; for tests.</param>
    public void LogProb(ReadOnlySpan<float> events, Span<float> results, int threads, bool narrow = false)
    {
        if (Vector512.IsHardwareAccelerated && !narrow)
        {
            Run<Lanes512>(events, results, threads);
        }
        else
        {
            Run<Lanes256>(events, results, threads);
        }
    }

    private void Run<T>(ReadOnlySpan<float> events, Span<float> results, int threads)
        where T : struct, ILanes<T>
    {
        int rows = results.Length;
        int chunks = (rows + ChunkRows - 1) / ChunkRows;
        fixed (float* source = events)
        fixed (float* target = results)
        {
            nint from = (nint)source;
            nint to = (nint)target;
            int next = -1;
            void Work()
            {
                using Scratch scratch = new((_dimensions + 1) * ChunkRows, 2 * _widest * Depth * T.Width);
                for (int chunk = Interlocked.Increment(ref next); chunk < chunks; chunk = Interlocked.Increment(ref next))
                {
                    int start = chunk * ChunkRows;
                    Chunk<T>((float*)from + ((long)start * _dimensions), (float*)to + start, Math.Min(ChunkRows, rows - start), scratch);
                }
            }

            int workers = Math.Clamp(threads, 1, Math.Max(1, chunks));
            if (workers == 1)
            {
                Work();
            }
            else
            {
                Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, _ => Work());
            }
        }
    }

    private void Chunk<T>(float* events, float* results, int rows, Scratch scratch)
        where T : struct, ILanes<T>
    {
        int block = Depth * T.Width;
        int stride = (_dimensions + 1) * block;
        int blocks = (rows + block - 1) / block;
        int d = _dimensions;
        for (int b = 0; b < blocks; b++)
        {
            float* state = scratch.State + (b * stride);
            for (int e = 0; e < block; e++)
            {
                // The last block is filled up with its last event.
                float* row = events + ((long)Math.Min((b * block) + e, rows - 1) * d);
                for (int column = 0; column < d; column++)
                {
                    state[(column * block) + e] = row[column];
                }

                state[(d * block) + e] = 0;
            }
        }

        foreach (PackedCoupling coupling in _couplings)
        {
            for (int b = 0; b < blocks; b++)
            {
                float* state = scratch.State + (b * stride);
                float* parameters = Condition<T>(coupling, state, scratch);
                if (coupling.Kind == CouplingKind.GatedAffine)
                {
                    Affine<T>(coupling.Moved, parameters, state, state + (d * block));
                }
                else
                {
                    Quadratic<T>(coupling.Moved, parameters, state, state + (d * block));
                }
            }
        }

        double norm = 0.5 * d * Math.Log(2 * Math.PI);
        for (int row = 0; row < rows; row++)
        {
            float* state = scratch.State + (row / block * stride) + (row % block);
            double square = 0;
            for (int column = 0; column < d; column++)
            {
                square += (double)state[column * block] * state[column * block];
            }

            results[row] = (float)(state[d * block] - (0.5 * square) - norm);
        }
    }

    /// <summary>Runs a conditioner on one block; the parameters come back column after column.</summary>
    private float* Condition<T>(PackedCoupling coupling, float* state, Scratch scratch)
        where T : struct, ILanes<T>
    {
        int block = Depth * T.Width;
        float* input = scratch.Activations;
        float* output = scratch.Activations + (_widest * block);
        for (int i = 0; i < coupling.Conditions.Length; i++)
        {
            new ReadOnlySpan<float>(state + (coupling.Conditions[i] * block), block).CopyTo(new Span<float>(input + (i * block), block));
        }

        for (int layer = 0; layer < coupling.Layers.Length; layer++)
        {
            PackedLayer packed = coupling.Layers[layer];
            float* weights = (float*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(packed.Weights));
            float* biases = (float*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(packed.Biases));
            if (T.Registers >= 32)
            {
                Dense4<T>(weights, biases, input, output, packed.Inputs, packed.PaddedOutputs);
            }
            else
            {
                Dense2<T>(weights, biases, input, output, packed.Inputs, packed.PaddedOutputs);
            }

            if (layer < coupling.Layers.Length - 1)
            {
                Activate<T>(output, packed.PaddedOutputs * Depth);
            }

            float* swap = input;
            input = output;
            output = swap;
        }

        return input;
    }

    /// <summary>y = W x + b with tiles of 4 outputs × 4 registers of events: 16 sums, 4 inputs and a weight fill 32 registers well.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Dense4<T>(float* weights, float* biases, float* input, float* output, int inputs, int outputs)
        where T : struct, ILanes<T>
    {
        int w = T.Width;
        int block = Depth * w;
        for (int tile = 0; tile < outputs; tile += PackedLayer.Tile)
        {
            T a00 = T.All(biases[tile]), a01 = a00, a02 = a00, a03 = a00;
            T a10 = T.All(biases[tile + 1]), a11 = a10, a12 = a10, a13 = a10;
            T a20 = T.All(biases[tile + 2]), a21 = a20, a22 = a20, a23 = a20;
            T a30 = T.All(biases[tile + 3]), a31 = a30, a32 = a30, a33 = a30;
            float* x = input;
            float* end = input + (inputs * block);
            for (float* p = weights + (tile * inputs); x < end; x += block, p += PackedLayer.Tile)
            {
                T x0 = T.Load(x);
                T x1 = T.Load(x + w);
                T x2 = T.Load(x + (2 * w));
                T x3 = T.Load(x + (3 * w));
                T weight = T.All(p[0]);
                a00 = T.MultiplyAdd(weight, x0, a00);
                a01 = T.MultiplyAdd(weight, x1, a01);
                a02 = T.MultiplyAdd(weight, x2, a02);
                a03 = T.MultiplyAdd(weight, x3, a03);
                weight = T.All(p[1]);
                a10 = T.MultiplyAdd(weight, x0, a10);
                a11 = T.MultiplyAdd(weight, x1, a11);
                a12 = T.MultiplyAdd(weight, x2, a12);
                a13 = T.MultiplyAdd(weight, x3, a13);
                weight = T.All(p[2]);
                a20 = T.MultiplyAdd(weight, x0, a20);
                a21 = T.MultiplyAdd(weight, x1, a21);
                a22 = T.MultiplyAdd(weight, x2, a22);
                a23 = T.MultiplyAdd(weight, x3, a23);
                weight = T.All(p[3]);
                a30 = T.MultiplyAdd(weight, x0, a30);
                a31 = T.MultiplyAdd(weight, x1, a31);
                a32 = T.MultiplyAdd(weight, x2, a32);
                a33 = T.MultiplyAdd(weight, x3, a33);
            }

            float* y = output + (tile * block);
            Store4(y, a00, a01, a02, a03);
            Store4(y + block, a10, a11, a12, a13);
            Store4(y + (2 * block), a20, a21, a22, a23);
            Store4(y + (3 * block), a30, a31, a32, a33);
        }
    }

    /// <summary>The same in two halves of 2 outputs × 4 registers: 8 sums, 4 inputs and a weight fit 16 registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Dense2<T>(float* weights, float* biases, float* input, float* output, int inputs, int outputs)
        where T : struct, ILanes<T>
    {
        int w = T.Width;
        int block = Depth * w;
        for (int pair = 0; pair < outputs; pair += 2)
        {
            T a00 = T.All(biases[pair]), a01 = a00, a02 = a00, a03 = a00;
            T a10 = T.All(biases[pair + 1]), a11 = a10, a12 = a10, a13 = a10;
            float* x = input;
            float* end = input + (inputs * block);
            int tile = pair / PackedLayer.Tile * PackedLayer.Tile;
            for (float* p = weights + (tile * inputs) + (pair - tile); x < end; x += block, p += PackedLayer.Tile)
            {
                T x0 = T.Load(x);
                T x1 = T.Load(x + w);
                T x2 = T.Load(x + (2 * w));
                T x3 = T.Load(x + (3 * w));
                T weight = T.All(p[0]);
                a00 = T.MultiplyAdd(weight, x0, a00);
                a01 = T.MultiplyAdd(weight, x1, a01);
                a02 = T.MultiplyAdd(weight, x2, a02);
                a03 = T.MultiplyAdd(weight, x3, a03);
                weight = T.All(p[1]);
                a10 = T.MultiplyAdd(weight, x0, a10);
                a11 = T.MultiplyAdd(weight, x1, a11);
                a12 = T.MultiplyAdd(weight, x2, a12);
                a13 = T.MultiplyAdd(weight, x3, a13);
            }

            float* y = output + (pair * block);
            Store4(y, a00, a01, a02, a03);
            Store4(y + block, a10, a11, a12, a13);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store4<T>(float* target, T a, T b, T c, T d)
        where T : struct, ILanes<T>
    {
        T.Store(a, target);
        T.Store(b, target + T.Width);
        T.Store(c, target + (2 * T.Width));
        T.Store(d, target + (3 * T.Width));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Activate<T>(float* values, int registers)
        where T : struct, ILanes<T>
    {
        // Two at a time: the divisions overlap.
        for (int i = 0; i < registers; i += 2)
        {
            float* first = values + (i * T.Width);
            T a = LaneMath<T>.Gelu(T.Load(first));
            T b = LaneMath<T>.Gelu(T.Load(first + T.Width));
            T.Store(a, first);
            T.Store(b, first + T.Width);
        }
    }

    /// <summary>See <see cref="GatedAffineCoupling"/>: y = u + growth·u + g·t.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Affine<T>(int[] moved, float* parameters, float* state, float* logDeterminant)
        where T : struct, ILanes<T>
    {
        int block = Depth * T.Width;
        T bound = T.All(_bound);
        T inverseBound = T.All(1 / _bound);
        for (int e = 0; e < block; e += T.Width)
        {
            T total = T.Load(logDeterminant + e);
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
                    total += LaneMath<T>.Log(product);
                    product = T.All(1);
                }
            }

            T.Store(total, logDeterminant + e);
        }
    }

    /// <summary>See <see cref="QuadraticCoupling"/>: y = γ + β·(u + κ·u°·(u − u°/2)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Quadratic<T>(int[] moved, float* parameters, float* state, float* logDeterminant)
        where T : struct, ILanes<T>
    {
        int block = Depth * T.Width;
        T bound = T.All(_bound);
        T inverseBound = T.All(1 / _bound);
        for (int e = 0; e < block; e += T.Width)
        {
            T total = T.Load(logDeterminant + e);
            T product = T.All(1);
            for (int j = 0; j < moved.Length; j++)
            {
                T curvature = T.All(_curvature) * LaneMath<T>.Tanh(T.Load(parameters + (j * block) + e));
                T logSlope = bound * LaneMath<T>.Tanh(T.Load(parameters + ((moved.Length + j) * block) + e) * inverseBound);
                T shift = T.Load(parameters + (((2 * moved.Length) + j) * block) + e);
                float* column = state + (moved[j] * block) + e;
                T u = T.Load(column);
                T inside = T.Clamp(u, _range);
                T bend = curvature * inside;
                T straight = T.MultiplyAdd(bend, u - (inside * T.All(0.5f)), u);
                T.Store(T.MultiplyAdd(LaneMath<T>.Exp(logSlope), straight, shift), column);
                total += logSlope;
                product *= T.All(1) + bend;
                if (j % SlopesPerLogarithm == SlopesPerLogarithm - 1 || j == moved.Length - 1)
                {
                    total += LaneMath<T>.Log(product);
                    product = T.All(1);
                }
            }

            T.Store(total, logDeterminant + e);
        }
    }

    /// <summary>Working memory of one thread, aligned to cache lines.</summary>
    private sealed class Scratch : IDisposable
    {
        private const int Alignment = 64;

        public Scratch(int state, int activations)
        {
            State = (float*)NativeMemory.AlignedAlloc((nuint)state * sizeof(float), Alignment);
            Activations = (float*)NativeMemory.AlignedAlloc((nuint)activations * sizeof(float), Alignment);
        }

        /// <summary>Columns and log-determinants of all blocks of a chunk.</summary>
        public float* State { get; }

        /// <summary>Two buffers for the layers of a conditioner.</summary>
        public float* Activations { get; }

        public void Dispose()
        {
            NativeMemory.AlignedFree(State);
            NativeMemory.AlignedFree(Activations);
        }
    }
}
