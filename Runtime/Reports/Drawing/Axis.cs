namespace Mandelstam.Reports.Drawing;

/// <summary>Maps values to the unit interval and says where its marks are.</summary>
internal abstract class Axis(double min, double max)
{
    public double Min { get; } = min;

    public double Max { get; } = max;

    /// <summary>Zero at the axis's beginning, one at its end; values outside map outside.</summary>
    public abstract double Fraction(double value);

    /// <summary>Whether the axis has a place for the value.</summary>
    public abstract bool Holds(double value);

    /// <summary>Marks, ascending, about <paramref name="target"/> of them with a label.</summary>
    public abstract IReadOnlyList<Tick> Ticks(int target);
}
