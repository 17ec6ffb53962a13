using MathNet.Numerics.LinearAlgebra;

namespace Mandelstam.Measurement;

/// <summary>How the sums of scores at the points of a <see cref="NuisanceProfile"/>'s design go along with the counts of a binned data set.</summary>
/// <remarks>
/// A data set of independent events with n_b of them in bin b has sums with mean Σ n_b m_b and covariance Σ n_b V_b, where m_b and V_b are mean and covariance of the scores of events in the bin; with 10⁵ events they
/// are normal. So the sums of an experiment are drawn together with its counts, and no event has to be scored again for it.
/// </remarks>
internal sealed class ProfileMoments
{
    private readonly int _design;
    private readonly int _bins;
    private readonly double[] _mean;
    private readonly double[] _covariance;

    /// <summary>Takes sums over events.</summary>
    /// <param name="sums">For each bin the sums of w, w·r_g and w·r_g·r_h (h ≤ g).</param>
    /// <param name="design">Points of the design.</param>
    public ProfileMoments(ReadOnlySpan<double> sums, int design)
    {
        _design = design;
        int size = SizeOf(design);
        _bins = sums.Length / size;
        _mean = new double[_bins * design];
        _covariance = new double[_bins * design * design];
        for (int bin = 0; bin < _bins; bin++)
        {
            ReadOnlySpan<double> own = sums.Slice(bin * size, size);
            double weight = own[0];
            if (!(weight > 0))
            {
                continue;
            }

            for (int g = 0, at = 1 + design; g < design; g++)
            {
                _mean[(bin * design) + g] = own[1 + g] / weight;
                for (int h = 0; h <= g; h++, at++)
                {
                    double covariance = (own[at] / weight) - (own[1 + g] / weight * (own[1 + h] / weight));
                    _covariance[(((bin * design) + g) * design) + h] = _covariance[(((bin * design) + h) * design) + g] = covariance;
                }
            }
        }
    }

    /// <summary>Numbers per bin.</summary>
    public static int SizeOf(int design) => 1 + design + (design * (design + 1) / 2);

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

        if (normals.IsEmpty)
        {
            return sums;
        }

        // Scores of neighbouring blocks are all but the same: a part in 10⁹ of the diagonal keeps the factor real.
        double largest = Enumerable.Range(0, _design).Max(g => covariance[g, g]);
        if (largest > 0)
        {
            Matrix<double> factor = (covariance + Matrix<double>.Build.DiagonalIdentity(_design).Multiply(1e-9 * largest)).Cholesky().Factor;
            for (int g = 0; g < _design; g++)
            {
                for (int h = 0; h <= g; h++)
                {
                    sums[g] += factor[g, h] * normals[h];
                }
            }
        }

        return sums;
    }
}
