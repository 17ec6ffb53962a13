using System.Globalization;
using Mandelstam.Reports.Drawing;

namespace Mandelstam.Reports;

/// <summary>The intervals of pseudo-experiments, one line each, over the true signal strength: covered or not.</summary>
public static class CoveragePlot
{
    /// <summary>Draws one panel per true signal strength.</summary>
    /// <param name="name">The name of the figure.</param>
    /// <param name="title">One line above it.</param>
    /// <param name="experiments">The pseudo-experiments, in any order; panels come in ascending μ, lines in the given order.</param>
    /// <param name="mostPerPanel">More lines than this per panel are not drawn; the fractions in the titles are of all.</param>
    /// <param name="sortByEstimate">Sorts the lines of a panel by estimate instead.</param>
    /// <param name="caption">What the reader should know; what could not be drawn is added.</param>
    /// <returns>The figure.</returns>
    public static Figure Draw(string name, string title, IReadOnlyList<PseudoExperimentInterval> experiments, int mostPerPanel = 100, bool sortByEstimate = false, string caption = "")
    {
        PseudoExperimentInterval[] usable = [.. experiments.Where(e => DataRange.IsDrawable(e.MuTrue) && DataRange.IsDrawable(e.Low) && DataRange.IsDrawable(e.High))];
        IGrouping<double, PseudoExperimentInterval>[] groups = [.. usable.GroupBy(e => e.MuTrue).OrderBy(g => g.Key)];
        int columns = Math.Clamp(groups.Length, 1, groups.Length > 6 ? 5 : 3);
        columns = groups.Length == 4 ? 2 : columns;
        Canvas canvas = new(name, title, columns > 3 ? 1000 : 900);
        canvas.NoteDropped(experiments.Count - usable.Length, "intervals");
        canvas.Legend(
        [
            new LegendEntry("interval covers the true μ", new Stroke(Palette.Good, 1.6)),
            new LegendEntry("does not cover", new Stroke(Palette.Bad, 1.6, "4 2")),
            new LegendEntry("true μ", new Stroke(Palette.Reference, 1.4, "6 3")),
        ]);

        int rows = Math.Max(1, PanelGrid.Rows(groups.Length, columns));
        Box place = canvas.Take(rows * (groups.Length <= 2 ? 400 : 270));
        for (int g = 0; g < groups.Length; g++)
        {
            PseudoExperimentInterval[] all = [.. groups[g]];
            PseudoExperimentInterval[] shown = [.. (sortByEstimate ? all.OrderBy(e => e.Estimate) : all.AsEnumerable()).Take(mostPerPanel)];
            if (shown.Length < all.Length)
            {
                canvas.Note(string.Create(CultureInfo.InvariantCulture, $"The first {mostPerPanel} pseudo-experiments of each μ are drawn; the fractions are those of all."));
            }

            double covered = all.Count(e => e.Covers) / (double)all.Length;
            // Five panels in a row have no room for a number that all of them share.
            string of = columns > 3 ? "" : $" of {ReportNumber.Count(all.Length)}";
            DataRange range = new DataRange().Include(groups[g].Key).Include(shown.Select(e => e.Low)).Include(shown.Select(e => e.High));
            Panel panel = new(canvas, PanelGrid.Cell(place, columns, rows, g).Inset(62, 26, 8, 46),
                LinearAxis.Around(range), new LinearAxis(-1, shown.Length))
            {
                Title = $"μ = {groups[g].Key.ToString("0.###", CultureInfo.InvariantCulture)}: {ReportNumber.Percent(covered)}{of}",
                XLabel = "μ",
                YLabel = g % columns == 0 ? "pseudo-experiment" : "",
            };
            panel.Begin();
            DrawLines(panel, "covered", shown, true, new Stroke(Palette.Good, 1.3));
            DrawLines(panel, "not covered", shown, false, new Stroke(Palette.Bad, 1.3, "4 2"));
            panel.VerticalLine("true μ", groups[g].Key, new Stroke(Palette.Reference, 1.4, "6 3"));
            panel.End();
        }

        return canvas.Finish(caption.Length > 0 ? caption
            : "Each horizontal line is the interval that one pseudo-experiment reports, its dot the estimate. Where the method is calibrated, 68.27 % of the lines cross the true μ.");
    }

    private static void DrawLines(Panel panel, string name, PseudoExperimentInterval[] shown, bool covered, Stroke stroke)
    {
        int[] rows = [.. Enumerable.Range(0, shown.Length).Where(k => shown[k].Covers == covered)];
        panel.Bars(name, [.. rows.Select(k => (double)k)], [.. rows.Select(k => shown[k].Low)], [.. rows.Select(k => shown[k].High)], [.. rows.Select(k => shown[k].Estimate)], stroke);
    }
}
