using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Mandelstam.Simd;

/// <summary>Elementary functions of uniform random numbers on float64 lanes, to the last digits and without special cases.</summary>
/// <remarks>
/// Every function says how far it is off at most, in units in the last place (ulp); tests hold it to that. The polynomials are those of fdlibm
/// (Sun Microsystems, 1993: e_log.c, k_sin.c, k_cos.c).
/// </remarks>
/// <typeparam name="T">The register.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class UnitMath<T>
    where T : struct, ILanes<T>
{
    private const double Log2 = 0.69314718055994531;

    /// <summary>Natural logarithm of positive normal numbers, 3 ulp. Of anything else it means nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log(T x)
    {
        // ln m = 2 artanh s with s = (m − 1)/(m + 1), |s| ≤ 0.1716.
        T m = T.Split(x, out T exponent);
        T s = (m - T.All(1)) / (m + T.All(1));
        T z = s * s;
        T p = T.MultiplyAdd(z, T.All(1.479819860511658591e-01), T.All(1.531383769920937332e-01));
        p = T.MultiplyAdd(p, z, T.All(1.818357216161805012e-01));
        p = T.MultiplyAdd(p, z, T.All(2.222219843214978396e-01));
        p = T.MultiplyAdd(p, z, T.All(2.857142874366239149e-01));
        p = T.MultiplyAdd(p, z, T.All(3.999999999940941908e-01));
        p = T.MultiplyAdd(p, z, T.All(6.666666666666735130e-01));
        p = T.MultiplyAdd(p, z, T.All(2));
        return T.MultiplyAdd(exponent, T.All(Log2), p * s);
    }

    /// <summary>Sine and cosine of a fraction of a quarter turn, sin(πq/2) and cos(πq/2) for |q| ≤ ½, 2.5 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T SinCosQuarters(T quarters, out T cos)
    {
        T x = quarters * T.All(Math.PI / 2);
        T z = x * x;
        T p = T.MultiplyAdd(z, T.All(1.58969099521155010221e-10), T.All(-2.50507602534068634195e-08));
        p = T.MultiplyAdd(p, z, T.All(2.75573137070700676789e-06));
        p = T.MultiplyAdd(p, z, T.All(-1.98412698298579493134e-04));
        p = T.MultiplyAdd(p, z, T.All(8.33333333332248946124e-03));
        p = T.MultiplyAdd(p, z, T.All(-1.66666666666666324348e-01));
        T q = T.MultiplyAdd(z, T.All(-1.13596475577881948265e-11), T.All(2.08757232129817482790e-09));
        q = T.MultiplyAdd(q, z, T.All(-2.75573143513906633035e-07));
        q = T.MultiplyAdd(q, z, T.All(2.48015872894767294178e-05));
        q = T.MultiplyAdd(q, z, T.All(-1.38888888888741095749e-03));
        q = T.MultiplyAdd(q, z, T.All(4.16666666666666019037e-02));
        cos = T.MultiplyAdd(T.MultiplyAdd(q, z, T.All(-0.5)), z, T.All(1));
        return T.MultiplyAdd(p * z, x, x);
    }

    /// <summary>Sine and cosine of turns, sin(2πt) and cos(2πt) for |t| ≤ 2⁵⁰, to 2·10⁻¹⁶.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T SinCosTurns(T turns, out T cos)
    {
        // The quarter turn and what is left of it are exact.
        T quarters = turns * T.All(4);
        T shifted = quarters + T.Shifter;
        T s = SinCosQuarters(quarters - (shifted - T.Shifter), out T c);
        return LaneMath<T>.AddQuarters(shifted, s, c, out cos);
    }
}
