using System.Globalization;
using FsCheck.Fluent;
using Xunit;
using static Mandelstam.Dsl.Tests.Generators;

namespace Mandelstam.Dsl.Tests;

/// <summary>Units, dimensions, rounding and text of the quantities. Most of the dimensional rules are checked by compiling these lines.</summary>
public sealed class QuantityTests
{
    [Fact]
    public void Units_convert_to_the_base_unit()
    {
        Assert.Equal(26, 26.GeV.Value);
        Assert.Equal(0.5, 500.MeV.Value);
        Assert.Equal(1000, 1.TeV.Value);
        Assert.Equal(0.000511, 511.0.KeV.Value);
        Assert.Equal(2.5, 2.5.GeV.InGeV);
        Assert.Equal(2500, 2.5.GeV.InMeV);
        Assert.Equal(2.5.GeV, 2.5f.GeV);
        Assert.Equal(0.0025, 2.5.GeV.InTeV);
        Assert.Equal(0.1, 0.1.Rad.Value);
        Assert.Equal(Math.PI, 180.Deg.Value);
        Assert.Equal(90, 90.Deg.InDegrees, 1e-13);
    }

    [Fact]
    public void Products_and_quotients_have_the_right_dimension()
    {
        GeV2 square = 3.GeV * 4.GeV;
        Energy energy = square / 6.GeV;
        double ratio = 3.GeV / 4.GeV;
        GeV4 fourth = square * square;
        GeV2 backToSquare = fourth / square;
        InverseGeV2 inverse = 1 / square;
        double one = inverse * square;
        InverseGeV4 inverseFourth = inverse.Squared;
        Assert.Equal(1, inverseFourth * fourth, 1e-15);
        Assert.Equal(1, fourth * inverseFourth, 1e-15);
        Assert.Equal(inverse.Value, (inverseFourth * square).Value, 1e-16);
        Assert.Equal(inverse.Value, (square * inverseFourth).Value, 1e-16);
        Assert.Equal(inverseFourth.Value, (inverse * inverse).Value);
        Assert.Equal(inverseFourth.Value, (inverse / square).Value, 1e-17);
        Assert.Equal(inverseFourth.Value, (1 / fourth).Value, 1e-17);
        Assert.Equal(inverse.Value, (square / fourth).Value, 1e-16);
        Assert.Equal(inverse.Value, (inverseFourth / inverse).Value, 1e-16);
        Assert.Equal(144, (1 / inverseFourth).Value, 1e-12);
        Assert.Equal((12.0, 2.0, 0.75, 144.0, 12.0), (square.Value, energy.Value, ratio, fourth.Value, backToSquare.Value));
        Assert.Equal(1, one, 1e-15);
        Assert.Equal(12, (inverse * fourth).Value, 1e-14);
        Assert.Equal(12, (1 / inverse).Value, 1e-14);
        Assert.Equal(9, 3.GeV.Squared.Value);
        Assert.Equal(3, 9.GeV.Squared.Sqrt().Value / 3);
        Assert.Equal(12, fourth.Sqrt().Value);
    }

    [Fact]
    public void Roots_below_zero_are_not_a_number_or_carry_the_sign()
    {
        var negative = new GeV2(-16);
        Assert.True(double.IsNaN(negative.Sqrt().Value));
        Assert.Equal(-4, negative.SignedSqrt().Value);
        Assert.Equal(4, (-negative).SignedSqrt().Value);
        Assert.Equal(0, GeV2.Zero.SignedSqrt().Value);
    }

    [Fact]
    public void Linear_arithmetic_is_that_of_the_values()
    {
        Between(-100, 100).Three().Check(input =>
        {
            (double a, double b, double k) = input;
            Assert.Equal(a + b, (a.GeV + b.GeV).Value);
            Assert.Equal(a - b, (a.GeV - b.GeV).Value);
            Assert.Equal(-a, (-a.GeV).Value);
            Assert.Equal(k * a, (k * a.GeV).Value);
            Assert.Equal(a * k, (a.GeV * k).Value);
            Assert.Equal(a / k, (a.GeV / k).Value);
            Assert.Equal(a < b, a.GeV < b.GeV);
            Assert.Equal(a >= b, a.GeV >= b.GeV);
        });
    }

    /// <summary>Zero needs no unit; written on either side.</summary>
    [Theory]
    [InlineData(-2.5)]
    [InlineData(-0.0)]
    [InlineData(0)]
    [InlineData(1e-300)]
    [InlineData(double.NaN)]
    public void A_bare_zero_compares_as_the_number_does(double x)
    {
        Energy e = x.GeV;
        GeV2 s = new(x);
        Angle a = x.Rad;
        Assert.Equal([x > 0, x < 0, x >= 0, x <= 0, x == 0, x != 0], [e > 0, e < 0, e >= 0, e <= 0, e == 0, e != 0]);
        Assert.Equal([x < 0, x > 0, x <= 0, x >= 0, x == 0, x != 0], [0 > e, 0 < e, 0 >= e, 0 <= e, 0 == e, 0 != e]);
        Assert.Equal([x > 0, x < 0, x == 0], [s > 0, a < 0, new GeV4(x) == 0]);
    }

    [Fact]
    public void Comparison_with_not_a_number_is_false()
    {
        var nan = new Energy(double.NaN);
        Assert.False(nan < 1.GeV || nan > 1.GeV || nan <= 1.GeV || nan >= 1.GeV);
    }

    [Theory]
    [InlineData(0.0005, 0)]
    [InlineData(0.0015, 0.002)]
    [InlineData(0.0025, 0.002)]
    [InlineData(-0.0015, -0.002)]
    [InlineData(25.9995, 26)]
    [InlineData(1.0005, 1)]
    [InlineData(2.6745, 2.674)]
    public void Rounding_takes_halves_of_the_scaled_value_to_even(double value, double expected)
    {
        Assert.Equal(expected, value.GeV.Rounded(3).Value);
        Assert.Equal(expected, new Azimuth(value).Rounded(3).Value);
        Assert.Equal(expected, new Pseudorapidity(value).Rounded(3).Value);
    }

    [Fact]
    public void Rounding_is_rint_of_the_scaled_value() => Between(-50, 50).Check(value =>
    {
        // rint by the classical trick: adding 1.5 · 2^52 leaves no fraction bits, and the addition rounds halves to even.
        const double shift = 6755399441055744.0;
        double rint = (value * 1000) + shift - shift;
        Assert.Equal(rint / 1000, value.GeV.Rounded(3).Value);
    });

    [Fact]
    public void Rounding_refuses_a_senseless_number_of_decimals()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => 1.GeV.Rounded(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => 1.GeV.Rounded(16));
    }

    [Fact]
    public void Azimuths_turn_by_angles_and_differ_by_raw_angles()
    {
        var a = new Azimuth(3);
        Assert.Equal(3.5, (a + 0.5.Rad).Value);
        Assert.Equal(2.5, (a - 0.5.Rad).Value);
        RawAngle raw = a - new Azimuth(-3);
        Assert.Equal(6, raw.Value);
    }

    [Fact]
    public void Rapidities_are_plain_numbers_in_arithmetic()
    {
        var a = new Pseudorapidity(1.5);
        var b = new Pseudorapidity(-0.5);
        Assert.Equal(2, a - b);
        Assert.Equal(-1.5, -a);
        Assert.Equal(-0.75, a * b);
        Assert.True(a > b);
        Assert.True(new Rapidity(0.5) < 1);
    }

    [Fact]
    public void Values_print_with_their_unit_in_any_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("fi-FI");
            Assert.Equal("26.5 GeV", 26.5.GeV.ToString());
            Assert.Equal("0.25 GeV²", 0.5.GeV.Squared.ToString());
            Assert.Equal("0.1 rad", 0.1.Rad.ToString());
            Assert.Equal("1.5", new Pseudorapidity(1.5).ToString());
            Assert.Equal("26.50 GeV", 26.5.GeV.ToString("F2", null));
            Assert.Equal("6.5 rad (not wrapped)", new RawAngle(6.5).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
