using Mandelstam.Reports.Drawing;

namespace Mandelstam.Reports;

/// <summary>−2 Δ ln L along one parameter, with the levels of one and two standard deviations.</summary>
public static class LikelihoodScan
{
    /// <summary>Draws the curves.</summary>
    /// <param name="name">The name of the figure.</param>
    /// <param name="title">One line above it.</param>
    /// <param name="parameter">What the horizontal axis calls the parameter.</param>
    /// <param name="curves">The curves.</param>
    /// <param name="estimate">The position of the minimum, or null.</param>
    /// <param name="highest">The top of the vertical axis; the curves may leave it.</param>
    /// <param name="caption">What the reader should know; what could not be drawn is added.</param>
    /// <param name="interval">An interval that was found in another way, drawn as a band for comparison; null for none.</param>
    /// <param name="intervalName">What the legend calls it.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="ArgumentException">A curve has not as many values as positions.</exception>
    public static Figure Draw(string name, string title, string parameter, IReadOnlyList<ScanCurve> curves, double? estimate = null, double highest = 9, string caption = "",
        (double Low, double High)? interval = null, string intervalName = "confidence belt")
    {
        if (curves.FirstOrDefault(c => c.Values.Count != c.TwiceDelta.Count) is ScanCurve bad)
        {
            throw new ArgumentException($"The scan '{bad.Name}' has {bad.Values.Count} positions and {bad.TwiceDelta.Count} values.", nameof(curves));
        }

        Canvas canvas = new(name, title, 600);
        canvas.NoteDropped(curves.Sum(c => c.TwiceDelta.Count(v => !DataRange.IsDrawable(v))), "the scan");
        List<LegendEntry> legend = [.. curves.Select((c, k) => new LegendEntry(c.Name, Line(k)))];
        if (estimate is double best)
        {
            legend.Add(new LegendEntry($"minimum at {ReportNumber.Significant(best)}", new Stroke(Palette.Muted, 1.2, "2 2")));
        }

        if (interval is not null)
        {
            legend.Add(new LegendEntry(intervalName, Fill: Palette.Belt, Opacity: 0.3));
        }

        canvas.Legend(legend);
        DataRange x = new();
        DataRange y = new DataRange().Include([0, 4.5]);
        foreach (ScanCurve curve in curves)
        {
            x.Include(curve.Values);
            y.Include(curve.TwiceDelta.Where(v => v <= highest));
        }

        if (interval is { } range)
        {
            x.Include([range.Low, range.High]);
        }

        LinearAxis axis = LinearAxis.Around(x, 0);
        Panel panel = new(canvas, canvas.Take(340).Inset(64, 10, 40, 48), axis, LinearAxis.FromZero(y, 0.04)) { XLabel = parameter, YLabel = "−2 Δ ln L" };
        panel.Begin();
        if (interval is { } band)
        {
            panel.Cell(band.Low, -1, band.High, 2 * Math.Max(highest, 4.5), Palette.Belt, 0.3);
        }

        foreach (int sigmas in new[] { 1, 2 })
        {
            panel.HorizontalLine($"{sigmas}σ", sigmas * sigmas, new Stroke(Palette.Muted, 1, "6 3"));
            panel.Label(axis.Max - 0.01 * (axis.Max - axis.Min), sigmas * sigmas, $"{sigmas}σ", "end", Palette.Muted, dy: -4);
        }

        if (estimate is double at)
        {
            panel.VerticalLine("minimum", at, new Stroke(Palette.Muted, 1.2, "2 2"));
        }

        for (int c = 0; c < curves.Count; c++)
        {
            panel.Curve(curves[c].Name, curves[c].Values, curves[c].TwiceDelta, Line(c));
        }

        panel.End();
        return canvas.Finish(caption.Length > 0 ? caption : $"Twice the negative log-likelihood above its minimum, along {parameter}.");
    }

    private static Stroke Line(int k) => new(Palette.Color(k), 2, Palette.Dash(k));
}
