using Mandelstam.Networks;
using Mandelstam.Randomness;

namespace Mandelstam.Runtime.Tests.Networks;

/// <summary>Scales of features: moments, logarithms, absent values, storage.</summary>
public sealed class StandardizerTests
{
    private static readonly float[] Angle = [.. Enumerable.Range(0, 4000).Select(i => (float)(3 + (2 * new CounterRandom(1, 0).NormalAt((ulong)i))))];
    private static readonly float[] Momentum = [.. Enumerable.Range(0, 4000).Select(i => (float)Math.Exp(4 + new CounterRandom(1, 1).NormalAt((ulong)i)))];
    private static readonly float[] Jet = [.. Momentum.Select((value, i) => i % 3 == 0 ? -25f : value)];
    private static readonly float[] Constant = [.. Enumerable.Repeat(7f, 4000)];

    [Fact]
    public void Present_values_get_mean_zero_and_width_one()
    {
        Standardizer standardizer = Fit();
        Assert.False(standardizer.Scales[0].Logarithm);
        Assert.True(standardizer.Scales[1].Logarithm);
        float[][] columns = [Angle, Momentum, Jet, Constant];
        for (int feature = 0; feature < 3; feature++)
        {
            double[] values = [.. columns[feature].Where(value => value != -25).Select(value => (double)standardizer.Apply(feature, value))];
            double mean = values.Average();

            // float32 results: 4000 of them average to far better than 1e-5; nothing lies beyond the limit of 8 widths.
            Assert.Equal(0, mean, 1e-5);
            Assert.Equal(1, Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / values.Length), 1e-5);
        }
    }

    [Fact]
    public void Absent_and_constant_values_become_the_mean()
    {
        Standardizer standardizer = Fit();
        Assert.Equal(0, standardizer.Apply(2, -25));
        Assert.Equal(0, standardizer.Apply(3, 7));
        Assert.Equal(0, standardizer.Apply(3, 1e6));
    }

    [Fact]
    public void Tails_are_cut() => Assert.Equal(8, Fit().Apply(0, 1e30));

    [Fact]
    public void Undo_is_the_way_back()
    {
        Standardizer standardizer = Fit();
        Assert.Equal(Angle[5], standardizer.Undo(0, standardizer.Apply(0, Angle[5])), 1e-5);
        Assert.Equal(Momentum[5], standardizer.Undo(1, standardizer.Apply(1, Momentum[5])), 1e-4 * Momentum[5]);
    }

    [Fact]
    public void Weights_count()
    {
        Standardizer standardizer = Standardizer.Fit(["x"], [[1f, 2f, 5f]], [1f, 0f, 3f]);
        Assert.Equal(4, standardizer.Scales[0].Mean, 1e-12);
        Assert.Equal(Math.Sqrt(3), standardizer.Scales[0].Deviation, 1e-12);
    }

    [Fact]
    public void Stored_and_read_it_is_the_same()
    {
        Standardizer standardizer = Fit();
        Standardizer read = Standardizer.FromJson(standardizer.ToJson());
        Assert.Equal(standardizer.Scales.AsEnumerable(), read.Scales);
        Assert.Equal(standardizer.Apply(1, 33.3), read.Apply(1, 33.3));
        Assert.Throws<MandelstamException>(() => Standardizer.FromJson("{"));
    }

    [Fact]
    public void Not_a_number_is_refused_by_name() =>
        Assert.Contains("'lep_pt'", Assert.Throws<MandelstamException>(() => Standardizer.Fit(["lep_pt"], [[1f, float.NaN]])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(-700)]
    [InlineData(-12)]
    [InlineData(0)]
    [InlineData(9)]
    public void Phi_is_the_printed_fraction_without_its_overflows(double logProb)
    {
        double p = Math.Exp(logProb + 12);
        Assert.Equal(p / (1 + p), Discriminant.Phi(logProb, -12), 1e-7);
    }

    [Fact]
    public void Offset_is_the_weighted_median()
    {
        Assert.Equal(2, Discriminant.Offset([3f, 1f, 2f]));
        Assert.Equal(3, Discriminant.Offset([3f, 1f, 2f], [10f, 1f, 1f]));
    }

    private static Standardizer Fit() => Standardizer.Fit(
        ["angle", "momentum", "jet", "constant"], [Angle, Momentum, Jet, Constant], absent: [null, null, -25, null]);
}
