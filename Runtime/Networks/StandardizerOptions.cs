using System.Collections.Immutable;

namespace Mandelstam.Networks;

/// <summary>How <see cref="Standardizer"/> chooses scales.</summary>
public sealed record StandardizerOptions
{
    /// <summary>Standardised values are cut to ±this: a far tail event must not steer a network.</summary>
    public double Limit { get; init; } = 8;

    /// <summary>Names of the features to take the logarithm of; null: those that are nowhere negative and skewer than <see cref="SkewnessForLogarithm"/>.</summary>
    public ImmutableHashSet<string>? Logarithms { get; init; }

    /// <summary>Skewness above which a non-negative feature counts as "peaking toward zero" (arXiv:2505.08709, Sec. 6.2, gives no number).</summary>
    public double SkewnessForLogarithm { get; init; } = 1;

    /// <summary>Before a logarithm, values are raised to at least this fraction of the feature's mean.</summary>
    public double SmallestOfMean { get; init; } = 1e-3;
}
