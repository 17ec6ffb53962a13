using System.Runtime.CompilerServices;
using Mandelstam.Simd;
using Xunit;

namespace Mandelstam.Dsl.Tests.Simd;

/// <summary>The exponential in lanes of double precision beyond the ends of what a double holds.</summary>
public sealed class DoubleExponentialTests
{
    [Theory]
    [InlineData(-708.3)]
    [InlineData(-708.8)]
    [InlineData(-709)]
    [InlineData(-745)]
    [InlineData(-1e6)]
    [InlineData(double.NegativeInfinity)]
    public void It_is_zero_where_no_normal_number_is_left(double x) => Assert.Equal(0, Exp(x));

    [Theory]
    [InlineData(709.9)]
    [InlineData(1e6)]
    [InlineData(double.PositiveInfinity)]
    public void It_is_infinite_above(double x) => Assert.Equal(double.PositiveInfinity, Exp(x));

    private static double Exp(double x)
    {
        double[] lanes = new double[Double128.Width];
        Double128.Store(DoubleMath<Double128>.Exp(Double128.All(x)), ref Unsafe.As<double, float>(ref lanes[0]), 0, 0);
        return lanes[0];
    }
}
