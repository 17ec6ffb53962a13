using System.Collections.Immutable;
using Mandelstam.Measurement;
using Mandelstam.Randomness;
using Xunit;

namespace Mandelstam.Runtime.Tests.Measurement;

/// <summary>What a net says of nuisances, set right by draws of which they are known.</summary>
public sealed class ProfileCalibrationTests
{
    [Fact]
    public void A_shift_a_wrong_scale_and_a_mixing_are_undone()
    {
        CounterRandom random = new(5);
        double[][] values = [.. Enumerable.Range(0, 20).Select(_ => new[] { random.NextNormal(), random.NextNormal() })];
        ProfileCalibration calibration = ProfileCalibration.Fit([.. values.Select(static v => (Net(v), v))]);
        double[] back = calibration.Apply(Net([0.7, -2]));
        Assert.Equal(0.7, back[0], 1e-9);
        Assert.Equal(-2, back[1], 1e-9);
    }

    /// <summary>Noise as large as the nuisances themselves: what is found says half of what it seems to (regression of the true on the found).</summary>
    [Fact]
    public void What_is_noise_is_not_believed()
    {
        CounterRandom random = new(6);
        ImmutableArray<(double[], double[])> draws = [.. Enumerable.Range(0, 4000).Select(_ =>
        {
            double value = random.NextNormal();
            return (new[] { value + random.NextNormal() }, new[] { value });
        })];

        // The slope's error is √(1/2 / (2 · 4000)) = 0.008; five of them.
        Assert.Equal(0.5, ProfileCalibration.Fit(draws).Apply([1])[0] - ProfileCalibration.Fit(draws).Apply([0])[0], 0.04);
    }

    [Fact]
    public void Too_few_draws_are_refused_with_the_option_to_change()
    {
        ProfileCalibration.CheckDraws(3, 5);
        Assert.Contains("BeltDraws to 5", Assert.Throws<MandelstamException>(() => ProfileCalibration.CheckDraws(3, 4)).Message, StringComparison.Ordinal);
    }

    private static double[] Net(double[] v) => [3 + (0.4 * v[0]) - (0.1 * v[1]), -1 + (0.2 * v[0]) + (2 * v[1])];
}
