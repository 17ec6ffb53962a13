using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MathNet.Numerics.LinearAlgebra;

namespace Mandelstam.Inference;

/// <summary>
/// A Neyman confidence belt: for each true strength μ, the central interval of the estimate μ̂; read sideways, it turns an estimate into
/// an interval of μ (Neyman, Phil. Trans. R. Soc. A 236 (1937) 333).
/// </summary>
/// <remarks>
/// Between grid points the curves are straight lines; beyond the grid they go on with the slope of the last four points (at least
/// 0.05). Accepted are all μ whose central interval contains μ̂; where the curves are not monotone these may be several pieces, and the
/// interval is their hull.
/// </remarks>
public sealed class NeymanBelt
{
    private const int EndPoints = 4;
    private const double LeastSlope = 0.05;

    /// <summary>Takes the curves as they are; <c>Build</c> makes them from samples.</summary>
    /// <param name="mu">True strengths, ascending, at least two.</param>
    /// <param name="lower">Lower quantile of the estimate at each.</param>
    /// <param name="upper">Upper quantile, nowhere below the lower one.</param>
    /// <param name="sampleLower">The sample's lower quantiles, before smoothing.</param>
    /// <param name="sampleUpper">The sample's upper quantiles, before smoothing.</param>
    /// <param name="experiments">Pseudo-experiments at each strength.</param>
    /// <param name="options">How it was made.</param>
    /// <exception cref="ArgumentException">The arrays do not fit together.</exception>
    [JsonConstructor]
    public NeymanBelt(
        ImmutableArray<double> mu,
        ImmutableArray<double> lower,
        ImmutableArray<double> upper,
        ImmutableArray<double> sampleLower,
        ImmutableArray<double> sampleUpper,
        int experiments,
        BeltOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (mu.IsDefault || mu.Length < 2 || new[] { lower, upper, sampleLower, sampleUpper }.Any(curve => curve.IsDefault || curve.Length != mu.Length))
        {
            throw new ArgumentException("A belt needs at least two strengths, and both quantiles at each.", nameof(mu));
        }

        for (int i = 0; i < mu.Length; i++)
        {
            if (!double.IsFinite(mu[i] + lower[i] + upper[i]) || lower[i] > upper[i] || (i > 0 && mu[i] <= mu[i - 1]))
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"The belt at μ = {mu[i]}: strengths ascend, quantiles are finite, the lower one is not above the upper one."), nameof(mu));
            }
        }

        Mu = mu;
        Lower = lower;
        Upper = upper;
        SampleLower = sampleLower;
        SampleUpper = sampleUpper;
        Experiments = experiments;
        Options = options;
    }

    /// <summary>True strengths.</summary>
    public ImmutableArray<double> Mu { get; }

    /// <summary>Lower quantile of the estimate at each: 15.865 % for the usual level.</summary>
    public ImmutableArray<double> Lower { get; }

    /// <summary>Upper quantile: 84.135 % for the usual level.</summary>
    public ImmutableArray<double> Upper { get; }

    /// <summary>The sample's lower quantiles, before smoothing.</summary>
    public ImmutableArray<double> SampleLower { get; }

    /// <summary>The sample's upper quantiles, before smoothing.</summary>
    public ImmutableArray<double> SampleUpper { get; }

    /// <summary>Pseudo-experiments at each strength (the fewest).</summary>
    public int Experiments { get; }

    /// <summary>How it was made.</summary>
    public BeltOptions Options { get; }

    /// <summary>Makes a belt from estimates.</summary>
    /// <param name="mu">True strengths, ascending.</param>
    /// <param name="estimates">Estimates at each of them, in any order, at least 20 each.</param>
    /// <param name="options">Level and smoothing; null takes the defaults.</param>
    /// <exception cref="ArgumentException">Too few estimates, or one that is not finite.</exception>
    public static NeymanBelt Build(IReadOnlyList<double> mu, IReadOnlyList<IReadOnlyList<double>> estimates, BeltOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(mu);
        ArgumentNullException.ThrowIfNull(estimates);
        options ??= new BeltOptions();
        if (estimates.Count != mu.Count || estimates.Any(sample => sample.Count < 20 || !sample.All(double.IsFinite)))
        {
            throw new ArgumentException("A belt needs at least 20 finite estimates at each strength.", nameof(estimates));
        }

        if (!(options.Level > 0 && options.Level < 1))
        {
            throw new ArgumentException("The level of a belt lies between 0 and 1.", nameof(options));
        }

        double outside = 0.5 * (1 - options.Level);
        double[] sampleLower = new double[mu.Count];
        double[] sampleUpper = new double[mu.Count];
        for (int i = 0; i < mu.Count; i++)
        {
            double[] sorted = [.. estimates[i].Order()];
            sampleLower[i] = Quantile(sorted, outside);
            sampleUpper[i] = Quantile(sorted, 1 - outside);
        }

        double[] lower = Smooth(mu, sampleLower, options);
        double[] upper = Smooth(mu, sampleUpper, options);
        for (int i = 0; i < mu.Count; i++)
        {
            if (lower[i] > upper[i])
            {
                lower[i] = upper[i] = 0.5 * (lower[i] + upper[i]);
            }
        }

        return new NeymanBelt(
            [.. mu], [.. lower], [.. upper], [.. sampleLower], [.. sampleUpper], estimates.Min(sample => sample.Count), options);
    }

    /// <summary>Makes a belt from pseudo-experiments; those whose fit did not converge are left out.</summary>
    /// <param name="experiments">Pseudo-experiments at a grid of strengths.</param>
    /// <param name="options">Level and smoothing; null takes the defaults.</param>
    public static NeymanBelt Build(IEnumerable<PseudoExperiment> experiments, BeltOptions? options = null)
    {
        var grid = experiments
            .Where(experiment => experiment.Estimate.Converged)
            .GroupBy(experiment => experiment.MuTrue)
            .OrderBy(group => group.Key)
            .Select(group => (Mu: group.Key, Estimates: group.Select(experiment => experiment.Estimate.Mu).ToArray()))
            .ToArray();
        return Build([.. grid.Select(point => point.Mu)], [.. grid.Select(point => point.Estimates)], options);
    }

    /// <summary>The interval of the strength that belongs to an estimate.</summary>
    /// <param name="muHat">The estimate; NaN gives a NaN interval.</param>
    public BeltInterval Invert(double muHat)
    {
        if (double.IsNaN(muHat))
        {
            return new BeltInterval(double.NaN, double.NaN, false);
        }

        // The lowest accepted μ is the first where the upper curve reaches the estimate; the highest, the last where the lower one does.
        int last = Mu.Length - 1;
        double? low = null;
        double? high = null;
        if (Upper[0] < muHat)
        {
            for (int i = 1; i <= last && low is null; i++)
            {
                low = Upper[i] >= muHat ? Crossing(Upper, i - 1, muHat) : null;
            }
        }

        if (Lower[last] > muHat)
        {
            for (int i = last - 1; i >= 0 && high is null; i--)
            {
                high = Lower[i] <= muHat ? Crossing(Lower, i, muHat) : null;
            }
        }

        low ??= muHat <= Upper[0] ? Extrapolate(Upper, 0, muHat) : Extrapolate(Upper, last, muHat);
        high ??= muHat >= Lower[last] ? Extrapolate(Lower, last, muHat) : Extrapolate(Lower, 0, muHat);
        return new BeltInterval(low.Value, high.Value, low < Mu[0] || high > Mu[last] || low > Mu[last] || high < Mu[0]);
    }

    private static double Quantile(double[] sorted, double probability)
    {
        // Linear between order statistics (Hyndman and Fan's type 7).
        double position = probability * (sorted.Length - 1);
        int index = Math.Min((int)position, sorted.Length - 2);
        return sorted[index] + ((position - index) * (sorted[index + 1] - sorted[index]));
    }

    private static double[] Smooth(IReadOnlyList<double> mu, double[] quantiles, BeltOptions options)
    {
        double[] curve = [.. quantiles];
        int terms = options.Degree + 1;
        if (terms > 0 && terms < mu.Count)
        {
            double centre = 0.5 * (mu[0] + mu[^1]);
            double half = 0.5 * (mu[^1] - mu[0]);
            Matrix<double> powers = Matrix<double>.Build.Dense(mu.Count, terms, (row, power) => Math.Pow((mu[row] - centre) / half, power));
            Vector<double> offsets = Vector<double>.Build.Dense(mu.Count, row => quantiles[row] - mu[row]);
            Vector<double> smooth = powers * powers.QR().Solve(offsets);
            for (int i = 0; i < curve.Length; i++)
            {
                curve[i] = mu[i] + smooth[i];
            }
        }

        if (options.Monotone)
        {
            MakeAscending(curve);
        }

        return curve;
    }

    // Pools adjacent violators: the ascending curve nearest in least squares.
    private static void MakeAscending(double[] curve)
    {
        List<(double Mean, int Count)> blocks = [];
        foreach (double value in curve)
        {
            (double Mean, int Count) block = (value, 1);
            while (blocks.Count > 0 && blocks[^1].Mean > block.Mean)
            {
                (double mean, int count) = blocks[^1];
                blocks.RemoveAt(blocks.Count - 1);
                block = (((mean * count) + (block.Mean * block.Count)) / (count + block.Count), count + block.Count);
            }

            blocks.Add(block);
        }

        int index = 0;
        foreach ((double mean, int count) in blocks)
        {
            curve.AsSpan(index, count).Fill(mean);
            index += count;
        }
    }

    private double Crossing(ImmutableArray<double> curve, int segment, double value) =>
        Mu[segment] + ((value - curve[segment]) / (curve[segment + 1] - curve[segment]) * (Mu[segment + 1] - Mu[segment]));

    private double Extrapolate(ImmutableArray<double> curve, int end, double value)
    {
        int count = Math.Min(EndPoints, Mu.Length);
        int start = end == 0 ? 0 : Mu.Length - count;
        double meanMu = 0;
        double meanValue = 0;
        for (int i = start; i < start + count; i++)
        {
            meanMu += Mu[i] / count;
            meanValue += curve[i] / count;
        }

        double covariance = 0;
        double variance = 0;
        for (int i = start; i < start + count; i++)
        {
            covariance += (Mu[i] - meanMu) * (curve[i] - meanValue);
            variance += (Mu[i] - meanMu) * (Mu[i] - meanMu);
        }

        return Mu[end] + ((value - curve[end]) / Math.Max(LeastSlope, covariance / variance));
    }
}
