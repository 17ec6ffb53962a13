using System.Globalization;
using Mandelstam.Simd;
using Xunit;

namespace Mandelstam.Dsl.Tests.Simd;

/// <summary>The functions of uniform numbers: the logarithm against the mathematics library's, sine and cosine against their series in decimals.</summary>
public sealed class UnitMathTests
{
    private const int Samples = 200_000;
    private const decimal Pi = 3.1415926535897932384626433833m;

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

        // The library is good to 1 ulp itself.
        Assert.InRange(worst, 0, 3 + 1);
    }

    [Fact]
    public void Sine_and_cosine_of_an_eighth_are_as_accurate_as_they_say()
    {
        const int Half = 1 << 16;
        double worst = 0;
        for (int i = -Half; i <= Half; i += 3)
        {
            double sin = First(UnitMath<Double128>.SinCosQuarters(Double128.All(i / (2.0 * Half)), out Double128 cos));
            (decimal exactSin, decimal exactCos) = Series(Pi * i / (4 * Half));
            worst = Math.Max(worst, Math.Max(Ulps(sin, exactSin), Ulps(First(cos), exactCos)));
        }

        Assert.InRange(worst, 0, 2.5);
    }

    [Fact]
    public void Sine_and_cosine_of_turns_are_on_the_right_side()
    {
        const int Turn = 1 << 14;
        // 2e-16 of their own, and the rounding of what is compared with.
        for (int i = -3 * Turn; i <= 3 * Turn; i++)
        {
            double sin = First(UnitMath<Double128>.SinCosTurns(Double128.All(i / (double)Turn), out Double128 cos));
            int quarters = (int)Math.Round(4.0 * i / Turn);
            (decimal s, decimal c) = Series(2 * Pi * (i - (quarters * Turn / 4)) / Turn);
            (decimal exactSin, decimal exactCos) = (quarters & 3) switch { 0 => (s, c), 1 => (c, -s), 2 => (-s, -c), _ => (-c, s) };
            Assert.Equal(Nearest(exactSin), sin, 3e-16);
            Assert.Equal(Nearest(exactCos), First(cos), 3e-16);
        }
    }

    // |x| ≤ π/4: thirteen terms are below 1e-28.
    private static (decimal Sin, decimal Cos) Series(decimal x)
    {
        decimal sin = 0, cos = 0, term = 1;
        for (int n = 0; n < 26; n += 2)
        {
            cos += term;
            term *= x / (n + 1);
            sin += term;
            term *= -x / (n + 2);
        }

        return (sin, cos);
    }

    // Of the nearest double, and half a unit that that may be off; by its text, since a cast between double and decimal rounds twice.
    private static double Ulps(double actual, decimal exact)
    {
        double nearest = Nearest(exact);
        return exact == 0 ? Math.Abs(actual) : (Math.Abs(actual - nearest) / Spacing(nearest)) + 0.5;
    }

    private static double Nearest(decimal exact) => double.Parse(exact.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static double Spacing(double value) => Math.BitIncrement(Math.Abs(value)) - Math.Abs(value);

    private static double Ulps(double actual, double expected) => Math.Abs(actual - expected) / Spacing(expected);

    private static unsafe double First(Double128 lanes)
    {
        double* both = stackalloc double[2];
        Double128.Write(lanes, both);
        return both[0];
    }
}
