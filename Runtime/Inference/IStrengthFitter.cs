namespace Mandelstam.Inference;

/// <summary>One thread's estimator of a signal strength; its answer depends on the counts alone, not on earlier calls.</summary>
public interface IStrengthFitter
{
    /// <summary>Estimates the strength.</summary>
    /// <param name="counts">Observed, or expected, events per bin; not negative.</param>
    StrengthEstimate Fit(ReadOnlySpan<double> counts);
}
