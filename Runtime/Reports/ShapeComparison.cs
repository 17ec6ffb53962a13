using Mandelstam.Reports.Drawing;

namespace Mandelstam.Reports;

/// <summary>Small multiples: distributions of several samples on top of each other, the reference filled.</summary>
public static class ShapeComparison
{
    /// <summary>Draws one panel per quantity.</summary>
    /// <param name="name">The name of the figure.</param>
    /// <param name="title">One line above it.</param>
    /// <param name="panels">The quantities, each with the same samples in the same order.</param>
    /// <param name="columns">Panels in a row.</param>
    /// <param name="caption">What the reader should know; what could not be drawn is added.</param>
    /// <returns>The figure.</returns>
    public static Figure Draw(string name, string title, IReadOnlyList<ShapePanel> panels, int columns = 3, string caption = "")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        columns = Math.Clamp(panels.Count, 1, columns);
        Canvas canvas = new(name, title, Math.Max(640, 310 * columns));
        canvas.Legend([.. panels.SelectMany(static p => p.Histograms.Select(static (h, k) => (h.Name, k))).Distinct().OrderBy(static s => s.k)
            .Select(static s => new LegendEntry(s.Name, LineOf(s.k), Fill: s.k == 0 ? Palette.Muted : null, Opacity: 0.18))]);
        int rows = Math.Max(1, PanelGrid.Rows(panels.Count, columns));
        Box place = canvas.Take(240 * rows);
        for (int p = 0; p < panels.Count; p++)
        {
            // Equal bins of a logarithm are drawn as a share of their events, others as a density.
            StepHistogram[] shapes = [.. panels[p].Histograms.Select(h => panels[p].LogarithmicX ? h.Fractions() : h.Normalised())];
            DataRange range = new();
            foreach (StepHistogram shape in shapes)
            {
                range.Include(shape.Contents);
                canvas.NoteDropped(shape.Contents.Count(static c => !DataRange.IsDrawable(c)), panels[p].Quantity);
            }

            (double min, double max) = (shapes[0].Edges[0], shapes[0].Edges[^1]);
            Panel panel = new(
                canvas,
                PanelGrid.Cell(place, columns, rows, p).Inset(56, 26, 10, 38),
                panels[p].LogarithmicX ? new LogAxis(min, max) : new LinearAxis(min, max),
                panels[p].LogarithmicY ? LogAxis.Around(range) : LinearAxis.FromZero(range))
            {
                Title = panels[p].Quantity,
                Grid = false,
            };
            panel.Begin();
            for (int k = 0; k < shapes.Length; k++)
            {
                panel.Steps(shapes[k].Name, shapes[k].Edges, shapes[k].Contents, LineOf(k), k == 0 ? Palette.Muted : null, 0.18);
            }

            panel.End();
        }

        return canvas.Finish(caption);
    }

    /// <summary>The reference is grey, the others have the colours and dashes of unrelated series.</summary>
    private static Stroke LineOf(int k) => k == 0 ? new(Palette.Muted, 1.4) : new(Palette.Color(k - 1), 1.5, Palette.Dash(k - 1));
}
