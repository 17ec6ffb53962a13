using System.Runtime.CompilerServices;
using Mandelstam.Simd;

namespace Mandelstam.PhaseSpace;

/// <summary>The equation of "RAMBO on diet": what fraction x of its squared mass a cluster keeps when a massless particle leaves it and k + 1 remain.</summary>
/// <remarks>
/// x has the density k(k + 1)x^(k−1)(1 − x); S. Plätzer, arXiv:1308.2922, equation 20 with x = u². The probability to be above x is
/// 1 − x^k(k + 1 − kx) = (1 − x)² Σ (j + 1)xʲ, j from 0 to k − 1, a form in which nothing cancels. Here it is the uniform number r, the paper's is 1 − r.
/// </remarks>
internal static class DietRoot
{
    // Halley's steps triple the digits; the first guess has one.
    private const int Steps = 4;

    /// <summary>The probability to be above a fraction.</summary>
    /// <param name="x">The fraction, 0 to 1.</param>
    /// <param name="k">At least 1.</param>
    public static double Above(double x, int k)
    {
        double sum = 0;
        for (int j = k; j > 0; j--)
        {
            sum = (sum * x) + j;
        }

        return (1 - x) * (1 - x) * sum;
    }

    /// <summary>The density of the fraction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Density<T>(T x, int k)
        where T : struct, IDoubleLanes<T>
    {
        T density = T.All(k * (k + 1.0)) * (T.All(1) - x);
        for (int power = 1; power < k; power++)
        {
            density *= x;
        }

        return density;
    }

    /// <summary>The fraction that is exceeded with a probability.</summary>
    /// <param name="r">The probability, above 0 and below 1.</param>
    /// <param name="k">At least 1.</param>
    public static T Solve<T>(T r, int k)
        where T : struct, IDoubleLanes<T>
    {
        T one = T.All(1), s = T.Sqrt(r);
        if (k == 1)
        {
            return one - s;
        }

        // 1 − x^k as a function of √r is smooth: a cubic with the right values and slopes at both ends.
        double slope = Math.Sqrt(2 * k / (k + 1.0)), endSlope = 2 / (k + 1.0);
        T cubic = T.MultiplyAdd(s, T.MultiplyAdd(s, T.All(slope + endSlope - 2), T.All(3 - (2 * slope) - endSlope)), T.All(slope));
        T power = T.Max(T.MultiplyAdd(-s, cubic, one), T.All(1e-290));
        T x = k == 2 ? T.Sqrt(power) : DoubleMath<T>.Exp(UnitMath<T>.Log(power) * T.All(1.0 / k));
        T most = T.All(1 - 1.1102230246251565e-16);
        for (int step = 0; step < Steps; step++)
        {
            x = T.Min(x, most);
            T left = one - x, sum = T.All(k);
            for (int j = k - 1; j > 0; j--)
            {
                sum = T.MultiplyAdd(sum, x, T.All(j));
            }

            // Newton's step n, and Halley's n/(1 − nP″/2P′) with P″/P′ = (k − 1)/x − 1/(1 − x), x and 1 − x multiplied through.
            T newton = T.MultiplyAdd(left * left, sum, -r) / Density(x, k);
            T both = x * left;
            T curvature = T.MultiplyAdd(T.All(k - 1.0), left, -x);
            x += newton * both / T.MultiplyAdd(T.All(0.5) * newton, curvature, both);
        }

        return T.Max(T.Min(x, one), T.All(0));
    }
}
