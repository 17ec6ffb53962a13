using System.Collections.Immutable;
using MathNet.Numerics.LinearAlgebra;

namespace Mandelstam.Measurement;

/// <summary>
/// From the nuisances that minimise a data set's sum of scores to those that it has. A net that is not perfect puts the minimum in the wrong place, by more than the data's own
/// fluctuation; where that place is, draws of known nuisances tell.
/// </summary>
internal sealed class ProfileCalibration
{
    // One row for each nuisance: a constant, then a factor for each that was found.
    private readonly Matrix<double> _coefficients;

    private ProfileCalibration(Matrix<double> coefficients) => _coefficients = coefficients;

    /// <summary>Least squares over draws.</summary>
    /// <param name="draws">For each what was found in its expectation and what it has, in σ of the priors.</param>
    /// <exception cref="MandelstamException">There are too few draws.</exception>
    public static ProfileCalibration Fit(ImmutableArray<(double[] Found, double[] True)> draws)
    {
        int count = draws[0].Found.Length;
        CheckDraws(count, draws.Length);
        Matrix<double> found = Matrix<double>.Build.Dense(draws.Length, count + 1, (d, i) => i == 0 ? 1 : draws[d].Found[i - 1]);
        Matrix<double> wanted = Matrix<double>.Build.Dense(draws.Length, count, (d, i) => draws[d].True[i]);
        return new(found.QR().Solve(wanted).Transpose());
    }

    /// <summary>Are there as many draws as it takes? A run asks before it trains.</summary>
    /// <param name="nuisances">Nuisances that are calibrated.</param>
    /// <param name="draws">Draws of the belt.</param>
    /// <exception cref="MandelstamException">There are too few.</exception>
    public static void CheckDraws(int nuisances, int draws)
    {
        if (draws < nuisances + 2)
        {
            throw new MandelstamException($"The method 'likelihood' calibrates {nuisances} nuisances with the draws of the belt, of which there are {draws}: set the option BeltDraws to {nuisances + 2} or more, or LikelihoodMethod to false.");
        }
    }

    /// <summary>What belongs to nuisances that were found.</summary>
    /// <param name="found">In σ of the priors.</param>
    public double[] Apply(ReadOnlySpan<double> found)
    {
        double[] result = _coefficients.Column(0).ToArray();
        for (int i = 0; i < result.Length; i++)
        {
            for (int j = 0; j < found.Length; j++)
            {
                result[i] += _coefficients[i, j + 1] * found[j];
            }
        }

        return result;
    }
}
