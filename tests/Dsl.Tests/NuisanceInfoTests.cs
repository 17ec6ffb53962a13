using Mandelstam.Events;
using Xunit;

namespace Mandelstam.Dsl.Tests;

/// <summary>Prior densities: normalisation, gradients, quantiles.</summary>
public sealed class NuisanceInfoTests
{
    private static readonly NuisanceInfo _normal = Make(Prior.Normal, 1, 0.01, 0.9, 1.1);
    private static readonly NuisanceInfo _logNormal = Make(Prior.LogNormal, 0.3, 0.7, 0, 5);
    private static readonly NuisanceInfo _uniform = Make(Prior.Uniform, double.NaN, double.NaN, 0.5, 3);

    [Fact]
    public void Densities_are_normalised()
    {
        Near.Relative(1, Integral(_normal, 0.9, 1.1, 20000), 1e-9);
        Near.Relative(1, Integral(_logNormal, 1e-9, 120, 2_000_000), 1e-6);
        Near.Relative(1, Integral(_uniform, 0.5, 3, 10), 1e-12);
    }

    [Fact]
    public void Gradients_are_those_of_the_log_densities()
    {
        // A central difference of step h has error h²·f'''/6 and rounding 1e-16/h: 1e-8 at the scales here.
        foreach ((NuisanceInfo nuisance, double x, double step) in ((NuisanceInfo, double, double)[])
            [(_normal, 1.013, 1e-6), (_normal, 0.95, 1e-6), (_logNormal, 0.4, 1e-5), (_logNormal, 2.2, 1e-5), (_uniform, 1, 1e-5)])
        {
            double difference = (nuisance.LogDensity(x + step) - nuisance.LogDensity(x - step)) / (2 * step);
            Near.Scaled(difference, nuisance.LogDensityGradient(x), 1 + Math.Abs(difference), 1e-7);
        }
    }

    [Fact]
    public void Densities_vanish_outside_their_support()
    {
        Assert.Equal(double.NegativeInfinity, _logNormal.LogDensity(0));
        Assert.Equal(double.NegativeInfinity, _logNormal.LogDensity(-1));
        Assert.Equal(double.NegativeInfinity, _uniform.LogDensity(3.0001));
        Assert.True(double.IsFinite(_normal.LogDensity(1.2)));
    }

    [Fact]
    public void Values_clip_to_the_range()
    {
        Assert.Equal(0.9, _normal.Clip(0.5));
        Assert.Equal(1.1, _normal.Clip(2));
        Assert.Equal(1.05, _normal.Clip(1.05));
    }

    [Fact]
    public void Draws_follow_the_quantile_function_without_clipping()
    {
        Near.Relative(1.2, _normal.FromUnitNormal(20), 1e-15);
        Near.Relative(Math.Exp(0.3 - 0.7), _logNormal.FromUnitNormal(-1), 1e-15);
        Assert.Equal(1.75, _uniform.FromUnitNormal(0));
    }

    [Theory]
    // mpmath.ncdf at 30 digits.
    [InlineData(1, 0.84134474606854295)]
    [InlineData(-1, 0.15865525393145705)]
    [InlineData(2, 0.97724986805182079)]
    [InlineData(-3.5, 2.3262907903552504e-4)]
    [InlineData(-5, 2.8665157187919391e-7)]
    [InlineData(-10, 7.6198530241605261e-24)]
    public void Uniform_draws_use_the_normal_distribution_function(double z, double probability)
    {
        NuisanceInfo unit = Make(Prior.Uniform, double.NaN, double.NaN, 0, 1);
        Near.Relative(probability, unit.FromUnitNormal(z), 1e-14);
    }

    [Fact]
    public void Uniform_draws_are_continuous_where_the_method_changes()
    {
        NuisanceInfo unit = Make(Prior.Uniform, double.NaN, double.NaN, 0, 1);
        foreach (double end in (double[])[-1.5, 1.5])
        {
            Near.Relative(unit.FromUnitNormal(Math.BitDecrement(end)), unit.FromUnitNormal(Math.BitIncrement(end)), 1e-14);
        }
    }

    [Fact]
    public void Senseless_priors_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Make(Prior.Normal, 1, 0, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Make(Prior.LogNormal, 1, double.NaN, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Make(Prior.Uniform, 0, 0, 1, 1));
    }

    private static NuisanceInfo Make(Prior prior, double mean, double sigma, double min, double max) =>
        new("n", NuisanceKind.Shape, prior, mean, sigma, 1, min, max, "");

    private static double Integral(NuisanceInfo nuisance, double low, double high, int steps)
    {
        double width = (high - low) / steps;
        return Enumerable.Range(0, steps).Sum(i => Math.Exp(nuisance.LogDensity(low + ((i + 0.5) * width)))) * width;
    }
}
