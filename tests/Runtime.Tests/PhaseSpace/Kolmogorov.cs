namespace Mandelstam.Runtime.Tests.PhaseSpace;

/// <summary>Kolmogorov's and Smirnov's tests, with the p-value of the asymptotic distribution (samples here are thousands).</summary>
internal static class Kolmogorov
{
    /// <summary>That a sample is of a distribution.</summary>
    public static double PValue(double[] sample, Func<double, double> distribution)
    {
        double[] sorted = [.. sample.Order()];
        double distance = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            double expected = distribution(sorted[i]);
            distance = Math.Max(distance, Math.Max(expected - (i / (double)sorted.Length), ((i + 1) / (double)sorted.Length) - expected));
        }

        return Tail(distance * Math.Sqrt(sorted.Length));
    }

    /// <summary>That two samples are of one distribution.</summary>
    public static double PValue(double[] first, double[] second)
    {
        double[] a = [.. first.Order()], b = [.. second.Order()];
        double distance = 0;
        int i = 0, j = 0;
        while (i < a.Length && j < b.Length)
        {
            double at = Math.Min(a[i], b[j]);
            while (i < a.Length && a[i] <= at)
            {
                i++;
            }

            while (j < b.Length && b[j] <= at)
            {
                j++;
            }

            distance = Math.Max(distance, Math.Abs((i / (double)a.Length) - (j / (double)b.Length)));
        }

        return Tail(distance * Math.Sqrt(a.Length * (double)b.Length / (a.Length + b.Length)));
    }

    private static double Tail(double x)
    {
        double sum = 0;
        for (int k = 1; k < 100; k++)
        {
            sum += (k % 2 == 0 ? -2 : 2) * Math.Exp(-2.0 * k * k * x * x);
        }

        return x < 0.2 ? 1 : Math.Clamp(sum, 0, 1);
    }
}
