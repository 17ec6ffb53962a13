using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mandelstam.Networks.Fused;

/// <summary>What the backward pass of a layer needs beside <see cref="DenseLayer{T}"/>, on one block of events.</summary>
/// <typeparam name="T">The register.</typeparam>
internal static unsafe class DenseGradient<T>
    where T : struct, ILanes<T>
{
    /// <summary>Rounds a number of inputs up to whole registers: the row length of a weight gradient.</summary>
    public static int Padded(int inputs) => (inputs + T.Width - 1) / T.Width * T.Width;

    /// <summary>Replaces arguments of GELU by its values, and notes its slopes.</summary>
    /// <param name="values">Arguments, then values.</param>
    /// <param name="slopes">Receives the slopes.</param>
    /// <param name="registers">Number of registers.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Activate(float* values, float* slopes, int registers)
    {
        float* value = GeluTable.Values, slope = GeluTable.Slopes;
        for (int i = 0; i < registers; i++, values += T.Width, slopes += T.Width)
        {
            T activated = LaneMath<T>.Gelu(T.Load(values), value, slope, out T slopeHere);
            T.Store(activated, values);
            T.Store(slopeHere, slopes);
        }
    }

    /// <summary>values ← values · factors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(float* values, float* factors, int registers)
    {
        for (int i = 0; i < registers; i++, values += T.Width, factors += T.Width)
        {
            T.Store(T.Load(values) * T.Load(factors), values);
        }
    }

    /// <summary>sums[o] += Σ over the events of a block of column o.</summary>
    public static void AddRows(float* columns, int count, float* sums)
    {
        for (int o = 0; o < count; o++, columns += DenseLayer<T>.Block)
        {
            T sum = (T.Load(columns) + T.Load(columns + T.Width)) + (T.Load(columns + (2 * T.Width)) + T.Load(columns + (3 * T.Width)));
            sums[o] += T.Sum(sum);
        }
    }

    /// <summary>From columns of events to events of columns.</summary>
    /// <param name="columns">Column after column of a block; whole registers of columns are read.</param>
    /// <param name="inputs">Number of columns.</param>
    /// <param name="rows">Receives event after event, <see cref="Padded"/> numbers each.</param>
    public static void Transpose(float* columns, int inputs, float* rows)
    {
        int block = DenseLayer<T>.Block, padded = Padded(inputs);
        for (int column = 0; column < inputs; column += 4)
        {
            for (int e = 0; e < block; e += 4)
            {
                float* from = columns + (column * block) + e;
                Vector128<float> a = Vector128.Load(from), b = Vector128.Load(from + block), c = Vector128.Load(from + (2 * block)), d = Vector128.Load(from + (3 * block));
                Vector128<float> ab = Sse.UnpackLow(a, b), cd = Sse.UnpackLow(c, d), ab2 = Sse.UnpackHigh(a, b), cd2 = Sse.UnpackHigh(c, d);
                float* to = rows + (e * padded) + column;
                Sse.MoveLowToHigh(ab, cd).Store(to);
                Sse.MoveHighToLow(cd, ab).Store(to + padded);
                Sse.MoveLowToHigh(ab2, cd2).Store(to + (2 * padded));
                Sse.MoveHighToLow(cd2, ab2).Store(to + (3 * padded));
            }
        }
    }

    /// <summary>gradient[o, i] += Σ over the events of a block of output gradient o times input i.</summary>
    /// <param name="outputGradients">Column after column; whole tiles of four.</param>
    /// <param name="outputs">Number of outputs, whole tiles.</param>
    /// <param name="rows">Inputs, event after event, as <see cref="Transpose"/> writes them.</param>
    /// <param name="inputs">Number of inputs.</param>
    /// <param name="gradient">Output after output, <see cref="Padded"/> numbers each.</param>
    public static void AddProducts(float* outputGradients, int outputs, float* rows, int inputs, float* gradient)
    {
        int padded = Padded(inputs), four = 4 * T.Width, input = 0;
        for (; input + four <= padded; input += four)
        {
            if (T.Registers >= 32)
            {
                FourByFour(outputGradients, outputs, rows + input, padded, gradient + input);
            }
            else
            {
                TwoByFour(outputGradients, outputs, rows + input, padded, gradient + input);
            }
        }

        for (; input < padded; input += T.Width)
        {
            FourByOne(outputGradients, outputs, rows + input, padded, gradient + input);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourByFour(float* g, int outputs, float* rows, int stride, float* gradient)
    {
        int w = T.Width, block = DenseLayer<T>.Block;
        for (int o = 0; o < outputs; o += 4, g += 4 * block, gradient += 4 * stride)
        {
            float* y1 = gradient + stride, y2 = y1 + stride, y3 = y2 + stride;
            T a00 = T.Load(gradient), a01 = T.Load(gradient + w), a02 = T.Load(gradient + (2 * w)), a03 = T.Load(gradient + (3 * w));
            T a10 = T.Load(y1), a11 = T.Load(y1 + w), a12 = T.Load(y1 + (2 * w)), a13 = T.Load(y1 + (3 * w));
            T a20 = T.Load(y2), a21 = T.Load(y2 + w), a22 = T.Load(y2 + (2 * w)), a23 = T.Load(y2 + (3 * w));
            T a30 = T.Load(y3), a31 = T.Load(y3 + w), a32 = T.Load(y3 + (2 * w)), a33 = T.Load(y3 + (3 * w));
            float* x = rows;
            float* end = g + block;
            for (float* p = g; p < end; p++, x += stride)
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
                weight = T.All(p[block]);
                a10 = T.MultiplyAdd(weight, x0, a10);
                a11 = T.MultiplyAdd(weight, x1, a11);
                a12 = T.MultiplyAdd(weight, x2, a12);
                a13 = T.MultiplyAdd(weight, x3, a13);
                weight = T.All(p[2 * block]);
                a20 = T.MultiplyAdd(weight, x0, a20);
                a21 = T.MultiplyAdd(weight, x1, a21);
                a22 = T.MultiplyAdd(weight, x2, a22);
                a23 = T.MultiplyAdd(weight, x3, a23);
                weight = T.All(p[3 * block]);
                a30 = T.MultiplyAdd(weight, x0, a30);
                a31 = T.MultiplyAdd(weight, x1, a31);
                a32 = T.MultiplyAdd(weight, x2, a32);
                a33 = T.MultiplyAdd(weight, x3, a33);
            }

            Store4(gradient, a00, a01, a02, a03);
            Store4(y1, a10, a11, a12, a13);
            Store4(y2, a20, a21, a22, a23);
            Store4(y3, a30, a31, a32, a33);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TwoByFour(float* g, int outputs, float* rows, int stride, float* gradient)
    {
        int w = T.Width, block = DenseLayer<T>.Block;
        for (int o = 0; o < outputs; o += 2, g += 2 * block, gradient += 2 * stride)
        {
            float* y1 = gradient + stride;
            T a00 = T.Load(gradient), a01 = T.Load(gradient + w), a02 = T.Load(gradient + (2 * w)), a03 = T.Load(gradient + (3 * w));
            T a10 = T.Load(y1), a11 = T.Load(y1 + w), a12 = T.Load(y1 + (2 * w)), a13 = T.Load(y1 + (3 * w));
            float* x = rows;
            float* end = g + block;
            for (float* p = g; p < end; p++, x += stride)
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
                weight = T.All(p[block]);
                a10 = T.MultiplyAdd(weight, x0, a10);
                a11 = T.MultiplyAdd(weight, x1, a11);
                a12 = T.MultiplyAdd(weight, x2, a12);
                a13 = T.MultiplyAdd(weight, x3, a13);
            }

            Store4(gradient, a00, a01, a02, a03);
            Store4(y1, a10, a11, a12, a13);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourByOne(float* g, int outputs, float* rows, int stride, float* gradient)
    {
        int block = DenseLayer<T>.Block;
        for (int o = 0; o < outputs; o += 4, g += 4 * block, gradient += 4 * stride)
        {
            // Even and odd events in sums of their own: additions of one would wait for each other.
            T a0 = T.Load(gradient), a1 = T.Load(gradient + stride), a2 = T.Load(gradient + (2 * stride)), a3 = T.Load(gradient + (3 * stride));
            T b0 = T.All(0), b1 = b0, b2 = b0, b3 = b0;
            float* x = rows;
            float* end = g + block;
            for (float* p = g; p < end; p += 2, x += 2 * stride)
            {
                T even = T.Load(x), odd = T.Load(x + stride);
                a0 = T.MultiplyAdd(T.All(p[0]), even, a0);
                a1 = T.MultiplyAdd(T.All(p[block]), even, a1);
                a2 = T.MultiplyAdd(T.All(p[2 * block]), even, a2);
                a3 = T.MultiplyAdd(T.All(p[3 * block]), even, a3);
                b0 = T.MultiplyAdd(T.All(p[1]), odd, b0);
                b1 = T.MultiplyAdd(T.All(p[block + 1]), odd, b1);
                b2 = T.MultiplyAdd(T.All(p[(2 * block) + 1]), odd, b2);
                b3 = T.MultiplyAdd(T.All(p[(3 * block) + 1]), odd, b3);
            }

            T.Store(a0 + b0, gradient);
            T.Store(a1 + b1, gradient + stride);
            T.Store(a2 + b2, gradient + (2 * stride));
            T.Store(a3 + b3, gradient + (3 * stride));
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
