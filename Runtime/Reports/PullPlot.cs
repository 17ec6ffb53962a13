using Mandelstam.Reports.Drawing;

namespace Mandelstam.Reports;

/// <summary>Pulls and constraints of fitted nuisances.</summary>
public static class PullPlot
{
    /// <summary>Draws one line per nuisance.</summary>
    /// <param name="name">The name of the figure.</param>
    /// <param name="title">One line above it.</param>
    /// <param name="nuisances">The nuisances from top to bottom.</param>
    /// <param name="caption">What the reader should know; what could not be drawn is added.</param>
    /// <returns>The figure.</returns>
    public static Figure Draw(string name, string title, IReadOnlyList<NuisancePull> nuisances, string caption = "")
    {
        Canvas canvas = new(name, title, 600);
        canvas.NoteDropped(nuisances.Count(n => !DataRange.IsDrawable(n.Pull)), "pulls");
        canvas.Legend(
        [
            new LegendEntry("fitted, with its error", new Stroke(Palette.Signal, 1.8), Marker.Disc),
            new LegendEntry("fitted without a prior", new Stroke(Palette.Background, 1.8), Marker.Square),
            new LegendEntry("prior ±1σ, ±2σ", Fill: Palette.Grid),
        ]);
        double widest = nuisances.SelectMany(n => new[] { Math.Abs(n.Pull), Math.Abs(n.Pull) + n.Constraint }).Where(DataRange.IsDrawable).Append(2.2).Max();
        LinearAxis x = new(-1.08 * widest, 1.08 * widest);
        int longest = (int)nuisances.Select(n => Canvas.TextWidth(n.Name, 11)).Append(40).Max();
        Panel panel = new(canvas, canvas.Take(70 + 30 * Math.Max(1, nuisances.Count)).Inset(longest + 26, 10, 16, 46), x, new SlotAxis([.. nuisances.Select(n => n.Name)], descending: true))
        {
            XLabel = "(fitted − nominal) / σ of the prior",
            Grid = false,
        };
        panel.Begin();
        panel.Cell(-2, -0.5, 2, nuisances.Count - 0.5, Palette.Grid, 0.6);
        panel.Cell(-1, -0.5, 1, nuisances.Count - 0.5, Palette.Grid);
        panel.VerticalLine("nominal", 0, new Stroke(Palette.Muted, 1));
        Draw(panel, "with prior", nuisances, true, Palette.Signal, Marker.Disc);
        Draw(panel, "without prior", nuisances, false, Palette.Background, Marker.Square);
        panel.End();
        return canvas.Finish(caption.Length > 0 ? caption : "Fitted nuisances in units of their prior's standard deviation. A bar shorter than the inner band means that the data constrain the nuisance.");
    }

    private static void Draw(Panel panel, string name, IReadOnlyList<NuisancePull> nuisances, bool hasPrior, string color, Marker marker)
    {
        int[] rows = [.. Enumerable.Range(0, nuisances.Count).Where(k => nuisances[k].HasPrior == hasPrior && DataRange.IsDrawable(nuisances[k].Pull))];
        double[] y = [.. rows.Select(k => (double)k)];
        double[] pulls = [.. rows.Select(k => nuisances[k].Pull)];
        panel.Bars(name + " errors", y, [.. rows.Select(k => nuisances[k].Pull - nuisances[k].Constraint)], [.. rows.Select(k => nuisances[k].Pull + nuisances[k].Constraint)], null, new Stroke(color, 1.8));
        panel.Points(name, pulls, y, null, null, color, marker, 4.2, k => $"{nuisances[rows[k]].Name}: pull {ReportNumber.Fixed(pulls[k], 2)}, constraint {ReportNumber.Fixed(nuisances[rows[k]].Constraint, 2)}");
    }
}
