using Mandelstam.Reports.Drawing;

namespace Mandelstam.Reports;

/// <summary>Small multiples of curves: measured ones as points with errors, calculated ones as dashed lines.</summary>
public static class CurveComparison
{
    /// <summary>Draws the panels, all with the same vertical axis.</summary>
    /// <param name="name">The name of the figure.</param>
    /// <param name="title">One line above it.</param>
    /// <param name="yLabel">Name of the vertical axis.</param>
    /// <param name="panels">The panels.</param>
    /// <param name="columns">Panels in a row.</param>
    /// <param name="caption">What the reader should know; what could not be drawn is added.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="ArgumentException">A curve has not as many ordinates or errors as abscissas.</exception>
    public static Figure Draw(string name, string title, string yLabel, IReadOnlyList<CurvePanel> panels, int columns = 3, string caption = "")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        CurveSeries[] all = [.. panels.SelectMany(static p => p.Series)];
        if (Array.Find(all, static s => s.X.Count != s.Y.Count || (s.Errors is not null && s.Errors.Count != s.Y.Count)) is { } bad)
        {
            throw new ArgumentException($"The curve '{bad.Name}' has {bad.X.Count} abscissas, {bad.Y.Count} ordinates and {bad.Errors?.Count ?? bad.Y.Count} errors.", nameof(panels));
        }

        columns = Math.Clamp(panels.Count, 1, columns);
        Canvas canvas = new(name, title, Math.Max(640, 340 * columns));
        string[] measured = [.. all.Where(static s => s.Errors is not null).Select(static s => s.Name).Distinct()];
        string[] calculated = [.. all.Where(static s => s.Errors is null).Select(static s => s.Name).Distinct()];
        canvas.Legend(
        [
            .. measured.Select(static (s, k) => new LegendEntry(s, new Stroke(Palette.Color(k)), Palette.MarkerOf(k))),
            .. calculated.Select(static (s, k) => new LegendEntry(s, LineOf(k))),
        ]);
        DataRange y = new();
        foreach (CurveSeries series in all)
        {
            canvas.NoteDropped(series.Y.Count(static v => !DataRange.IsDrawable(v)), series.Name);
            y.Include(series.Y);
        }

        int rows = Math.Max(1, PanelGrid.Rows(panels.Count, columns));
        Box place = canvas.Take(310 * rows);
        for (int p = 0; p < panels.Count; p++)
        {
            Panel panel = new(
                canvas,
                PanelGrid.Cell(place, columns, rows, p).Inset(62, 26, 12, 46),
                LinearAxis.Around(new DataRange().Include(panels[p].Series.SelectMany(static s => s.X)), 0.03),
                LinearAxis.Around(y))
            {
                Title = panels[p].Title,
                XLabel = panels[p].XLabel,
                YLabel = p % columns == 0 ? yLabel : "",
            };
            panel.Begin();
            foreach (CurveSeries series in panels[p].Series.OrderBy(static s => s.Errors is not null))
            {
                if (series.Errors is null)
                {
                    panel.Curve(series.Name, series.X, series.Y, LineOf(Array.IndexOf(calculated, series.Name)));
                    continue;
                }

                int k = Array.IndexOf(measured, series.Name);
                panel.Curve(series.Name, series.X, series.Y, new Stroke(Palette.Color(k), 1.2));
                panel.Points(series.Name, series.X, series.Y, [.. series.Y.Zip(series.Errors, static (v, e) => v - e)], [.. series.Y.Zip(series.Errors, static (v, e) => v + e)],
                    Palette.Color(k), Palette.MarkerOf(k), 3, i => $"{series.Name}: {ReportNumber.WithError(series.Y[i], series.Errors[i])}");
            }

            panel.End();
        }

        return canvas.Finish(caption);
    }

    private static Stroke LineOf(int k) => new(k == 0 ? Palette.Reference : Palette.Muted, 1.4, k == 0 ? "6 3" : Palette.Dash(k));
}
