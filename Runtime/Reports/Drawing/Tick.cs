namespace Mandelstam.Reports.Drawing;

/// <summary>A mark on an axis; minor ones carry no label.</summary>
internal readonly record struct Tick(double Value, string Label)
{
    public bool IsMajor => Label.Length > 0;
}
