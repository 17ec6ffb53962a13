using MathNet.Numerics;
using Mandelstam.Randomness;

namespace Mandelstam.Inference;

/// <summary>How well a fitted model describes its data.</summary>
/// <param name="Deviance">Twice the logarithm of the likelihood ratio of the saturated model to the fitted one, constraints included.</param>
/// <param name="DegreesOfFreedom">Bins plus constraints minus free parameters.</param>
/// <param name="Probability">The probability of a deviance at least as large, if the model is right.</param>
/// <param name="Toys">Number of simulated data sets behind the probability; 0 where it is that of χ².</param>
public sealed record GoodnessOfFit(double Deviance, int DegreesOfFreedom, double Probability, int Toys)
{
    /// <summary>By the χ² distribution, which the deviance has in the limit of many events per bin.</summary>
    public static GoodnessOfFit ByChiSquare(FitResult fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        double probability = fit.DegreesOfFreedom > 0
            ? SpecialFunctions.GammaUpperRegularized(0.5 * fit.DegreesOfFreedom, 0.5 * Math.Max(0, fit.Deviance))
            : 1;
        return new GoodnessOfFit(fit.Deviance, fit.DegreesOfFreedom, probability, 0);
    }

    /// <summary>By simulated data sets, for any number of events.</summary>
    /// <param name="likelihood">The model.</param>
    /// <param name="fit">Its fit to the data.</param>
    /// <param name="toys">How many are simulated.</param>
    /// <param name="seed">Their seed.</param>
    /// <param name="threads">Threads to use; the result does not depend on it.</param>
    /// <returns>
    /// (1 + number of larger deviances) / (1 + toys). Toys are drawn at the fitted parameters, but constrained ones from their priors: the
    /// constraint is a measurement whose fluctuation belongs to the deviance.
    /// </returns>
    public static GoodnessOfFit ByToys(BinnedLikelihood likelihood, FitResult fit, int toys, ulong seed, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(likelihood);
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(toys);
        bool[] larger = new bool[toys];
        Parallel.For(0, toys, new ParallelOptions { MaxDegreeOfParallelism = threads }, likelihood.CreateFitter, (toy, _, fitter) =>
        {
            CounterRandom random = new(seed, (ulong)toy);
            double[] truth = new double[likelihood.Parameters.Length];
            for (int i = 0; i < truth.Length; i++)
            {
                FitParameter parameter = likelihood.Parameters[i];
                truth[i] = parameter is { Constraint: GaussianConstraint prior, Fixed: false }
                    ? Math.Clamp(prior.Mean + (prior.Sigma * random.NextNormal()), parameter.Min, parameter.Max)
                    : fit.Parameters[i].Value;
            }

            double[] counts = likelihood.Expected(truth);
            for (int bin = 0; bin < counts.Length; bin++)
            {
                counts[bin] = random.NextPoisson(Math.Max(0, counts[bin]));
            }

            fitter.Fit(counts);
            larger[toy] = 2 * fitter.NegativeLogLikelihood >= fit.Deviance;
            return fitter;
        }, _ => { });
        return new GoodnessOfFit(fit.Deviance, fit.DegreesOfFreedom, (1.0 + larger.Count(exceeds => exceeds)) / (1 + toys), toys);
    }
}
