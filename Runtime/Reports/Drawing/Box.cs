namespace Mandelstam.Reports.Drawing;

/// <summary>A rectangle in pixels, y downwards.</summary>
internal readonly record struct Box(double Left, double Top, double Width, double Height)
{
    public double Right => Left + Width;

    public double Bottom => Top + Height;

    /// <summary>The rectangle without margins on its four sides.</summary>
    public Box Inset(double left, double top, double right, double bottom) => new(Left + left, Top + top, Width - left - right, Height - top - bottom);
}
