using System.Collections.Immutable;
using MathNet.Numerics.LinearAlgebra;

namespace Mandelstam.Inference;

/// <summary>The error of the signal strength, split by what fluctuates: the events, each constraint, the simulated sample.</summary>
/// <param name="Total">The error from the expected information; the squares of all parts add up to its square.</param>
/// <param name="Statistics">How μ̂ follows the Poisson fluctuation of the events, with the nuisances fitted each time.</param>
/// <param name="Nuisances">How μ̂ follows the measurement behind each nuisance's constraint; zero for a nuisance that the data alone determine.</param>
/// <param name="Simulation">How μ̂ follows the fluctuation of the templates; zero where they are taken as exact.</param>
/// <param name="Known">What the error of the events would be if every nuisance, and the templates, were known: the usual "statistical error". No part of the sum.</param>
/// <remarks>
/// <para>
/// Near its maximum the estimate is linear in the counts n_b, in the values m_j that other measurements gave the nuisances, and in the yields of the simulation;
/// these fluctuate independently, so that σ² = Σ_b (∂μ̂/∂n_b)² ν_b + Σ_j (∂μ̂/∂m_j)² σ_j² + Σ_b (∂μ̂/∂t_b)² τ_b² exactly (Pinto et al., Eur. Phys. J. C 84 (2024) 593).
/// The usual recipe (fix a nuisance, subtract in quadrature) gives parts that do not add up wherever nuisances are correlated.
/// </para>
/// <para>A nuisance that the data know better than its constraint shows up under statistics: its error is one of the events, not of the other measurement.</para>
/// </remarks>
public sealed record ErrorSplit(double Total, double Statistics, ImmutableArray<ErrorPart> Nuisances, double Simulation, double Known)
{
    /// <summary>Splits the error at a fit.</summary>
    /// <param name="likelihood">The model.</param>
    /// <param name="fit">Its fit; parameters that are fixed or at a bound have no part.</param>
    /// <exception cref="ArgumentException">The fit is of another model, or its strength is fixed or at a bound.</exception>
    public static ErrorSplit Of(BinnedLikelihood likelihood, FitResult fit)
    {
        ArgumentNullException.ThrowIfNull(likelihood);
        ArgumentNullException.ThrowIfNull(fit);
        if (!fit.Parameters.Select(static p => p.Name).SequenceEqual(likelihood.Parameters.Select(static p => p.Name)) || fit.Strength.Fixed || fit.Strength.AtBound)
        {
            throw new ArgumentException("The error is split at a fit of this model in which the strength is free.", nameof(fit));
        }

        LikelihoodState state = new(likelihood);
        for (int i = 0; i < fit.Parameters.Length; i++)
        {
            state.Parameters[i] = fit.Parameters[i].Value;
        }

        likelihood.Evaluate(state, fit.Expected.AsSpan());
        int size = fit.Parameters.Length;
        int[] free = [.. Enumerable.Range(0, size).Where(i => !fit.Parameters[i].Fixed && !fit.Parameters[i].AtBound)];
        Matrix<double> information = Matrix<double>.Build.Dense(free.Length, free.Length, (row, column) => state.Fisher[(free[row] * size) + free[column]]);

        // Parameters have scales of their own; with a unit diagonal the inverse loses nothing to them.
        Vector<double> scale = Vector<double>.Build.Dense(free.Length, i => information[i, i] > 0 ? 1 / Math.Sqrt(information[i, i]) : 1);
        Matrix<double> unit = information.MapIndexed((row, column, value) => value * scale[row] * scale[column]);
        Vector<double> response = unit.Cholesky().Solve(Vector<double>.Build.Dense(free.Length, i => i == 0 ? 1 : 0)).PointwiseMultiply(scale) * scale[0];

        double statistics = 0, simulation = 0, known = 0;
        ReadOnlySpan<double> relative = likelihood.RelativeVariances;
        for (int bin = 0; bin < likelihood.Bins; bin++)
        {
            double slope = 0;
            for (int i = 0; i < free.Length; i++)
            {
                slope += response[i] * state.SlopesOf(free[i])[bin];
            }

            // The information of a bin is w = 1/(ν + τ²ν²), its part of the variance (slope · w)² (ν + τ²ν²): counts have ν of that, templates τ²ν².
            double part = slope * slope * state.Information[bin], ratio = relative[bin] * Math.Max(0, state.Expected[bin]);
            known += state.SlopesOf(0)[bin] * state.SlopesOf(0)[bin] * state.Information[bin] * (1 + ratio);
            statistics += part / (1 + ratio);
            simulation += part * ratio / (1 + ratio);
        }

        ImmutableArray<ErrorPart> nuisances =
        [
            .. Enumerable.Range(1, size - 1).Select(i => new ErrorPart(
                fit.Parameters[i].Name,
                likelihood.Parameters[i].Constraint is { } constraint && Array.IndexOf(free, i) is var at and >= 0 ? Math.Abs(response[at]) / constraint.Sigma : 0)),
        ];
        return new(Math.Sqrt(response[0]), Math.Sqrt(statistics), nuisances, Math.Sqrt(simulation), 1 / Math.Sqrt(known));
    }
}
