using Mandelstam.Generative;
using Mandelstam.Randomness;

namespace Mandelstam.Runtime.Tests.Generative;

/// <summary>The forward process: where it ends, and that it ends there for every size of step.</summary>
public sealed class LangevinChainTests
{
    [Fact]
    public void Score_is_the_slope_of_the_log_density()
    {
        foreach (double length in new[] { 0.01, 0.3, 1, 4 })
        {
            double step = 1e-6 * length;
            double slope = (ReferencePrior.LogDensity(length + step) - ReferencePrior.LogDensity(length - step)) / (2 * step);
            Assert.Equal(1, ReferencePrior.ScoreFactor(length, 0) * length / slope, 1e-8);
        }
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.5)]
    public void Prior_is_stationary_for_small_and_for_crude_steps(double size)
    {
        // Lengths have the density r·e^(−r): ⟨r⟩ = 2, ⟨r²⟩ = 6, P(r < 0.3) = 1 − 1.3·e^(−0.3). Without Metropolis' rule the crude chain fails.
        const int rows = 40_000, steps = 20;
        LangevinChain chain = new(new NoiseSchedule(new NoiseScheduleOptions { LinearSteps = steps, LinearFirst = size, LinearLast = size }));
        double sum = 0, squares = 0, small = 0;
        double[] q = new double[6];
        for (int row = 0; row < rows; row++)
        {
            CounterRandom random = new(21, (ulong)row);
            ReferencePrior.Draw(random, q);
            for (int t = 1; t <= steps; t++)
            {
                chain.Step(t, random, q);
            }

            double r = Samples.Length(q, 1);
            sum += r;
            squares += r * r;
            small += r < 0.3 ? 1 : 0;
        }

        // Variances: 2 of r; 120 − 36 = 84 of r²; p(1 − p).
        double p = 1 - (1.3 * Math.Exp(-0.3));
        Assert.InRange((sum / rows) - 2, -4 * Math.Sqrt(2.0 / rows), 4 * Math.Sqrt(2.0 / rows));
        Assert.InRange((squares / rows) - 6, -4 * Math.Sqrt(84.0 / rows), 4 * Math.Sqrt(84.0 / rows));
        Assert.InRange((small / rows) - p, -4 * Math.Sqrt(p * (1 - p) / rows), 4 * Math.Sqrt(p * (1 - p) / rows));
    }

    [Fact]
    public void Muon_decays_become_uniform_phase_space()
    {
        const int rows = 4000;
        LangevinChain chain = new(new NoiseSchedule(new NoiseScheduleOptions { LinearSteps = 200, LinearFirst = 0.01, LinearLast = 0.15 }));
        MomentumTable muons = Samples.Muon(rows, 22);
        ConformalSpace space = new(3, 1);
        double[] momenta = new double[rows * 9], q = new double[9], prior = new double[9];
        long accepted = 0;
        for (int row = 0; row < rows; row++)
        {
            CounterRandom random = new(23, (ulong)row);
            space.Draw(muons.Event(row), random, q, prior);
            for (int t = 1; t <= chain.Schedule.Count; t++)
            {
                accepted += chain.Step(t, random, q);
            }

            space.ToMomenta(q, momenta.AsSpan(row * 9, 9));
        }

        (double before, double error) = Samples.MeanX(muons, 1);
        Assert.InRange((before - 0.6) / error, -4, 4);           // closed form 3/5
        (double after, double afterError) = Samples.MeanX(new MomentumTable(momenta, 3, 1), 1);
        Assert.InRange((after - (2.0 / 3)) / afterError, -4, 4);
        Assert.InRange(accepted / (3.0 * rows * chain.Schedule.Count), 0.85, 0.999);
    }

    [Fact]
    public void Schedule_has_the_published_times()
    {
        NoiseSchedule smooth = new(NoiseScheduleOptions.Smooth), singular = new(NoiseScheduleOptions.Singular);
        Assert.Equal((500, 1137), (smooth.Count, singular.Count));
        Assert.Equal(3.0, smooth.Variance(500) / 2, 1e-9);
        Assert.Equal(11.0, singular.Variance(1137) / 2, 0.1);     // "time 11": 1000·0.011 and the geometric steps' 0.02
        Assert.Equal(5e-8, singular.Step(1), 1e-16);
        Assert.Equal(1 / Math.Sqrt(1e-7), singular.OutputScale(1), 1e-6);
        Assert.Equal(1, singular.OutputScale(1137));
        Assert.Throws<MandelstamException>(() => new NoiseSchedule(new NoiseScheduleOptions { LinearSteps = 0 }));
        Assert.Throws<MandelstamException>(() => new NoiseSchedule(new NoiseScheduleOptions { LinearFirst = 0 }));
    }
}
