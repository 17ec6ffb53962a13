namespace Mandelstam.Inference;

/// <summary>Knowledge about a nuisance from elsewhere: a Gaussian factor in the likelihood.</summary>
/// <param name="Mean">Its centre.</param>
/// <param name="Sigma">Its standard deviation, positive.</param>
/// <remarks>For a prior that is not Gaussian, let the template axis be the variable in which it is (the logarithm, for a log-normal one).</remarks>
public sealed record GaussianConstraint(double Mean, double Sigma)
{
    /// <summary>Its standard deviation, positive.</summary>
    public double Sigma { get; } = Sigma > 0 ? Sigma : throw new ArgumentOutOfRangeException(nameof(Sigma), Sigma, "A constraint's σ is positive.");
}
