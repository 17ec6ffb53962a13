using System.Globalization;
using System.Text;

namespace Mandelstam.Reports;

/// <summary>Numbers as people read them: as many digits as the error allows, a real minus sign, the same in every culture.</summary>
/// <remarks>These texts are for reading; what programs read (results.json, tables) is written with full precision elsewhere.</remarks>
public static class ReportNumber
{
    /// <summary>What stands for a number that is not there (NaN) in tables and cards.</summary>
    public const string Missing = "–";

    /// <summary>A value with its error, both to the digits that the error allows.</summary>
    /// <param name="value">The value.</param>
    /// <param name="error">Its standard error, not negative; where it is zero or not finite, <see cref="Significant"/> of the value alone is given.</param>
    /// <returns>For example "1.23 ± 0.45" or "(1.234 ± 0.012)×10⁶".</returns>
    /// <remarks>The error keeps two significant digits; with one, intervals of 0.14 and 0.06 would both read 0.1.</remarks>
    public static string WithError(double value, double error)
    {
        if (!double.IsFinite(value) || !double.IsFinite(error) || error <= 0)
        {
            return Significant(value, 4);
        }

        double largest = Math.Max(Math.Abs(value), error);
        int exponent = largest is >= 1e6 or < 1e-3 ? (int)Math.Floor(Math.Log10(largest)) : 0;
        double scale = Math.Pow(10, exponent);
        int decimals = ErrorDecimals(error / scale);
        string text = $"{Fixed(value / scale, decimals)} ± {Fixed(error / scale, decimals)}";
        return exponent == 0 ? text : $"({text})×10{Superscript(exponent)}";
    }

    /// <summary>A value with an interval around it that need not be symmetric.</summary>
    /// <param name="value">The value.</param>
    /// <param name="low">The lower end of the interval (not the distance to it).</param>
    /// <param name="high">The upper end of the interval.</param>
    /// <returns>For example "1.23 [0.85, 1.61]".</returns>
    public static string WithInterval(double value, double low, double high)
    {
        double half = (high - low) / 2;
        if (!double.IsFinite(value) || !double.IsFinite(half) || half <= 0)
        {
            return $"{Significant(value, 4)} [{Significant(low, 4)}, {Significant(high, 4)}]";
        }

        int decimals = ErrorDecimals(half);
        return $"{Fixed(value, decimals)} [{Fixed(low, decimals)}, {Fixed(high, decimals)}]";
    }

    /// <summary>A value to a number of significant digits, with a power of ten where plain digits would be long.</summary>
    /// <param name="value">The value; NaN gives <see cref="Missing"/>.</param>
    /// <param name="digits">Significant digits, 1 to 15.</param>
    /// <returns>For example "0.0123", "−12.3" or "1.23×10⁷".</returns>
    public static string Significant(double value, int digits = 3)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(digits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digits, 15);
        if (double.IsNaN(value))
        {
            return Missing;
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "∞" : "−∞";
        }

        if (value == 0)
        {
            return "0";
        }

        // The exponent is that of the rounded value: 9.996 has two digits before the point once it is 10.0.
        string scientific = value.ToString("E" + (digits - 1), CultureInfo.InvariantCulture);
        int mark = scientific.IndexOf('E', StringComparison.Ordinal);
        int exponent = int.Parse(scientific.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return exponent is < -4 or >= 6
            ? Minus(scientific[..mark]) + "×10" + Superscript(exponent)
            : Fixed(value, Math.Max(0, digits - 1 - exponent));
    }

    /// <summary>A value with a fixed number of decimals, as columns of a table need it.</summary>
    /// <param name="value">The value; NaN gives <see cref="Missing"/>.</param>
    /// <param name="decimals">Digits after the point.</param>
    /// <returns>For example "−0.250".</returns>
    public static string Fixed(double value, int decimals)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(decimals);
        return double.IsNaN(value) ? Missing
            : double.IsInfinity(value) ? value > 0 ? "∞" : "−∞"
            : Minus(value.ToString("F" + decimals, CultureInfo.InvariantCulture));
    }

    /// <summary>A count with thousands set apart by commas.</summary>
    /// <param name="count">The count.</param>
    /// <returns>For example "136,658".</returns>
    public static string Count(long count) => Minus(count.ToString("N0", CultureInfo.InvariantCulture));

    /// <summary>A fraction in per cent.</summary>
    /// <param name="fraction">The fraction: 1 is 100 %.</param>
    /// <param name="decimals">Digits after the point.</param>
    /// <returns>For example "68.3 %".</returns>
    public static string Percent(double fraction, int decimals = 1) => double.IsNaN(fraction) ? Missing : Fixed(100 * fraction, decimals) + " %";

    /// <summary>A time span as one would say it.</summary>
    /// <param name="elapsed">The time.</param>
    /// <returns>For example "0.4 s", "12.3 s", "4 min 05 s", "1 h 02 min".</returns>
    public static string Duration(TimeSpan elapsed)
    {
        double tenths = Math.Round(elapsed.TotalSeconds, 1);
        if (tenths < 60)
        {
            return Fixed(Math.Max(0, tenths), 1) + " s";
        }

        long seconds = (long)Math.Round(elapsed.TotalSeconds);
        return seconds < 3600
            ? string.Create(CultureInfo.InvariantCulture, $"{seconds / 60} min {seconds % 60:00} s")
            : string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600} h {seconds % 3600 / 60:00} min");
    }

    /// <summary>The text of a number with U+2212 for its minus sign, and without one before zero.</summary>
    internal static string Minus(string number)
    {
        if (!number.StartsWith('-'))
        {
            return number;
        }

        bool isZero = number.AsSpan(1).IndexOfAnyExcept('0', '.') < 0;
        return isZero ? number[1..] : "−" + number[1..];
    }

    internal static string Superscript(int exponent)
    {
        StringBuilder result = new();
        foreach (char c in exponent.ToString(CultureInfo.InvariantCulture))
        {
            result.Append(c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c - '0']);
        }

        return result.ToString();
    }

    /// <summary>Decimals that leave the error two significant digits after rounding.</summary>
    private static int ErrorDecimals(double error)
    {
        string rounded = error.ToString("E1", CultureInfo.InvariantCulture);
        int exponent = int.Parse(rounded.AsSpan(rounded.IndexOf('E', StringComparison.Ordinal) + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return Math.Max(0, 1 - exponent);
    }
}
