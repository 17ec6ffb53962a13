using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Mandelstam.Simd;

/// <summary>Elementary functions on float64 lanes, good to 10⁻¹² of the result: for intermediate values of float32 kernels that cancel later.</summary>
/// <remarks>Arguments are reduced and Taylor's series summed up to where the next term is below that.</remarks>
/// <typeparam name="T">The register.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DoubleMath<T>
    where T : struct, ILanes<T>
{
    private const double Log2 = 0.69314718055994531;

    /// <summary>Sine, for |x| ≤ 10⁹.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sin(T x)
    {
        // x = k·π + r, |r| ≤ π/2.
        T shifted = T.MultiplyAdd(x, T.All(1 / Math.PI), T.Shifter);
        T k = shifted - T.Shifter;
        T r = T.MultiplyAdd(k, T.All(-Math.PI), x);
        r = T.MultiplyAdd(k, T.All(-1.2246467991473532e-16), r);
        T z = r * r;
        T p = T.MultiplyAdd(z, T.All(1.0 / 355687428096000.0), T.All(-1.0 / 1307674368000.0));
        p = T.MultiplyAdd(p, z, T.All(1.0 / 6227020800.0));
        p = T.MultiplyAdd(p, z, T.All(-1.0 / 39916800.0));
        p = T.MultiplyAdd(p, z, T.All(1.0 / 362880.0));
        p = T.MultiplyAdd(p, z, T.All(-1.0 / 5040.0));
        p = T.MultiplyAdd(p, z, T.All(1.0 / 120.0));
        p = T.MultiplyAdd(p, z, T.All(-1.0 / 6.0));
        return T.NegateWhere(T.MultiplyAdd(p * z, r, r), shifted, 0);
    }

    /// <summary>Cosine, for |x| ≤ 10⁹.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Cos(T x)
    {
        SinCos(x, out T cos);
        return cos;
    }

    /// <summary>Sine and cosine, for |x| ≤ 10⁹.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T SinCos(T x, out T cos)
    {
        // x = k·π/2 + r, |r| ≤ π/4.
        T shifted = T.MultiplyAdd(x, T.All(2 / Math.PI), T.Shifter);
        T k = shifted - T.Shifter;
        T r = T.MultiplyAdd(k, T.All(-Math.PI / 2), x);
        r = T.MultiplyAdd(k, T.All(-6.123233995736766e-17), r);
        T z = r * r;
        T p = T.MultiplyAdd(z, T.All(1.0 / 6227020800.0), T.All(-1.0 / 39916800.0));
        p = T.MultiplyAdd(p, z, T.All(1.0 / 362880.0));
        p = T.MultiplyAdd(p, z, T.All(-1.0 / 5040.0));
        p = T.MultiplyAdd(p, z, T.All(1.0 / 120.0));
        p = T.MultiplyAdd(p, z, T.All(-1.0 / 6.0));
        T s = T.MultiplyAdd(p * z, r, r);
        p = T.MultiplyAdd(z, T.All(-1.0 / 87178291200.0), T.All(1.0 / 479001600.0));
        p = T.MultiplyAdd(p, z, T.All(-1.0 / 3628800.0));
        p = T.MultiplyAdd(p, z, T.All(1.0 / 40320.0));
        p = T.MultiplyAdd(p, z, T.All(-1.0 / 720.0));
        p = T.MultiplyAdd(p, z, T.All(1.0 / 24.0));
        p = T.MultiplyAdd(p, z, T.All(-1.0 / 2.0));
        T c = T.MultiplyAdd(p, z, T.All(1));
        return LaneMath<T>.AddQuarters(shifted, s, c, out cos);
    }

    /// <summary>Tangent, for |x| ≤ 10⁹.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Tan(T x)
    {
        T sin = SinCos(x, out T cos);
        return sin / cos;
    }

    /// <summary>Azimuth of the point (x, y) in [−π, π]; that of (0, 0) goes by the signs of the zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Atan2(T y, T x)
    {
        T t = LaneMath<T>.Reduce(y, x, out T eighths, out T sign);
        T z = t * t;
        T p = T.MultiplyAdd(z, T.All(1.0 / 29), T.All(-1.0 / 27));
        p = T.MultiplyAdd(p, z, T.All(1.0 / 25));
        p = T.MultiplyAdd(p, z, T.All(-1.0 / 23));
        p = T.MultiplyAdd(p, z, T.All(1.0 / 21));
        p = T.MultiplyAdd(p, z, T.All(-1.0 / 19));
        p = T.MultiplyAdd(p, z, T.All(1.0 / 17));
        p = T.MultiplyAdd(p, z, T.All(-1.0 / 15));
        p = T.MultiplyAdd(p, z, T.All(1.0 / 13));
        p = T.MultiplyAdd(p, z, T.All(-1.0 / 11));
        p = T.MultiplyAdd(p, z, T.All(1.0 / 9));
        p = T.MultiplyAdd(p, z, T.All(-1.0 / 7));
        p = T.MultiplyAdd(p, z, T.All(1.0 / 5));
        p = T.MultiplyAdd(p, z, T.All(-1.0 / 3));
        T angle = T.MultiplyAdd(p * z, t, t) ^ sign;
        return T.MultiplyAdd(eighths, T.All(Math.PI / 4), angle) ^ (y & T.All(-0.0));
    }

    /// <summary>Arc cosine; NaN outside [−1, 1].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Acos(T x) => Atan2(T.Sqrt((T.All(1) - x) * (T.All(1) + x)), x);

    /// <summary>Exponential; 0 below −708, ∞ above 709.7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp(T x)
    {
        T cut = T.Clamp(x, -708.4, 710);
        T shifted = T.MultiplyAdd(cut, T.All(1 / Log2), T.Shifter);
        T n = shifted - T.Shifter;
        T r = T.MultiplyAdd(n, T.All(-Log2), cut);
        r = T.MultiplyAdd(n, T.All(-2.3190468138462996e-17), r);
        T p = T.MultiplyAdd(r, T.All(1.0 / 39916800.0), T.All(1.0 / 3628800.0));
        p = T.MultiplyAdd(p, r, T.All(1.0 / 362880.0));
        p = T.MultiplyAdd(p, r, T.All(1.0 / 40320.0));
        p = T.MultiplyAdd(p, r, T.All(1.0 / 5040.0));
        p = T.MultiplyAdd(p, r, T.All(1.0 / 720.0));
        p = T.MultiplyAdd(p, r, T.All(1.0 / 120.0));
        p = T.MultiplyAdd(p, r, T.All(1.0 / 24.0));
        p = T.MultiplyAdd(p, r, T.All(1.0 / 6.0));
        p = T.MultiplyAdd(p, r, T.All(1.0 / 2.0));
        p = T.MultiplyAdd(p, r * r, r) + T.All(1);
        return p * T.PowerOfTwo(shifted - T.All(1)) * T.All(2);
    }

    /// <summary>Natural logarithm of normal numbers; −∞ at 0, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log(T x)
    {
        // ln m = 2 artanh((m − 1)/(m + 1)).
        T m = T.Split(T.Select(T.Less(x, T.All(2.2250738585072014e-308)), T.All(2.2250738585072014e-308), x), out T exponent);
        T s = (m - T.All(1)) / (m + T.All(1));
        T z = s * s;
        T p = T.MultiplyAdd(z, T.All(2.0 / 17), T.All(2.0 / 15));
        p = T.MultiplyAdd(p, z, T.All(2.0 / 13));
        p = T.MultiplyAdd(p, z, T.All(2.0 / 11));
        p = T.MultiplyAdd(p, z, T.All(2.0 / 9));
        p = T.MultiplyAdd(p, z, T.All(2.0 / 7));
        p = T.MultiplyAdd(p, z, T.All(2.0 / 5));
        p = T.MultiplyAdd(p, z, T.All(2.0 / 3));
        p = T.MultiplyAdd(p, z, T.All(2)) * s;
        return LaneMath<T>.LogarithmAtEnds(x, T.MultiplyAdd(exponent, T.All(Log2), p));
    }

    /// <summary>Hyperbolic sine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sinh(T x)
    {
        T z = x * x;
        T p = T.MultiplyAdd(z, T.All(1.0 / 362880), T.All(1.0 / 5040));
        p = T.MultiplyAdd(p, z, T.All(1.0 / 120));
        p = T.MultiplyAdd(p, z, T.All(1.0 / 6));
        T small = T.MultiplyAdd(p * z, x, x);
        T e = Exp(T.Abs(x));
        T large = T.All(0.5) * (e - (T.All(1) / e));
        return T.Select(T.Less(z, T.All(0.0625)), small, large ^ (x & T.All(-0.0)));
    }

    /// <summary>Hyperbolic cosine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Cosh(T x)
    {
        T e = Exp(T.Abs(x));
        return T.All(0.5) * (e + (T.All(1) / e));
    }

    /// <summary>Hyperbolic tangent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Tanh(T x)
    {
        // Beyond 20 it is ±1 to all digits.
        T cut = T.Clamp(x, -20, 20);
        return Sinh(cut) / Cosh(cut);
    }

    /// <summary>Inverse hyperbolic sine, for |x| ≤ 10¹⁵⁰.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Asinh(T x)
    {
        T z = x * x, ax = T.Abs(x);
        T p = T.MultiplyAdd(z, T.All(-63.0 / 2816), T.All(35.0 / 1152));
        p = T.MultiplyAdd(p, z, T.All(-5.0 / 112));
        p = T.MultiplyAdd(p, z, T.All(3.0 / 40));
        p = T.MultiplyAdd(p, z, T.All(-1.0 / 6));
        T small = T.MultiplyAdd(p * z, x, x);
        T large = Log(ax + T.Sqrt(z + T.All(1)));
        return T.Select(T.Less(z, T.All(0.0036)), small, large ^ (x & T.All(-0.0)));
    }

    /// <summary>Inverse hyperbolic tangent; ±∞ at ±1, NaN beyond.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Atanh(T x)
    {
        T z = x * x;
        T p = T.MultiplyAdd(z, T.All(1.0 / 11), T.All(1.0 / 9));
        p = T.MultiplyAdd(p, z, T.All(1.0 / 7));
        p = T.MultiplyAdd(p, z, T.All(1.0 / 5));
        p = T.MultiplyAdd(p, z, T.All(1.0 / 3));
        T small = T.MultiplyAdd(p * z, x, x);
        T large = T.All(0.5) * Log((T.All(1) + x) / (T.All(1) - x));
        return T.Select(T.Less(z, T.All(0.0036)), small, large);
    }

    /// <summary>An angle moved into (−π, π] by whole turns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Wrap(T x)
    {
        T turns = T.Round(x * T.All(1 / Math.Tau));
        T wrapped = T.MultiplyAdd(turns, T.All(-Math.Tau), x);
        return T.Select(T.LessOrEqual(wrapped, T.All(-Math.PI)), T.All(Math.PI), wrapped);
    }

    /// <summary>Rounded half to even at a step of 1/scale.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Round(T x, double scale)
    {
        return OfSteps(Steps(x, scale), scale);
    }

    /// <summary>The nearest number of steps, scale to one, half to even.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Steps(T x, double scale) => T.Round(x * T.All(scale));

    /// <summary>A number of steps, scale to one, as a number, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T OfSteps(T steps, double scale)
    {
        // The quotient by way of a product and a correction: many times faster than a division, and the same number.
        T quotient = steps * T.All(1 / scale);
        T rest = T.MultiplyAdd(quotient, T.All(-scale), steps);
        return T.MultiplyAdd(rest, T.All(1 / scale), quotient);
    }

    /// <summary>−1, 0 or 1; NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sign(T x) => LaneMath<T>.Sign(x);
}
