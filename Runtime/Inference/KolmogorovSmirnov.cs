namespace Mandelstam.Inference;

/// <summary>How far a sample is from the uniform distribution on [0, 1], or from another sample, by the largest difference of the distribution functions.</summary>
/// <param name="Distance">The largest difference, D.</param>
/// <param name="Probability">The probability of a distance at least as large, if both are the same.</param>
public sealed record KolmogorovSmirnov(double Distance, double Probability)
{
    /// <summary>Tests a sample.</summary>
    /// <param name="sample">Numbers that should be uniform on [0, 1]; at least one. NaN counts as outside.</param>
    /// <returns>Distance and probability, the latter by Kolmogorov's limit with Stephens's correction for few events (J. R. Stat. Soc. B 32 (1970) 115).</returns>
    public static KolmogorovSmirnov OfUniform(IReadOnlyCollection<double> sample)
    {
        double[] sorted = [.. sample.Order()];
        double distance = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            // NaN comes first in the order and lies at zero here, where it is as visible as any number outside.
            double expected = double.IsNaN(sorted[i]) ? 0 : Math.Clamp(sorted[i], 0, 1);
            distance = Math.Max(distance, Math.Max(expected - ((double)i / sorted.Length), ((i + 1.0) / sorted.Length) - expected));
        }

        double root = Math.Sqrt(sorted.Length);
        return new(distance, Tail((root + 0.12 + (0.11 / root)) * distance));
    }

    /// <summary>Tests whether two samples are of one distribution; ties are taken together.</summary>
    /// <param name="first">The one sample, at least one number; NaN is a number of its own, below all others.</param>
    /// <param name="second">The other one.</param>
    /// <returns>The largest difference of the two distribution functions, and its probability with n₁n₂/(n₁ + n₂) for the number of events; too large where there are many ties.</returns>
    public static KolmogorovSmirnov OfTwo(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        float[] a = first.ToArray(), b = second.ToArray();
        Array.Sort(a);
        Array.Sort(b);
        double distance = 0;
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            float value = a[i].CompareTo(b[j]) <= 0 ? a[i] : b[j];
            while (i < a.Length && a[i].CompareTo(value) <= 0)
            {
                i++;
            }

            while (j < b.Length && b[j].CompareTo(value) <= 0)
            {
                j++;
            }

            distance = Math.Max(distance, Math.Abs(((double)i / a.Length) - ((double)j / b.Length)));
        }

        double root = Math.Sqrt((double)a.Length * b.Length / (a.Length + b.Length));
        return new(distance, Tail((root + 0.12 + (0.11 / root)) * distance));
    }

    /// <summary>P(K > x) = 2Σ(−1)^(k−1) e^(−2k²x²) for Kolmogorov's distribution.</summary>
    private static double Tail(double x)
    {
        // Below 0.2 the sum differs from 1 by less than 1e-12, and converges slowly.
        if (x < 0.2)
        {
            return 1;
        }

        double sum = 0;
        for (int k = 1; k <= 100; k++)
        {
            double term = Math.Exp(-2.0 * k * k * x * x);
            sum += k % 2 == 1 ? term : -term;
            if (term < 1e-17 * sum)
            {
                break;
            }
        }

        return Math.Clamp(2 * sum, 0, 1);
    }
}
