using System.Collections.Immutable;

namespace Mandelstam.Inference;

/// <summary>Width and coverage of intervals, pooled and for each true strength.</summary>
/// <param name="Pooled">Over all pseudo-experiments.</param>
/// <param name="PerMu">For each true strength, ascending.</param>
public sealed record CoverageTable(CoverageRow Pooled, ImmutableArray<CoverageRow> PerMu)
{
    /// <summary>Tabulates pseudo-experiments.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static CoverageTable From(IEnumerable<MeasuredExperiment> experiments)
    {
        MeasuredExperiment[] all = [.. experiments];
        if (all.Length == 0)
        {
            throw new ArgumentException("There are no pseudo-experiments to tabulate.", nameof(experiments));
        }

        return new CoverageTable(
            Row(null, all),
            [.. all.GroupBy(experiment => experiment.MuTrue).OrderBy(group => group.Key).Select(group => Row(group.Key, [.. group]))]);
    }

    /// <summary>Gives pseudo-experiments their intervals and tabulates them.</summary>
    /// <param name="experiments">The pseudo-experiments; a fit that did not converge counts with the estimate it ended at.</param>
    /// <param name="belt">The belt, made from other draws.</param>
    public static CoverageTable From(IEnumerable<PseudoExperiment> experiments, NeymanBelt belt)
    {
        ArgumentNullException.ThrowIfNull(belt);
        return From(experiments.Select(experiment =>
        {
            BeltInterval interval = belt.Invert(experiment.Estimate.Mu);
            return new MeasuredExperiment(experiment.Point, experiment.MuTrue, experiment.Estimate.Mu, interval.P16, interval.P84);
        }));
    }

    private static CoverageRow Row(double? mu, MeasuredExperiment[] experiments)
    {
        int count = experiments.Length;
        double coverage = experiments.Average(experiment => Covers(experiment) ? 1.0 : 0.0);
        double[] clusters = [.. experiments
            .GroupBy(experiment => experiment.Point)
            .Select(group => group.Sum(experiment => (Covers(experiment) ? 1 : 0) - coverage))];
        double clustered = clusters.Length < 2
            ? double.NaN
            : Math.Sqrt(clusters.Sum(sum => sum * sum) * clusters.Length / (clusters.Length - 1)) / count;
        return new CoverageRow(
            mu,
            count,
            experiments.Average(experiment => Math.Abs(experiment.P84 - experiment.P16)),
            coverage,
            Math.Sqrt(coverage * (1 - coverage) / count),
            clustered,
            experiments.Average(experiment => experiment.MuHat - experiment.MuTrue),
            Math.Sqrt(experiments.Average(experiment => (experiment.MuHat - experiment.MuTrue) * (experiment.MuHat - experiment.MuTrue))));
    }

    private static bool Covers(MeasuredExperiment experiment) => experiment.MuTrue >= experiment.P16 && experiment.MuTrue <= experiment.P84;
}
