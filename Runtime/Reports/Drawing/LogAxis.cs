using System.Globalization;

namespace Mandelstam.Reports.Drawing;

/// <summary>A logarithmic axis. Zero and negative values lie at minus infinity: <see cref="Panel"/> draws a bin of that kind on the axis's floor.</summary>
internal sealed class LogAxis(double min, double max) : Axis(min, max)
{
    /// <summary>More than this many decades below the maximum is rounding noise rather than data.</summary>
    private const double LargestSpan = 1e10;

    private readonly double _logMin = Math.Log10(min);
    private readonly double _logMax = Math.Log10(max);

    /// <summary>An axis over the positive data with room above.</summary>
    public static LogAxis Around(DataRange range)
    {
        if (range.IsEmpty || range.Max <= 0)
        {
            return new LogAxis(0.1, 1);
        }

        double low = Math.Max(range.MinPositive, range.Max / LargestSpan);
        double span = Math.Log10(range.Max / low);
        return new LogAxis(low / 2, range.Max * Math.Pow(10, 0.15 + 0.05 * span));
    }

    public override double Fraction(double value) =>
        value > 0 ? (Math.Log10(value) - _logMin) / (_logMax - _logMin) : double.NegativeInfinity;

    public override bool Holds(double value) => DataRange.IsDrawable(value) && value > 0;

    public override IReadOnlyList<Tick> Ticks(int target)
    {
        int first = (int)Math.Floor(_logMin);
        int last = (int)Math.Floor(_logMax);
        int every = Math.Max(1, (int)Math.Ceiling((last - first + 1) / (double)Math.Max(1, target)));
        // With fewer than two decades in view, a label at each power of ten would leave the axis without a scale.
        bool labelMore = _logMax - _logMin < 1.7;
        List<Tick> ticks = [];
        for (int exponent = first; exponent <= last; exponent++)
        {
            for (int digit = 1; digit <= 9; digit++)
            {
                double value = digit * Math.Pow(10, exponent);
                if (value < Min * (1 - 1e-9) || value > Max * (1 + 1e-9))
                {
                    continue;
                }

                bool major = digit == 1 && exponent % every == 0;
                bool extra = labelMore && digit is 2 or 5;
                if (major || labelMore && extra)
                {
                    ticks.Add(new Tick(value, Label(value, digit, exponent, last)));
                }
                else if (every == 1 || digit == 1)
                {
                    ticks.Add(new Tick(value, ""));
                }
            }
        }

        return ticks;
    }

    private static string Label(double value, int digit, int exponent, int last) => exponent switch
    {
        // 1000 beside 10⁴ would look like a mistake.
        3 when last == 3 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 0 and <= 2 => value.ToString("0", CultureInfo.InvariantCulture),
        < 0 and >= -2 => value.ToString("F" + -exponent, CultureInfo.InvariantCulture),
        _ => (digit == 1 ? "" : digit.ToString(CultureInfo.InvariantCulture) + "×") + "10" + ReportNumber.Superscript(exponent),
    };
}
