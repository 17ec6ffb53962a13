using Mandelstam.Generative;
using Mandelstam.Randomness;

namespace Mandelstam.Runtime.Tests.Generative;

/// <summary>The map from q-space to phase space: always on it, uniform where it should be, and its own inverse along the fibre.</summary>
public sealed class ConformalMapTests
{
    /// <summary>What the project promises of every event; double rounding leaves 10⁻¹⁵ to 10⁻¹⁴.</summary>
    private const double Promise = 3e-12;

    [Theory]
    [InlineData(2, 100_000)]
    [InlineData(3, 1_000_000)]
    [InlineData(4, 200_000)]
    [InlineData(10, 100_000)]
    public void Momenta_are_conserved_and_massless_to_rounding(int particles, int events)
    {
        const double energy = 91.1876;
        CounterRandom random = new(11);
        double[] values = new double[3 * particles];
        ConservationMeter meter = new();
        for (int i = 0; i < events; i++)
        {
            ReferencePrior.Draw(random, values);
            ConformalMap.ToMomenta(values, energy, values);
            meter.Add(values, energy);
        }

        Assert.Equal(events, meter.Events);
        Assert.InRange(meter.Momentum, 0, Promise);
        Assert.InRange(meter.Energy, 0, Promise);
        Assert.InRange(meter.MassSquared, 0, Promise);
    }

    [Theory]
    [InlineData(1e-1)]
    [InlineData(1e-3)]
    [InlineData(1e-5)]
    [InlineData(1e-7)]
    public void Nearly_parallel_vectors_still_give_conserved_momenta(double angle)
    {
        CounterRandom random = new(12);
        double[] q = new double[9], p = new double[9];
        ConservationMeter meter = new();
        for (int i = 0; i < 2000; i++)
        {
            // A common direction, lengths over six decades, and a little across: M/Q₀ is about the angle.
            double[] direction = [random.NextNormal(), random.NextNormal(), random.NextNormal()];
            for (int particle = 0; particle < 3; particle++)
            {
                double length = Math.Exp(7 * random.NextNormal() / 3);
                for (int k = 0; k < 3; k++)
                {
                    q[(3 * particle) + k] = length * (direction[k] + (angle * random.NextNormal()));
                }
            }

            ConformalMap.ToMomenta(q, 1, p);
            meter.Add(p, 1);
        }

        Assert.InRange(meter.Momentum, 0, Promise);
        Assert.InRange(meter.Energy, 0, Promise);
        Assert.InRange(meter.MassSquared, 0, Promise);
    }

    [Fact]
    public void Going_down_the_fibre_and_up_again_changes_nothing()
    {
        CounterRandom random = new(13);
        double[] first = new double[12], second = new double[12], p = new double[12], q = new double[12], back = new double[12];
        for (int i = 0; i < 1000; i++)
        {
            ReferencePrior.Draw(random, first);
            ReferencePrior.Draw(random, second);
            Fibre fibre = ConformalMap.FibreOf(second, 2);
            ConformalMap.ToMomenta(first, 2, p);
            ConformalMap.FromMomenta(p, fibre, q);
            Fibre found = ConformalMap.FibreOf(q, 2);
            ConformalMap.ToMomenta(q, 2, back);

            // Rounding of a boost, which grows with its γ²; those of the prior stay below ten or so.
            Assert.Equal(fibre.X, found.X, 1e-11);
            Assert.Equal(fibre.Z, found.Z, 1e-11);
            Assert.Equal(fibre.Scale, found.Scale, 1e-11);
            Assert.All(p.Zip(back), static pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(8)]
    public void Image_of_the_prior_is_uniform_phase_space(int particles)
    {
        // Closed forms: ⟨y_ij⟩ = 2/(N(N − 1)), ⟨y_ij²⟩ = 12/(N²(N² − 1)), x = 2E/√s ~ Beta(2, N − 2) with ⟨x⟩ = 2/N and ⟨x²⟩ = 6/(N(N + 1)).
        const int events = 200_000;
        CounterRandom random = new(14);
        double[] p = new double[3 * particles];
        double[] sums = new double[4], squares = new double[4];
        for (int i = 0; i < events; i++)
        {
            ReferencePrior.Draw(random, p);
            ConformalMap.ToMomenta(p, 1, p);
            double dot = (p[0] * p[3]) + (p[1] * p[4]) + (p[2] * p[5]);
            double x = 2 * Samples.Length(p, 0), y = 2 * ((Samples.Length(p, 0) * Samples.Length(p, 1)) - dot);
            double[] found = [x, x * x, y, y * y];
            for (int k = 0; k < 4; k++)
            {
                sums[k] += found[k];
                squares[k] += found[k] * found[k];
            }
        }

        double n = particles;
        double[] expected = [2 / n, 6 / (n * (n + 1)), 2 / (n * (n - 1)), 12 / (n * n * ((n * n) - 1))];
        for (int k = 0; k < 4; k++)
        {
            double mean = sums[k] / events, error = Math.Sqrt(((squares[k] / events) - (mean * mean)) / events);
            Assert.InRange((mean - expected[k]) / error, -4, 4);   // twelve numbers in all: p = 8e-4 at a fixed seed
        }
    }

    [Fact]
    public void Fibre_of_the_prior_does_not_know_the_momenta()
    {
        // Correlation of log x with an energy and a product; 4 standard errors of zero.
        const int events = 100_000;
        CounterRandom random = new(15);
        double[] q = new double[9], p = new double[9];
        double[] scale = new double[events], energy = new double[events];
        for (int i = 0; i < events; i++)
        {
            ReferencePrior.Draw(random, q);
            scale[i] = Math.Log(ConformalMap.FibreOf(q, 1).Scale);
            ConformalMap.ToMomenta(q, 1, p);
            energy[i] = Samples.Length(p, 0);
        }

        double correlation = MathNet.Numerics.Statistics.Correlation.Pearson(scale, energy);
        Assert.InRange(correlation * Math.Sqrt(events), -4, 4);
    }

    [Fact]
    public void Parallel_or_infinite_vectors_are_refused()
    {
        Assert.Throws<ArgumentException>(() => ConformalMap.ToMomenta([1, 0, 0, 2, 0, 0], 1, new double[6]));
        Assert.Throws<ArgumentException>(() => ConformalMap.ToMomenta([1, 0, 0, double.NaN, 0, 1], 1, new double[6]));
        Assert.Throws<ArgumentException>(() => ConformalMap.ToMomenta([1, 0, 0, 0, 1], 1, new double[5]));
        Assert.Throws<ArgumentException>(() => ConformalMap.ToMomenta([1, 0, 0, 0, 1, 0], 1, new double[9]));
    }
}
