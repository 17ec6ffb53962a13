using System.Collections.Immutable;
using Mandelstam.Inference;

namespace Mandelstam.Measurement;

/// <summary>Sets of experiments, one true strength each, as the challenge and arXiv:2505.08709 count them: means over bootstrap replicas of the sets.</summary>
/// <param name="PerMu">What the set of each true strength gave, ascending.</param>
/// <param name="Interval">Mean width of the intervals, over all experiments.</param>
/// <param name="IntervalSigma">Its scatter over replicas.</param>
/// <param name="Coverage">Share of intervals that contain the truth, over all experiments.</param>
/// <param name="CoverageSigma">Its scatter over replicas.</param>
/// <param name="Rmse">Root of the mean squared error of the estimate.</param>
/// <param name="Score">The figure of merit of all experiments; null where the definition has none.</param>
/// <param name="BootstrapScore">Its mean over replicas: below <paramref name="Score"/>, as replicas whose coverage is off are punished.</param>
/// <param name="BootstrapSigma">Its scatter over replicas.</param>
public sealed record RepeatedTest(
    ImmutableArray<CoverageRow> PerMu,
    double Interval,
    double IntervalSigma,
    double Coverage,
    double CoverageSigma,
    double Rmse,
    double? Score,
    double? BootstrapScore,
    double? BootstrapSigma)
{
    private const int Replicas = 1000;

    /// <summary>True strengths.</summary>
    public int Sets => PerMu.Length;

    /// <summary>Experiments of each.</summary>
    public int PerSet => PerMu[0].Experiments;

    /// <summary>Counts.</summary>
    /// <param name="experiments">As many at every true strength.</param>
    /// <param name="score">The figure of merit of (interval, coverage, experiments).</param>
    /// <param name="seed">Seed of the replicas.</param>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static RepeatedTest From(IEnumerable<MeasuredExperiment> experiments, Func<double, double, int, double?> score, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(score);
        CoverageTable table = CoverageTable.From(experiments);
        ImmutableArray<CoverageRow> sets = table.PerMu;
        double[] intervals = new double[Replicas], coverages = new double[Replicas];
        double?[] scores = new double?[Replicas];
        for (int replica = 0; replica < Replicas; replica++)
        {
            Randomness.CounterRandom random = new(Randomness.CounterRandom.SeedFor(seed, "bootstrap of sets"), (ulong)replica);
            int count = 0;
            for (int draw = 0; draw < sets.Length; draw++)
            {
                CoverageRow set = sets[(int)(random.NextUniform() * sets.Length)];
                intervals[replica] += set.Interval / sets.Length;
                coverages[replica] += set.Coverage / sets.Length;
                count += set.Experiments;
            }

            scores[replica] = score(intervals[replica], coverages[replica], count);
        }

        CoverageRow pooled = table.Pooled;
        double[] known = [.. scores.Where(static s => s is double value && double.IsFinite(value)).Select(static s => s!.Value)];
        return new(
            sets,
            pooled.Interval,
            Scatter(intervals),
            pooled.Coverage,
            Scatter(coverages),
            pooled.Rmse,
            score(pooled.Interval, pooled.Coverage, pooled.Experiments),
            known.Length == Replicas ? known.Average() : null,
            known.Length == Replicas ? Scatter(known) : null);
    }

    private static double Scatter(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }
}
