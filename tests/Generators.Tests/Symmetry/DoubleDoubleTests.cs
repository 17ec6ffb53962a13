using Mandelstam.Compiler.Symmetry;
using Xunit;

namespace Mandelstam.Generators.Tests.Symmetry;

/// <summary>Arithmetic in pairs of doubles, against 35 digits from tables and against identities.</summary>
public sealed class DoubleDoubleTests
{
    // The estimates that proofs rest on grant 1e-30 for each function.
    private const double Tolerance = 1e-30;

    [Fact]
    public void Known_numbers_come_out()
    {
        // e, ln 10, √2 and sin 1 in two parts, the second what the first double misses (Abramowitz and Stegun, table 1.1).
        Near(new(2.718281828459045, 1.4456468917292502e-16), DoubleDouble.Exp(1));
        Near(new(2.302585092994046, -2.1707562233822494e-16), DoubleDouble.Log(10));
        Near(new(1.4142135623730951, -9.667293313452913e-17), DoubleDouble.Sqrt(2));
        Near(DoubleDouble.Pi / 4, DoubleDouble.Atan2(3, 3));
    }

    [Theory]
    [InlineData(1e-9)]
    [InlineData(0.3)]
    [InlineData(-2.7)]
    [InlineData(11.25)]
    public void Functions_keep_their_identities(double x)
    {
        (DoubleDouble sin, DoubleDouble cos) = DoubleDouble.SinCos(x);
        Near(1, (sin * sin) + (cos * cos));
        Near(DoubleDouble.Wrap(x), DoubleDouble.Atan2(sin, cos));
        Near(x, DoubleDouble.Log(DoubleDouble.Exp(x)));
        Near(x, DoubleDouble.Asinh(DoubleDouble.Sinh(x)));
        DoubleDouble cosh = DoubleDouble.Cosh(x), sinh = DoubleDouble.Sinh(x);
        Near(1, ((cosh - sinh) * (cosh + sinh)), Tolerance * cosh.High * cosh.High);
        Near(x, (DoubleDouble)x / 3 * 3);
    }

    [Fact]
    public void An_estimate_knows_what_it_does_not_know()
    {
        Estimate third = Estimate.Exact(1) / Estimate.Exact(3);
        Estimate difference = third + third + third - Estimate.Exact(1);
        Assert.True(difference.IsZero);
        Assert.False((Estimate.Exact(1) / difference).Exists);
        Assert.True(third.Differs(Estimate.Exact(0.3333)));
        Assert.False(third.Differs(third + difference));
    }

    private static void Near(DoubleDouble expected, DoubleDouble actual, double tolerance = Tolerance) =>
        Assert.InRange(Math.Abs((actual - expected).High), 0, tolerance * Math.Max(1, Math.Abs(expected.High)));
}
