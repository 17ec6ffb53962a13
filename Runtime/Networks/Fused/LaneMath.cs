using System.Runtime.CompilerServices;

namespace Mandelstam.Networks.Fused;

/// <summary>Elementary functions on registers, good to a few float32 roundings over the range that networks use.</summary>
/// <typeparam name="T">The register.</typeparam>
internal static class LaneMath<T>
    where T : struct, ILanes<T>
{
    /// <summary>exp; beyond ±87 the value there. Cephes expf.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp(T x)
    {
        x = T.Clamp(x, 87);
        T n = T.Round(x * T.All(1.44269504f));

        // ln 2 in two parts, so that n·ln 2 loses nothing.
        T r = T.MultiplyAdd(n, T.All(-0.693359375f), x);
        r = T.MultiplyAdd(n, T.All(2.12194440e-4f), r);
        T p = T.MultiplyAdd(r, T.All(1.9875691500e-4f), T.All(1.3981999507e-3f));
        p = T.MultiplyAdd(p, r, T.All(8.3334519073e-3f));
        p = T.MultiplyAdd(p, r, T.All(4.1665795894e-2f));
        p = T.MultiplyAdd(p, r, T.All(1.6666665459e-1f));
        p = T.MultiplyAdd(p, r, T.All(5.0000001201e-1f));
        p = T.MultiplyAdd(p, r * r, r + T.All(1));
        return p * T.PowerOfTwo(n);
    }

    /// <summary>Natural logarithm of positive normal numbers. Cephes logf.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log(T x)
    {
        T m = T.Split(x, out T exponent);
        T square = m * m;
        T p = T.MultiplyAdd(m, T.All(7.0376836292e-2f), T.All(-1.1514610310e-1f));
        p = T.MultiplyAdd(p, m, T.All(1.1676998740e-1f));
        p = T.MultiplyAdd(p, m, T.All(-1.2420140846e-1f));
        p = T.MultiplyAdd(p, m, T.All(1.4249322787e-1f));
        p = T.MultiplyAdd(p, m, T.All(-1.6668057665e-1f));
        p = T.MultiplyAdd(p, m, T.All(2.0000714765e-1f));
        p = T.MultiplyAdd(p, m, T.All(-2.4999993993e-1f));
        p = T.MultiplyAdd(p, m, T.All(3.3333331174e-1f));
        T y = p * m * square;
        y = T.MultiplyAdd(exponent, T.All(-2.12194440e-4f), y);
        y = T.MultiplyAdd(square, T.All(-0.5f), y);
        return T.MultiplyAdd(exponent, T.All(0.693359375f), m + y);
    }

    /// <summary>Hyperbolic tangent; the rational approximation that Eigen uses, exact in float32 beyond its range of ±7.9.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Tanh(T x)
    {
        x = T.Clamp(x, 7.90531110763549805f);
        T s = x * x;
        T p = T.MultiplyAdd(s, T.All(-2.76076847742355e-16f), T.All(2.00018790482477e-13f));
        p = T.MultiplyAdd(p, s, T.All(-8.60467152213735e-11f));
        p = T.MultiplyAdd(p, s, T.All(5.12229709037114e-08f));
        p = T.MultiplyAdd(p, s, T.All(1.48572235717979e-05f));
        p = T.MultiplyAdd(p, s, T.All(6.37261928875436e-04f));
        p = T.MultiplyAdd(p, s, T.All(4.89352455891786e-03f));
        T q = T.MultiplyAdd(s, T.All(1.19825839466702e-06f), T.All(1.18534705686654e-04f));
        q = T.MultiplyAdd(q, s, T.All(2.26843463243900e-03f));
        q = T.MultiplyAdd(q, s, T.All(4.89352518554385e-03f));
        return x * p / q;
    }

    /// <summary>Logistic function.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sigmoid(T x) => T.All(1) / (Exp(T.All(0) - x) + T.All(1));

    /// <summary>x·Φ(x) with the normal distribution function Φ, good to a rounding: max(x, 0) − h(|x|), see <see cref="GeluTable"/>.</summary>
    /// <param name="x">Arguments.</param>
    /// <param name="table"><see cref="GeluTable.Values"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe T Gelu(T x, float* table)
    {
        T eighth = PieceOf(x, out T u);
        return T.Max(x, T.All(0)) - Polynomial(eighth, u, table);
    }

    /// <summary>GELU, see the other overload, and its slope: h′(|x|) for negative x, 1 − h′(|x|) for positive.</summary>
    /// <param name="x">Arguments.</param>
    /// <param name="table"><see cref="GeluTable.Values"/>.</param>
    /// <param name="slopes"><see cref="GeluTable.Slopes"/>.</param>
    /// <param name="slope">The slopes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe T Gelu(T x, float* table, float* slopes, out T slope)
    {
        T eighth = PieceOf(x, out T u);
        slope = T.All(0.5f) + T.WithSign(T.All(0.5f) - Polynomial(eighth, u, slopes), x);
        return T.Max(x, T.All(0)) - Polynomial(eighth, u, table);
    }

    /// <summary>The eighth of [0, <see cref="GeluTable.Range"/>) that a magnitude lies in, the last one for what lies beyond, and the place in it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T PieceOf(T x, out T u) =>
        T.Eighth(T.Min(T.Abs(x) * T.All((float)(8 / GeluTable.Range)), T.All(GeluTable.LargestPlace)), out u);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe T Polynomial(T eighth, T u, float* table)
    {
        T p = T.MultiplyAdd(T.Pick(table + (6 * GeluTable.Stride), eighth), u, T.Pick(table + (5 * GeluTable.Stride), eighth));
        p = T.MultiplyAdd(p, u, T.Pick(table + (4 * GeluTable.Stride), eighth));
        p = T.MultiplyAdd(p, u, T.Pick(table + (3 * GeluTable.Stride), eighth));
        p = T.MultiplyAdd(p, u, T.Pick(table + (2 * GeluTable.Stride), eighth));
        p = T.MultiplyAdd(p, u, T.Pick(table + GeluTable.Stride, eighth));
        return T.MultiplyAdd(p, u, T.Pick(table, eighth));
    }
}
