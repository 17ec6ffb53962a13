using System.Collections.Immutable;
using System.Text.Json;

namespace Mandelstam.Networks;

/// <summary>Brings features to mean 0 and width 1, optionally after a logarithm, and gives absent values a definite place.</summary>
/// <remarks>
/// Per feature: y = (f(x) − mean)/deviation, f(x) = x or log(max(x, smallest)), then cut to ±<see cref="StandardizerOptions.Limit"/>.
/// Mean and deviation are those of the weighted present values; absent ones (the feature's declared sentinel) become 0, the mean. A feature
/// without spread becomes 0 throughout. Immutable; stored as JSON beside the weights that depend on it.
/// </remarks>
public sealed class Standardizer
{
    private readonly ImmutableArray<FeatureScale> _scales;
    private readonly double _limit;

    private Standardizer(ImmutableArray<FeatureScale> scales, double limit)
    {
        _scales = scales;
        _limit = limit;
    }

    /// <summary>The scale of each feature.</summary>
    public ImmutableArray<FeatureScale> Scales => _scales;

    /// <summary>Number of features.</summary>
    public int Count => _scales.Length;

    /// <summary>Learns the scales from training events.</summary>
    /// <param name="names">Names of the features, for messages and for finding them again.</param>
    /// <param name="columns">One array of values per feature, event by event.</param>
    /// <param name="weights">One weight per event, not negative; empty for equal ones.</param>
    /// <param name="absent">Per feature the value that says "not there"; null where there is none. Empty: none anywhere.</param>
    /// <param name="options">Limit of tails and choice of logarithms.</param>
    /// <returns>The standardizer.</returns>
    /// <exception cref="MandelstamException">A value is not finite, or there is no event; the message names the feature.</exception>
    public static Standardizer Fit(
        IReadOnlyList<string> names,
        IReadOnlyList<float[]> columns,
        ReadOnlySpan<float> weights = default,
        IReadOnlyList<double?>? absent = null,
        StandardizerOptions? options = null)
    {
        options ??= new StandardizerOptions();
        if (names.Count != columns.Count || (absent is { Count: > 0 } && absent.Count != names.Count))
        {
            throw new ArgumentException($"{names.Count} names, {columns.Count} columns and {absent?.Count ?? 0} absent values do not fit together.", nameof(columns));
        }

        ImmutableArray<FeatureScale>.Builder scales = ImmutableArray.CreateBuilder<FeatureScale>(names.Count);
        for (int feature = 0; feature < names.Count; feature++)
        {
            scales.Add(FitOne(names[feature], columns[feature], weights, absent is { Count: > 0 } ? absent[feature] : null, options));
        }

        return new Standardizer(scales.MoveToImmutable(), options.Limit);
    }

    /// <summary>Standardises one value.</summary>
    /// <param name="feature">Index of the feature.</param>
    /// <param name="value">The value, in the feature's unit.</param>
    /// <returns>Its place, in deviations from the mean.</returns>
    public float Apply(int feature, double value)
    {
        FeatureScale scale = _scales[feature];
        if (IsAbsent(value, scale.Absent) || scale.Deviation == 0)
        {
            return 0;
        }

        double transformed = scale.Logarithm ? Math.Log(Math.Max(value, scale.Smallest)) : value;
        return (float)Math.Clamp((transformed - scale.Mean) / scale.Deviation, -_limit, _limit);
    }

    /// <summary>Standardises some features of many events.</summary>
    /// <param name="columns">Values of all features, one array each.</param>
    /// <param name="features">Which features to write, in order.</param>
    /// <param name="rows">Which events to write, in order.</param>
    /// <returns>Event by event, <paramref name="features"/> values each.</returns>
    public float[] Apply(IReadOnlyList<float[]> columns, ReadOnlySpan<int> features, ReadOnlySpan<int> rows)
    {
        float[] result = new float[rows.Length * features.Length];
        for (int position = 0; position < features.Length; position++)
        {
            int feature = features[position];
            float[] column = columns[feature];
            for (int i = 0; i < rows.Length; i++)
            {
                result[(i * features.Length) + position] = Apply(feature, column[rows[i]]);
            }
        }

        return result;
    }

    /// <summary>Undoes <see cref="Apply(int, double)"/> for values that were neither absent nor beyond the limit.</summary>
    /// <param name="feature">Index of the feature.</param>
    /// <param name="standardized">Place in deviations from the mean.</param>
    /// <returns>The value, in the feature's unit.</returns>
    public double Undo(int feature, double standardized)
    {
        FeatureScale scale = _scales[feature];
        double transformed = (standardized * scale.Deviation) + scale.Mean;
        return scale.Logarithm ? Math.Exp(transformed) : transformed;
    }

    /// <summary>Text form, for a checkpoint.</summary>
    /// <returns>JSON; numbers are exact.</returns>
    public string ToJson() => JsonSerializer.Serialize(new Stored(_limit, [.. _scales]));

    /// <summary>Reads <see cref="ToJson"/>.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The same standardizer.</returns>
    /// <exception cref="MandelstamException">The text is something else.</exception>
    public static Standardizer FromJson(string json)
    {
        try
        {
            Stored stored = JsonSerializer.Deserialize<Stored>(json) ?? throw new JsonException("it is empty");
            return stored.Scales is null ? throw new JsonException("it has no scales") : new Standardizer([.. stored.Scales], stored.Limit);
        }
        catch (JsonException error)
        {
            throw new MandelstamException($"The stored feature scales cannot be read: {error.Message} Train again.", error);
        }
    }

    private static bool IsAbsent(double value, double? absent) => absent is { } sentinel && (float)value == (float)sentinel;

    private static FeatureScale FitOne(string name, float[] column, ReadOnlySpan<float> weights, double? absent, StandardizerOptions options)
    {
        double norm = 0;
        double smallest = double.PositiveInfinity;
        Moments plain = default;
        for (int i = 0; i < column.Length; i++)
        {
            double value = column[i];
            if (IsAbsent(value, absent))
            {
                continue;
            }

            if (!double.IsFinite(value))
            {
                throw new MandelstamException(FormattableString.Invariant($"Feature '{name}' is {value} in event {i}; networks need finite inputs. Drop such events."));
            }

            double weight = weights.IsEmpty ? 1 : weights[i];
            norm += weight;
            if (value > 0)
            {
                smallest = Math.Min(smallest, value);
            }

            plain.Add(value, weight);
        }

        if (norm == 0)
        {
            return new FeatureScale(name, Logarithm: false, Smallest: 0, Mean: 0, Deviation: 0, absent);
        }

        bool logarithm = options.Logarithms?.Contains(name) ?? (plain.Minimum >= 0 && plain.Skewness > options.SkewnessForLogarithm);
        if (!logarithm)
        {
            return new FeatureScale(name, Logarithm: false, Smallest: 0, plain.Mean, plain.Deviation, absent);
        }

        // Zeros have no logarithm, and values near zero would stretch the scale: both are raised to a floor.
        double floor = Math.Max(smallest, plain.Mean * options.SmallestOfMean);
        Moments logarithmic = default;
        for (int i = 0; i < column.Length; i++)
        {
            if (!IsAbsent(column[i], absent))
            {
                logarithmic.Add(Math.Log(Math.Max(column[i], floor)), weights.IsEmpty ? 1 : weights[i]);
            }
        }

        return new FeatureScale(name, Logarithm: true, floor, logarithmic.Mean, logarithmic.Deviation, absent);
    }

    /// <summary>Weighted moments in one pass (West 1979, extended to the third).</summary>
    private struct Moments
    {
        private double _norm;
        private double _second;
        private double _third;
        private bool _any;

        public double Mean { get; private set; }

        public double Minimum { get; private set; }

        public double Maximum { get; private set; }

        public readonly double Deviation => Minimum == Maximum ? 0 : Math.Sqrt(_second / _norm);

        public readonly double Skewness => _second > 0 ? Math.Sqrt(_norm) * _third / Math.Pow(_second, 1.5) : 0;

        public void Add(double value, double weight)
        {
            Minimum = _any ? Math.Min(Minimum, value) : value;
            Maximum = _any ? Math.Max(Maximum, value) : value;
            _any = true;
            if (weight == 0)
            {
                return;
            }

            double before = _norm;
            _norm += weight;
            double delta = value - Mean;
            double step = delta * weight / _norm;
            double term = delta * step * before;
            Mean += step;
            _third += (term * delta * (before - weight) / _norm) - (3 * step * _second);
            _second += term;
        }
    }

    private sealed record Stored(double Limit, FeatureScale[]? Scales);
}
