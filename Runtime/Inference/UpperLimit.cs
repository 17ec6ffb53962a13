using System.Collections.Immutable;
using MathNet.Numerics.Distributions;

namespace Mandelstam.Inference;

/// <summary>An upper limit on the signal strength, by CLs with the profile likelihood ratio bounded at zero (q̃) in its asymptotic form.</summary>
/// <param name="Level">The confidence level, such as 0.95.</param>
/// <param name="Observed">The largest strength that is not excluded.</param>
/// <param name="Expected">The same if there is no signal: at −2, −1, 0, 1 and 2 standard deviations of the data's fluctuation.</param>
/// <remarks>
/// Cowan, Cranmer, Gross and Vitells, Eur. Phys. J. C 71 (2011) 1554 (arXiv:1007.1727), equations 16 and 62 to 67; CLs: Read, J. Phys. G 28 (2002) 2693. The expected data
/// have no signal and the nuisances that fit the observed ones without signal.
/// </remarks>
public sealed record UpperLimit(double Level, double Observed, ImmutableArray<double> Expected)
{
    private const int Steps = 80;
    private const double Farthest = 1e6;

    /// <summary>The standard deviations that <see cref="Expected"/> belongs to.</summary>
    public static ImmutableArray<int> Bands => [-2, -1, 0, 1, 2];

    /// <summary>Finds the limits.</summary>
    /// <param name="likelihood">The model.</param>
    /// <param name="counts">Events per bin.</param>
    /// <param name="level">The confidence level, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public static UpperLimit Of(BinnedLikelihood likelihood, ReadOnlySpan<double> counts, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(likelihood);
        if (!(level > 0 && level < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "A confidence level lies between 0 and 1.");
        }

        double[] observed = counts.ToArray();
        LikelihoodFitter data = likelihood.CreateFitter();
        StrengthEstimate best = data.Fit(observed);
        double least = data.NegativeLogLikelihood;
        data.FitAt(0, observed);
        double atZero = data.NegativeLogLikelihood;
        BinnedLikelihood background = likelihood.Centred(data.Estimates);
        double[] none = likelihood.Expected(data.Estimates);
        LikelihoodFitter asimov = background.CreateFitter();
        asimov.FitAt(0, none);
        double asimovLeast = asimov.NegativeLogLikelihood;

        // q̃ of strengths above the estimate; below it the data exclude nothing.
        double Observed(double mu)
        {
            if (mu <= best.Mu)
            {
                return 0;
            }

            data.FitAt(mu, observed);
            return Math.Max(0, 2 * (data.NegativeLogLikelihood - (best.Mu < 0 ? atZero : least)));
        }

        double Asimov(double mu)
        {
            asimov.FitAt(mu, none);
            return Math.Max(0, 2 * (asimov.NegativeLogLikelihood - asimovLeast));
        }

        double risk = 1 - level, unit = double.IsFinite(best.Sigma) && best.Sigma > 0 ? best.Sigma : 1;
        return new(
            level,
            Crossing(mu => Confidence(Observed(mu), Asimov(mu)) - risk, unit),
            [.. Bands.Select(band => Crossing(mu => ExpectedConfidence(Asimov(mu), band) - risk, unit))]);
    }

    private static double ExpectedConfidence(double asimov, int band) =>
        Normal.CDF(0, 1, -(Math.Sqrt(asimov) - band)) / Normal.CDF(0, 1, band);

    private static double Confidence(double observed, double asimov)
    {
        double root = Math.Sqrt(asimov);
        if (!(root > 0))
        {
            return 1;
        }

        (double signal, double background) = observed <= asimov
            ? (Math.Sqrt(observed), Math.Sqrt(observed) - root)
            : ((observed + asimov) / (2 * root), (observed - asimov) / (2 * root));
        return Normal.CDF(0, 1, -signal) / Normal.CDF(0, 1, -background);
    }

    // The confidence falls with the strength: out by doubling, then in by bisection.
    private static double Crossing(Func<double, double> excess, double unit)
    {
        double low = 0, high = unit;
        while (excess(high) > 0)
        {
            low = high;
            high *= 2;
            if (high > Farthest * unit)
            {
                return double.PositiveInfinity;
            }
        }

        for (int step = 0; step < Steps && high - low > 1e-9 * high; step++)
        {
            double middle = 0.5 * (low + high);
            (low, high) = excess(middle) > 0 ? (middle, high) : (low, middle);
        }

        return 0.5 * (low + high);
    }
}
