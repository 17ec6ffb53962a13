using Mandelstam.Inference;
using Mandelstam.Randomness;
using Xunit;

namespace Mandelstam.Runtime.Tests.Inference;

/// <summary>Belts: inversion, ends, smoothing, storage.</summary>
public sealed class NeymanBeltTests
{
    /// <summary>
    /// Gaussian estimates with σ = 0.3 + 0.05 μ: the interval of an estimate is [(μ̂ − z 0.3)/(1 + z 0.05), (μ̂ + z 0.3)/(1 − z 0.05)], here
    /// from exact quantiles.
    /// </summary>
    [Theory]
    [InlineData(-0.2)]
    [InlineData(1.0)]
    [InlineData(2.9)]
    public void A_Gaussian_belt_inverts_in_closed_form(double muHat)
    {
        double z = NormalQuantile.Of(1 - (0.5 * (1 - 0.6827)));
        double[] mu = [.. Enumerable.Range(0, 24).Select(i => -0.6 + (0.2 * i))];
        NeymanBelt belt = Exact(mu, strength => strength - (z * (0.3 + (0.05 * strength))), strength => strength + (z * (0.3 + (0.05 * strength))));
        BeltInterval interval = belt.Invert(muHat);
        Assert.Equal((muHat - (z * 0.3)) / (1 + (z * 0.05)), interval.P16, 1e-9);
        Assert.Equal((muHat + (z * 0.3)) / (1 - (z * 0.05)), interval.P84, 1e-9);
    }

    /// <summary>
    /// Samples instead of exact quantiles: 4,000 per point smoothed over 24 points; a quantile's error 1.3 σ/√4000 times about √(4/24), five of
    /// them.
    /// </summary>
    [Fact]
    public void A_sampled_belt_is_the_exact_one_within_its_noise()
    {
        CounterRandom random = new(3);
        double[] mu = [.. Enumerable.Range(0, 24).Select(i => -0.6 + (0.2 * i))];
        NeymanBelt belt = NeymanBelt.Build(
            mu, [.. mu.Select(strength => Enumerable.Range(0, 4000).Select(_ => strength + (0.4 * random.NextNormal())).ToArray())]);
        Assert.All(mu.Index(), point =>
        {
            Assert.Equal(point.Item - 0.4, belt.Lower[point.Index], 0.025);
            Assert.Equal(point.Item + 0.4, belt.Upper[point.Index], 0.025);
        });
        Assert.Equal(0.8, belt.Invert(1.2).P84 - belt.Invert(1.2).P16, 0.03);
        Assert.Equal(4000, belt.Experiments);
    }

    [Fact]
    public void Beyond_its_ends_a_belt_goes_on_linearly_and_says_so()
    {
        NeymanBelt belt = Exact([0, 1, 2, 3], mu => mu - 0.4, mu => mu + 0.4);
        Assert.Equal(new BeltInterval(1.1, 1.9, false), Rounded(belt.Invert(1.5)));
        Assert.Equal(new BeltInterval(-0.3, 0.5, true), Rounded(belt.Invert(0.1)));
        Assert.Equal(new BeltInterval(2.6, 3.4, true), Rounded(belt.Invert(3)));
        Assert.Equal(new BeltInterval(-5.4, -4.6, true), Rounded(belt.Invert(-5)));
        Assert.Equal(new BeltInterval(8.6, 9.4, true), Rounded(belt.Invert(9)));
        Assert.True(double.IsNaN(belt.Invert(double.NaN).P16));
    }

    /// <summary>μ̂ = 1 is accepted on both sides of a dip of the lower curve and not between: the hull reaches to the outer piece's end.</summary>
    [Fact]
    public void A_belt_that_is_not_monotone_gives_the_hull_of_its_pieces()
    {
        double[] lower = [-1, 0.5, 1.5, 0.5, 2.5];
        double[] upper = [0.5, 1.8, 2.8, 2.9, 4];
        NeymanBelt belt = new([0, 1, 2, 3, 4], [.. lower], [.. upper], [.. lower], [.. upper], 20, new BeltOptions(Monotone: false));
        BeltInterval interval = Rounded(belt.Invert(1));
        Assert.Equal(3.25, interval.P84);
        Assert.Equal(Math.Round(0.5 / 1.3, 9), interval.P16);
    }

    /// <summary>Isotonic regression of 0, 2, 1, 3 is 0, 1.5, 1.5, 3.</summary>
    [Fact]
    public void Sample_noise_against_the_order_is_pooled()
    {
        double[] levels = [0, 2, 1, 3];
        NeymanBelt belt = NeymanBelt.Build([0, 1, 2, 3], [.. levels.Select(level => Enumerable.Repeat(level, 20).ToArray())], new BeltOptions(Degree: -1));
        Assert.Equal([0, 1.5, 1.5, 3], belt.Lower.ToArray());
        Assert.Equal([0, 2, 1, 3], belt.SampleLower.ToArray());
    }

    [Fact]
    public void A_belt_survives_storage()
    {
        NeymanBelt belt = Exact([0, 1, 2.5], mu => mu - (1 / 3.0), mu => mu + 0.1);
        NeymanBelt again = InferenceJson.Deserialize<NeymanBelt>(InferenceJson.Serialize(belt), "test");
        Assert.Equal(belt.Invert(0.7), again.Invert(0.7));
        Assert.Equal(belt.Options, again.Options);
    }

    [Fact]
    public void Too_few_or_impossible_samples_are_refused()
    {
        Assert.Throws<ArgumentException>(() => NeymanBelt.Build([0, 1], [new double[19], new double[20]]));
        Assert.Throws<ArgumentException>(() => NeymanBelt.Build([0, 1], [new double[20], [.. new double[19], double.NaN]]));
        Assert.Throws<ArgumentException>(() => Exact([1, 0], mu => mu, mu => mu + 1));
        Assert.Throws<ArgumentException>(() => Exact([0, 1], mu => mu, mu => mu - 1));
    }

    private static NeymanBelt Exact(double[] mu, Func<double, double> lower, Func<double, double> upper) =>
        new([.. mu], [.. mu.Select(lower)], [.. mu.Select(upper)], [.. mu.Select(lower)], [.. mu.Select(upper)], 20, new BeltOptions());

    private static BeltInterval Rounded(BeltInterval interval) =>
        new(Math.Round(interval.P16, 9), Math.Round(interval.P84, 9), interval.Extrapolated);
}
