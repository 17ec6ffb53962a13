using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;
using Mandelstam.Randomness;

namespace Mandelstam.Measurement;

/// <summary>How the sums of scores at the points of a <see cref="NuisanceProfile"/>'s design go along with the counts of a binned data set.</summary>
/// <remarks>
/// A data set of independent events with n_b of them in bin b has sums with mean Σ n_b m_b and covariance Σ n_b V_b, where m_b and V_b are mean and covariance of the scores of events in the bin; with 10⁵ events they
/// are normal. So the sums of an experiment are drawn together with its counts, and no event has to be scored again for it.
/// </remarks>
internal sealed class ProfileMoments
{
    // A bin whose weight at other nuisances comes out lower than this part of what its own events have is known by these alone.
    private const double LeastWeight = 0.5;

    private readonly int _design;
    private readonly int _bins;
    private readonly double[] _mean;
    private readonly double[] _covariance;

    // Of each bin Σw² / (Σw)²: one over the number of events that know its mean.
    private readonly double[] _uncertainty;

    /// <summary>Takes sums over events.</summary>
    /// <param name="sums">For each bin the sums of w, w², w·r_g and w·r_g·r_h (h ≤ g).</param>
    /// <param name="design">Points of the design.</param>
    public ProfileMoments(ReadOnlySpan<double> sums, int design)
    {
        _design = design;
        int size = SizeOf(design);
        _bins = sums.Length / size;
        _mean = new double[_bins * design];
        _covariance = new double[_bins * design * design];
        _uncertainty = new double[_bins];
        for (int bin = 0; bin < _bins; bin++)
        {
            ReadOnlySpan<double> own = sums.Slice(bin * size, size);
            double weight = own[0];
            if (!(weight > 0))
            {
                continue;
            }

            _uncertainty[bin] = Uncertainty(own);
            for (int g = 0, at = 2 + design; g < design; g++)
            {
                _mean[(bin * design) + g] = own[2 + g] / weight;
                for (int h = 0; h <= g; h++, at++)
                {
                    double covariance = (own[at] / weight) - (own[2 + g] / weight * (own[2 + h] / weight));
                    _covariance[(((bin * design) + g) * design) + h] = _covariance[(((bin * design) + h) * design) + g] = covariance;
                }
            }
        }
    }

    private ProfileMoments(ProfileMoments other, double[] mean, double[] uncertainty)
    {
        (_design, _bins, _covariance) = (other._design, other._bins, other._covariance);
        (_mean, _uncertainty) = (mean, uncertainty);
    }

    /// <summary>Numbers per bin.</summary>
    public static int SizeOf(int design) => 2 + design + (design * (design + 1) / 2);

    /// <summary>Means of many events at one point of the nuisances, corrected by how those of a few change from there to another.</summary>
    /// <param name="many">Sums over many events at the first point.</param>
    /// <param name="few">Sums over few of them at the first point.</param>
    /// <param name="moved">Sums over the same few at the other point; covariances are theirs.</param>
    /// <param name="factor">How many events stand behind each of the few.</param>
    /// <param name="design">Points of the design.</param>
    public static ProfileMoments Of(ReadOnlySpan<double> many, ReadOnlySpan<double> few, ReadOnlySpan<double> moved, double factor, int design)
    {
        ProfileMoments own = new(moved, design);
        double[] mean = [.. own._mean], uncertainty = new double[own._bins];
        int size = SizeOf(design);
        for (int bin = 0; bin < own._bins; bin++)
        {
            int at = bin * size;
            uncertainty[bin] = many[at] > 0 ? Uncertainty(many[at..]) : 0;
            double weight = many[at] + (factor * (moved[at] - few[at]));
            if (weight >= LeastWeight * factor * moved[at] && moved[at] > 0)
            {
                for (int g = 0; g < design; g++)
                {
                    mean[(bin * design) + g] = (many[at + 2 + g] + (factor * (moved[at + 2 + g] - few[at + 2 + g]))) / weight;
                }
            }
        }

        return new(own, mean, uncertainty);
    }

    /// <summary>Moments as they might have been with other events: the means fluctuate as those of so many events do.</summary>
    /// <param name="other">Moments of another sample, whose fluctuation is added.</param>
    /// <param name="random">A stream of its own for each sample.</param>
    public ProfileMoments Fluctuate(ProfileMoments other, CounterRandom random)
    {
        double[] mean = [.. _mean], normals = new double[_design];
        for (int bin = 0; bin < _bins; bin++)
        {
            foreach (ref double normal in normals.AsSpan())
            {
                normal = random.NextNormal();
            }

            double width = Math.Sqrt(_uncertainty[bin] + other._uncertainty[bin]);
            int start = bin;
            Matrix<double> covariance = Matrix<double>.Build.Dense(_design, _design, (g, h) => _covariance[(((start * _design) + g) * _design) + h]);
            double[] shift = Correlate(covariance, normals);
            for (int g = 0; g < _design; g++)
            {
                mean[(bin * _design) + g] += width * shift[g];
            }
        }

        return new(this, mean, _uncertainty);
    }

    /// <summary>Sums of scores that go with counts.</summary>
    /// <param name="counts">Events per bin.</param>
    /// <param name="normals">A unit normal for each point of the design; empty for the mean.</param>
    public double[] Sums(ReadOnlySpan<double> counts, ReadOnlySpan<double> normals)
    {
        double[] sums = new double[_design];
        Matrix<double> covariance = Matrix<double>.Build.Dense(_design, _design);
        for (int bin = 0; bin < _bins; bin++)
        {
            for (int g = 0; g < _design; g++)
            {
                sums[g] += counts[bin] * _mean[(bin * _design) + g];
                for (int h = 0; h < _design && !normals.IsEmpty; h++)
                {
                    covariance[g, h] += counts[bin] * _covariance[(((bin * _design) + g) * _design) + h];
                }
            }
        }

        if (!normals.IsEmpty)
        {
            double[] shift = Correlate(covariance, normals);
            for (int g = 0; g < _design; g++)
            {
                sums[g] += shift[g];
            }
        }

        return sums;
    }

    private static double Uncertainty(ReadOnlySpan<double> bin) => bin[1] / (bin[0] * bin[0]);

    // Normal numbers of a covariance. Scores of neighbouring blocks are all but the same, and a bin may have an event or two: by rounding an eigenvalue may be below zero.
    private static double[] Correlate(Matrix<double> covariance, ReadOnlySpan<double> normals)
    {
        Evd<double> parts = covariance.Evd(Symmetricity.Symmetric);
        double[] along = normals.ToArray();
        for (int i = 0; i < along.Length; i++)
        {
            along[i] *= Math.Sqrt(Math.Max(parts.EigenValues[i].Real, 0));
        }

        return (parts.EigenVectors * Vector<double>.Build.Dense(along)).ToArray();
    }
}
