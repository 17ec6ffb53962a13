namespace Mandelstam.Events;

/// <summary>The distribution function of the unit normal.</summary>
internal static class NormalDistribution
{
    private const double InverseRootTwoPi = 0.39894228040143267794;

    /// <summary>Beyond this the series would cancel against 1/2 in the lower tail.</summary>
    private const double Switch = 1.5;

    /// <summary>Levels of the continued fraction; its error falls as exp(−2z√(2n)), below 10⁻²⁵ from the switch on.</summary>
    private const int Levels = 200;

    /// <summary>The probability of a draw below z.</summary>
    /// <param name="z">The bound, in standard deviations.</param>
    /// <returns>Φ(z), to about 10⁻¹⁴ relative, in the lower tail too.</returns>
    /// <remarks>
    /// Marsaglia, J. Stat. Software 11 (2004) 4 for the centre; the continued fraction of Mills' ratio (Abramowitz, Stegun 26.2.14) for the tails.
    /// </remarks>
    public static double Cumulative(double z)
    {
        if (double.IsNaN(z))
        {
            return z;
        }

        if (Math.Abs(z) > Switch)
        {
            double tail = UpperTail(Math.Abs(z));
            return z < 0 ? tail : 1 - tail;
        }

        double term = z;
        double sum = z;
        for (int k = 3; Math.Abs(term) > 1e-17 * Math.Abs(sum); k += 2)
        {
            term *= z * z / k;
            sum += term;
        }

        return 0.5 + (InverseRootTwoPi * Math.Exp(-0.5 * z * z) * sum);
    }

    private static double UpperTail(double z)
    {
        // z + 1/(z + 2/(z + 3/(...))), from the inside out.
        double fraction = z;
        for (int k = Levels; k >= 1; k--)
        {
            fraction = z + (k / fraction);
        }

        return InverseRootTwoPi * Math.Exp(-0.5 * z * z) / fraction;
    }
}
