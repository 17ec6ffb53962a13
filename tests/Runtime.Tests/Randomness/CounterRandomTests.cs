using MathNet.Numerics.Distributions;
using Mandelstam.Randomness;
using Xunit;

namespace Mandelstam.Runtime.Tests.Randomness;

/// <summary>Random numbers by counter: known answers, purity, distributions. Seeds are fixed; a p-value of 1e-4 was the bar when they were chosen.</summary>
public sealed class CounterRandomTests
{
    private const double LeastProbability = 1e-4;

    /// <summary>
    /// The known-answer vectors of Random123 (kat_vectors, philox4x32 10), through the public interface: counter = (index / 2, stream), key =
    /// seed.
    /// </summary>
    [Theory]
    [InlineData(0UL, 0UL, 0UL, 0xe169c58d6627e8d5, 0x9b00dbd8bc57ac4c)]
    [InlineData(0xffffffffffffffff, 0xffffffffffffffff, 0xffffffffffffffff, 0x41c83b0e408f276d, 0x6d5451fda20bc7c6)]
    [InlineData(0x85a308d3243f6a88, 0x0370734413198a2e, 0x299f31d0a4093822, 0x94fdccebd16cfe09, 0x24126ea15001e420)]
    public void Blocks_are_the_published_ones(ulong block, ulong stream, ulong key, ulong first, ulong second)
    {
        (uint x0, uint x1, uint x2, uint x3) = Philox.Block(
            (uint)block, (uint)(block >> 32), (uint)stream, (uint)(stream >> 32), (uint)key, (uint)(key >> 32));
        Assert.Equal((first, second), (((ulong)x1 << 32) | x0, ((ulong)x3 << 32) | x2));
        if (block <= ulong.MaxValue >> 1)
        {
            CounterRandom random = new(key, stream);
            Assert.Equal(first, random.UInt64At(2 * block));
            Assert.Equal(second, random.UInt64At((2 * block) + 1));
        }
    }

    [Fact]
    public void Walking_and_indexing_give_the_same_values()
    {
        CounterRandom walk = new(5, 9);
        CounterRandom index = new(5, 9);
        double[] walked = [.. Enumerable.Range(0, 11).Select(_ => walk.NextNormal())];
        Assert.Equal(walked, Enumerable.Range(0, 11).Select(i => index.NormalAt((ulong)i)));
        Assert.Equal((11UL, 0UL), (walk.Position, index.Position));
    }

    [Fact]
    public void Streams_purposes_and_seeds_differ()
    {
        ulong[] values =
        [
            new CounterRandom(1, 0).UInt64At(0), new CounterRandom(1, 1).UInt64At(0), new CounterRandom(2, 0).UInt64At(0),
            CounterRandom.SeedFor(1, "belt"), CounterRandom.SeedFor(1, "test"), CounterRandom.SeedFor(2, "belt"),
        ];
        Assert.Equal(values.Length, values.Distinct().Count());
        Assert.NotEqual(CounterRandom.StreamOf(1, 2), CounterRandom.StreamOf(2, 1));
    }

    /// <summary>
    /// The inverse against the distribution function of another library, from one tail to the other; far out, that one is good to ten digits
    /// only.
    /// </summary>
    [Fact]
    public void The_normal_quantile_inverts_the_distribution()
    {
        foreach (double x in Enumerable.Range(-80, 161).Select(i => i * 0.1))
        {
            if (x <= 0)
            {
                double tail = Normal.CDF(0, 1, x);
                Assert.Equal(x, NormalQuantile.Of(tail), 5e-12);
            }
            else if (x < 5)
            {
                // 1 − p loses digits in the upper tail: the error is p's rounding over the density.
                Assert.Equal(x, NormalQuantile.Of(Normal.CDF(0, 1, x)), 1e-12 + (2e-16 / Normal.PDF(0, 1, x)));
            }
        }
    }

    /// <summary>χ² of 200,000 numbers in 50 equally probable cells.</summary>
    [Fact]
    public void Uniform_and_normal_numbers_are_distributed_as_they_should()
    {
        CounterRandom random = new(20, 3);
        int[] uniform = new int[50];
        int[] normal = new int[50];
        for (ulong i = 0; i < 200_000; i++)
        {
            uniform[(int)(50 * random.UniformAt(i))]++;
            normal[(int)(50 * Normal.CDF(0, 1, random.NormalAt(1_000_000 + i)))]++;
        }

        Assert.InRange(Probability(uniform, _ => 4000), LeastProbability, 1 - LeastProbability);
        Assert.InRange(Probability(normal, _ => 4000), LeastProbability, 1 - LeastProbability);
    }

    /// <summary>χ² of 200,000 numbers against the Poisson probabilities, cells of fewer than 10 expected joined to the ends.</summary>
    [Theory]
    [InlineData(0.05)]
    [InlineData(3.7)]
    [InlineData(9.999)]
    [InlineData(10.0)]
    [InlineData(35.5)]
    [InlineData(2500.0)]
    public void Poisson_numbers_are_distributed_as_they_should(double mean)
    {
        const int draws = 200_000;
        CounterRandom random = new(77, 1);
        Poisson law = new(mean);
        int low = 0;
        while (draws * law.CumulativeDistribution(low) < 10)
        {
            low++;
        }

        int high = low;
        while (draws * (1 - law.CumulativeDistribution(high)) >= 10)
        {
            high++;
        }

        int[] cells = new int[high - low + 2];
        for (int i = 0; i < draws; i++)
        {
            cells[Math.Clamp(random.NextPoisson(mean), low, high + 1) - low]++;
        }

        double Expected(int cell) => draws * (cell == 0
            ? law.CumulativeDistribution(low)
            : cell == cells.Length - 1 ? 1 - law.CumulativeDistribution(high) : law.Probability(low + cell));
        Assert.InRange(Probability(cells, Expected), LeastProbability, 1 - LeastProbability);
    }

    /// <summary>A million-event bin, where cells are too many: mean and variance within five standard errors.</summary>
    [Fact]
    public void Large_Poisson_numbers_have_their_mean_and_variance()
    {
        const double mean = 1.2e6;
        const int draws = 50_000;
        CounterRandom random = new(8);
        double[] values = [.. Enumerable.Range(0, draws).Select(_ => random.NextPoisson(mean) - mean)];
        Assert.InRange(values.Average(), -5 * Math.Sqrt(mean / draws), 5 * Math.Sqrt(mean / draws));
        Assert.InRange(values.Average(value => value * value) / mean, 1 - (5 * Math.Sqrt(2.0 / draws)), 1 + (5 * Math.Sqrt(2.0 / draws)));
    }

    /// <summary>All 24 orders of four things, 48,000 shuffles.</summary>
    [Fact]
    public void Every_order_is_equally_probable()
    {
        CounterRandom random = new(4);
        Dictionary<string, int> orders = [];
        for (int i = 0; i < 48_000; i++)
        {
            string order = string.Join(' ', random.Permutation(4));
            orders[order] = orders.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(24, orders.Count);
        Assert.InRange(Probability([.. orders.Values], _ => 2000), LeastProbability, 1 - LeastProbability);
        Assert.All(random.Choice(3, 100), index => Assert.InRange(index, 0, 2));
    }

    [Fact]
    public void Means_that_are_no_means_are_refused()
    {
        CounterRandom random = new(1);
        Assert.Equal(0, random.NextPoisson(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextPoisson(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextPoisson(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextBelow(0));
    }

    private static double Probability(int[] counts, Func<int, double> expected)
    {
        double chi2 = counts.Index().Sum(cell => Math.Pow(cell.Item - expected(cell.Index), 2) / expected(cell.Index));
        return 1 - ChiSquared.CDF(counts.Length - 1, chi2);
    }
}
