using Mandelstam.Examples.HiggsUncertainty.Challenge;
using Mandelstam.TestKit;
using Xunit;

namespace Mandelstam.Examples.Tests.Challenge;

/// <summary>The score against the challenge's own, and at the cliffs of its penalty.</summary>
public sealed class ChallengeScoreTests
{
    /// <summary>Sums over up to 1,000 terms in another order, and a fourth power of a distance in deviations: 1e-11 of the value.</summary>
    private const double Tolerance = 1e-11;

    [ReferenceFact]
    public void Every_table_scores_as_the_challenge_scores_it()
    {
        Dictionary<string, ScoredExperiment[]> tables = Tables();
        ReferenceTable expected = ReferenceTable.Read("higgsml/scoring_expected.csv.gz");
        ReferenceTable sets = ReferenceTable.Read("higgsml/scoring_expected_sets.csv.gz");
        ILookup<string, int> setRows = Enumerable.Range(0, sets.Rows).ToLookup(row => sets.Text(row, "table"));
        for (int row = 0; row < expected.Rows; row++)
        {
            string name = expected.Text(row, "table");
            ScoredExperiment[] table = tables.GetValueOrDefault(name, []);
            if (expected.Text(row, "status") != "ok")
            {
                Assert.Throws<MandelstamException>(() => ChallengeScore.Evaluate(table));
                continue;
            }

            ChallengeScore score = ChallengeScore.Evaluate(table);
            Same(expected, row, score.Pooled);
            int[] rows = [.. setRows[name]];
            Assert.Equal(rows.Length, score.Sets.Length);
            foreach ((SetScore set, int setRow) in score.Sets.Zip(rows))
            {
                Assert.Equal(sets.Integer(setRow, "set"), set.Set);
                Assert.Equal(sets.Integer(setRow, "set_size"), set.Size);
                Same(sets, setRow, set.Summary);
            }
        }

        Assert.Equal(120, expected.Rows);
    }

    [ReferenceFact]
    public void Bootstrap_replicas_are_the_challenges()
    {
        Dictionary<string, ScoredExperiment[]> tables = Tables();
        ReferenceTable expected = ReferenceTable.Read("higgsml/scoring_expected_bootstrap.csv.gz");
        foreach (IGrouping<string, int> rows in Enumerable.Range(0, expected.Rows).GroupBy(row => expected.Text(row, "table")))
        {
            ChallengeScore score = ChallengeScore.Evaluate(tables[rows.Key]);
            foreach ((BootstrapScore replica, int row) in score.Bootstrap(rows.Count()).Zip(rows))
            {
                Assert.Equal(expected.Integer(row, "replica"), replica.Replica);
                Assert.Equal(expected.Text(row, "set_indices"), string.Join('|', replica.Sets));
                Near(expected.Number(row, "interval"), replica.Interval);
                Near(expected.Number(row, "coverage"), replica.Coverage);
                Near(expected.Number(row, "quantiles_score"), replica.QuantilesScore);
            }
        }

        Assert.Equal(1460, expected.Rows);
    }

    /// <summary>−ln(0.439 f): no penalty inside ±2σ = [0.6533, 0.7121], the fourth power below, the third above. Three digits, as published.</summary>
    [Theory]
    [InlineData(0.672, 0.823)]
    [InlineData(0.640, 0.317)]
    [InlineData(0.720, 0.681)]
    public void The_penalty_falls_off_a_cliff_outside_two_deviations(double coverage, double expected) =>
        Assert.Equal(expected, ChallengeScore.QuantilesScore(0.438, coverage, 1000), 5e-4);

    [Fact]
    public void Degenerate_intervals_are_results_not_errors()
    {
        Assert.Equal(double.NegativeInfinity, Score(Row(0, 0.5, double.PositiveInfinity)).Pooled.QuantilesScore);
        Assert.True(double.IsNaN(Score(Row(0, 0.5, double.NaN)).Pooled.QuantilesScore));
        Assert.True(double.IsNaN(Score(Row(0, double.PositiveInfinity, double.PositiveInfinity)).Pooled.Interval));
        ScoreSummary reversed = Score(Row(0, 1.5, 0.5)).Pooled;
        Assert.Equal((1.0, 0.0), (reversed.Interval, reversed.Coverage));
        Assert.Equal(-Math.Log(1e-3), Score(Row(0, 1, 1)).Pooled.QuantilesScore, 1e-12);
    }

    [Fact]
    public void What_cannot_be_scored_says_why()
    {
        Assert.Contains("nothing to score", Message());
        Assert.Contains("no mu_true", Message(Row(0, 0.5, 1.5) with { MuTrue = null }));
        Assert.Contains("a set has one", Message(Row(0, 0.5, 1.5), Row(1, 0.5, 1.5) with { MuTrue = 2 }));
        Assert.Contains("p16 but no p84", Message(Row(0, 0.5, 1.5) with { P84 = null }));
        Assert.Contains("no mu_hat", Message(Row(0, 0.5, 1.5) with { MuHat = null }));
        Assert.Contains("earlier row", Message(Row(0, 0.5, 1.5) with { DeltaMuHat = null }, Row(1, 0.5, 1.5)));
        Assert.Contains("Set 1 has no interval", Message(Row(0, 0.5, 1.5), Row(0, 0, 0) with { Set = 1, P16 = null, P84 = null }));
        static string Message(params ScoredExperiment[] rows) => Assert.Throws<MandelstamException>(() => ChallengeScore.Evaluate(rows)).Message;
    }

    private static ScoredExperiment Row(int index, double p16, double p84) => new(0, index, 1, 1.1, 0.5, p16, p84);

    private static ChallengeScore Score(params ScoredExperiment[] rows) => ChallengeScore.Evaluate(rows);

    private static Dictionary<string, ScoredExperiment[]> Tables()
    {
        ReferenceTable input = ReferenceTable.Read("higgsml/scoring_inputs.csv.gz");
        return Enumerable.Range(0, input.Rows).GroupBy(row => input.Text(row, "table")).ToDictionary(
            table => table.Key,
            table => table.Select(row => new ScoredExperiment(
                input.Integer(row, "set"),
                input.Integer(row, "pe"),
                input.Optional(row, "mu_true"),
                input.Optional(row, "mu_hat"),
                input.Optional(row, "delta_mu_hat"),
                input.Optional(row, "p16"),
                input.Optional(row, "p84"))).ToArray());
    }

    private static void Same(ReferenceTable expected, int row, ScoreSummary actual)
    {
        Near(expected.Number(row, "interval"), actual.Interval);
        Near(expected.Number(row, "coverage"), actual.Coverage);
        Near(expected.Number(row, "quantiles_score"), actual.QuantilesScore);
        Near(expected.Number(row, "rmse"), actual.Rmse);
        Near(expected.Number(row, "mae"), actual.Mae);
    }

    private static void Near(double expected, double actual)
    {
        if (double.IsFinite(expected))
        {
            Assert.Equal(expected, actual, Tolerance * Math.Max(1, Math.Abs(expected)));
        }
        else
        {
            Assert.Equal(expected, actual);
        }
    }
}
