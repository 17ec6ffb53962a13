namespace Mandelstam.Reports.Drawing;

/// <summary>An axis of named slots: slot k lies at k, the first at the top of a vertical axis, the last at its bottom.</summary>
internal sealed class SlotAxis(IReadOnlyList<string> names, bool descending) : Axis(-0.5, Math.Max(1, names.Count) - 0.5)
{
    public override double Fraction(double value)
    {
        double fraction = (value - Min) / (Max - Min);
        return descending ? 1 - fraction : fraction;
    }

    public override bool Holds(double value) => DataRange.IsDrawable(value);

    public override IReadOnlyList<Tick> Ticks(int target) => [.. names.Select((name, k) => new Tick(k, name.Length > 0 ? name : "·"))];
}
