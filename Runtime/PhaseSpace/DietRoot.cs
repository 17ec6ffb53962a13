using Mandelstam.Simd;

namespace Mandelstam.PhaseSpace;

/// <summary>The equation of "RAMBO on diet": what fraction x of its squared mass a cluster keeps when a massless particle leaves it and k + 1 remain.</summary>
/// <remarks>
/// <para>
/// x has the density k(k + 1)x^(k−1)(1 − x); S. Plätzer, arXiv:1308.2922, equation 20 with x = u². The probability to be above x is
/// 1 − x^k(k + 1 − kx) = (1 − x)² Σ (j + 1)xʲ, j from 0 to k − 1, a form in which nothing cancels. Here it is the uniform number r, the paper's is 1 − r.
/// </para>
/// <para>
/// With z = (1 − r)^(1/k) and w = √(1 − z), x/z is an analytic function of w on all of [0, 1], with neither the root at x = 1 nor the power at 0: 1 + w times a
/// polynomial of degree 7 has it to seven digits, relative to 1 − x too, and Halley's step triples them.
/// </para>
/// </remarks>
internal sealed class DietRoot
{
    private const int Coefficients = 8;

    // Below this number 1 − z is taken from its series.
    private const double Small = 1e-5;

    private readonly int _k;
    private readonly double[] _polynomial;

    /// <summary>The equation.</summary>
    /// <param name="k">At least 1.</param>
    public DietRoot(int k)
    {
        _k = k;
        _polynomial = k == 1 ? [] : Fit(k);
    }

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
    /// <param name="x">The fraction.</param>
    public T Density<T>(T x)
        where T : struct, IDoubleLanes<T>
    {
        T density = T.All(_k * (_k + 1.0)) * (T.All(1) - x);
        for (int power = 1; power < _k; power++)
        {
            density *= x;
        }

        return density;
    }

    /// <summary>The fractions that are exceeded with the probabilities of a column.</summary>
    /// <param name="column">Probabilities, above 0 and below 1; takes the fractions.</param>
    /// <param name="end">The rows.</param>
    public unsafe void Solve<T>(double* column, int end)
        where T : struct, IDoubleLanes<T>
    {
        T one = T.All(1);
        if (_k == 1)
        {
            for (int row = 0; row < end; row += RowTile.RowStep)
            {
                T.Write(one - T.Sqrt(T.Read(column + row)), column + row);
            }

            return;
        }

        int k = _k;
        double series = (1 - (1.0 / k)) / 2;
        fixed (double* c = _polynomial)
        {
            for (int row = 0; row < end; row += RowTile.RowStep)
            {
                T r = T.Read(column + row), q = one - r;
                T z = k == 2 ? T.Sqrt(q) : DoubleMath<T>.Exp(UnitMath<T>.Log(q) * T.All(1.0 / k));
                T square = T.Select(T.Less(r, T.All(Small)), r * T.All(1.0 / k) * T.MultiplyAdd(r, T.All(series), one), one - z);
                T w = T.Sqrt(square);
                T p = T.MultiplyAdd(w, T.All(c[7]), T.All(c[6]));
                p = T.MultiplyAdd(p, w, T.All(c[5]));
                p = T.MultiplyAdd(p, w, T.All(c[4]));
                p = T.MultiplyAdd(p, w, T.All(c[3]));
                p = T.MultiplyAdd(p, w, T.All(c[2]));
                p = T.MultiplyAdd(p, w, T.All(c[1]));
                p = T.MultiplyAdd(p, w, T.All(c[0]));
                T x = T.Min(T.MultiplyAdd(z * w, p, z), T.All(1 - 1.1102230246251565e-16));
                T left = one - x, sum = T.All(k), power = one, number = T.All(k - 1);
                for (int j = k - 1; j > 0; j--)
                {
                    sum = T.MultiplyAdd(sum, x, number);
                    power *= x;
                    number -= one;
                }

                // The excess of the probability over r, in the form that cancels nothing on either side of the middle.
                T excess = T.Select(
                    T.Less(x, T.All(0.5)),
                    T.MultiplyAddNegated(x * power, T.MultiplyAddNegated(T.All(k), x, T.All(k + 1)), q),
                    T.MultiplySubtract(left * left, sum, r));

                // Newton's step n, and Halley's n/(1 − nP″/2P′) with P″/P′ = (k − 1)/x − 1/(1 − x), x and 1 − x multiplied through.
                T both = x * left, slope = T.All(k * (k + 1.0)) * power * left;
                T curvature = T.MultiplySubtract(T.All(k - 1), left, x);
                x += excess * both / T.MultiplyAdd(T.All(0.5) * excess, curvature, slope * both);
                T.Write(T.Max(T.Min(x, one), T.All(0)), column + row);
            }
        }
    }

    // (x/z − 1)/w at Chebyshev's points of [0, 1], as a polynomial in w.
    private static double[] Fit(int k)
    {
        double[] points = new double[Coefficients], values = new double[Coefficients];
        for (int i = 0; i < Coefficients; i++)
        {
            double w = points[i] = 0.5 * (1 + Math.Cos(Math.PI * (i + 0.5) / Coefficients)), z = (1 - w) * (1 + w);
            values[i] = ((Fraction(z, k) / z) - 1) / w;
        }

        // Newton's divided differences, multiplied out.
        for (int order = 1; order < Coefficients; order++)
        {
            for (int i = Coefficients - 1; i >= order; i--)
            {
                values[i] = (values[i] - values[i - 1]) / (points[i] - points[i - order]);
            }
        }

        double[] polynomial = new double[Coefficients];
        for (int i = Coefficients - 1; i >= 0; i--)
        {
            for (int power = Coefficients - 1; power > 0; power--)
            {
                polynomial[power] = polynomial[power - 1] - (points[i] * polynomial[power]);
            }

            polynomial[0] = values[i] - (points[i] * polynomial[0]);
        }

        return polynomial;
    }

    // ln x + ln(k + 1 − kx)/k = ln z grows and is concave: from below, Newton's steps never pass the root.
    private static double Fraction(double z, int k)
    {
        double x = z * Math.Pow(k + 1, -1.0 / k);
        for (int step = 0; step < 100; step++)
        {
            double rest = 1 + (k * (1 - x));
            double change = (Math.Log(z / x) - (Math.Log(rest) / k)) / ((1 / x) - (1 / rest));
            if (!(change > 1e-16 * x))
            {
                break;
            }

            x += change;
        }

        return x;
    }
}
