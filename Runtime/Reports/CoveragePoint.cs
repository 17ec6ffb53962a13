namespace Mandelstam.Reports;

/// <summary>How many of the pseudo-experiments at one true signal strength gave an interval that holds it.</summary>
/// <param name="MuTrue">The signal strength.</param>
/// <param name="Covered">How many intervals hold it.</param>
/// <param name="Total">How many there were.</param>
public sealed record CoveragePoint(double MuTrue, int Covered, int Total)
{
    /// <summary>The fraction covered; NaN without pseudo-experiments.</summary>
    public double Fraction => Total > 0 ? Covered / (double)Total : double.NaN;

    /// <summary>Wilson's interval of one standard deviation, which stays within [0, 1] and keeps a width where all or none cover.</summary>
    /// <returns>Lower and upper end; NaN without pseudo-experiments.</returns>
    public (double Low, double High) WilsonInterval()
    {
        if (Total <= 0)
        {
            return (double.NaN, double.NaN);
        }

        double n = Total;
        double centre = (Fraction + 0.5 / n) / (1 + 1 / n);
        double half = Math.Sqrt(Fraction * (1 - Fraction) / n + 0.25 / (n * n)) / (1 + 1 / n);
        return (centre - half, centre + half);
    }
}
