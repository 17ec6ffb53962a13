using Mandelstam.Inference;
using Mandelstam.Randomness;
using Xunit;

namespace Mandelstam.Runtime.Tests.Inference;

/// <summary>The whole calibration on a model whose Fisher information is known: width, coverage, independence of threads.</summary>
public sealed class PseudoExperimentTests
{
    private static readonly double[] _beltMu = [.. Enumerable.Range(0, 12).Select(i => -0.6 + (0.4 * i))];

    /// <summary>
    /// At a fixed truth the estimates scatter as the inverse Fisher information says, and no less: 3,000 experiments know a standard
    /// deviation to 1.3 %; ±5 % leaves room for the model's mild non-linearity. The bias is below 4 standard errors plus 2 % of the width.
    /// </summary>
    [Fact]
    public void Estimates_scatter_as_the_Fisher_information_says()
    {
        BinnedLikelihood likelihood = Toys.Shape(constrained: false, scale: 10);
        double bound = CramerRao(likelihood, [1, 0, 1]);
        PseudoExperiment[] experiments = PseudoExperiments.Run(Plan(points: 1, mu: [1], replicas: 3000, seed: 5, scale: 10, tilt: 0), likelihood, threads: 2);
        Assert.All(experiments, experiment => Assert.True(experiment.Estimate.Converged));
        (double mean, double deviation) = Toys.Moments([.. experiments.Select(experiment => experiment.Estimate.Mu)]);
        Assert.InRange(deviation / bound, 0.95, 1.05);
        Assert.Equal(1, mean, (4 * bound / Math.Sqrt(3000)) + (0.02 * bound));
        Assert.Equal(bound, experiments.Average(experiment => experiment.Estimate.Sigma), 0.05 * bound);
    }

    /// <summary>Knowing the nuisance helps: the bound with a constraint is below the one without, and both above the one with nothing unknown.</summary>
    [Fact]
    public void Every_unknown_widens_the_bound()
    {
        double known = CramerRao(Toys.Shape().StrengthOnly(), [1, 0, 1]);
        double constrained = CramerRao(Toys.Shape(), [1, 0, 1]);
        double free = CramerRao(Toys.Shape(constrained: false), [1, 0, 1]);
        Assert.True(known < constrained && constrained < free);
        double information = Enumerable.Range(0, 12).Sum(bin => Math.Pow(Toys.Signal(bin, 0), 2) / (Toys.Signal(bin, 0) + Toys.Background(bin, 0)));
        Assert.Equal(1 / Math.Sqrt(information), known, 1e-6);
    }

    /// <summary>
    /// Nuisances drawn, fitted and calibrated: belt from 400 draws, test from 400 others, 8 strengths up to the ends of [0.1, 3]. Pooled
    /// 3,200 experiments that share 400 draws: 68.27 % within 3 clustered deviations and the belt's own error (1.0 %); each strength within 3.5.
    /// </summary>
    [Fact]
    public void Intervals_cover_pooled_and_at_every_strength()
    {
        BinnedLikelihood likelihood = Toys.Shape();
        double[] test = [0.1, 0.5, 0.9, 1.3, 1.7, 2.1, 2.5, 3];
        NeymanBelt belt = NeymanBelt.Build(PseudoExperiments.Run(Plan(400, _beltMu, 3, seed: 1), likelihood, threads: 2));
        CoverageTable table = CoverageTable.From(PseudoExperiments.Run(Plan(400, test, 1, seed: 2), likelihood, threads: 2), belt);
        Assert.Equal(3200, table.Pooled.Experiments);
        Assert.InRange(table.Pooled.Coverage, 0.6827 - (3 * table.Pooled.ClusteredSigma) - 0.01, 0.6827 + (3 * table.Pooled.ClusteredSigma) + 0.01);
        Assert.Equal(8, table.PerMu.Length);
        double binomial = Math.Sqrt(0.6827 * 0.3173 / 400);
        Assert.All(table.PerMu, row => Assert.InRange(row.Coverage, 0.6827 - (3.5 * binomial), 0.6827 + (3.5 * binomial)));

        // The width is that of the constrained bound (μ = 1.5, middle of the range) within 8 %: no gift, no loss.
        Assert.Equal(2 * CramerRao(likelihood, [1.5, 0, 1]), table.Pooled.Interval, 0.08 * table.Pooled.Interval);
    }

    /// <summary>Fitting μ alone in the presence of the nuisance: its belt is honest too, and wider; that is the baseline's story.</summary>
    [Fact]
    public void Ignoring_the_nuisance_costs_width_not_coverage()
    {
        MuOnlyFit alone = MuOnlyFit.AtNominal(Toys.Shape());
        CoverageTable[] tables = [.. new IStrengthFit[] { Toys.Shape(), alone }.Select(fit => CoverageTable.From(
            PseudoExperiments.Run(Plan(300, [0.5, 2], 1, seed: 4), fit),
            NeymanBelt.Build(PseudoExperiments.Run(Plan(300, _beltMu, 1, seed: 3), fit))))];
        Assert.All(tables, table => Assert.Equal(0.6827, table.Pooled.Coverage, (3 * table.Pooled.ClusteredSigma) + 0.02));
        Assert.True(tables[1].Pooled.Interval > 1.1 * tables[0].Pooled.Interval);
    }

    [Fact]
    public void Results_do_not_depend_on_the_number_of_threads()
    {
        BinnedLikelihood likelihood = Toys.Shape();
        PseudoExperimentPlan plan = Plan(20, [0.5, 2], 3, seed: 8);
        PseudoExperiment[] one = PseudoExperiments.Run(plan, likelihood, threads: 1);
        Assert.Equal(one, PseudoExperiments.Run(plan, likelihood, threads: 4));
        Assert.Equal(20 * 2 * 3, one.Length);
        Assert.Equal((19, 1, 2, 2.0), (one[^1].Point, one[^1].MuIndex, one[^1].Replica, one[^1].MuTrue));
        Assert.Equal(one.Length, one.Select(experiment => experiment.Estimate.Mu).Distinct().Count());
    }

    /// <summary>Means, and variances equal to means, over 20,000 replicas: five standard errors.</summary>
    [Fact]
    public void Counts_are_Poisson_about_the_scaled_yields()
    {
        PseudoExperimentPlan plan = new([[2.0, 300, 50, 4]], 2, [true, false], [3], 20_000, 6, (_, factors) => factors[1] = 1.5);
        double[][] counts = [.. Enumerable.Range(0, plan.Replicas).Select(replica =>
        {
            double[] drawn = new double[2];
            PseudoExperiments.Draw(plan, 0, 0, replica, drawn);
            return drawn;
        })];
        foreach ((double expected, int bin) in new[] { (6.0 + 75, 0), (900.0 + 6, 1) })
        {
            (double mean, double deviation) = Toys.Moments([.. counts.Select(drawn => drawn[bin])]);
            Assert.Equal(expected, mean, 5 * Math.Sqrt(expected / plan.Replicas));
            Assert.Equal(expected, deviation * deviation, 5 * expected * Math.Sqrt(2.0 / plan.Replicas) * 1.01);
        }
    }

    /// <summary>Coverage rows of six experiments worked out by hand.</summary>
    [Fact]
    public void Coverage_tables_are_what_they_say()
    {
        CoverageTable table = CoverageTable.From(
        [
            new MeasuredExperiment(0, 1, 1.1, 0.5, 1.5), new MeasuredExperiment(0, 2, 2.2, 1.5, 2.5), new MeasuredExperiment(1, 1, 0.5, 0.1, 0.9),
            new MeasuredExperiment(1, 2, 1.4, 1.1, 1.9), new MeasuredExperiment(2, 1, 0.9, 1, 1.2), new MeasuredExperiment(2, 2, 3, 2.1, 3),
        ]);
        Assert.Equal([1.0, 2.0], table.PerMu.Select(row => row.Mu!.Value));
        Assert.Equal(3 / 6.0, table.Pooled.Coverage, 1e-12);
        Assert.Equal((1 + 1 + 0.8 + 0.8 + 0.2 + 0.9) / 6, table.Pooled.Interval, 1e-12);
        Assert.Equal((0.1 + 0.2 - 0.5 - 0.6 - 0.1 + 1) / 6, table.Pooled.Bias, 1e-12);
        Assert.Equal(Math.Sqrt(0.25 / 6), table.Pooled.BinomialSigma, 1e-12);
        Assert.Equal(Math.Sqrt((1 + 1 + 0) * 3 / 2.0) / 6, table.Pooled.ClusteredSigma, 1e-12);
        Assert.Equal(Math.Sqrt((0.01 + 0.25 + 0.01) / 3), table.PerMu[0].Rmse, 1e-12);
    }

    private static double CramerRao(BinnedLikelihood likelihood, double[] truth) => likelihood.Fit(likelihood.Expected(truth)).Strength.Sigma;

    // The population is the model itself, yields computed event-free from the formulas, never from the splines.
    private static PseudoExperimentPlan Plan(int points, double[] mu, int replicas, ulong seed, double scale = 1, double? tilt = null)
    {
        CounterRandom random = new(CounterRandom.SeedFor(seed, "tilt"));
        return new PseudoExperimentPlan(
            [.. Enumerable.Range(0, points).Select(_ =>
            {
                double alpha = tilt ?? random.NextNormal();
                return Enumerable.Range(0, 24).Select(cell => scale * (cell < 12 ? Toys.Signal(cell, alpha) : Toys.Background(cell - 12, alpha))).ToArray();
            })],
            2,
            [true, false],
            [.. mu],
            replicas,
            seed,
            tilt.HasValue ? null : (rates, factors) => factors[1] = 1 + (0.05 * rates.NextNormal()));
    }
}
