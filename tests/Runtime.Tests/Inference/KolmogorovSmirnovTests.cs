using Mandelstam.Inference;
using Mandelstam.Randomness;

namespace Mandelstam.Runtime.Tests.Inference;

/// <summary>The test of uniformity: its distance, and the distribution of its probability.</summary>
public sealed class KolmogorovSmirnovTests
{
    [Fact]
    public void Distance_is_the_largest_difference_of_the_distribution_functions()
    {
        Assert.Equal(0.5, KolmogorovSmirnov.OfUniform([0.5]).Distance, 1e-15);
        Assert.Equal(0.25, KolmogorovSmirnov.OfUniform([0.25, 0.75]).Distance, 1e-15);
        Assert.Equal(0.6, KolmogorovSmirnov.OfUniform([0.1, 0.2, 0.3, 0.4]).Distance, 1e-15);
        Assert.Equal(1, KolmogorovSmirnov.OfUniform([1.5, 2]).Distance, 1e-15);
        Assert.Equal(1, KolmogorovSmirnov.OfUniform([double.NaN, double.NaN]).Distance, 1e-15);
    }

    [Fact]
    public void Probability_has_the_tabulated_values()
    {
        // Kolmogorov's distribution: P(K > 1.3581) = 0.05, P(K > 1.6276) = 0.01 (Smirnov, Ann. Math. Stat. 19 (1948) 279), at 10⁶ evenly spread numbers, shifted.
        foreach ((double critical, double expected) in new[] { (1.3581, 0.05), (1.6276, 0.01), (0.8276, 0.5) })
        {
            const int count = 1_000_000;
            double shift = (critical / Math.Sqrt(count)) - (0.5 / count);
            double[] sample = [.. Enumerable.Range(0, count).Select(i => ((i + 0.5) / count) + shift)];
            Assert.Equal(expected, KolmogorovSmirnov.OfUniform(sample).Probability, 1e-3);
        }
    }

    [Theory]
    [InlineData(20)]
    [InlineData(400)]
    public void Probabilities_of_uniform_samples_are_uniform(int count)
    {
        // 4000 of them; the share below a level is known to √(p(1 − p)/4000), here to 4 σ.
        CounterRandom random = new(91);
        double[] probabilities = [.. Enumerable.Range(0, 4000).Select(_ => KolmogorovSmirnov.OfUniform([.. Enumerable.Range(0, count).Select(_ => random.NextUniform())]).Probability)];
        foreach (double level in new[] { 0.05, 0.3, 0.5, 0.8 })
        {
            double share = probabilities.Count(p => p < level) / 4000.0;
            Assert.InRange(share, level - (4 * Math.Sqrt(level * (1 - level) / 4000)), level + (4 * Math.Sqrt(level * (1 - level) / 4000)));
        }
    }
}
