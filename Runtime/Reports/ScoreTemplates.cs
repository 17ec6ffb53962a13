using Mandelstam.Reports.Drawing;

namespace Mandelstam.Reports;

/// <summary>Score templates of signal and background under a nuisance, each over its ratio to the nominal one.</summary>
public static class ScoreTemplates
{
    /// <summary>Draws the families side by side.</summary>
    /// <param name="name">The name of the figure.</param>
    /// <param name="title">One line above it.</param>
    /// <param name="families">One panel each, at most three in a row; the variations of all carry the same names in the same order.</param>
    /// <param name="xLabel">What is binned.</param>
    /// <param name="yLabel">What the bins hold.</param>
    /// <param name="logarithmic">A logarithmic vertical axis; empty bins lie on its floor.</param>
    /// <param name="caption">What the reader should know; what could not be drawn is added.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="ArgumentException">There is no family, or a variation has other bins than its nominal template.</exception>
    public static Figure Draw(string name, string title, IReadOnlyList<TemplateFamily> families, string xLabel = "classifier score", string yLabel = "expected events per bin",
        bool logarithmic = false, string caption = "")
    {
        if (families.Count == 0)
        {
            throw new ArgumentException("There is no template to draw.", nameof(families));
        }

        int columns = Math.Min(families.Count, 3);
        Canvas canvas = new(name, title, columns == 1 ? 560 : 430 * columns);
        canvas.Legend([new LegendEntry("nominal", new Stroke(Palette.Ink, 1.8)), .. families[0].Variations.Select((v, k) => new LegendEntry(v.Name, Line(k)))]);
        int rows = PanelGrid.Rows(families.Count, columns);
        Box place = canvas.Take(400 * rows);
        for (int f = 0; f < families.Count; f++)
        {
            TemplateFamily family = families[f];
            StepHistogram[] all = [family.Nominal, .. family.Variations];
            canvas.NoteDropped(all.Sum(h => h.Contents.Count(c => !DataRange.IsDrawable(c))), $"the {family.Process} templates");
            DataRange contents = new();
            DataRange ratios = new DataRange().Include([0.95, 1.05]);
            foreach (StepHistogram histogram in all)
            {
                contents.Include(histogram.Contents);
                ratios.Include(histogram.RatioTo(family.Nominal));
            }

            // A bin that is nearly empty has any ratio; the axis follows the bulk and the window cuts the rest.
            LinearAxis ratioAxis = LinearAxis.Around(new DataRange().Include([Math.Max(ratios.Min, 0.5), Math.Min(ratios.Max, 1.5)]));
            if (ratios.Min < 0.5 || ratios.Max > 1.5)
            {
                canvas.Note("Ratios below 0.5 or above 1.5, from nearly empty bins, are cut off.");
            }

            Axis y = logarithmic ? LogAxis.Around(contents) : LinearAxis.FromZero(contents);
            LinearAxis x = new(family.Nominal.Edges[0], family.Nominal.Edges[^1]);
            Box cell = PanelGrid.Cell(place, columns, rows, f);
            double split = cell.Top + 0.66 * cell.Height;
            Box upper = new Box(cell.Left, cell.Top, cell.Width, split - cell.Top).Inset(74, 26, 14, 4);
            Box lower = new Box(cell.Left, split, cell.Width, cell.Bottom - split).Inset(74, 6, 14, 46);
            Panel templates = new(canvas, upper, x, y) { Title = family.Process, YLabel = f % columns == 0 ? yLabel : "", XTickLabels = false, YLabelDistance = 56 };
            templates.Begin();
            templates.Steps("nominal", family.Nominal.Edges, family.Nominal.Contents, null, Palette.Grid);
            for (int v = 0; v < family.Variations.Count; v++)
            {
                templates.Steps(family.Variations[v].Name, family.Variations[v].Edges, family.Variations[v].Contents, Line(v));
            }

            templates.Steps("nominal outline", family.Nominal.Edges, family.Nominal.Contents, new Stroke(Palette.Ink, 1.6));
            templates.End();

            Panel ratio = new(canvas, lower, x, ratioAxis) { XLabel = xLabel, YLabel = f % columns == 0 ? "to nominal" : "", YLabelDistance = 56 };
            ratio.Begin();
            ratio.HorizontalLine("one", 1, new Stroke(Palette.Ink, 1.2));
            for (int v = 0; v < family.Variations.Count; v++)
            {
                ratio.Steps(family.Variations[v].Name + " to nominal", family.Variations[v].Edges, family.Variations[v].RatioTo(family.Nominal), Line(v));
            }

            ratio.End();
        }

        return canvas.Finish(caption.Length > 0 ? caption
            : "Above, what the fit expects in each bin, at nominal nuisances and at shifted ones; below, the quotient of the two.");
    }

    private static Stroke Line(int k) => new(Palette.Color(k), 1.8, Palette.Dash(k + 1));
}
