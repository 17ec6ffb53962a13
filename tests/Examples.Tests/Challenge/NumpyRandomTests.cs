using Mandelstam.Examples.HiggsUncertainty.Challenge;
using Xunit;

namespace Mandelstam.Examples.Tests.Challenge;

/// <summary>The generator against constants published with it; the reference vectors check the rest (<see cref="IngestionTests"/>).</summary>
public sealed class NumpyRandomTests
{
    /// <summary>The first output for the default seed, and the 10,000th, which the C++ standard ([rand.predef]) prescribes for mt19937.</summary>
    [Fact]
    public void The_generator_is_MT19937()
    {
        NumpyRandom random = new(5489);
        uint first = random.NextUInt32();
        uint last = 0;
        for (int i = 2; i <= 10_000; i++)
        {
            last = random.NextUInt32();
        }

        Assert.Equal(3499211612u, first);
        Assert.Equal(4123659995u, last);
    }

    /// <summary>numpy's well-known first numbers for seeds 0 and 42; printed to 8 digits in its documentation, 1e-8 accordingly.</summary>
    [Fact]
    public void Doubles_and_normals_are_numpys()
    {
        NumpyRandom uniform = new(0);
        Assert.Equal([0.5488135, 0.71518937, 0.60276338, 0.54488318], Enumerable.Range(0, 4).Select(_ => uniform.NextDouble()), Near(1e-8));
        NumpyRandom normal = new(42);
        Assert.Equal([0.49671415, -0.1382643, 0.64768854, 1.52302986], Enumerable.Range(0, 4).Select(_ => normal.Normal()), Near(1e-8));
    }

    /// <summary>RandomState(42).randint(0, 10, 6) and permutation(10), documented widely.</summary>
    [Fact]
    public void Integers_and_permutations_are_numpys()
    {
        NumpyRandom integers = new(42);
        Assert.Equal([6, 3, 7, 4, 6, 9], Enumerable.Range(0, 6).Select(_ => integers.Integer(0, 10)));
        Assert.Equal([8, 1, 5, 0, 7, 2, 9, 4, 3, 6], new NumpyRandom(42).Permutation(10));
    }

    /// <summary>
    /// Mean and variance of both Poisson methods lie within five standard errors: 1e5 draws each, fixed seeds, so that the chance of a
    /// correct generator failing was 1e-6 once, when the seeds were chosen.
    /// </summary>
    [Theory]
    [InlineData(0.3)]
    [InlineData(9.99)]
    [InlineData(10.0)]
    [InlineData(5499.25)]
    public void Poisson_numbers_have_their_mean_and_variance(double mean)
    {
        const int draws = 100_000;
        NumpyRandom random = new(7);
        double[] values = [.. Enumerable.Range(0, draws).Select(_ => (double)random.Poisson(mean))];
        double average = values.Average();
        double variance = values.Sum(value => (value - average) * (value - average)) / (draws - 1);
        Assert.InRange(average, mean - (5 * Math.Sqrt(mean / draws)), mean + (5 * Math.Sqrt(mean / draws)));
        double spread = 5 * Math.Sqrt((mean + (2 * mean * mean)) / draws);
        Assert.InRange(variance, mean - spread, mean + spread);
    }

    [Fact]
    public void A_zero_mean_draws_nothing_and_a_negative_one_is_refused()
    {
        NumpyRandom random = new(3);
        NumpyRandom untouched = new(3);
        Assert.Equal(0, random.Poisson(0));
        Assert.Equal(untouched.NextUInt32(), random.NextUInt32());
        Assert.Throws<MandelstamException>(() => random.Poisson(-1));
        Assert.Throws<MandelstamException>(() => random.Poisson(double.NaN));
        Assert.Throws<MandelstamException>(() => new NumpyRandom(-1));
        Assert.Throws<MandelstamException>(() => new NumpyRandom(1L << 32));
    }

    private static IEqualityComparer<double> Near(double tolerance) =>
        EqualityComparer<double>.Create((x, y) => Math.Abs(x - y) <= tolerance);
}
