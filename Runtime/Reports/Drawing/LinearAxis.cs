using System.Globalization;

namespace Mandelstam.Reports.Drawing;

/// <summary>An axis with equal steps.</summary>
internal sealed class LinearAxis(double min, double max) : Axis(min, max)
{
    /// <summary>An axis around the data, with a margin on both sides as a fraction of the range.</summary>
    public static LinearAxis Around(DataRange range, double margin = 0.04)
    {
        if (range.IsEmpty)
        {
            return new LinearAxis(0, 1);
        }

        double width = range.Max - range.Min;
        if (width <= 1e-12 * Math.Max(Math.Abs(range.Min), Math.Abs(range.Max)) || width == 0)
        {
            double half = range.Max == 0 ? 0.5 : 0.5 * Math.Abs(range.Max);
            return new LinearAxis(range.Min - half, range.Max + half);
        }

        return new LinearAxis(range.Min - margin * width, range.Max + margin * width);
    }

    /// <summary>An axis for contents of bins: from zero (or below, with negative weights) to above the highest.</summary>
    public static LinearAxis FromZero(DataRange range, double headroom = 0.08)
    {
        double min = range.IsEmpty ? 0 : Math.Min(0, range.Min);
        double max = range.IsEmpty ? 1 : Math.Max(0, range.Max);
        double width = max - min;
        return width == 0 ? new LinearAxis(0, 1) : new LinearAxis(min < 0 ? min - headroom * width : 0, max + headroom * width);
    }

    public override double Fraction(double value) => (value - Min) / (Max - Min);

    public override bool Holds(double value) => DataRange.IsDrawable(value);

    public override IReadOnlyList<Tick> Ticks(int target)
    {
        double step = NiceStep((Max - Min) / Math.Max(1, target));
        double tolerance = 1e-9 * step;
        long first = (long)Math.Ceiling((Min - tolerance) / step);
        long last = (long)Math.Floor((Max + tolerance) / step);
        double largest = Math.Max(Math.Abs(first * step), Math.Abs(last * step));
        List<Tick> ticks = [];
        for (long k = first; k <= last; k++)
        {
            ticks.Add(new Tick(k * step, Label(k * step, step, largest)));
        }

        return ticks;
    }

    private static double NiceStep(double raw)
    {
        double decade = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        return (raw / decade) switch
        {
            < 1.5 => decade,
            < 3.5 => 2 * decade,
            < 7.5 => 5 * decade,
            _ => 10 * decade,
        };
    }

    private static string Label(double value, double step, double largest)
    {
        if (value == 0)
        {
            return "0";
        }

        if (largest is >= 1e5 or < 1e-3)
        {
            int exponent = (int)Math.Floor(Math.Log10(largest));
            double scale = Math.Pow(10, exponent);
            int mantissaDecimals = Math.Clamp(exponent - (int)Math.Floor(Math.Log10(step) + 1e-9), 0, 6);
            return ReportNumber.Minus((value / scale).ToString("F" + mantissaDecimals, CultureInfo.InvariantCulture)) + "×10" + ReportNumber.Superscript(exponent);
        }

        int decimals = Math.Clamp(-(int)Math.Floor(Math.Log10(step) + 1e-9), 0, 9);
        return ReportNumber.Minus(value.ToString("F" + decimals, CultureInfo.InvariantCulture));
    }
}
