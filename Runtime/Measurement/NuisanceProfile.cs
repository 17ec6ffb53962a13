using System.Collections.Immutable;
using Mandelstam.Events;

namespace Mandelstam.Measurement;

/// <summary>
/// Nuisances as inputs of a classifier, and the search for those that make the data look least like signal: the alternative method of arXiv:2505.08709, appendix E.
/// </summary>
/// <remarks>
/// <para>A network sees the coordinates of the signal's nuisances, then those of the background's: (value − mean)/σ of each prior, of the logarithm for a log-normal one.</para>
/// <para>
/// With the signal's block at the centre, the sum of the scores of a data set is taken at a design of background blocks that determines a parabola in the fitted nuisances; its lowest point is
/// the estimate. A scan of all values would be the same parabola at many times the cost. A score is a logit, ln(p(x | signal)/p(x | background, ν)): data that are all but background have the
/// least sum where they are most likely; of the logit's logistic function that is not so.
/// </para>
/// </remarks>
public sealed class NuisanceProfile
{
    /// <summary>Distance of the design's points from the centre, in σ of the priors.</summary>
    public const double Step = 1.5;

    private const double Farthest = 3;

    // The lowest point may lie as many times further out than nuisances do: a net that is not perfect puts it in another place.
    private const double Reach = 3;

    private readonly MeasurementDefinition _definition;
    private readonly int[] _fitted;
    private readonly double[] _low;
    private readonly double[] _high;

    /// <summary>Prepares the design.</summary>
    /// <param name="definition">What is measured.</param>
    /// <param name="fitsNoise">The stochastic nuisance is searched for too.</param>
    public NuisanceProfile(MeasurementDefinition definition, bool fitsNoise)
    {
        ArgumentNullException.ThrowIfNull(definition);
        _definition = definition;
        _fitted = [.. definition.FittedShapes, .. fitsNoise && definition.FittedNoise >= 0 ? new[] { definition.FittedNoise } : []];
        _low = [.. _fitted.Select(n => End(n, isUpper: false))];
        _high = [.. _fitted.Select(n => End(n, isUpper: true))];
        Design = [.. DesignPoints().Select(Block)];
        int scales = definition.FittedShapes.Length;
        Blocks = [Block(new double[_fitted.Length]), .. Enumerable.Range(0, 2 * scales).Select(i => Block(Unit(i / 2, i % 2 == 0 ? Step : -Step)))];
    }

    /// <summary>Coordinates of a block: one for each nuisance of the model.</summary>
    public int Width => _definition.Model.Nuisances.Length;

    /// <summary>Number of nuisances that are searched for.</summary>
    public int Fitted => _fitted.Length;

    /// <summary>The background blocks at which sums of scores are taken.</summary>
    public ImmutableArray<float[]> Design { get; }

    /// <summary>The blocks that data are scored with once the nuisances are found: the nearest of them is taken, and templates are made for each.</summary>
    public ImmutableArray<float[]> Blocks { get; }

    /// <summary>Coordinates of nuisances.</summary>
    /// <param name="values">In declared order.</param>
    public float[] Coordinates(ReadOnlySpan<double> values)
    {
        float[] result = new float[values.Length];
        for (int n = 0; n < result.Length; n++)
        {
            NuisanceInfo nuisance = _definition.Model.Nuisances[n];
            double value = nuisance.Prior == Prior.LogNormal ? Math.Log(Math.Max(values[n], Math.Exp(nuisance.Mean - (Farthest * nuisance.Sigma)))) : values[n];
            (double mean, double sigma) = nuisance.Prior == Prior.Uniform ? (0.5 * (nuisance.Min + nuisance.Max), 0.5 * (nuisance.Max - nuisance.Min)) : (nuisance.Mean, nuisance.Sigma);
            result[n] = (float)Math.Clamp((value - mean) / sigma, -2 * Farthest, 2 * Farthest);
        }

        return result;
    }

    /// <summary>The fitted nuisances at which the sum of scores is least.</summary>
    /// <param name="sums">Sums of scores at the points of <see cref="Design"/>.</param>
    /// <returns>In σ of their priors, as the net sees them: <see cref="ProfileCalibration"/> says what that means.</returns>
    public double[] Minimise(ReadOnlySpan<double> sums)
    {
        int count = _fitted.Length;
        double[] slope = new double[count];
        double[,] bend = new double[count, count];
        for (int i = 0; i < count; i++)
        {
            (double up, double down) = (sums[1 + (2 * i)], sums[2 + (2 * i)]);
            slope[i] = (up - down) / (2 * Step);
            bend[i, i] = (up + down - (2 * sums[0])) / (Step * Step);
        }

        for (int i = 0, at = 1 + (2 * count); i < count; i++)
        {
            for (int j = i + 1; j < count; j++, at++)
            {
                bend[i, j] = bend[j, i] = (sums[at] - sums[1 + (2 * i)] - sums[1 + (2 * j)] + sums[0]) / (Step * Step);
            }
        }

        // One coordinate after the other: the box stays a box, and a parabola that opens downwards ends at its sides.
        double[] z = new double[count];
        for (int round = 0; round < 200; round++)
        {
            double moved = 0;
            for (int i = 0; i < count; i++)
            {
                double gradient = slope[i];
                for (int j = 0; j < count; j++)
                {
                    gradient += j == i ? 0 : bend[i, j] * z[j];
                }

                (double low, double high) = (Reach * _low[i], Reach * _high[i]);
                double Value(double x) => (gradient * x) + (0.5 * bend[i, i] * x * x);
                double next = bend[i, i] > 0 ? Math.Clamp(-gradient / bend[i, i], low, high) : Value(low) < Value(high) ? low : high;
                moved = Math.Max(moved, Math.Abs(next - z[i]));
                z[i] = next;
            }

            if (moved < 1e-9)
            {
                break;
            }
        }

        return z;
    }

    /// <summary>Of nuisances those that are searched for, in σ of their priors.</summary>
    /// <param name="values">In declared order.</param>
    public double[] FittedOf(ReadOnlySpan<double> values)
    {
        float[] all = Coordinates(values);
        return Array.ConvertAll(_fitted, n => (double)all[n]);
    }

    /// <summary>Nuisances within the range of their priors.</summary>
    /// <param name="fitted">Those that are searched for, in σ of their priors.</param>
    public double[] Within(ReadOnlySpan<double> fitted)
    {
        double[] result = fitted.ToArray();
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = Math.Clamp(result[i], _low[i], _high[i]);
        }

        return result;
    }

    /// <summary>The block of <see cref="Blocks"/> nearest to an estimate.</summary>
    /// <param name="estimate">In σ of the priors.</param>
    public int Nearest(ReadOnlySpan<double> estimate)
    {
        double[] at = estimate.ToArray();
        int scales = _definition.FittedShapes.Length;
        return Enumerable.Range(0, Blocks.Length).MinBy(b => Enumerable.Range(0, scales).Sum(i => Math.Pow(at[i] - Blocks[b][_fitted[i]], 2)));
    }

    /// <summary>An estimate in the coordinates of the templates' axes.</summary>
    /// <param name="estimate">In σ of the priors.</param>
    public double[] OnAxes(ReadOnlySpan<double> estimate)
    {
        double[] result = new double[_fitted.Length];
        for (int i = 0; i < result.Length; i++)
        {
            NuisanceInfo nuisance = _definition.Model.Nuisances[_fitted[i]];
            result[i] = nuisance.Mean + (nuisance.Sigma * estimate[i]);
        }

        return result;
    }

    private double End(int nuisance, bool isUpper)
    {
        NuisanceInfo info = _definition.Model.Nuisances[nuisance];
        double end = isUpper ? info.Max : info.Min;
        double coordinate = info.Prior == Prior.LogNormal
            ? (end > 0 ? (Math.Log(end) - info.Mean) / info.Sigma : -Farthest)
            : (end - info.Mean) / info.Sigma;
        return Math.Clamp(coordinate, -Farthest, Farthest);
    }

    private double[] Unit(int index, double size)
    {
        double[] unit = new double[_fitted.Length];
        unit[index] = size;
        return unit;
    }

    private IEnumerable<double[]> DesignPoints()
    {
        yield return new double[_fitted.Length];
        for (int i = 0; i < _fitted.Length; i++)
        {
            yield return Unit(i, Step);
            yield return Unit(i, -Step);
        }

        for (int i = 0; i < _fitted.Length; i++)
        {
            for (int j = i + 1; j < _fitted.Length; j++)
            {
                double[] pair = Unit(i, Step);
                pair[j] = Step;
                yield return pair;
            }
        }
    }

    private float[] Block(double[] fitted)
    {
        float[] block = new float[Width];
        for (int i = 0; i < _fitted.Length; i++)
        {
            block[_fitted[i]] = (float)fitted[i];
        }

        return block;
    }
}
