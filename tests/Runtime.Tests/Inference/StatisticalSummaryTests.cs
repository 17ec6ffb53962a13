using Mandelstam.Inference;
using MathNet.Numerics.Distributions;

namespace Mandelstam.Runtime.Tests.Inference;

public sealed class StatisticalSummaryTests
{
    private const double S = 40, B = 400, SigmaB = 0.05;

    /// <summary>One bin with a background known to 5 %, and templates of the given variances: n = μ s + β b, so that μ̂ = (n − β b)/s.</summary>
    private static BinnedLikelihood Counting(double signalVariance = 0, double backgroundVariance = 0, double templateErrors = 0) => new(
        new TemplateGrid([], ["signal", "background"], 1, [S, B], [signalVariance, backgroundVariance]),
        ["signal"],
        [],
        [new RateParameter(new FitParameter("beta", 1, 0.1, 2, new GaussianConstraint(1, SigmaB)), ["background"])],
        templateErrors);

    [Fact]
    public void The_parts_of_a_counting_experiments_error_have_their_closed_forms()
    {
        // Expected data of strength one; the simulation's variance is that of s + b at μ = 1.
        StatisticalSummary exact = StatisticalSummary.Expected(Counting(), 1);
        Assert.Equal(1, exact.Fit.Strength.Value, 1e-9);
        ErrorSplit split = exact.Split!;
        Assert.Equal(Math.Sqrt(S + B) / S, split.Statistics, 1e-9);
        Assert.Equal(Math.Sqrt(S + B) / S, split.Known, 1e-9);
        Assert.Equal(B * SigmaB / S, Assert.Single(split.Nuisances).Sigma, 1e-9);
        Assert.Equal(0, split.Simulation);
        Assert.Equal(Math.Sqrt(((S + B) / (S * S)) + Math.Pow(B * SigmaB / S, 2)), split.Total, 1e-9);

        ErrorSplit full = StatisticalSummary.Expected(Counting(9, 300, 1), 1).Split!;
        Assert.Equal(Math.Sqrt(309) / S, full.Simulation, 1e-9);
        Assert.Equal(Math.Sqrt(S + B) / S, full.Statistics, 1e-9);
    }

    [Fact]
    public void The_impact_of_the_only_nuisance_is_its_own_share()
    {
        // One bin says nothing of β, so that its error stays the prior's, and μ̂ moves by −b σ/s when β moves by σ.
        NuisanceImpact impact = Assert.Single(StatisticalSummary.Expected(Counting(), 1).Impacts);
        Assert.Equal(SigmaB, impact.Fitted.Sigma, 1e-9);
        Assert.Equal(-B * SigmaB / S, impact.Up, 1e-6);
        Assert.Equal(B * SigmaB / S, impact.Down, 1e-6);
        Assert.Equal(impact.Up, impact.PriorUp, 1e-6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Parts_add_in_quadrature_and_each_is_what_a_shifted_constraint_does(double templateErrors)
    {
        BinnedLikelihood toy = Toys.Shape();
        TemplateGrid templates = new(toy.Templates.Axes, toy.Templates.Processes, toy.Bins, toy.Templates.Yields, [.. toy.Templates.Yields.Select(static y => 0.3 * y)]);
        BinnedLikelihood likelihood = new(templates, toy.Signal, toy.Shapes, toy.Rates, templateErrors);
        StatisticalSummary summary = StatisticalSummary.Expected(likelihood, 1);
        ErrorSplit split = summary.Split!;
        double sum = (split.Statistics * split.Statistics) + (split.Simulation * split.Simulation) + split.Nuisances.Sum(static n => n.Sigma * n.Sigma);
        Assert.Equal(split.Total, Math.Sqrt(sum), 1e-9 * split.Total);
        Assert.Equal(templateErrors > 0, split.Simulation > 0);

        // On expected data the Hessian is the Fisher information but for the curvature of templates times residuals, which vanish, and the templates' factor.
        Assert.Equal(summary.Fit.Strength.Sigma, split.Total, 2e-3 * split.Total);

        // The other way to the same numbers: the constraint measured a tenth of a σ off, everything fitted again.
        for (int parameter = 1; parameter < likelihood.Parameters.Length; parameter++)
        {
            double[] at = [.. summary.Fit.Parameters.Select(static p => p.Value)];
            double step = 0.1 * likelihood.Parameters[parameter].Constraint!.Sigma;
            at[parameter] += step;
            double up = likelihood.Centred(at).Fit(summary.Counts.AsSpan()).Strength.Value;
            at[parameter] -= 2 * step;
            double down = likelihood.Centred(at).Fit(summary.Counts.AsSpan()).Strength.Value;

            // A central difference over ±0.1 σ: what is left is of third order, below a percent.
            Assert.Equal(split.Nuisances[parameter - 1].Sigma, Math.Abs(up - down) / 0.2, 0.01 * split.Total);
        }
    }

    [Fact]
    public void Impacts_are_ranked_and_those_after_the_fit_are_the_correlations()
    {
        StatisticalSummary summary = StatisticalSummary.Expected(Toys.Shape(), 1);
        Assert.Equal(["rate", "tilt"], summary.Impacts.Select(static i => i.Fitted.Name).Order(StringComparer.Ordinal));
        Assert.True(summary.Impacts[0].Largest >= summary.Impacts[1].Largest);
        foreach (NuisanceImpact impact in summary.Impacts)
        {
            int index = summary.Fit.Parameters.ToList().FindIndex(p => p.Name == impact.Fitted.Name);

            // In a Gaussian likelihood, holding a nuisance at θ̂ + σ moves the estimate by ρ σ_μ; this one is Gaussian to a few per cent at one σ.
            double expected = summary.Fit.Correlation(0, index) * summary.Fit.Strength.Sigma;
            Assert.Equal(expected, impact.Up, 0.05 * summary.Fit.Strength.Sigma);
            Assert.Equal(-expected, impact.Down, 0.05 * summary.Fit.Strength.Sigma);
        }
    }

    [Theory]
    [InlineData(440)]
    [InlineData(400)]
    [InlineData(371)]
    public void Limit_interval_and_significance_of_a_counting_experiment_have_their_closed_forms(double n)
    {
        StatisticalSummary summary = StatisticalSummary.Of(Toys.Counting(S, B), [n]);
        double best = (n - B) / S;
        Assert.Equal(best, summary.Fit.Strength.Value, 1e-7);
        Assert.Equal(Math.Sign(best) * Math.Sqrt(TwiceDelta(0, best, n)), summary.Significance, 1e-6);
        Assert.Equal(1, TwiceDelta(summary.Low, best, n), 1e-6);
        Assert.Equal(1, TwiceDelta(summary.High, best, n), 1e-6);
        Assert.True(summary.Low < best && best < summary.High);

        // CLs of equations 65 and 66 of arXiv:1007.1727, from the Poisson likelihood ratio written out.
        double Cls(double mu)
        {
            double q = mu <= best ? 0 : TwiceDelta(mu, Math.Max(best, 0), n), asimov = TwiceDelta(mu, 0, B), root = Math.Sqrt(asimov);
            (double sb, double b) = q <= asimov ? (Math.Sqrt(q), Math.Sqrt(q) - root) : ((q + asimov) / (2 * root), (q - asimov) / (2 * root));
            return (1 - Normal.CDF(0, 1, sb)) / (1 - Normal.CDF(0, 1, b));
        }

        Assert.Equal(0.05, Cls(summary.Limit.Observed), 1e-6);
        for (int band = 0; band < 5; band++)
        {
            double root = Math.Sqrt(TwiceDelta(summary.Limit.Expected[band], 0, B));
            Assert.Equal(0.05, (1 - Normal.CDF(0, 1, root - UpperLimit.Bands[band])) / Normal.CDF(0, 1, UpperLimit.Bands[band]), 1e-6);
        }

        // The median limit of a Gaussian estimate with this error: 1.96 σ, since CLb is a half.
        Assert.Equal(1.96 * Math.Sqrt(B) / S, summary.Limit.Expected[2], 0.06);

        static double TwiceDelta(double mu, double best, double n)
        {
            double at = (mu * S) + B, least = (best * S) + B;
            return 2 * (at - least - (n * Math.Log(at / least)));
        }
    }

    [Fact]
    public void A_limit_covers_the_nuisances()
    {
        // With the background known to 5 % alone (σ_b = 20 beside √400 = 20) the Gaussian limit grows by √2.
        double without = StatisticalSummary.Of(Toys.Counting(S, B), [B]).Limit.Observed, with = StatisticalSummary.Of(Counting(), [B]).Limit.Observed;
        Assert.Equal(Math.Sqrt(2), with / without, 0.05);
    }

    [Fact]
    public void A_level_that_is_none_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => UpperLimit.Of(Toys.Counting(S, B), [B], 1));
}
