namespace Mandelstam;

/// <summary>What a shape nuisance and a rate nuisance have in common: the prior of the parameter, its nominal value and its range.</summary>
/// <remarks>
/// A number that is not given is NaN here. Nominal is then the mean of a normal, exp(<see cref="LogMean"/>) of a log-normal, the midpoint of a uniform prior.
/// A draw outside [<see cref="Min"/>, <see cref="Max"/>] is clipped to the nearer end, so the ends carry probability of their own.
/// </remarks>
public abstract class PriorAttribute : Attribute
{
    private protected PriorAttribute(Prior prior)
    {
        Prior = prior;
    }

    /// <summary>The shape of the prior.</summary>
    public Prior Prior { get; }

    /// <summary>The mean of a normal prior.</summary>
    public double Mean { get; init; } = double.NaN;

    /// <summary>The standard deviation of a normal prior, above zero.</summary>
    public double Sigma { get; init; } = double.NaN;

    /// <summary>The mean of the logarithm, for a log-normal prior.</summary>
    public double LogMean { get; init; } = double.NaN;

    /// <summary>The standard deviation of the logarithm, above zero, for a log-normal prior.</summary>
    public double LogSigma { get; init; } = double.NaN;

    /// <summary>The value at which the nuisance does nothing.</summary>
    public double Nominal { get; init; } = double.NaN;

    /// <summary>The lower end of the range; none if not given, needed for a uniform prior.</summary>
    public double Min { get; init; } = double.NaN;

    /// <summary>The upper end of the range; none if not given, needed for a uniform prior.</summary>
    public double Max { get; init; } = double.NaN;

    /// <summary>The name in tables and files; the method's name if not given.</summary>
    public string? Name { get; init; }
}
