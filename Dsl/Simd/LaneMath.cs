using System.Runtime.CompilerServices;

namespace Mandelstam.Simd;

/// <summary>What functions of either precision share.</summary>
/// <typeparam name="T">The register.</typeparam>
internal static class LaneMath<T>
    where T : struct, ILanes<T>
{
    /// <summary>−1, 0 or 1; NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sign(T x) => T.Select(T.Less(T.All(0), x), T.All(1), T.Select(T.Less(x, T.All(0)), T.All(-1), x));

    /// <summary>Sine and cosine of n·π/2 + r from those of r, for shifted = n + <see cref="ILanes{T}.Shifter"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T AddQuarters(T shifted, T sin, T cos, out T cosOfSum)
    {
        // The sine's sign changes after two quarters, the cosine's one quarter earlier.
        cosOfSum = T.NegateWhere(T.SelectOdd(shifted, sin, cos), T.Next(shifted), 1);
        return T.NegateWhere(T.SelectOdd(shifted, cos, sin), shifted, 1);
    }

    /// <summary>Reduces an azimuth to |atan t| ≤ π/8: it is eighths·π/4 ± atan t, with the sign of y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Reduce(T y, T x, out T eighths, out T sign)
    {
        T ax = T.Abs(x), ay = T.Abs(y), zero = T.All(0), minus = T.All(-0.0);
        T isSteep = T.Less(ax, ay);
        T large = T.Select(isSteep, ay, ax), small = T.Select(isSteep, ax, ay);

        // atan t = π/4 + atan((t − 1)/(t + 1)) above tan(π/8). Equal sides, zeros and infinities among them, need no quotient.
        T isUpper = T.LessOrEqual(large * T.All(0.41421356237309503), small) & T.Less(zero, large);
        T quotient = T.Select(isUpper, small - large, small) / T.Select(isUpper, small + large, large);

        // A negative zero is left of the origin too.
        T isLeft = T.Less((x & minus) | T.All(1), zero);
        eighths = T.Select(isUpper, T.All(1), zero);
        eighths = T.Select(isSteep, T.All(2) - eighths, eighths);
        eighths = T.Select(isLeft, T.All(4) - eighths, eighths);
        sign = (isSteep ^ isLeft) & minus;
        return T.Select(T.Equal(large, small), zero, quotient);
    }

    /// <summary>A logarithm where its argument is not a positive number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T LogarithmAtEnds(T x, T logarithm)
    {
        T positive = T.Select(T.Less(x, T.All(double.PositiveInfinity)), logarithm, x);
        return T.Select(T.Less(T.All(0), x), positive, T.Select(T.Equal(x, T.All(0)), T.All(double.NegativeInfinity), T.All(double.NaN)));
    }
}
