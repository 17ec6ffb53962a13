using System.Collections.Immutable;

namespace Mandelstam.Inference;

/// <summary>Twice the logarithm of the profile likelihood ratio along the signal strength.</summary>
/// <param name="Mu">The strengths scanned.</param>
/// <param name="DeltaTwoLogL">−2 ln L(μ, θ̂(μ)) / L(μ̂, θ̂), not negative; NaN where a fit failed.</param>
/// <param name="MuHat">The strength at the maximum.</param>
public sealed record ProfileScan(ImmutableArray<double> Mu, ImmutableArray<double> DeltaTwoLogL, double MuHat)
{
    /// <summary>Scans.</summary>
    /// <param name="likelihood">The model; all its free nuisances are maximised over at each strength.</param>
    /// <param name="counts">Events per bin.</param>
    /// <param name="mu">The strengths to scan.</param>
    public static ProfileScan Run(BinnedLikelihood likelihood, ReadOnlySpan<double> counts, ReadOnlySpan<double> mu)
    {
        ArgumentNullException.ThrowIfNull(likelihood);
        LikelihoodFitter fitter = likelihood.CreateFitter();
        double best = fitter.Fit(counts).Mu;
        double least = fitter.NegativeLogLikelihood;
        ImmutableArray<double>.Builder scan = ImmutableArray.CreateBuilder<double>(mu.Length);
        foreach (double strength in mu)
        {
            bool converged = fitter.FitAt(strength, counts).Converged;
            scan.Add(converged ? Math.Max(0, 2 * (fitter.NegativeLogLikelihood - least)) : double.NaN);
        }

        return new ProfileScan([.. mu], scan.ToImmutable(), best);
    }
}
