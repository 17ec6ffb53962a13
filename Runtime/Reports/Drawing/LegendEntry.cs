namespace Mandelstam.Reports.Drawing;

/// <summary>One entry of a legend: a sample of the line, the marker or the fill, and a name.</summary>
internal sealed record LegendEntry(string Text, Stroke? Line = null, Marker? Marker = null, string? Fill = null, double Opacity = 1);
