using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Mandelstam.Simd;

/// <summary>Elementary functions on float32 lanes, by polynomials.</summary>
/// <remarks>
/// Every function says how far it is off at most, in units in the last place (ulp) of the exact result; tests hold it to that. Polynomials are
/// those of the Cephes library (S. L. Moshier) where nothing else is said. Denormal results may come out as zero.
/// </remarks>
/// <typeparam name="T">The register.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SingleMath<T>
    where T : struct, ILanes<T>
{
    private const double Log2 = 0.69314718055994531;

    /// <summary>Sine, 1 ulp for |x| ≤ 10⁵; beyond, the error is below an ulp of x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sin(T x) => SinCos(x, out _);

    /// <summary>Cosine, 1 ulp for |x| ≤ 10⁵; beyond, the error is below an ulp of x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Cos(T x)
    {
        SinCos(x, out T cos);
        return cos;
    }

    /// <summary>Sine and cosine, each as accurate as alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T SinCos(T x, out T cos)
    {
        // x = k·π/2 + r, |r| ≤ π/4. π/2 in three parts; the rest is what r was rounded by, which counts
        // where r is not small.
        T shifted = T.MultiplyAdd(x, T.All(2 / Math.PI), T.Shifter);
        T k = shifted - T.Shifter;
        T first = T.MultiplyAdd(k, T.All(-1.5707963705062866), x);
        T r = T.MultiplyAdd(k, T.All(4.371138828673793e-08), first);
        T rest = T.MultiplyAdd(k, T.All(4.371138828673793e-08), first - r);
        rest = T.MultiplyAdd(k, T.All(1.7151245100058819e-15), T.Less(T.All(0.01), T.Abs(first)) & rest);
        T z = r * r;
        T p = T.MultiplyAdd(z, T.All(-1.9515295891e-4), T.All(8.3321608736e-3));
        p = T.MultiplyAdd(p, z, T.All(-1.6666654611e-1));
        T s = r + T.MultiplyAdd(p * z, r, rest);

        // 1 − z/2 is rounded; what the rounding took is added back with the rest.
        T q = T.MultiplyAdd(z, T.All(2.443315711809948e-5), T.All(-1.388731625493765e-3));
        q = T.MultiplyAdd(q, z, T.All(4.166664568298827e-2));
        T half = z * T.All(0.5), main = T.All(1) - half;
        T c = main + T.MultiplyAdd(q * z, z, T.MultiplyAddNegated(r, rest, T.All(1) - main - half));

        return LaneMath<T>.AddQuarters(shifted, s, c, out cos);
    }

    /// <summary>Tangent, 3 ulp for |x| ≤ 10⁵.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Tan(T x)
    {
        T sin = SinCos(x, out T cos);
        return sin / cos;
    }

    /// <summary>Azimuth of the point (x, y) in [−π, π], 2 ulp; that of (0, 0) goes by the signs of the zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Atan2(T y, T x)
    {
        T t = LaneMath<T>.Reduce(y, x, out T eighths, out T sign);
        T z = t * t;
        T p = T.MultiplyAdd(z, T.All(8.05374449538e-2), T.All(-1.38776856032e-1));
        p = T.MultiplyAdd(p, z, T.All(1.99777106478e-1));
        p = T.MultiplyAdd(p, z, T.All(-3.33329491539e-1));
        T angle = T.MultiplyAdd(p * z, t, t) ^ sign;

        // π/4 in two parts.
        angle = T.MultiplyAdd(eighths, T.All(0.785398185253143310546875), T.MultiplyAdd(eighths, T.All(-2.1855694143368964e-08), angle));
        return angle ^ (y & T.All(-0.0));
    }

    /// <summary>Arc cosine, 3 ulp; NaN outside [−1, 1].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Acos(T x) => Atan2(T.Sqrt((T.All(1) - x) * (T.All(1) + x)), x);

    /// <summary>Exponential, 1 ulp; 0 below −86.9, ∞ above 88.7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp(T x)
    {
        T cut = T.Clamp(x, -87.5, 89);
        T shifted = T.MultiplyAdd(cut, T.All(1 / Log2), T.Shifter);
        T n = shifted - T.Shifter;

        // ln 2 in two parts, so that n·ln 2 loses nothing.
        T r = T.MultiplyAdd(n, T.All(-0.693359375), cut);
        r = T.MultiplyAdd(n, T.All(2.12194440e-4), r);
        T p = T.MultiplyAdd(r, T.All(1.9875691500e-4), T.All(1.3981999507e-3));
        p = T.MultiplyAdd(p, r, T.All(8.3334519073e-3));
        p = T.MultiplyAdd(p, r, T.All(4.1665795894e-2));
        p = T.MultiplyAdd(p, r, T.All(1.6666665459e-1));
        p = T.MultiplyAdd(p, r, T.All(5.0000001201e-1));
        p = T.MultiplyAdd(p, r * r, r) + T.All(1);

        // 2ⁿ may be too large where the result is not: half of it twice.
        return p * T.PowerOfTwo(shifted - T.All(1)) * T.All(2);
    }

    /// <summary>Natural logarithm, 1 ulp; −∞ at 0, NaN below. Denormal numbers count as the smallest normal one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log(T x)
    {
        T m = T.Split(T.Select(T.Less(x, T.All(1.17549435e-38)), T.All(1.17549435e-38), x), out T exponent) - T.All(1);
        T square = m * m;
        T p = T.MultiplyAdd(m, T.All(7.0376836292e-2), T.All(-1.1514610310e-1));
        p = T.MultiplyAdd(p, m, T.All(1.1676998740e-1));
        p = T.MultiplyAdd(p, m, T.All(-1.2420140846e-1));
        p = T.MultiplyAdd(p, m, T.All(1.4249322787e-1));
        p = T.MultiplyAdd(p, m, T.All(-1.6668057665e-1));
        p = T.MultiplyAdd(p, m, T.All(2.0000714765e-1));
        p = T.MultiplyAdd(p, m, T.All(-2.4999993993e-1));
        p = T.MultiplyAdd(p, m, T.All(3.3333331174e-1));
        T y = p * m * square;
        y = T.MultiplyAdd(exponent, T.All(-2.12194440e-4), y);
        y = T.MultiplyAdd(square, T.All(-0.5), y);
        return LaneMath<T>.LogarithmAtEnds(x, T.MultiplyAdd(exponent, T.All(0.693359375), m + y));
    }

    /// <summary>Hyperbolic sine, 2 ulp for |x| ≤ 88.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sinh(T x)
    {
        T z = x * x;
        T p = T.MultiplyAdd(z, T.All(2.03721912945e-4), T.All(8.33028376239e-3));
        p = T.MultiplyAdd(p, z, T.All(1.66667160211e-1));
        T small = T.MultiplyAdd(p * z, x, x);
        T e = Exp(T.Abs(x));
        T large = T.All(0.5) * (e - (T.All(1) / e));
        return T.Select(T.Less(z, T.All(1)), small, large ^ (x & T.All(-0.0)));
    }

    /// <summary>Hyperbolic cosine, 2 ulp for |x| ≤ 88.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Cosh(T x)
    {
        T e = Exp(T.Abs(x));
        return T.All(0.5) * (e + (T.All(1) / e));
    }

    /// <summary>Hyperbolic tangent, 2 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Tanh(T x)
    {
        T z = x * x, ax = T.Abs(x);
        T p = T.MultiplyAdd(z, T.All(-5.70498872745e-3), T.All(2.06390887954e-2));
        p = T.MultiplyAdd(p, z, T.All(-5.37397155531e-2));
        p = T.MultiplyAdd(p, z, T.All(1.33314422036e-1));
        p = T.MultiplyAdd(p, z, T.All(-3.33332819422e-1));
        T small = T.MultiplyAdd(p * z, x, x);
        T large = T.All(1) - (T.All(2) / (Exp(ax + ax) + T.All(1)));
        return T.Select(T.Less(ax, T.All(0.625)), small, large ^ (x & T.All(-0.0)));
    }

    /// <summary>Inverse hyperbolic sine, 4 ulp for |x| ≤ 10¹⁸.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Asinh(T x)
    {
        T z = x * x, ax = T.Abs(x);
        T p = T.MultiplyAdd(z, T.All(2.0122003309e-2), T.All(-4.2699340972e-2));
        p = T.MultiplyAdd(p, z, T.All(7.4847586088e-2));
        p = T.MultiplyAdd(p, z, T.All(-1.6666288134e-1));
        T small = T.MultiplyAdd(p * z, x, x);
        T large = Log(ax + T.Sqrt(z + T.All(1)));
        return T.Select(T.Less(ax, T.All(0.5)), small, large ^ (x & T.All(-0.0)));
    }

    /// <summary>Inverse hyperbolic tangent, 3 ulp; ±∞ at ±1, NaN beyond.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Atanh(T x)
    {
        T z = x * x;
        T p = T.MultiplyAdd(z, T.All(1.81740078349e-1), T.All(8.24370301058e-2));
        p = T.MultiplyAdd(p, z, T.All(1.46691431730e-1));
        p = T.MultiplyAdd(p, z, T.All(1.99782164500e-1));
        p = T.MultiplyAdd(p, z, T.All(3.33337300303e-1));
        T small = T.MultiplyAdd(p * z, x, x);
        T large = T.All(0.5) * Log((T.All(1) + x) / (T.All(1) - x));
        return T.Select(T.Less(z, T.All(0.25)), small, large);
    }

    /// <summary>
    /// The nearest number of steps, scale to one, half to even, up to 2²³ steps; beyond, where float32 no longer holds decimals of a scale of 100 or more, it may be off by one.
    /// The rest is exact.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Steps(T x, double scale, out T rest)
    {
        if (scale >= 100)
        {
            T shifted = Nearest(x, scale);
            rest = T.MultiplySubtract(x, T.All(scale), shifted);
            return shifted;
        }

        T near = T.Round(x * T.All(scale));
        T over = T.MultiplySubtract(x, T.All(scale), near);
        T more = T.Round(over);
        rest = over - more;
        return near + more;
    }

    /// <summary>
    /// A number of steps, scale to one, near x·(factor + factorRest): the nearest one, half to even, where the rest is below ½. The rest is right to 2⁻²³ of a step up to 2²² steps;
    /// where there are more than 2²³, it may be larger than ½.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T StepsOfProduct(T x, T factor, T factorRest, double scale, out T rest)
    {
        T product = x * factor;
        T productRest = T.MultiplyAdd(x, factorRest, T.MultiplySubtract(x, factor, product));
        T near = Nearest(product, scale);
        rest = T.MultiplyAdd(productRest, T.All(scale), T.MultiplySubtract(product, T.All(scale), near));
        return near;
    }

    /// <summary>A number of steps, scale to one, as a number, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T OfSteps(T steps, double scale)
    {
        // The step in two parts. A whole or half number of decimal steps lies much further from the middle between two float32 than what the second product is rounded by.
        return T.MultiplyAdd(steps, T.All(1 / scale), steps * T.All((1 / scale) - (float)(1 / scale)));
    }

    /// <summary>Sine of an angle in steps, 2 ulp up to 16 radian, near its zeros too; beyond, the error is below an ulp of the angle.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T SinOfSteps(T steps, double perHalfTurn, double halfTurn, double halfTurnRest, double unit, double unitRest)
    {
        T shifted = T.MultiplyAdd(steps, T.All(perHalfTurn), T.Shifter);
        T r = Reduce(steps, shifted, halfTurn, halfTurnRest, unit, unitRest);
        T z = r * r;

        // Taylor's series up to r⁷, the last two terms fitted for |r| ≤ π/2.
        T p = T.MultiplyAdd(z, T.All(2.6083159809786593541503e-6), T.All(-1.981069071916863322258e-4));
        p = T.MultiplyAdd(p, z, T.All(8.33307858556509017944336e-3));
        p = T.MultiplyAdd(p, z, T.All(-1.66666597127914428710938e-1));
        return T.NegateWhere(T.MultiplyAdd(p * z, r, r), shifted, 0);
    }

    /// <summary>Cosine of an angle in steps, as accurate as the sine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T CosOfSteps(T steps, double perQuarter, double quarter, double quarterRest, double unit, double unitRest)
    {
        SinCosOfSteps(steps, perQuarter, quarter, quarterRest, unit, unitRest, out T cos);
        return cos;
    }

    /// <summary>Sine and cosine of an angle in steps, each as accurate as alone.</summary>
    /// <param name="steps">The angle, in steps.</param>
    /// <param name="perQuarter">Quarter turns in a step.</param>
    /// <param name="quarter">Steps of a quarter turn, as far as a few bits hold them.</param>
    /// <param name="quarterRest">The rest of them.</param>
    /// <param name="unit">A step in radians.</param>
    /// <param name="unitRest">What float32 leaves of it.</param>
    /// <param name="cos">The cosine.</param>
    /// <returns>The sine.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T SinCosOfSteps(T steps, double perQuarter, double quarter, double quarterRest, double unit, double unitRest, out T cos)
    {
        T shifted = T.MultiplyAdd(steps, T.All(perQuarter), T.Shifter);
        T r = Reduce(steps, shifted, quarter, quarterRest, unit, unitRest);
        T z = r * r;
        T p = T.MultiplyAdd(z, T.All(-1.9515295891e-4), T.All(8.3321608736e-3));
        p = T.MultiplyAdd(p, z, T.All(-1.6666654611e-1));
        T s = T.MultiplyAdd(p * z, r, r);
        T q = T.MultiplyAdd(z, T.All(2.443315711809948e-5), T.All(-1.388731625493765e-3));
        q = T.MultiplyAdd(q, z, T.All(4.166664568298827e-2));
        T c = T.MultiplyAdd(T.MultiplyAdd(q, z, T.All(-0.5)), z, T.All(1));
        return LaneMath<T>.AddQuarters(shifted, s, c, out cos);
    }

    /// <summary>Sine and cosine of an angle a little beyond another one.</summary>
    /// <remarks>To those of the other they add an error of an ulp, where the angle is as far from a zero of theirs as it was turned; nearer, one of a thousandth of an ulp of the angle.</remarks>
    /// <param name="sin">The sine of the other.</param>
    /// <param name="cos">The cosine of the other.</param>
    /// <param name="by">By how much, up to 1/2000.</param>
    /// <param name="turnedCos">The cosine.</param>
    /// <returns>The sine.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Turn(T sin, T cos, T by, out T turnedCos)
    {
        T half = by * T.All(0.5);
        turnedCos = T.MultiplyAddNegated(by, T.MultiplyAdd(half, cos, sin), cos);
        return T.MultiplyAdd(by, T.MultiplyAddNegated(half, sin, cos), sin);
    }

    /// <summary>The cosine of <see cref="Turn"/> alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T TurnedCos(T sin, T cos, T by) => T.MultiplyAddNegated(by, T.MultiplyAdd(by * T.All(0.5), cos, sin), cos);

    /// <summary>An angle in steps moved into (−π, π] by whole turns, in radians, 2 ulp up to 16 radian.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T WrapSteps(T steps, double perTurn, double turn, double turnRest, double unit, double unitRest) =>
        Reduce(steps, T.MultiplyAdd(steps, T.All(perTurn), T.Shifter), turn, turnRest, unit, unitRest);

    // A product rounded to an integer, half to even, up to 2²³: added to a number of which a unit is the last place, of the product's sign, it is rounded only once.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Nearest(T x, double scale)
    {
        T large = T.All(1 << 23) | (x & T.All(-0.0));
        return T.MultiplyAdd(x, T.All(scale), large) - large;
    }

    // What is left of an angle in steps without the whole intervals, in radians. The first product is exact, and so is its difference.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Reduce(T steps, T shifted, double interval, double intervalRest, double unit, double unitRest)
    {
        T n = shifted - T.Shifter;
        T r = T.MultiplyAdd(n, T.All(-intervalRest), T.MultiplyAdd(n, T.All(-interval), steps));
        return T.MultiplyAdd(r, T.All(unit), r * T.All(unitRest));
    }

    /// <summary>−1, 0 or 1; NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sign(T x) => LaneMath<T>.Sign(x);
}
