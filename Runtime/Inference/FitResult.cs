using System.Collections.Immutable;

namespace Mandelstam.Inference;

/// <summary>A maximised likelihood.</summary>
/// <param name="Parameters">The estimates; the signal strength is the first.</param>
/// <param name="Covariance">Their covariance, row after row.</param>
/// <param name="Expected">Expected events per bin at the maximum.</param>
/// <param name="NegativeLogLikelihood">Minus the logarithm of the likelihood, relative to the saturated model; constraints included.</param>
/// <param name="DegreesOfFreedom">Bins plus constraints minus free parameters.</param>
/// <param name="Converged">Whether the maximum was found.</param>
public sealed record FitResult(
    ImmutableArray<FittedParameter> Parameters,
    ImmutableArray<double> Covariance,
    ImmutableArray<double> Expected,
    double NegativeLogLikelihood,
    int DegreesOfFreedom,
    bool Converged)
{
    /// <summary>The signal strength.</summary>
    public FittedParameter Strength => Parameters[0];

    /// <summary>The correlation of two parameters; NaN where either is fixed or at a bound.</summary>
    /// <param name="first">An index into <see cref="Parameters"/>.</param>
    /// <param name="second">Another, or the same.</param>
    public double Correlation(int first, int second)
    {
        int size = Parameters.Length;
        double product = Covariance[(first * size) + first] * Covariance[(second * size) + second];
        return product > 0 ? Covariance[(first * size) + second] / Math.Sqrt(product) : double.NaN;
    }

    /// <summary>The deviance: twice the logarithm of the likelihood ratio of the saturated model to this one, constraints included.</summary>
    public double Deviance => 2 * NegativeLogLikelihood;
}
