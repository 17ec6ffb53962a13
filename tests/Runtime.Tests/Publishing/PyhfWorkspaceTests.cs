using System.Text.Json.Nodes;
using Mandelstam.Inference;
using Mandelstam.Publishing;
using Mandelstam.Randomness;
using Mandelstam.Runtime.Tests.Inference;

namespace Mandelstam.Runtime.Tests.Publishing;

public sealed class PyhfWorkspaceTests
{
    private static readonly ScoreBinning Binning = new([[0, 1, 2, 3, 4], [0, 1, 2, 3, 4]]);

    /// <summary>The toy with a tilt and a rate, twelve bins in two channels, simulated with weights of a third.</summary>
    private static BinnedLikelihood Model(double templateErrors = 1)
    {
        BinnedLikelihood toy = Toys.Shape();
        TemplateGrid templates = new(toy.Templates.Axes, toy.Templates.Processes, toy.Bins, toy.Templates.Yields, [.. toy.Templates.Yields.Select(static y => y / 3)]);
        return new(templates, toy.Signal, toy.Shapes, toy.Rates, templateErrors);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    [InlineData(false, 1)]
    public void Expected_data_give_the_same_strength_and_error_in_HistFactorys_definition(bool isPolynomial, double templateErrors)
    {
        BinnedLikelihood likelihood = Model(templateErrors);
        StatisticalSummary ours = StatisticalSummary.Expected(likelihood, 1);
        (double mu, double sigma, double twice) = new HistFactory(PyhfWorkspace.Create(likelihood, Binning, ["a", "b"], ours.Counts.AsSpan()), isPolynomial).Fit();
        Assert.Equal(1, mu, 1e-5);
        Assert.Equal(0, twice, 1e-6);

        // Piecewise linear templates have a kink at nominal, where two slopes stand for one: the error follows within 2 %; the smooth codes have our slopes.
        Assert.Equal(1, sigma / ours.Fit.Strength.Sigma, isPolynomial ? 0.005 : 0.02);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Fluctuated_data_give_the_same_strength_within_a_small_part_of_the_error(bool isPolynomial)
    {
        BinnedLikelihood likelihood = Model();
        for (int toy = 0; toy < 12; toy++)
        {
            CounterRandom random = new(11, (ulong)toy);
            double[] truth = [Math.Max(1 + (0.5 * random.NextNormal()), 0.2), Math.Clamp(random.NextNormal(), -1.5, 1.5), 1 + (0.05 * random.NextNormal())];
            double[] counts = [.. likelihood.Expected(truth).Select(expected => (double)random.NextPoisson(Math.Max(expected, 0)))];
            FitResult ours = likelihood.Fit(counts);
            (double mu, double sigma, _) = new HistFactory(PyhfWorkspace.Create(likelihood, Binning, ["a", "b"], counts), isPolynomial).Fit();

            // Effects of this model are quadratic (0.4 % at one σ) and those of tilt and rate multiply, which HistFactory has otherwise: a tenth of the error, and 5 % of it.
            Assert.Equal(ours.Strength.Value, mu, 0.1 * ours.Strength.Sigma);
            Assert.Equal(1, sigma / ours.Strength.Sigma, 0.05);
        }
    }

    [Fact]
    public void The_workspace_has_the_form_of_the_schema()
    {
        BinnedLikelihood likelihood = Model();
        JsonNode workspace = JsonNode.Parse(PyhfWorkspace.Create(likelihood, Binning, ["a", "b"], StatisticalSummary.Expected(likelihood, 1).Counts.AsSpan()).ToJsonString())!;
        Assert.Equal(["channels", "observations", "measurements", "version"], workspace.AsObject().Select(static p => p.Key));
        Assert.Equal("1.0.0", workspace["version"]!.GetValue<string>());
        JsonNode config = workspace["measurements"]![0]!["config"]!;
        Assert.Equal("mu", config["poi"]!.GetValue<string>());
        Assert.Equal(["mu", "tilt", "rate"], config["parameters"]!.AsArray().Select(static p => p!["name"]!.GetValue<string>()));
        Assert.All(workspace["channels"]!.AsArray(), channel =>
        {
            string name = channel!["name"]!.GetValue<string>();
            Assert.All(channel["samples"]!.AsArray(), sample =>
            {
                Assert.Equal(["name", "data", "modifiers"], sample!.AsObject().Select(static p => p.Key));
                Assert.Equal(6, sample["data"]!.AsArray().Count);
                bool isSignal = sample["name"]!.GetValue<string>() == "signal";
                Assert.Equal(
                    isSignal ? ["mu/normfactor", "tilt/histosys", $"staterror_{name}/staterror"] : new[] { "tilt/histosys", "rate/normsys", $"staterror_{name}/staterror" },
                    sample["modifiers"]!.AsArray().Select(static m => $"{m!["name"]}/{m["type"]}"));
            });
        });
        JsonNode background = workspace["channels"]![1]!["samples"]![1]!;
        Assert.Equal(Toys.Background(8, 0), background["data"]![2]!.GetValue<double>(), 1e-9);
        Assert.Equal(Toys.Background(8, 1), background["modifiers"]![0]!["data"]!["hi_data"]![2]!.GetValue<double>(), 1e-9);
        Assert.Equal(Toys.Background(8, -1), background["modifiers"]![0]!["data"]!["lo_data"]![2]!.GetValue<double>(), 1e-9);
        Assert.Equal(Math.Sqrt(Toys.Background(8, 0) / 3), background["modifiers"]![2]!["data"]![2]!.GetValue<double>(), 1e-9);
    }

    [Fact]
    public void What_HistFactory_cannot_hold_is_refused()
    {
        BinnedLikelihood free = Toys.Shape(constrained: false);
        Assert.Contains("tilt", Assert.Throws<ArgumentException>(() => PyhfWorkspace.Create(free, Binning, ["a", "b"], new double[12])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => PyhfWorkspace.Create(Model(), Binning, ["a"], new double[12]));
    }
}
