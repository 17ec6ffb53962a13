using Mandelstam.Generative;
using Mandelstam.Randomness;
using Mandelstam.Training;
using MathNet.Numerics.Distributions;

namespace Mandelstam.Runtime.Tests.Generative;

/// <summary>Areas under ROC curves, and what a meter sees.</summary>
public sealed class TwoSampleTestTests
{
    [Fact]
    public void Area_is_the_share_of_pairs_in_the_right_order()
    {
        // Scores on a coarse grid: many ties, which count half.
        CounterRandom random = new(71);
        float[] positive = [.. Enumerable.Range(0, 83).Select(_ => (float)Math.Round(2 * random.NextNormal() + 1))];
        float[] negative = [.. Enumerable.Range(0, 61).Select(_ => (float)Math.Round(2 * random.NextNormal()))];
        double pairs = positive.Sum(p => negative.Sum(n => p > n ? 1.0 : p == n ? 0.5 : 0));
        Assert.Equal(pairs / (83 * 61), TwoSampleTest.AreaUnderCurve(positive, negative).Area, 1e-12);
        Assert.Equal((0.5, 0), TwoSampleTest.AreaUnderCurve([1, 1], [1, 1]));
        Assert.Equal(1, TwoSampleTest.AreaUnderCurve([2, 3], [1, 0]).Area);
    }

    [Fact]
    public void Error_is_the_scatter_of_the_area_and_the_area_that_of_two_gaussians()
    {
        const int repeats = 300, events = 200;
        CounterRandom random = new(72);
        double[] areas = new double[repeats];
        double variances = 0;
        for (int r = 0; r < repeats; r++)
        {
            float[] positive = [.. Enumerable.Range(0, events).Select(_ => (float)(0.5 + random.NextNormal()))];
            float[] negative = [.. Enumerable.Range(0, events).Select(_ => (float)random.NextNormal())];
            (areas[r], double error) = TwoSampleTest.AreaUnderCurve(positive, negative);
            variances += error * error / repeats;
        }

        // Φ(d/√2); the scatter of 300 areas is known to 1/√600 = 4 %, here to 4 σ.
        double mean = areas.Average(), scatter = Math.Sqrt(areas.Sum(a => (a - mean) * (a - mean)) / (repeats - 1));
        Assert.InRange((mean - Normal.CDF(0, 1, 0.5 / Math.Sqrt(2))) / (scatter / Math.Sqrt(repeats)), -4, 4);
        Assert.InRange(scatter / Math.Sqrt(variances), 0.84, 1.16);
    }

    [Fact]
    public void Samples_are_split_without_overlap_and_without_loss()
    {
        MomentumTable truth = Samples.Muon(100, 73), generated = Samples.Uniform(100, 3, 74);
        (ClassifierSample training, ClassifierSample heldOut, ClassifierSample judging) = TwoSampleTest.Prepare(truth, generated, 75);
        Assert.Equal((90, 10, 100), (training.Events.Count, heldOut.Events.Count, judging.Events.Count));
        Assert.Equal(100, new[] { training, heldOut, judging }.Sum(static s => s.IsSignal.Count(static label => label)));
        Assert.Throws<ArgumentException>(() => TwoSampleTest.Prepare(truth, generated.Slice(0, 99), 75));
    }

    [Fact]
    public void Meter_sees_what_is_missing_and_does_not_skip_what_is_not_a_number()
    {
        ConservationMeter meter = new();
        meter.Add([0, 0, 0.5, 0, 0, -0.5], 1);
        Assert.Equal((0, 0, 0), (meter.Momentum, meter.Energy, meter.MassSquared));
        meter.Add([0, 0, 0.5, 0, 0, -0.4], 1);
        Assert.Equal(0.1, meter.Momentum, 1e-12);
        Assert.Equal(0.1, meter.Energy, 1e-12);
        ConservationMeter other = new();
        other.Add([0, 0, double.NaN, 0, 0, 0], 1);
        meter.Add(other);
        Assert.Equal(double.PositiveInfinity, meter.Momentum);
        Assert.Equal(3, meter.Events);
        Assert.Equal(3, meter.Histogram.Sum());
    }
}
