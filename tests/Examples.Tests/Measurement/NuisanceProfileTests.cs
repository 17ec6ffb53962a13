using Mandelstam.Examples.HiggsUncertainty;
using Mandelstam.Measurement;
using Xunit;

namespace Mandelstam.Examples.Tests.Measurement;

/// <summary>The search for nuisances that make data look least like signal.</summary>
public sealed class NuisanceProfileTests
{
    private readonly NuisanceProfile _profile = new(new SignalStrength(), fitsNoise: true);

    [Fact]
    public void Parabolas_are_minimised_in_closed_form_within_reach()
    {
        double[] centre = [0.7, -1.2, 0.4];
        double[] found = _profile.Minimise(Sums(z => 5 + Form(z, centre)));
        Assert.All(Enumerable.Range(0, 3), i => Assert.Equal(centre[i], found[i], 1e-6));

        // Without a lowest point the answer lies on a side, thrice as far out as nuisances are; what they may be is three σ for the scales, 5 GeV for the soft missing momentum.
        double[] scale = _profile.Minimise(Sums(static z => -z[0])), soft = _profile.Minimise(Sums(static z => -(z[2] * z[2]) - (5 * z[2])));
        Assert.Equal(9, scale[0], 1e-9);
        Assert.Equal(3 * Math.Log(5), soft[2], 1e-6);
        Assert.Equal(3, _profile.Within(scale)[0], 1e-9);
        Assert.Equal(Math.Log(5), _profile.Within(soft)[2], 1e-6);
        Assert.Equal(-3, _profile.Within([-7, 0.5, 0])[0], 1e-9);
        Assert.Equal(0.5, _profile.Within([-7, 0.5, 0])[1], 1e-9);

        static double Form(double[] z, double[] c) => (2 * Math.Pow(z[0] - c[0], 2)) + Math.Pow(z[1] - c[1], 2) + (3 * Math.Pow(z[2] - c[2], 2)) + (0.8 * (z[0] - c[0]) * (z[1] - c[1])) - (0.5 * (z[1] - c[1]) * (z[2] - c[2]));
    }

    [Fact]
    public void Coordinates_are_those_of_the_priors()
    {
        float[] at = _profile.Coordinates([1.02, 0.99, Math.E, 1, 0.75, 1.001]);
        Assert.All(new[] { 2f, -1f, 1f, 0f, -1f, 1f }.Zip(at), static pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
        double[] axes = _profile.OnAxes([2, -1, 1]);
        Assert.Equal([1.02, 0.99, 1], axes.Select(static x => Math.Round(x, 9)));
        Assert.All(new[] { 2.0, -1, 1 }.Zip(_profile.FittedOf([1.02, 0.99, Math.E, 1, 0.75, 1.001])), static pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }

    [Fact]
    public void The_nearest_block_is_taken()
    {
        Assert.Equal(0, _profile.Nearest([0.3, -0.3, 1.5]));
        Assert.All(Enumerable.Range(1, _profile.Blocks.Length - 1), b => Assert.Equal(b, _profile.Nearest([_profile.Blocks[b][0], _profile.Blocks[b][1], 0])));
    }

    private double[] Sums(Func<double[], double> of) => [.. _profile.Design.Select(block => of([block[0], block[1], block[2]]))];
}
