using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Mandelstam.Inference;

/// <summary>Bins of a classifier score, category by category, numbered through.</summary>
/// <remarks>A bin holds lower edge ≤ score &lt; upper edge; the first and the last one reach to infinity, so that every finite score has a bin.</remarks>
public sealed class ScoreBinning
{
    private readonly int[] _offsets;

    /// <summary>Takes edges as they are; <see cref="Build"/> chooses them.</summary>
    /// <param name="edges">Inner edges of each category, ascending; n edges make n + 1 bins.</param>
    /// <exception cref="ArgumentException">Edges do not ascend or are not finite.</exception>
    [JsonConstructor]
    public ScoreBinning(ImmutableArray<ImmutableArray<double>> edges)
    {
        if (edges.IsDefaultOrEmpty)
        {
            throw new ArgumentException("A binning needs at least one category.", nameof(edges));
        }

        _offsets = new int[edges.Length + 1];
        for (int category = 0; category < edges.Length; category++)
        {
            ImmutableArray<double> inner = edges[category];
            if (inner.IsDefault || !inner.All(double.IsFinite) || inner.Zip(inner.Skip(1)).Any(pair => pair.First >= pair.Second))
            {
                throw new ArgumentException($"The edges of category {category} are finite and ascend.", nameof(edges));
            }

            _offsets[category + 1] = _offsets[category] + inner.Length + 1;
        }

        Edges = edges;
    }

    /// <summary>Inner edges of each category.</summary>
    public ImmutableArray<ImmutableArray<double>> Edges { get; }

    /// <summary>Number of bins of all categories.</summary>
    [JsonIgnore]
    public int Bins => _offsets[^1];

    /// <summary>Number of the first bin of a category; that of the number of categories is <see cref="Bins"/>.</summary>
    public int Offset(int category) => _offsets[category];

    /// <summary>The bin of an event.</summary>
    /// <param name="category">Its category.</param>
    /// <param name="score">Its score.</param>
    /// <exception cref="MandelstamException">The score is not a number.</exception>
    public int Bin(int category, double score)
    {
        if (double.IsNaN(score))
        {
            throw new MandelstamException("A classifier score is not a number: check the model's weights and the event's columns for NaN.");
        }

        int found = Edges[category].AsSpan().BinarySearch(score);
        return _offsets[category] + (found >= 0 ? found + 1 : ~found);
    }

    /// <summary>Chooses bins: quantiles of a mixture of signal and background, merged where the background is too thin to be a template.</summary>
    /// <param name="categories">Events of each category, from the sample that networks were trained on or the templates' own, never the data.</param>
    /// <param name="options">How; null takes the defaults.</param>
    /// <exception cref="MandelstamException">A category lacks signal or background, or a score or weight is not finite.</exception>
    public static ScoreBinning Build(IReadOnlyList<WeightedScores> categories, BinningOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(categories);
        options ??= new BinningOptions();
        if (options.Bins < 1 || !(options.SignalShare is >= 0 and <= 1))
        {
            throw new MandelstamException(FormattableString.Invariant(
                $"{options.Bins} score bins with a signal share of {options.SignalShare}: at least one bin, and a share from 0 to 1."));
        }

        return new ScoreBinning([.. categories.Select((events, category) => Edge(events, category, options))]);
    }

    private static ImmutableArray<double> Edge(WeightedScores events, int category, BinningOptions options)
    {
        int[] order = [.. Enumerable.Range(0, events.Scores.Length).OrderBy(i => events.Scores[i])];
        double signal = 0;
        double background = 0;
        foreach (int i in order)
        {
            double weight = Math.Max(0, events.Weights[i]);
            signal += events.Signal[i] ? weight : 0;
            background += events.Signal[i] ? 0 : weight;
            if (!double.IsFinite(events.Scores[i]) || !double.IsFinite(weight))
            {
                throw new MandelstamException($"Category {category}: a classifier score or a weight is not a finite number.");
            }
        }

        if (!(signal > 0 && background > 0))
        {
            throw new MandelstamException(
                $"Category {category} has no {(signal > 0 ? "background" : "signal")}: score bins need both. Leave the category out or give more events.");
        }

        List<double> edges = [];
        double measure = 0;
        for (int k = 0; k < order.Length; k++)
        {
            int i = order[k];
            double next = (edges.Count + 1.0) / options.Bins;
            double score = events.Scores[i];
            if (measure >= next - 1e-12 && k > 0 && score > events.Scores[order[k - 1]] && edges.Count < options.Bins - 1)
            {
                edges.Add(score);
            }

            double weight = Math.Max(0, events.Weights[i]);
            measure += events.Signal[i] ? options.SignalShare * weight / signal : (1 - options.SignalShare) * weight / background;
        }

        return Merge(edges, events, options.MinBackgroundEvents);
    }

    // From the top down, where background is thin: a bin that lacks events loses its lower edge; the lowest one loses its upper edge.
    private static ImmutableArray<double> Merge(List<double> edges, WeightedScores events, double minimum)
    {
        double[] sum = new double[edges.Count + 1];
        double[] square = new double[edges.Count + 1];
        for (int i = 0; i < events.Scores.Length; i++)
        {
            if (!events.Signal[i])
            {
                int found = edges.BinarySearch(events.Scores[i]);
                int bin = found >= 0 ? found + 1 : ~found;
                sum[bin] += events.Weights[i];
                square[bin] += events.Weights[i] * events.Weights[i];
            }
        }

        List<double> kept = [];
        double weight = 0;
        double weight2 = 0;
        for (int bin = edges.Count; bin >= 0; bin--)
        {
            weight += sum[bin];
            weight2 += square[bin];
            if (bin > 0 && weight2 > 0 && weight * weight >= minimum * weight2)
            {
                kept.Add(edges[bin - 1]);
                weight = weight2 = 0;
            }
        }

        if (kept.Count > 0 && !(weight2 > 0 && weight * weight >= minimum * weight2))
        {
            kept.RemoveAt(kept.Count - 1);
        }

        kept.Reverse();
        return [.. kept];
    }
}
