using System.Globalization;
using Mandelstam.Events;
using Xunit;

namespace Mandelstam.Generators.Tests.Parity;

/// <summary>Powers that float32 has no room for, in ratios that it has: the fused kernel computes them in double precision.</summary>
public sealed class HighPowerTests
{
    // The masses on the way are right to a few units in the last place, and so are their powers to a multiple of that.
    private const double Tolerance = 1e-5;

    /// <summary>Hard and forward, beyond any beam, and soft and collinear.</summary>
    public static TheoryData<float[]> Events =>
    [
        [5000, 3, 0, 5500, -3, 1, 4500, -2.9f, -1.5f],
        [10000, 5, 0, 11000, -5, 1, 9000, -4.9f, -1.5f],
        [10000, 8, 0, 11000, -8, 1, 9000, -7.9f, -1.5f],
        [1e-3f, 0.1f, 0, 1.1e-3f, 0.1f, 1e-4f, 9e-4f, 0.10001f, -1.5e-4f],
        [40, 0.3f, 0.2f, 60, -1.2f, 2.2f, 25, 0.8f, -1.5f],
    ];

    [Theory]
    [MemberData(nameof(Events))]
    public void They_are_those_of_double_precision(float[] numbers)
    {
        EventModel model = Compiled.Probe("Declarations.HighPowers").Model;
        EventBatch batch = new(model, 1);
        for (int i = 0; i < numbers.Length; i++)
        {
            batch.Column(i)[0] = numbers[i];
        }

        PerturbedEvents<float> actual = model.Perturb<float>(batch, [], selection: false);
        PerturbedEvents<double> expected = model.Perturb<double>(batch, [], selection: false);
        Assert.All(Enumerable.Range(0, model.Features.Length), i =>
        {
            (float single, double exact) = (actual.Features[i][0], expected.Features[i][0]);
            Assert.True(
                exact > 0 && Math.Abs(single - exact) <= Tolerance * exact,
                string.Create(CultureInfo.InvariantCulture, $"{model.Features[i].Name}: {single:R}, not {exact:R}"));
        });
    }
}
