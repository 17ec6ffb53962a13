using System.Collections.Immutable;

namespace Mandelstam.Inference;

/// <summary>What a likelihood says about a data set, as it is published: estimate, errors and where they come from, limit, significance.</summary>
/// <param name="Likelihood">The model.</param>
/// <param name="Counts">The data: observed, or expected at some truth.</param>
/// <param name="Fit">The maximum, with the covariance.</param>
/// <param name="Low">The lower strength at which −2 Δ ln L, profiled over the nuisances, is 1; −∞ where there is none.</param>
/// <param name="High">The upper one; +∞ where there is none.</param>
/// <param name="Split">The error by source; null where μ̂ has no error (the fit failed).</param>
/// <param name="Impacts">Every free nuisance, the one that moves μ̂ most first.</param>
/// <param name="Limit">The upper limit at 95 %.</param>
/// <param name="Significance">In standard deviations, how far the data are from no signal: √q₀, negative where μ̂ is.</param>
public sealed record StatisticalSummary(
    BinnedLikelihood Likelihood,
    ImmutableArray<double> Counts,
    FitResult Fit,
    double Low,
    double High,
    ErrorSplit? Split,
    ImmutableArray<NuisanceImpact> Impacts,
    UpperLimit Limit,
    double Significance)
{
    private const int Steps = 60;

    /// <summary>Summarises data.</summary>
    /// <param name="likelihood">The model.</param>
    /// <param name="counts">Events per bin.</param>
    public static StatisticalSummary Of(BinnedLikelihood likelihood, ReadOnlySpan<double> counts)
    {
        ArgumentNullException.ThrowIfNull(likelihood);
        double[] data = counts.ToArray();
        FitResult fit = likelihood.Fit(data);
        LikelihoodFitter fitter = likelihood.CreateFitter();
        fitter.FitAt(0, data);
        double q0 = Math.Max(0, 2 * (fitter.NegativeLogLikelihood - fit.NegativeLogLikelihood));
        return new(
            likelihood,
            [.. data],
            fit,
            Crossing(fitter, data, fit, -1),
            Crossing(fitter, data, fit, 1),
            fit.Converged && !fit.Strength.AtBound && fit.Strength.Sigma > 0 ? ErrorSplit.Of(likelihood, fit) : null,
            ImpactsOf(likelihood, data, fit),
            UpperLimit.Of(likelihood, data),
            Math.Sign(fit.Strength.Value) * Math.Sqrt(q0));
    }

    /// <summary>Summarises expected data: every bin holds its expectation.</summary>
    /// <param name="likelihood">The model.</param>
    /// <param name="mu">The true strength; the nuisances are nominal.</param>
    public static StatisticalSummary Expected(BinnedLikelihood likelihood, double mu)
    {
        ArgumentNullException.ThrowIfNull(likelihood);
        return Of(likelihood, likelihood.Expected([mu, .. likelihood.Parameters.Skip(1).Select(static p => p.Nominal)]));
    }

    private static ImmutableArray<NuisanceImpact> ImpactsOf(BinnedLikelihood likelihood, double[] data, FitResult fit)
    {
        LikelihoodFitter fitter = likelihood.CreateFitter();
        List<NuisanceImpact> impacts = [];
        for (int i = 1; i < fit.Parameters.Length; i++)
        {
            FittedParameter fitted = fit.Parameters[i];
            if (fitted.Fixed)
            {
                continue;
            }

            FitParameter parameter = likelihood.Parameters[i];
            double Shift(double by) => double.IsFinite(by) && by != 0
                && fitter.FitAt(i, Math.Clamp(fitted.Value + by, parameter.Min, parameter.Max), data) is { Converged: true } moved
                    ? moved.Mu - fit.Strength.Value
                    : double.NaN;
            double prior = parameter.Constraint?.Sigma ?? double.NaN;
            impacts.Add(new(fitted, Shift(-fitted.Sigma), Shift(fitted.Sigma), Shift(-prior), Shift(prior)));
        }

        return [.. impacts.OrderByDescending(static impact => impact.Largest)];
    }

    private static double Crossing(LikelihoodFitter fitter, double[] data, FitResult fit, int side)
    {
        double best = fit.Strength.Value, unit = fit.Strength.Sigma > 0 && double.IsFinite(fit.Strength.Sigma) ? fit.Strength.Sigma : 1;
        double Excess(double distance)
        {
            fitter.FitAt(best + (side * distance), data);
            return (2 * (fitter.NegativeLogLikelihood - fit.NegativeLogLikelihood)) - 1;
        }

        double low = 0, high = unit;
        while (Excess(high) < 0)
        {
            low = high;
            high *= 2;
            if (high > 1e6 * unit)
            {
                return side * double.PositiveInfinity;
            }
        }

        for (int step = 0; step < Steps && high - low > 1e-9 * high; step++)
        {
            double middle = 0.5 * (low + high);
            (low, high) = Excess(middle) < 0 ? (middle, high) : (low, middle);
        }

        return best + (side * 0.5 * (low + high));
    }
}
