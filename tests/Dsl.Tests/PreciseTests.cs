using Mandelstam.TestKit;
using Xunit;

namespace Mandelstam.Dsl.Tests;

/// <summary>The yardstick itself, against values known to more digits than double holds.</summary>
public sealed class PreciseTests
{
    [Fact]
    public void Functions_give_known_values()
    {
        // The conversion to double truncates: one unit in the last place, 1.1e-16 below 1.
        Assert.Equal(Math.E, Precise.Exp(1.0).ToDouble(), 1e-15);
        Assert.Equal(Math.Sqrt(2), Precise.Sqrt(2.0).ToDouble(), 1e-15);
        Assert.Equal(0.54030230586813971740, Precise.Cos(1.0).ToDouble(), 1.2e-16);
        Assert.Equal(0.84147098480789650665, Precise.Sin(1.0).ToDouble(), 1.2e-16);
    }

    [Fact]
    public void Identities_hold_far_beyond_double()
    {
        Precise x = 2.7;
        Precise circle = (Precise.Cos(x) * Precise.Cos(x)) + (Precise.Sin(x) * Precise.Sin(x)) - 1.0;
        Precise hyperbola = (Precise.Cosh(x) * Precise.Cosh(x)) - (Precise.Sinh(x) * Precise.Sinh(x)) - 1.0;
        Assert.True(Math.Abs(circle.ToDouble()) < 1e-100);
        Assert.True(Math.Abs(hyperbola.ToDouble()) < 1e-100);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(-2.9)]
    [InlineData(12.25)]
    public void Inverse_functions_undo_the_others(double value)
    {
        Precise logarithm = Precise.Log(Precise.Exp(value)) - value;
        Assert.True(Math.Abs(logarithm.ToDouble()) < 1e-100);
        Precise radius = 3.7, cos = Precise.Cos(value), sin = Precise.Sin(value), angle = Precise.Atan2(radius * sin, radius * cos);
        Precise turned = (sin * Precise.Cos(angle)) - (cos * Precise.Sin(angle));
        Assert.True(Math.Abs(turned.ToDouble()) < 1e-75); // δ⁵ of 1e-80 is the last term of the series
        Assert.Equal(Math.IEEERemainder(value, 2 * Math.PI), angle.ToDouble(), 1e-15);
    }
}
