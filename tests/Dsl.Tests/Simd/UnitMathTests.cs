using Mandelstam.Simd;
using Xunit;

namespace Mandelstam.Dsl.Tests.Simd;

/// <summary>The functions of uniform numbers against the mathematics library, which is good to 1 ulp itself: that is added to what they promise.</summary>
public sealed class UnitMathTests
{
    private const int Samples = 200_000;
    private const double Reference = 1;

    [Theory]
    [InlineData(1e-32, 1)]
    [InlineData(1e-3, 1)]
    [InlineData(0.9, 1.1)]
    [InlineData(1 - 1e-12, 1)]
    public void The_logarithm_is_as_accurate_as_it_says(double least, double most)
    {
        double worst = 0;
        for (int i = 0; i < Samples; i++)
        {
            double x = least * Math.Pow(most / least, (i + 0.5) / Samples), expected = Math.Log(x);
            worst = Math.Max(worst, Ulps(First(UnitMath<Double128>.Log(Double128.All(x))), expected));
        }

        Assert.InRange(worst, 0, 3 + Reference);
    }

    [Fact]
    public void Sine_and_cosine_of_an_eighth_are_as_accurate_as_they_say()
    {
        double worst = 0;
        for (int i = 1; i < Samples; i++)
        {
            double q = (i / (double)Samples) - 0.5;
            double sin = First(UnitMath<Double128>.SinCosQuarters(Double128.All(q), out Double128 cos));
            (double expectedSin, double expectedCos) = double.SinCosPi(q / 2);
            worst = Math.Max(worst, Ulps(sin, expectedSin));
            worst = Math.Max(worst, Ulps(First(cos), expectedCos));
        }

        Assert.InRange(worst, 0, 2 + Reference);
    }

    [Fact]
    public void Sine_and_cosine_of_turns_are_on_the_right_side()
    {
        for (int i = -Samples; i <= Samples; i++)
        {
            double turns = 3.0 * i / Samples;
            double sin = First(UnitMath<Double128>.SinCosTurns(Double128.All(turns), out Double128 cos));
            (double expectedSin, double expectedCos) = double.SinCosPi(2 * turns);

            // 2e-16 of their own, and as much of the library's.
            Assert.Equal(expectedSin, sin, 4e-16);
            Assert.Equal(expectedCos, First(cos), 4e-16);
        }
    }

    private static double Ulps(double actual, double expected) => Math.Abs(actual - expected) / (Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected));

    private static unsafe double First(Double128 lanes)
    {
        double* both = stackalloc double[2];
        Double128.Write(lanes, both);
        return both[0];
    }
}
