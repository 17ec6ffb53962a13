using System.Globalization;
using Mandelstam.Reports;
using Xunit;

namespace Mandelstam.Runtime.Tests.Reports;

public sealed class ReportNumberTests
{
    [Theory]
    [InlineData(1.2345, 0.4512, "1.23 ± 0.45")]
    [InlineData(-1.2345, 0.0996, "−1.23 ± 0.10")]
    [InlineData(1234.5, 56.7, "1234 ± 57")]
    [InlineData(1_234_567, 12_345, "(1.235 ± 0.012)×10⁶")]
    [InlineData(0.00012345, 0.0000123, "(1.23 ± 0.12)×10⁻⁴")]
    [InlineData(2, 0, "2.000")]
    [InlineData(2, double.NaN, "2.000")]
    [InlineData(double.NaN, 1, "–")]
    public void A_value_has_as_many_digits_as_its_error_allows(double value, double error, string expected) => Assert.Equal(expected, ReportNumber.WithError(value, error));

    [Theory]
    [InlineData(0.012345, 3, "0.0123")]
    [InlineData(-12.345, 3, "−12.3")]
    [InlineData(9.996, 3, "10.0")]
    [InlineData(123_456, 2, "123456")]
    [InlineData(12_345_678, 3, "1.23×10⁷")]
    [InlineData(0, 3, "0")]
    [InlineData(double.NegativeInfinity, 3, "−∞")]
    public void Significant_digits(double value, int digits, string expected) => Assert.Equal(expected, ReportNumber.Significant(value, digits));

    [Theory]
    [InlineData(0.04, "0.0 s")]
    [InlineData(12.34, "12.3 s")]
    [InlineData(59.97, "1 min 00 s")]
    [InlineData(245, "4 min 05 s")]
    [InlineData(3725, "1 h 02 min")]
    public void Durations(double seconds, string expected) => Assert.Equal(expected, ReportNumber.Duration(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Other_forms_are_the_same_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            foreach (string culture in new[] { "en-US", "fi-FI", "ar-SA" })
            {
                CultureInfo.CurrentCulture = new CultureInfo(culture);
                Assert.Equal("0.23 [−0.14, 0.60]", ReportNumber.WithInterval(0.234, -0.139, 0.602));
                Assert.Equal("136,658", ReportNumber.Count(136_658));
                Assert.Equal("68.3 %", ReportNumber.Percent(0.6827));
                Assert.Equal("−0.250", ReportNumber.Fixed(-0.25, 3));
                Assert.Equal("0.00", ReportNumber.Fixed(-0.001, 2));
                Assert.Equal("–", ReportNumber.Fixed(double.NaN, 2));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
