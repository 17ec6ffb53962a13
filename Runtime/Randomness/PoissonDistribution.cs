namespace Mandelstam.Randomness;

/// <summary>Poisson numbers from uniform ones: by multiplication below a mean of 10, by transformed rejection from there on.</summary>
/// <remarks>
/// PTRS: Hörmann, Insurance: Mathematics and Economics 12 (1993) 39; the constants are the paper's. The order of operations is that of numpy's legacy
/// <c>RandomState</c>: from the same uniform numbers come the same Poisson numbers.
/// </remarks>
public static class PoissonDistribution
{
    private const double HalfLogTwoPi = 0.91893853320467275;

    /// <summary>Stirling series of ln Γ: B(2k) / (2k (2k − 1)), k = 1 to 10.</summary>
    private static readonly double[] _stirling =
    [
        8.333333333333333e-02, -2.777777777777778e-03, 7.936507936507937e-04, -5.952380952380952e-04, 8.417508417508418e-04,
        -1.917526917526918e-03, 6.410256410256410e-03, -2.955065359477124e-02, 1.796443723688307e-01, -1.39243221690590e+00,
    ];

    /// <summary>Draws a number.</summary>
    /// <param name="mean">Not negative, and far enough below 2⁶³ that the number can be counted; not checked.</param>
    /// <param name="sequence">Uniform numbers.</param>
    public static long Draw(double mean, IUniformSequence sequence)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        return mean < 10 ? ByMultiplication(mean, sequence) : ByRejection(mean, sequence);
    }

    private static long ByMultiplication(double mean, IUniformSequence sequence)
    {
        double bound = Math.Exp(-mean);
        long count = 0;
        for (double product = sequence.NextUniform(); product > bound; product *= sequence.NextUniform())
        {
            count++;
        }

        return count;
    }

    private static long ByRejection(double mean, IUniformSequence sequence)
    {
        double logMean = Math.Log(mean);
        double b = 0.931 + (2.53 * Math.Sqrt(mean));
        double a = -0.059 + (0.02483 * b);
        double inverseAlpha = 1.1239 + (1.1328 / (b - 3.4));
        double accept = 0.9277 - (3.6224 / (b - 2));
        while (true)
        {
            double u = sequence.NextUniform() - 0.5;
            double v = sequence.NextUniform();
            double us = 0.5 - Math.Abs(u);
            double k = Math.Floor((((2 * a / us) + b) * u) + mean + 0.43);
            if (us >= 0.07 && v <= accept)
            {
                return (long)k;
            }

            if (k < 0 || (us < 0.013 && v > us))
            {
                continue;
            }

            if (Math.Log(v) + Math.Log(inverseAlpha) - Math.Log((a / (us * us)) + b) <= -mean + (k * logMean) - LogGamma(k + 1))
            {
                return (long)k;
            }
        }
    }

    private static double LogGamma(double x)
    {
        if (x is 1 or 2)
        {
            return 0;
        }

        int steps = x < 7 ? (int)(7 - x) : 0;
        double shifted = x + steps;
        double inverseSquare = 1.0 / shifted * (1.0 / shifted);
        double series = _stirling[^1];
        for (int k = _stirling.Length - 2; k >= 0; k--)
        {
            series = (series * inverseSquare) + _stirling[k];
        }

        double result = (series / shifted) + HalfLogTwoPi + ((shifted - 0.5) * Math.Log(shifted)) - shifted;
        for (int k = 0; k < steps; k++)
        {
            shifted -= 1;
            result -= Math.Log(shifted);
        }

        return result;
    }
}
