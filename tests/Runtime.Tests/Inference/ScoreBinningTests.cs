using Mandelstam.Inference;
using Mandelstam.Randomness;
using Xunit;

namespace Mandelstam.Runtime.Tests.Inference;

/// <summary>Score bins and bootstrap yields.</summary>
public sealed class ScoreBinningTests
{
    /// <summary>Uniform scores, equal weights: edges at k/10 within what 20,000 events allow.</summary>
    [Fact]
    public void Edges_are_quantiles()
    {
        ScoreBinning binning = ScoreBinning.Build([Events(20_000, score => score)], new BinningOptions(10, 0.5, 10));
        Assert.Equal(10, binning.Bins);
        Assert.All(binning.Edges[0].Index(), edge => Assert.Equal((edge.Index + 1) / 10.0, edge.Item, 0.02));
    }

    [Fact]
    public void Every_bin_has_enough_background()
    {
        WeightedScores events = Events(5000, score => score * score);
        ScoreBinning binning = ScoreBinning.Build([events], new BinningOptions(40, 0.9, 100));
        Assert.InRange(binning.Bins, 2, 39);
        double[] sum = new double[binning.Bins];
        double[] square = new double[binning.Bins];
        for (int i = 0; i < events.Scores.Length; i++)
        {
            if (!events.Signal[i])
            {
                int bin = binning.Bin(0, events.Scores[i]);
                sum[bin] += events.Weights[i];
                square[bin] += events.Weights[i] * events.Weights[i];
            }
        }

        Assert.All(sum.Zip(square), bin => Assert.True(bin.First * bin.First / bin.Second >= 100));
    }

    [Fact]
    public void Bins_are_half_open_and_numbered_through_the_categories()
    {
        ScoreBinning binning = new([[0.2, 0.7], [0.5]]);
        Assert.Equal(5, binning.Bins);
        Assert.Equal([0, 1, 1, 2, 2], new[] { -3, 0.2, 0.69, 0.7, double.PositiveInfinity }.Select(score => binning.Bin(0, score)));
        Assert.Equal([3, 4], new[] { 0.49, 0.5 }.Select(score => binning.Bin(1, score)));
        Assert.Throws<MandelstamException>(() => binning.Bin(0, double.NaN));
        ScoreBinning again = InferenceJson.Deserialize<ScoreBinning>(InferenceJson.Serialize(binning), "test");
        Assert.Equal(binning.Edges.SelectMany(edges => edges), again.Edges.SelectMany(edges => edges));
    }

    /// <summary>Ties cannot be cut apart, and a category of one score is one bin.</summary>
    [Fact]
    public void Equal_scores_share_a_bin()
    {
        WeightedScores events = new(
            [.. Enumerable.Repeat(0.5, 100)], [.. Enumerable.Repeat(1.0, 100)], [.. Enumerable.Range(0, 100).Select(i => i % 2 == 0)]);
        ScoreBinning binning = ScoreBinning.Build([events]);
        Assert.Equal(1, binning.Bins);
    }

    [Fact]
    public void A_category_without_signal_is_an_error_that_says_so()
    {
        MandelstamException error = Assert.Throws<MandelstamException>(() => ScoreBinning.Build([new WeightedScores([0.1, 0.2], [1, 1], [false, false])]));
        Assert.Contains("Category 0 has no signal", error.Message);
    }

    /// <summary>Replicas of a yield scatter by √Σw²: 2,000 replicas know it to 1.6 %, five of these allowed; the mean within five standard errors.</summary>
    [Fact]
    public void Bootstrap_yields_scatter_by_the_sum_of_squared_weights()
    {
        BootstrapYields bootstrap = new(12);
        double[] weights = [.. Enumerable.Range(0, 150).Select(i => 1 + (0.1 * (i % 7)))];
        int[] cells = [.. weights.Select((_, i) => i % 10 == 0 ? -1 : 1)];
        long[] ids = [.. weights.Select((_, i) => 1000L + i)];
        double[] replicas = [.. Enumerable.Range(0, 2000).Select(replica =>
        {
            double[] yields = new double[2];
            bootstrap.Accumulate(replica, cells, weights, ids, yields);
            Assert.Equal(0, yields[0]);
            return yields[1];
        })];
        double expected = weights.Where((_, i) => cells[i] == 1).Sum();
        double sigma = Math.Sqrt(weights.Where((_, i) => cells[i] == 1).Sum(weight => weight * weight));
        (double mean, double deviation) = Toys.Moments(replicas);
        Assert.Equal(expected, mean, 5 * sigma / Math.Sqrt(2000));
        Assert.Equal(sigma, deviation, 5 * 0.016 * sigma);
    }

    /// <summary>
    /// Multiplicities of 100,000 events are Poisson(1) (χ², six cells), the same for every order of asking, other in other replicas and
    /// samples.
    /// </summary>
    [Fact]
    public void Multiplicities_belong_to_events()
    {
        BootstrapYields bootstrap = new(3);
        int[] cells = new int[6];
        for (long i = 0; i < 100_000; i++)
        {
            cells[Math.Min(5, bootstrap.Multiplicity(4, i))]++;
        }

        double e = Math.Exp(-1);
        double[] probabilities = [e, e, e / 2, e / 6, e / 24, 1 - (e * (2.5 + (1 / 6.0) + (1 / 24.0)))];
        double chi2 = cells.Zip(probabilities).Sum(cell => Math.Pow(cell.First - (1e5 * cell.Second), 2) / (1e5 * cell.Second));
        Assert.InRange(1 - MathNet.Numerics.Distributions.ChiSquared.CDF(5, chi2), 1e-4, 1);
        int[] first = [.. Enumerable.Range(0, 50).Select(i => bootstrap.Multiplicity(4, i))];
        Assert.Equal(first.Reverse(), Enumerable.Range(0, 50).Reverse().Select(i => bootstrap.Multiplicity(4, i)));
        Assert.NotEqual(first, Enumerable.Range(0, 50).Select(i => bootstrap.Multiplicity(5, i)));
        Assert.NotEqual(first, Enumerable.Range(0, 50).Select(i => new BootstrapYields(4).Multiplicity(4, i)));
    }

    private static WeightedScores Events(int count, Func<double, double> shape)
    {
        CounterRandom random = new(2);
        return new WeightedScores(
            [.. Enumerable.Range(0, count).Select(_ => shape(random.NextUniform()))],
            [.. Enumerable.Range(0, count).Select(i => 1 + (i % 3 * 0.5))],
            [.. Enumerable.Range(0, count).Select(i => i % 2 == 0)]);
    }
}
