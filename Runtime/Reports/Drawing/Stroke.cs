namespace Mandelstam.Reports.Drawing;

/// <summary>How a line is drawn: colour, width in pixels, dashes (empty: solid).</summary>
internal readonly record struct Stroke(string Color, double Width = 1.6, string Dash = "");
