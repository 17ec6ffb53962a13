namespace Mandelstam.Reports;

/// <summary>A histogram to be drawn: bins and what they hold.</summary>
public sealed record StepHistogram
{
    /// <summary>Takes contents that were computed elsewhere.</summary>
    /// <param name="name">What the legend calls it.</param>
    /// <param name="edges">Edges of the bins, strictly ascending and finite, one more than bins.</param>
    /// <param name="contents">What each bin holds; NaN where there is none, drawn as a gap.</param>
    /// <param name="errors">Standard errors of the contents, where they are to be shown.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, or the edges do not ascend.</exception>
    public StepHistogram(string name, IReadOnlyList<double> edges, IReadOnlyList<double> contents, IReadOnlyList<double>? errors = null)
    {
        if (edges.Count != contents.Count + 1 || contents.Count == 0)
        {
            throw new ArgumentException($"Histogram '{name}' has {contents.Count} bins and {edges.Count} edges; it needs at least one bin, and one edge more than bins.", nameof(edges));
        }

        if (errors is not null && errors.Count != contents.Count)
        {
            throw new ArgumentException($"Histogram '{name}' has {contents.Count} bins and {errors.Count} errors.", nameof(errors));
        }

        for (int k = 0; k < contents.Count; k++)
        {
            if (!double.IsFinite(edges[k]) || !double.IsFinite(edges[k + 1]) || edges[k] >= edges[k + 1])
            {
                throw new ArgumentException($"Histogram '{name}' needs finite, strictly ascending edges; edge {k} is followed by one that is not above it.", nameof(edges));
            }
        }

        Name = name;
        Edges = edges;
        Contents = contents;
        Errors = errors;
    }

    /// <summary>What the legend calls it.</summary>
    public string Name { get; }

    /// <summary>Edges of the bins, ascending.</summary>
    public IReadOnlyList<double> Edges { get; }

    /// <summary>What each bin holds.</summary>
    public IReadOnlyList<double> Contents { get; }

    /// <summary>Standard errors of the contents, or null.</summary>
    public IReadOnlyList<double>? Errors { get; }

    /// <summary>Fills bins with weighted values; errors are the roots of the sums of squared weights.</summary>
    /// <param name="name">What the legend calls it.</param>
    /// <param name="edges">Edges of the bins, ascending.</param>
    /// <param name="values">One value per event; what is not finite or outside the bins is left out. The last bin includes its upper edge.</param>
    /// <param name="weights">One weight per event, or null for ones.</param>
    /// <returns>The histogram.</returns>
    public static StepHistogram Fill(string name, IReadOnlyList<double> edges, IReadOnlyList<double> values, IReadOnlyList<double>? weights = null)
    {
        if (weights is not null && weights.Count != values.Count)
        {
            throw new ArgumentException($"Histogram '{name}' is filled with {values.Count} values and {weights.Count} weights.", nameof(weights));
        }

        double[] sorted = [.. edges];
        double[] sums = new double[Math.Max(0, sorted.Length - 1)];
        double[] squares = new double[sums.Length];
        for (int i = 0; i < values.Count; i++)
        {
            double value = values[i];
            double weight = weights is null ? 1 : weights[i];
            if (!double.IsFinite(value) || !double.IsFinite(weight))
            {
                continue;
            }

            int found = Array.BinarySearch(sorted, value);
            int bin = found >= 0 ? Math.Min(found, value == sorted[^1] ? sums.Length - 1 : found) : ~found - 1;
            if (bin >= 0 && bin < sums.Length)
            {
                sums[bin] += weight;
                squares[bin] += weight * weight;
            }
        }

        return new StepHistogram(name, sorted, sums, [.. squares.Select(Math.Sqrt)]);
    }

    /// <summary>Equal bins that hold the bulk of some values.</summary>
    /// <param name="values">The values; those that are not finite are ignored.</param>
    /// <param name="bins">The number of bins.</param>
    /// <param name="tail">The fraction of the values that may lie outside on either side, so that a few far ones do not squeeze the rest into one bin.</param>
    /// <returns>Edges, one more than <paramref name="bins"/>.</returns>
    public static double[] EqualBins(IReadOnlyList<double> values, int bins, double tail = 0.005)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        double[] sorted = [.. values.Where(double.IsFinite).Order()];
        double low = sorted.Length == 0 ? 0 : sorted[(int)(tail * (sorted.Length - 1))];
        double high = sorted.Length == 0 ? 1 : sorted[(int)Math.Ceiling((1 - tail) * (sorted.Length - 1))];
        if (high - low <= 1e-9 * Math.Max(Math.Abs(low), Math.Abs(high)))
        {
            double half = low == 0 ? 0.5 : 0.5 * Math.Abs(low);
            (low, high) = (low - half, high + half);
        }

        return [.. Enumerable.Range(0, bins + 1).Select(k => low + (high - low) * k / bins)];
    }

    /// <summary>The same shape with unit area: contents per unit of the axis.</summary>
    /// <returns>The density; unchanged where the contents sum to zero.</returns>
    public StepHistogram Normalised()
    {
        double sum = Contents.Where(double.IsFinite).Sum();
        if (sum == 0)
        {
            return this;
        }

        double[] scale = [.. Enumerable.Range(0, Contents.Count).Select(k => 1 / (sum * (Edges[k + 1] - Edges[k])))];
        return new StepHistogram(Name, Edges, [.. Contents.Select((c, k) => c * scale[k])], Errors is null ? null : [.. Errors.Select((e, k) => e * Math.Abs(scale[k]))]);
    }

    /// <summary>The same bins as fractions of the sum.</summary>
    /// <returns>The fractions; unchanged where the contents sum to zero.</returns>
    public StepHistogram Fractions()
    {
        double sum = Contents.Where(double.IsFinite).Sum();
        return sum == 0 ? this : new StepHistogram(Name, Edges, [.. Contents.Select(c => c / sum)], Errors is null ? null : [.. Errors.Select(e => e / Math.Abs(sum))]);
    }

    /// <summary>Bin-wise quotient; NaN (a gap) where the reference is zero.</summary>
    /// <param name="reference">A histogram with the same bins.</param>
    /// <returns>One value per bin.</returns>
    public double[] RatioTo(StepHistogram reference)
    {
        if (reference.Contents.Count != Contents.Count)
        {
            throw new ArgumentException($"'{Name}' has {Contents.Count} bins, '{reference.Name}' {reference.Contents.Count}; a ratio needs the same bins.", nameof(reference));
        }

        return [.. Contents.Select((c, k) => reference.Contents[k] == 0 ? double.NaN : c / reference.Contents[k])];
    }
}
