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
}
