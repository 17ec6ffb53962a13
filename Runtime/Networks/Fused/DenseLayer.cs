using System.Runtime.CompilerServices;

namespace Mandelstam.Networks.Fused;

/// <summary>y = W x + b, and GELU of it, for one block of events that lie across the lanes: <see cref="FusedKernels.Depth"/> registers a column.</summary>
/// <remarks>
/// A tile of outputs is summed up in registers. While it is, the tile before it goes through the activation, one register every few inputs: the
/// processor's multipliers are then busy all the time.
/// </remarks>
/// <typeparam name="T">The register.</typeparam>
internal static unsafe class DenseLayer<T>
    where T : struct, ILanes<T>
{
    /// <summary>Inputs between two registers that are activated.</summary>
    private const int Pace = 4;

    /// <summary>Numbers per column of a block.</summary>
    public static int Block => FusedKernels.Depth * T.Width;

    /// <summary>Evaluates the layer.</summary>
    /// <param name="weights">See <see cref="PerceptronLayout"/>.</param>
    /// <param name="biases">One per output.</param>
    /// <param name="input">Column after column.</param>
    /// <param name="output">Receives column after column.</param>
    /// <param name="inputs">Number of inputs.</param>
    /// <param name="outputs">Number of outputs, whole tiles.</param>
    /// <param name="gelu"><see cref="GeluTable.Values"/>; null for a layer without activation.</param>
    public static void Run(float* weights, float* biases, float* input, float* output, int inputs, int outputs, float* gelu)
    {
        if (T.Registers >= 32)
        {
            RunFour(weights, biases, input, output, inputs, outputs, gelu);
        }
        else
        {
            RunTwo(weights, biases, input, output, inputs, outputs, gelu);
        }
    }

    /// <summary>Tiles of 4 outputs × 4 registers of events: 16 sums, 4 inputs and a weight fill 32 registers well.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunFour(float* weights, float* biases, float* input, float* output, int inputs, int outputs, float* gelu)
    {
        int w = T.Width;
        int block = FusedKernels.Depth * w;
        float* end = input + (inputs * block);
        float* waiting = output;
        float* ready = output;
        float* p = weights;
        for (int tile = 0; tile < outputs; tile += PerceptronLayout.Tile)
        {
            T a00 = T.All(biases[tile]), a01 = a00, a02 = a00, a03 = a00;
            T a10 = T.All(biases[tile + 1]), a11 = a10, a12 = a10, a13 = a10;
            T a20 = T.All(biases[tile + 2]), a21 = a20, a22 = a20, a23 = a20;
            T a30 = T.All(biases[tile + 3]), a31 = a30, a32 = a30, a33 = a30;
            float* x = input;
            while (x < end)
            {
                float* pause = x + (Pace * block);
                pause = pause < end ? pause : end;
                for (; x < pause; x += block, p += PerceptronLayout.Tile)
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

                if (waiting < ready)
                {
                    T.Store(LaneMath<T>.Gelu(T.Load(waiting), gelu), waiting);
                    waiting += w;
                }
            }

            Activate(waiting, ready, gelu);
            waiting = output + (tile * block);
            ready = gelu is null ? waiting : waiting + (4 * block);
            Store4(waiting, a00, a01, a02, a03);
            Store4(waiting + block, a10, a11, a12, a13);
            Store4(waiting + (2 * block), a20, a21, a22, a23);
            Store4(waiting + (3 * block), a30, a31, a32, a33);
        }

        Activate(waiting, ready, gelu);
    }

    /// <summary>The same in halves of a tile, 2 outputs × 4 registers: 8 sums, 4 inputs and a weight fit 16 registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunTwo(float* weights, float* biases, float* input, float* output, int inputs, int outputs, float* gelu)
    {
        int w = T.Width;
        int block = FusedKernels.Depth * w;
        float* end = input + (inputs * block);
        float* waiting = output;
        float* ready = output;
        for (int pair = 0; pair < outputs; pair += 2)
        {
            T a00 = T.All(biases[pair]), a01 = a00, a02 = a00, a03 = a00;
            T a10 = T.All(biases[pair + 1]), a11 = a10, a12 = a10, a13 = a10;
            float* x = input;
            int tile = pair / PerceptronLayout.Tile * PerceptronLayout.Tile;
            float* p = weights + (tile * inputs) + (pair - tile);
            while (x < end)
            {
                float* pause = x + (Pace * block);
                pause = pause < end ? pause : end;
                for (; x < pause; x += block, p += PerceptronLayout.Tile)
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

                if (waiting < ready)
                {
                    T.Store(LaneMath<T>.Gelu(T.Load(waiting), gelu), waiting);
                    waiting += w;
                }
            }

            Activate(waiting, ready, gelu);
            waiting = output + (pair * block);
            ready = gelu is null ? waiting : waiting + (2 * block);
            Store4(waiting, a00, a01, a02, a03);
            Store4(waiting + block, a10, a11, a12, a13);
        }

        Activate(waiting, ready, gelu);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Activate(float* from, float* to, float* gelu)
    {
        for (; from < to; from += T.Width)
        {
            T.Store(LaneMath<T>.Gelu(T.Load(from), gelu), from);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store4(float* target, T a, T b, T c, T d)
    {
        T.Store(a, target);
        T.Store(b, target + T.Width);
        T.Store(c, target + (2 * T.Width));
        T.Store(d, target + (3 * T.Width));
    }
}
