using Mandelstam.Data;
using Mandelstam.Examples.HiggsSimulation;
using Mandelstam.Examples.HiggsSimulation.Fitting;
using Mandelstam.Examples.HiggsSimulation.Production;
using Mandelstam.Examples.HiggsSimulation.Validation;
using Mandelstam.Examples.HiggsUncertainty;
using Mandelstam.Progress;
using Mandelstam.Randomness;
using Xunit;

namespace Mandelstam.Examples.Tests.HiggsSimulation;

/// <summary>The comparison with a sample, and the fit to one.</summary>
public sealed class ValidationTests
{
    private static string Sample => Path.Combine(AppContext.BaseDirectory, "Data", "higgs_sample.parquet");

    /// <summary>Half of the shipped sample, which the fit has not seen. The bounds are the goal and what was reached, with room for another seed.</summary>
    [Theory]
    [InlineData(Process.ZTauTau, 0.60)]
    [InlineData(Process.HTauTau, 0.60)]
    public void A_classifier_hardly_tells_the_simulation_from_Pythia(Process process, double bound)
    {
        IReadOnlyList<ProcessAgreement> results = SimulationComparison.Run(Sample, isShipped: true, seed: 21, threads: 2, [process], new SilentProgress());
        ProcessAgreement result = Assert.Single(results);
        Assert.Equal(28, result.Features.Count);
        Assert.InRange(result.Area, 0.5, bound);
        Assert.InRange(result.AreaError, 0, 0.005);
    }

    [Fact]
    public void Simulated_events_agree_with_themselves_and_a_shift_is_seen()
    {
        using SimulatedEvents one = new(22, Process.Diboson), other = new(23, Process.Diboson);
        const int Events = 8000;
        ComparedEvents a = ComparedEvents.Of(one.Generate(0, Events, Events)), b = ComparedEvents.Of(other.Generate(0, Events, Events));
        TwoSampleScores scores = TwoSampleScores.Of(a, b, new());
        (double area, double error) = Generative.TwoSampleTest.AreaUnderCurve(scores.Sample, scores.Simulated);
        Assert.Equal(0.5, area, 4 * error);
        for (int i = 0; i < a.Names.Length; i++)
        {
            FeatureAgreement same = FeatureAgreement.Of(a.Names[i], a.Columns[i], b.Columns[i]);

            // Of 28 features and two tests, one in a thousand tries would fail.
            Assert.InRange(same.DistanceProbability, 1e-5, 1);
            Assert.InRange(same.ChiSquareProbability, 1e-5, 1);
        }

        FeatureAgreement shifted = FeatureAgreement.Of("x", a.Column("PRI_lep_pt"), [.. a.Column("PRI_lep_pt").Select(static x => 1.1f * x)]);
        Assert.InRange(shifted.DistanceProbability, 0, 1e-6);
        Assert.InRange(shifted.ChiSquareProbability, 0, 1e-6);
    }

    [Fact]
    public void A_fit_finds_back_a_spectrum_that_was_moved()
    {
        ProductionTables truth = ProductionTables.Shipped("htautau");
        double[] moved = [.. truth.Values];
        TableShape jets = TableLayout.Jets;
        for (int n = 0; n < jets.Cells; n++)
        {
            moved[jets.First + n] *= Math.Pow(1.5, n);
        }

        const int Events = 16 * BlockGenerator.BlockEvents;
        using SimulatedEvents sample = new(24, Process.HTauTau);
        List<double> areas = [];
        SimulationFit fit = new(Process.HTauTau, ComparedEvents.Of(sample.Generate(0, Events, Events)), seed: 25, threads: 2) { Events = Events, OnIteration = (_, area) => areas.Add(area) };
        ProductionTables start = new(moved), end = fit.Run(start, 3);
        double Distance(ProductionTables tables) => Enumerable.Range(jets.First, jets.Cells).Sum(i => Math.Abs(tables.Values[i] - truth.Values[i]));
        Assert.InRange(Distance(end), 0, 0.5 * Distance(start));
        Assert.True(areas[^1] < areas[0] - 0.01);
    }
}
