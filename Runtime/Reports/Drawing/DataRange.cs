namespace Mandelstam.Reports.Drawing;

/// <summary>Collects the range of what is drawn, finite values only.</summary>
internal sealed class DataRange
{
    /// <summary>Beyond this, differences overflow; nothing that is measured is so large.</summary>
    private const double Huge = 1e300;

    public double Min { get; private set; } = double.PositiveInfinity;

    public double Max { get; private set; } = double.NegativeInfinity;

    /// <summary>The smallest value above zero, infinite without any: where a logarithmic axis may begin.</summary>
    public double MinPositive { get; private set; } = double.PositiveInfinity;

    public bool IsEmpty => Min > Max;

    public static bool IsDrawable(double value) => Math.Abs(value) < Huge;

    public DataRange Include(double value)
    {
        if (IsDrawable(value))
        {
            Min = Math.Min(Min, value);
            Max = Math.Max(Max, value);
            if (value > 0)
            {
                MinPositive = Math.Min(MinPositive, value);
            }
        }

        return this;
    }

    public DataRange Include(IEnumerable<double> values)
    {
        foreach (double value in values)
        {
            Include(value);
        }

        return this;
    }
}
