namespace Mandelstam.Reports;

/// <summary>A number that the reader should see first.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">The number as text; see <see cref="ReportNumber"/>.</param>
/// <param name="Note">A line below, for example what it is compared with; may be empty.</param>
public sealed record KeyFigure(string Label, string Value, string Note = "");
