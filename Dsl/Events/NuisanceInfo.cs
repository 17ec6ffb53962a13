namespace Mandelstam.Events;

/// <summary>A nuisance parameter with its prior.</summary>
/// <remarks>
/// A value drawn from the prior is clipped to [<see cref="Min"/>, <see cref="Max"/>], so each end carries as an atom the probability that the prior
/// has beyond it. <see cref="LogDensity"/> is that of the prior before clipping and knows nothing of the atoms: a profile that stays inside
/// the range needs no more.
/// </remarks>
/// <param name="Name">The name in tables and files.</param>
/// <param name="Kind">How it acts.</param>
/// <param name="Prior">The shape of the prior.</param>
/// <param name="Mean">The mean; of the logarithm for a log-normal prior; not used by a uniform one.</param>
/// <param name="Sigma">The standard deviation, above zero; of the logarithm for a log-normal prior; not used by a uniform one.</param>
/// <param name="Nominal">The value at which it does nothing.</param>
/// <param name="Min">The lower end of the range, −∞ if there is none.</param>
/// <param name="Max">The upper end of the range, +∞ if there is none.</param>
/// <param name="Description">What it means; may be empty.</param>
public sealed record NuisanceInfo(
    string Name,
    NuisanceKind Kind,
    Prior Prior,
    double Mean,
    double Sigma,
    double Nominal,
    double Min,
    double Max,
    string Description)
{
    /// <summary>ln √(2π).</summary>
    private const double LogRootTwoPi = 0.91893853320467274178;

    /// <summary>The standard deviation, above zero; of the logarithm for a log-normal prior; not used by a uniform one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The prior needs it and it is not above zero.</exception>
    public double Sigma { get; init; } = Prior == Prior.Uniform || Sigma > 0
        ? Sigma
        : throw new ArgumentOutOfRangeException(nameof(Sigma), Sigma, $"The nuisance '{Name}' needs a Sigma above zero.");

    /// <summary>The upper end of the range, +∞ if there is none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not above <see cref="Min"/>.</exception>
    public double Max { get; init; } = Max > Min
        ? Max
        : throw new ArgumentOutOfRangeException(nameof(Max), Max, $"The nuisance '{Name}' needs a Max above its Min.");

    /// <summary>The logarithm of the prior density in x (not in ln x), before clipping.</summary>
    /// <param name="x">The value of the nuisance.</param>
    /// <returns>The normalised log-density; −∞ where the density vanishes.</returns>
    public double LogDensity(double x)
    {
        switch (Prior)
        {
            case Prior.Uniform:
                return x >= Min && x <= Max ? -Math.Log(Max - Min) : double.NegativeInfinity;
            case Prior.LogNormal when x <= 0:
                return double.NegativeInfinity;
            default:
                double log = Prior == Prior.LogNormal ? Math.Log(x) : 0;
                double z = ((Prior == Prior.LogNormal ? log : x) - Mean) / Sigma;
                return (-0.5 * z * z) - LogRootTwoPi - Math.Log(Sigma) - log;
        }
    }

    /// <summary>The derivative of <see cref="LogDensity"/> with respect to x.</summary>
    /// <param name="x">The value of the nuisance.</param>
    /// <returns>The gradient; 0 for a uniform prior and NaN where a log-normal density vanishes.</returns>
    public double LogDensityGradient(double x) => Prior switch
    {
        Prior.Uniform => 0,
        Prior.LogNormal when x <= 0 => double.NaN,
        Prior.LogNormal => -(1 + ((Math.Log(x) - Mean) / (Sigma * Sigma))) / x,
        _ => (Mean - x) / (Sigma * Sigma),
    };

    /// <summary>The value brought into [<see cref="Min"/>, <see cref="Max"/>].</summary>
    /// <param name="x">The value of the nuisance.</param>
    /// <returns>The nearest value in the range; NaN stays.</returns>
    public double Clip(double x) => Math.Clamp(x, Min, Max);

    /// <summary>The draw of the prior that belongs to a unit normal, by its quantile; not clipped.</summary>
    /// <param name="z">A draw of the unit normal distribution.</param>
    /// <returns>A value of the nuisance, increasing in <paramref name="z"/>.</returns>
    public double FromUnitNormal(double z) => Prior switch
    {
        Prior.Uniform => Min + ((Max - Min) * NormalDistribution.Cumulative(z)),
        Prior.LogNormal => Math.Exp(Mean + (Sigma * z)),
        _ => Mean + (Sigma * z),
    };
}
