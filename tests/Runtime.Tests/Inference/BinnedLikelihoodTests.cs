using Mandelstam.Inference;
using Mandelstam.Randomness;
using Xunit;

namespace Mandelstam.Runtime.Tests.Inference;

/// <summary>The likelihood's derivatives and its maximum, against closed forms and finite differences.</summary>
public sealed class BinnedLikelihoodTests
{
    /// <summary>μ̂ = (n − b) / s and its variance n / s², also where it is negative.</summary>
    [Theory]
    [InlineData(150)]
    [InlineData(100)]
    [InlineData(63)]
    [InlineData(3)]
    public void A_counting_experiment_has_its_closed_form(double count)
    {
        FitResult fit = Toys.Counting(25, 100).Fit([count]);
        Assert.True(fit.Converged);
        Assert.Equal((count - 100) / 25, fit.Strength.Value, 1e-6);
        Assert.Equal(Math.Sqrt(count) / 25, fit.Strength.Sigma, 1e-6);
        Assert.Equal(0, fit.Deviance, 1e-9);
        Assert.Equal(0, fit.DegreesOfFreedom);
    }

    /// <summary>Without events the expectation goes to (almost) nothing and stays finite: μ̂ = −b/s within the floor's share.</summary>
    [Fact]
    public void No_events_at_all_end_at_no_expectation()
    {
        FitResult fit = Toys.Counting(25, 100).Fit([0]);
        Assert.True(fit.Converged);
        Assert.Equal(-4, fit.Strength.Value, 0.01);
        Assert.InRange(fit.Expected[0], 0, 0.1);
    }

    /// <summary>Analytic against central differences, in the middle, outside the grid, and where bins are below the floor. Steps of 1e-5 leave 1e-6.</summary>
    [Theory]
    [InlineData(1.0, 0.0, 1.0)]
    [InlineData(2.7, 1.3, 0.93)]
    [InlineData(-0.8, -2.6, 1.1)]
    [InlineData(1.5, 4.2, 1.0)]
    [InlineData(-9.0, 0.4, 0.8)]
    public void Gradient_and_Hessian_are_the_derivatives(double mu, double tilt, double rate)
    {
        BinnedLikelihood likelihood = Toys.Shape();
        double[] counts = likelihood.Expected([1.4, 0.5, 1.02]);
        double[] at = [mu, tilt, rate];
        double[] gradient = new double[3];
        double[] hessian = new double[9];
        likelihood.NegativeLogLikelihood(at, counts, gradient, hessian);
        for (int i = 0; i < 3; i++)
        {
            const double step = 1e-5;
            double[] up = [.. at];
            double[] down = [.. at];
            up[i] += step;
            down[i] -= step;
            double[] upGradient = new double[3];
            double[] downGradient = new double[3];
            double difference = likelihood.NegativeLogLikelihood(up, counts, upGradient) - likelihood.NegativeLogLikelihood(down, counts, downGradient);
            Near(difference / (2 * step), gradient[i]);
            for (int j = 0; j < 3; j++)
            {
                Near((upGradient[j] - downGradient[j]) / (2 * step), hessian[(i * 3) + j]);
            }
        }

        static void Near(double expected, double actual) => Assert.Equal(expected, actual, 2e-6 * Math.Max(1, Math.Abs(expected)));
    }

    /// <summary>With template errors σ, one bin has μ̂ = (n − b) / s as before and the variance (n + (n σ/ν₀)²) / s²: here ν₀ = 125, σ² = 30 + 20.</summary>
    [Fact]
    public void Template_errors_add_to_the_variance()
    {
        TemplateGrid templates = new([], ["signal", "background"], 1, [25, 100], [30, 20]);
        FitResult fit = new BinnedLikelihood(templates, ["signal"], [], [], templateErrors: 1).Fit([150]);
        Assert.Equal(2, fit.Strength.Value, 1e-6);
        Assert.Equal(Math.Sqrt(150 + (150 * 150 * 50 / (125.0 * 125))) / 25, fit.Strength.Sigma, 1e-6);
        Assert.Throws<ArgumentException>(() => new BinnedLikelihood(Toys.Shape().Templates, ["signal"], Toys.Shape().Shapes, [], templateErrors: 1));
    }

    /// <summary>Two bins, so that γ is not 1: the value against a scan over γ in steps of 5e-6, derivatives against differences.</summary>
    [Theory]
    [InlineData(1.0)]
    [InlineData(3.0)]
    public void The_profiled_factor_is_the_best_one(double mu)
    {
        BinnedLikelihood likelihood = new(new TemplateGrid([], ["s", "b"], 2, [25, 2, 100, 40], [30, 1, 20, 9]), ["s"], [], [], templateErrors: 2);
        double[] counts = [150, 0];
        double expected = 0;
        (double, double, double)[] bins = [((25 * mu) + 100, 150, 2 * 50 / (125.0 * 125)), ((2 * mu) + 40, 0, 2 * 10 / (42.0 * 42))];
        foreach ((double nu, double count, double variance) in bins)
        {
            expected += Enumerable.Range(0, 400_001).Min(i =>
            {
                double gamma = i * 5e-6;
                return (gamma * nu) - count + (count > 0 ? count * Math.Log(count / (gamma * nu)) : 0) + (0.5 * (gamma - 1) * (gamma - 1) / variance);
            });
        }

        double[] gradient = new double[1];
        double[] hessian = new double[1];
        double[] up = new double[1];
        Assert.Equal(expected, likelihood.NegativeLogLikelihood([mu], counts, gradient, hessian), 1e-6);
        double difference = likelihood.NegativeLogLikelihood([mu + 1e-5], counts, up) - likelihood.NegativeLogLikelihood([mu - 1e-5], counts);
        Assert.Equal(difference / 2e-5, gradient[0], 1e-5);
        Assert.Equal((up[0] - gradient[0]) / 1e-5, hessian[0], 1e-3);
    }

    /// <summary>Two rates on one process multiply: their mixed derivative is what finite differences miss most easily.</summary>
    [Fact]
    public void Rates_of_a_process_multiply_and_so_does_the_strength()
    {
        BinnedLikelihood likelihood = new(
            new TemplateGrid([], ["s", "t", "z"], 2, [10, 20, 30, 5, 100, 80], []),
            ["s"],
            [],
            [
                new RateParameter(new FitParameter("t", 1, 0, 5, new GaussianConstraint(1, 0.02)), ["t"]),
                new RateParameter(new FitParameter("all", 1, 0, 5, new GaussianConstraint(1, 0.01)), ["s", "t", "z"]),
            ]);
        double[] at = [1.5, 0.9, 1.1];
        Assert.Equal([1.1 * (15 + 27 + 100), 1.1 * (30 + 4.5 + 80)], likelihood.Expected(at), (x, y) => Math.Abs(x - y) < 1e-10);
        double[] hessian = new double[9];
        double[] gradient = new double[3];
        double[] shifted = new double[3];
        likelihood.NegativeLogLikelihood(at, [150, 120], gradient, hessian);
        likelihood.NegativeLogLikelihood([1.5, 0.9 + 1e-6, 1.1], [150, 120], shifted);
        Assert.Equal((shifted[2] - gradient[2]) / 1e-6, hessian[5], 1e-2);
        Assert.Equal((shifted[0] - gradient[0]) / 1e-6, hessian[1], 1e-3);
    }

    [Fact]
    public void Expected_data_give_back_their_parameters()
    {
        BinnedLikelihood likelihood = Toys.Shape(constrained: false);
        FitResult fit = likelihood.Fit(likelihood.Expected([2.2, 1.1, 1]));
        Assert.True(fit.Converged);
        Assert.Equal(2.2, fit.Strength.Value, 1e-6);
        Assert.Equal(1.1, fit.Parameters[1].Value, 1e-6);
        Assert.Equal(0, fit.Parameters[2].Pull!.Value, 1e-5);
        Assert.Null(fit.Parameters[1].Pull);
        Assert.InRange(fit.Parameters[2].Constriction!.Value, 0.05, 1.0);
    }

    /// <summary>A bound that the data push against holds, and the other parameters find their best given it: their slopes vanish there.</summary>
    [Fact]
    public void Bounds_hold_and_the_rest_is_still_the_best()
    {
        BinnedLikelihood free = Toys.Shape(constrained: false);
        BinnedLikelihood bounded = new(free.Templates, free.Signal, [free.Shapes[0] with { Max = 0.5 }], free.Rates);
        double[] counts = free.Expected([1, 2, 1]);
        FitResult fit = bounded.Fit(counts);
        Assert.True(fit.Converged);
        Assert.True(fit.Parameters[1].AtBound);
        Assert.Equal(0.5, fit.Parameters[1].Value);
        double[] gradient = new double[3];
        bounded.NegativeLogLikelihood([.. fit.Parameters.Select(parameter => parameter.Value)], counts, gradient);
        Assert.Equal(0, gradient[0], 1e-4);
        Assert.Equal(0, gradient[2], 1e-2);
        Assert.True(gradient[1] < 0);
    }

    /// <summary>Two codes for the same maximum, over 200 Poisson samples.</summary>
    [Fact]
    public void With_everything_fixed_it_is_the_fit_of_the_strength_alone()
    {
        BinnedLikelihood likelihood = Toys.Shape().StrengthOnly();
        MuOnlyFit alone = MuOnlyFit.AtNominal(Toys.Shape());
        double[] truth = likelihood.Expected([0.7, 0, 1]);
        LikelihoodFitter fitter = likelihood.CreateFitter();
        for (int toy = 0; toy < 200; toy++)
        {
            double[] counts = Poisson(truth, 1, toy);
            StrengthEstimate one = fitter.Fit(counts);
            StrengthEstimate other = alone.Fit(counts);
            Assert.True(one.Converged);
            Assert.Equal(other.Mu, one.Mu, 1e-6);
            Assert.Equal(other.Sigma, one.Sigma, 1e-6);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(40_000)]
    public void The_strength_alone_has_its_closed_form_in_one_bin(double count)
    {
        StrengthEstimate estimate = new MuOnlyFit([25], [100]).Fit([count]);
        Assert.Equal((count - 100) / 25, estimate.Mu, 1e-6 * Math.Max(1, count / 25));
    }

    [Fact]
    public void Fits_allocate_nothing_and_do_not_depend_on_earlier_ones()
    {
        BinnedLikelihood likelihood = Toys.Shape();
        LikelihoodFitter fitter = likelihood.CreateFitter();
        double[] first = Poisson(likelihood.Expected([1, 1, 1]), 5, 0);
        double[] second = Poisson(likelihood.Expected([-2, -2, 0.9]), 5, 1);
        StrengthEstimate fresh = fitter.Fit(first);
        fitter.Fit(second);
        long before = GC.GetAllocatedBytesForCurrentThread();
        StrengthEstimate again = fitter.Fit(first);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(fresh, again);
    }

    [Fact]
    public void Counts_that_cannot_be_are_refused_by_bin()
    {
        LikelihoodFitter fitter = Toys.Counting(1, 1).CreateFitter();
        Assert.Contains("Bin 0 holds -2", Assert.Throws<MandelstamException>(() => fitter.Fit([-2])).Message);
        Assert.Throws<MandelstamException>(() => fitter.Fit([double.NaN]));
        Assert.Throws<ArgumentException>(() => fitter.Fit([1, 2]));
    }

    [Fact]
    public void Models_name_what_does_not_fit()
    {
        TemplateGrid grid = new([new TemplateAxis("tes", [0.9, 1.1])], ["s", "b"], 1, [1, 2, 3, 4], []);
        Assert.Contains("'x'", Assert.Throws<ArgumentException>(() => new BinnedLikelihood(grid, ["x"], [new FitParameter("tes", 1)], [])).Message);
        Assert.Contains("jes", Assert.Throws<ArgumentException>(() => new BinnedLikelihood(grid, ["s"], [new FitParameter("jes", 1)], [])).Message);
    }

    [Fact]
    public void A_model_survives_storage()
    {
        BinnedLikelihood likelihood = Toys.Shape();
        BinnedLikelihood again = InferenceJson.Deserialize<BinnedLikelihood>(InferenceJson.Serialize(likelihood), "test");
        double[] counts = Poisson(likelihood.Expected([1, 0, 1]), 9, 0);
        Assert.Equal(likelihood.Fit(counts).Strength, again.Fit(counts).Strength);
    }

    /// <summary>In one bin: −2 ln L(μ)/L(μ̂) = 2 (ν − n − n ln(ν/n)).</summary>
    [Fact]
    public void The_profile_of_a_counting_experiment_has_its_closed_form()
    {
        ProfileScan scan = ProfileScan.Run(Toys.Counting(25, 100), [150], [0.0, 1.0, 2.0, 3.5]);
        Assert.Equal(2, scan.MuHat, 1e-6);
        foreach ((double mu, double delta) in scan.Mu.Zip(scan.DeltaTwoLogL))
        {
            double expected = 100 + (25 * mu);
            Assert.Equal(2 * (expected - 150 - (150 * Math.Log(expected / 150))), delta, 1e-8);
        }
    }

    /// <summary>The curvature of the profile is the inverse of the fitted variance: 5 % at half a deviation for this near-Gaussian case.</summary>
    [Fact]
    public void The_profile_opens_as_the_covariance_says()
    {
        BinnedLikelihood likelihood = Toys.Shape();
        double[] counts = likelihood.Expected([1, 0, 1]);
        FittedParameter strength = likelihood.Fit(counts).Strength;
        ProfileScan scan = ProfileScan.Run(likelihood, counts, [strength.Value - (0.5 * strength.Sigma), strength.Value + (0.5 * strength.Sigma)]);
        Assert.All(scan.DeltaTwoLogL, delta => Assert.Equal(0.25, delta, 0.0125));
    }

    /// <summary>
    /// Both probabilities of 300 right models are uniform: the mean within 4 standard errors, and equal to each other within 0.06 + toys'
    /// noise.
    /// </summary>
    [Fact]
    public void Goodness_of_fit_is_uniform_for_the_right_model_and_small_for_a_wrong_one()
    {
        BinnedLikelihood likelihood = Toys.Shape();
        List<double> probabilities = [];
        for (int toy = 0; toy < 300; toy++)
        {
            CounterRandom random = new(31, (ulong)toy);
            double[] truth = likelihood.Expected([1, random.NextNormal(), 1 + (0.05 * random.NextNormal())]);
            probabilities.Add(GoodnessOfFit.ByChiSquare(likelihood.Fit(Poisson(truth, 32, toy))).Probability);
        }

        Assert.Equal(0.5, probabilities.Average(), 4 * Math.Sqrt(1 / 12.0 / 300));
        Assert.Equal(0.1, probabilities.Average(probability => probability < 0.1 ? 1.0 : 0.0), 4 * Math.Sqrt(0.09 / 300));

        double[] counts = Poisson(likelihood.Expected([1, 0.3, 1]), 33, 0);
        FitResult fit = likelihood.Fit(counts);
        GoodnessOfFit byToys = GoodnessOfFit.ByToys(likelihood, fit, 400, 1, threads: 2);
        Assert.Equal(GoodnessOfFit.ByChiSquare(fit).Probability, byToys.Probability, 0.12);
        Assert.Equal(byToys, GoodnessOfFit.ByToys(likelihood, fit, 400, 1, threads: 1));
        counts[3] *= 1.6;
        FitResult wrong = likelihood.Fit(counts);
        Assert.InRange(GoodnessOfFit.ByChiSquare(wrong).Probability, 0, 1e-4);
        Assert.Equal(1 / 401.0, GoodnessOfFit.ByToys(likelihood, wrong, 400, 1, threads: 2).Probability);
    }

    private static double[] Poisson(double[] expected, ulong seed, int stream)
    {
        CounterRandom random = new(seed, (ulong)stream);
        return [.. expected.Select(mean => (double)random.NextPoisson(mean))];
    }
}
