using System.Collections.Immutable;

namespace Mandelstam.Examples.HiggsUncertainty.Challenge;

/// <summary>The challenge's score of a table of pseudo-experiments, pooled and per set.</summary>
/// <param name="Pooled">Over all intervals of all sets.</param>
/// <param name="Sets">Each set by itself, in order of first appearance.</param>
/// <remarks>
/// Limits that are not numbers make width and score NaN and never cover; infinite ones make the width infinite and the score −∞; limits
/// in the wrong order count with their absolute width and never cover. None of these is an error: a bad interval is a result.
/// </remarks>
public sealed record ChallengeScore(ScoreSummary Pooled, ImmutableArray<SetScore> Sets)
{
    /// <summary>The coverage asked for: one standard deviation.</summary>
    public const double TargetCoverage = 0.6827;

    private const double WidthOffset = 1e-3;

    /// <summary>Scores a table.</summary>
    /// <param name="experiments">Its rows; rows of a set keep their order.</param>
    /// <exception cref="MandelstamException">
    /// A set (or the table) has no interval; a set has no or several true signal strengths; a row has one limit without the other, or an
    /// uncertainty without an estimate; a value is missing before others of its list (only the end of a list may be).
    /// </exception>
    public static ChallengeScore Evaluate(IEnumerable<ScoredExperiment> experiments)
    {
        ArgumentNullException.ThrowIfNull(experiments);
        ImmutableArray<SetScore>.Builder sets = ImmutableArray.CreateBuilder<SetScore>();
        double width = 0;
        int covered = 0;
        int intervals = 0;
        foreach (IGrouping<int, ScoredExperiment> group in experiments.GroupBy(experiment => experiment.Set))
        {
            SetTotals totals = Sum(group);
            if (totals.Intervals == 0)
            {
                throw new MandelstamException($"Set {group.Key} has no interval (p16 and p84): fill the columns, or leave the set out.");
            }

            width += totals.Width;
            covered += totals.Covered;
            intervals += totals.Intervals;
            sets.Add(totals.Score(group.Key));
        }

        if (intervals == 0)
        {
            throw new MandelstamException("There is nothing to score: the table holds no interval (p16 and p84 of at least one pseudo-experiment).");
        }

        double interval = width / intervals;
        double coverage = (double)covered / intervals;
        return new ChallengeScore(
            new ScoreSummary(
                interval,
                coverage,
                QuantilesScore(interval, coverage, intervals),
                sets.Average(set => set.Summary.Rmse),
                sets.Average(set => set.Summary.Mae)),
            sets.ToImmutable());
    }

    /// <summary>The score of a mean width and a coverage.</summary>
    /// <param name="interval">Mean width.</param>
    /// <param name="coverage">Share that covers.</param>
    /// <param name="experiments">Number of intervals; it sets the width of the region without penalty, ±2 binomial deviations about 68.27 %.</param>
    /// <returns>
    /// −ln((w + 0.001) f), where f = 1 in that region, 1 + d⁴ below it and 1 + d³ above it, d being the distance from its edge in deviations.
    /// </returns>
    public static double QuantilesScore(double interval, double coverage, int experiments)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(experiments);
        double deviation = Math.Sqrt((1 - TargetCoverage) * TargetCoverage * experiments) / experiments;
        double lower = TargetCoverage - (2 * deviation);
        double upper = TargetCoverage + (2 * deviation);
        double penalty = 1;
        if (coverage < lower)
        {
            penalty += Math.Pow(Math.Abs((coverage - lower) / deviation), 4);
        }
        else if (coverage > upper)
        {
            penalty += Math.Pow(Math.Abs((coverage - upper) / deviation), 3);
        }

        return -Math.Log((interval + WidthOffset) * penalty);
    }

    /// <summary>Scores bootstrap replicas of the sets, as the challenge's second phase does; the published numbers are means over them.</summary>
    /// <param name="replicas">How many.</param>
    /// <param name="initialSeed">Replica i draws with this seed + i.</param>
    public ImmutableArray<BootstrapScore> Bootstrap(int replicas, long initialSeed = 42)
    {
        ImmutableArray<BootstrapScore>.Builder scores = ImmutableArray.CreateBuilder<BootstrapScore>(replicas);
        for (int replica = 0; replica < replicas; replica++)
        {
            int[] drawn = new NumpyRandom(initialSeed + replica).Choice(Sets.Length, Sets.Length);
            double interval = drawn.Average(set => Sets[set].Summary.Interval);
            double coverage = drawn.Average(set => Sets[set].Summary.Coverage);
            scores.Add(new BootstrapScore(replica, drawn, interval, coverage, QuantilesScore(interval, coverage, drawn.Sum(set => Sets[set].Size))));
        }

        return scores.ToImmutable();
    }

    private static SetTotals Sum(IGrouping<int, ScoredExperiment> set)
    {
        SetTotals totals = default;
        double? muTrue = null;
        int rows = 0;
        foreach (ScoredExperiment row in set)
        {
            double mu = row.MuTrue ?? throw Bad(row, "has no mu_true");
            if (!mu.Equals(muTrue ??= mu))
            {
                throw Bad(row, FormattableString.Invariant($"has mu_true = {mu}, the set began with {muTrue}; a set has one"));
            }

            totals.MuTrue = mu;
            if ((row.MuHat is not null && totals.Size < rows)
                || (row.DeltaMuHat is not null && totals.Deltas < rows)
                || (row.P16 is not null && totals.Intervals < rows))
            {
                throw Bad(row, "has a value that an earlier row of the set lacks");
            }

            rows++;
            totals.Size += row.MuHat is null ? 0 : 1;
            if (row.DeltaMuHat is double delta)
            {
                double error = (row.MuHat ?? throw Bad(row, "has delta_mu_hat but no mu_hat")) - mu;
                double excess = (error * error) - (delta * delta);
                totals.Rmse += Math.Sqrt((error * error) + (excess * excess));
                totals.Mae += Math.Abs(error) + Math.Abs(Math.Abs(error) - delta);
                totals.Deltas++;
            }

            if (row.P16.HasValue != row.P84.HasValue)
            {
                throw Bad(row, row.P16.HasValue ? "has p16 but no p84" : "has p84 but no p16");
            }

            if (row is { P16: double p16, P84: double p84 })
            {
                totals.Width += Math.Abs(p84 - p16);
                totals.Covered += mu >= p16 && mu <= p84 ? 1 : 0;
                totals.Intervals++;
            }
        }

        return totals;
    }

    private static MandelstamException Bad(ScoredExperiment row, string what) =>
        new($"Set {row.Set}, pseudo-experiment {row.Index} {what}: fill the column, or leave the row out.");

    private struct SetTotals
    {
        public double MuTrue;
        public int Size;
        public double Rmse;
        public double Mae;
        public int Deltas;
        public double Width;
        public int Covered;
        public int Intervals;

        public readonly SetScore Score(int set)
        {
            double interval = Width / Intervals;
            double coverage = (double)Covered / Intervals;
            double score = QuantilesScore(interval, coverage, Math.Max(Size, 1));
            return new SetScore(set, Size, MuTrue, new ScoreSummary(interval, coverage, score, Rmse / Deltas, Mae / Deltas));
        }
    }
}
