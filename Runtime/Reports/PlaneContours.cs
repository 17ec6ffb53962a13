using Mandelstam.Reports.Drawing;

namespace Mandelstam.Reports;

/// <summary>Small multiples of contours in the plane, with points over them.</summary>
public static class PlaneContours
{
    private static readonly (double R, double G, double B) Light = (0xb8, 0xd6, 0xec), Dark = (0x08, 0x30, 0x6b);

    /// <summary>Draws the panels.</summary>
    /// <param name="name">The name of the figure.</param>
    /// <param name="title">One line above it.</param>
    /// <param name="panels">The panels, each with the same axes.</param>
    /// <param name="x">Name and range of the horizontal axis.</param>
    /// <param name="y">Name and range of the vertical axis.</param>
    /// <param name="columns">Panels in a row.</param>
    /// <param name="caption">What the reader should know.</param>
    /// <returns>The figure.</returns>
    public static Figure Draw(
        string name, string title, IReadOnlyList<PlanePanel> panels, (string Label, double Min, double Max) x, (string Label, double Min, double Max) y,
        int columns = 3, string caption = "")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        columns = Math.Clamp(panels.Count, 1, columns);
        Canvas canvas = new(name, title, Math.Max(560, 320 * columns));
        string[] samples = [.. panels.SelectMany(static p => p.Samples.Select(static s => s.Name)).Distinct()];
        List<LegendEntry> legend = [.. samples.Select(static (s, k) => new LegendEntry(s, Marker: Marker.Disc, Line: new Stroke(Palette.Color(k), 0)))];
        if (panels.Any(static p => p.Field.Boundary is not null))
        {
            legend.Add(new("boundary", Boundary));
        }

        canvas.Legend(legend);
        int rows = Math.Max(1, PanelGrid.Rows(panels.Count, columns));
        Box place = canvas.Take(330 * rows);
        for (int p = 0; p < panels.Count; p++)
        {
            PlaneField field = panels[p].Field;
            Panel panel = new(canvas, PanelGrid.Cell(place, columns, rows, p).Inset(54, 26, 10, 46), new LinearAxis(x.Min, x.Max), new LinearAxis(y.Min, y.Max))
            {
                Title = panels[p].Title,
                XLabel = x.Label,
                YLabel = p % columns == 0 ? y.Label : "",
                YLabelDistance = 40,
                Grid = false,
            };
            panel.Begin();
            foreach (PlanePoints sample in panels[p].Samples)
            {
                string color = Palette.Color(Array.IndexOf(samples, sample.Name));
                panel.Points(sample.Name, [.. sample.Points.Select(static q => q.X)], [.. sample.Points.Select(static q => q.Y)], null, null, color, Marker.Disc, sample.Moved is null ? 0.9 : 2.6);
                if (sample.Moved is not null)
                {
                    panel.Arrows(sample.Name, sample.Points, sample.Moved, new Stroke(color, 1.2));
                }
            }

            for (int k = 0; k < field.Levels.Count; k++)
            {
                double share = field.Levels.Count == 1 ? 1 : (double)k / (field.Levels.Count - 1);
                panel.Lines("contour", Scale(ContourLines.Of(field.Values, field.Levels[k]), field.Values, x, y), new Stroke(Shade(share), 1.3));
            }

            if (field.Boundary is double boundary)
            {
                panel.Lines("boundary", Scale(ContourLines.Of(field.Values, boundary), field.Values, x, y), Boundary);
            }

            panel.End();
        }

        return canvas.Finish(caption);
    }

    private static Stroke Boundary => new(Palette.Reference, 1.5, "6 3");

    private static IEnumerable<IReadOnlyList<(double X, double Y)>> Scale(
        IEnumerable<IReadOnlyList<(double X, double Y)>> lines, double[,] values, (string Label, double Min, double Max) x, (string Label, double Min, double Max) y)
    {
        double X(double i) => x.Min + ((x.Max - x.Min) * i / (values.GetLength(0) - 1));
        double Y(double j) => y.Min + ((y.Max - y.Min) * j / (values.GetLength(1) - 1));
        return lines.Select(line => (IReadOnlyList<(double X, double Y)>)[.. line.Select(point => (X(point.X), Y(point.Y)))]);
    }

    private static string Shade(double share)
    {
        return FormattableString.Invariant($"#{Mix(Light.R, Dark.R):x2}{Mix(Light.G, Dark.G):x2}{Mix(Light.B, Dark.B):x2}");

        int Mix(double from, double to) => (int)Math.Round(from + ((to - from) * share));
    }
}
