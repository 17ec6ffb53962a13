namespace Mandelstam.Networks;

/// <summary>The bounded monotonic function of a density that goes into the classifier, arXiv:2505.08709: Φ = p/(1 + p).</summary>
public static class Discriminant
{
    /// <summary>Φ of a log-density, stably: the logistic function of log p − offset.</summary>
    /// <remarks>
    /// The value of a density depends on the unit of volume, and in a dozen dimensions p is so small everywhere that p/(1 + p) would be
    /// zero for all events in float32. The offset is that unit: Φ = (p/p₀)/(1 + p/p₀) with p₀ = exp(offset). <see cref="Offset"/> takes
    /// the median of the target's own training events, so that Φ = ½ in the middle of them; 0 gives the printed formula.
    /// </remarks>
    /// <param name="logProb">log p.</param>
    /// <param name="offset">log p₀.</param>
    /// <returns>Φ in [0, 1].</returns>
    public static float Phi(double logProb, double offset)
    {
        double logit = logProb - offset;
        double small = Math.Exp(-Math.Abs(logit));
        return (float)(logit >= 0 ? 1 / (1 + small) : small / (1 + small));
    }

    /// <summary>The weighted median of log-densities: the value that makes Φ one half there.</summary>
    /// <param name="logProb">log p of the target's training events.</param>
    /// <param name="weights">Their weights; empty for equal ones.</param>
    /// <returns>The offset to use with this flow from now on.</returns>
    public static double Offset(ReadOnlySpan<float> logProb, ReadOnlySpan<float> weights = default)
    {
        if (logProb.IsEmpty)
        {
            throw new ArgumentException("There are no events to take a median of.", nameof(logProb));
        }

        float[] sorted = logProb.ToArray();
        float[] carried = weights.IsEmpty ? [.. Enumerable.Repeat(1f, sorted.Length)] : weights.ToArray();
        Array.Sort(sorted, carried);
        double half = carried.Sum(weight => (double)weight) / 2;
        double sum = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            sum += carried[i];
            if (sum >= half)
            {
                return sorted[i];
            }
        }

        return sorted[^1];
    }
}
