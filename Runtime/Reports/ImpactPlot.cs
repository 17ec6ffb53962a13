using Mandelstam.Reports.Drawing;

namespace Mandelstam.Reports;

/// <summary>Nuisances ranked by what they do to the parameter of interest: pulls on the left, shifts on the right.</summary>
public static class ImpactPlot
{
    /// <summary>Draws one line per nuisance.</summary>
    /// <param name="name">The name of the figure.</param>
    /// <param name="title">One line above it.</param>
    /// <param name="parameter">The parameter of interest, for the axis.</param>
    /// <param name="bars">The nuisances from top to bottom.</param>
    /// <param name="caption">What the reader should know; what could not be drawn is added.</param>
    /// <returns>The figure.</returns>
    public static Figure Draw(string name, string title, string parameter, IReadOnlyList<ImpactBar> bars, string caption = "")
    {
        Canvas canvas = new(name, title, 760);
        double[] shifts = [.. bars.SelectMany(static b => new[] { b.Down, b.Up, b.PriorDown, b.PriorUp })];
        canvas.NoteDropped(bars.Count(static b => !DataRange.IsDrawable(b.Pull.Pull)), "pulls");
        canvas.NoteDropped(bars.Count(static b => !DataRange.IsDrawable(b.Down) || !DataRange.IsDrawable(b.Up)), "shifts");
        canvas.Legend(
        [
            new LegendEntry("pull, with its error", new Stroke(Palette.Reference, 1.8), Marker.Disc),
            new LegendEntry("nuisance one σ up", Fill: Palette.Signal, Opacity: 0.75),
            new LegendEntry("nuisance one σ down", Fill: Palette.Background, Opacity: 0.75),
            new LegendEntry("by the prior's σ", new Stroke(Palette.Muted, 1.2, "4 2")),
        ]);
        int longest = (int)bars.Select(static b => Canvas.TextWidth(b.Pull.Name, 11)).Append(40).Max();
        Box area = canvas.Take(70 + (34 * Math.Max(1, bars.Count)));
        string[] names = [.. bars.Select(static b => b.Pull.Name)];
        double pullWidth = 0.36 * (area.Width - longest - 60);
        double widestPull = bars.SelectMany(static b => new[] { Math.Abs(b.Pull.Pull), Math.Abs(b.Pull.Pull) + b.Pull.Constraint }).Where(DataRange.IsDrawable).Append(1.6).Max();
        Panel pulls = new(canvas, new Box(area.Left + longest + 26, area.Top + 10, pullWidth, area.Height - 56), new LinearAxis(-1.08 * widestPull, 1.08 * widestPull), new SlotAxis(names, descending: true))
        {
            XLabel = "(fitted − nominal) / σ of the prior",
            Grid = false,
        };
        pulls.Begin();
        pulls.Cell(-1, -0.5, 1, bars.Count - 0.5, Palette.Grid);
        pulls.VerticalLine("nominal", 0, new Stroke(Palette.Muted, 1));
        int[] drawn = [.. Enumerable.Range(0, bars.Count).Where(k => DataRange.IsDrawable(bars[k].Pull.Pull))];
        double[] y = [.. drawn.Select(static k => (double)k)];
        pulls.Bars("pull errors", y, [.. drawn.Select(k => bars[k].Pull.Pull - bars[k].Pull.Constraint)], [.. drawn.Select(k => bars[k].Pull.Pull + bars[k].Pull.Constraint)], null, new Stroke(Palette.Reference, 1.8));
        pulls.Points("pulls", [.. drawn.Select(k => bars[k].Pull.Pull)], y, null, null, Palette.Reference, Marker.Disc, 4.2, k => $"{names[drawn[k]]}: pull {ReportNumber.Fixed(bars[drawn[k]].Pull.Pull, 2)}");
        pulls.End();

        double widest = shifts.Where(DataRange.IsDrawable).Select(Math.Abs).Append(1e-6).Max();
        double left = area.Left + longest + 26 + pullWidth + 22;
        Panel impacts = new(canvas, new Box(left, area.Top + 10, area.Right - 16 - left, area.Height - 56), new LinearAxis(-1.08 * widest, 1.08 * widest), new SlotAxis([.. names.Select(static _ => " ")], descending: true))
        {
            XLabel = $"shift of {parameter}",
        };
        impacts.Begin();
        for (int k = 0; k < bars.Count; k++)
        {
            Bar(impacts, k, bars[k].Up, Palette.Signal, $"{names[k]} up: {ReportNumber.Fixed(bars[k].Up, 4)}");
            Bar(impacts, k, bars[k].Down, Palette.Background, $"{names[k]} down: {ReportNumber.Fixed(bars[k].Down, 4)}");
            foreach (double prior in new[] { bars[k].PriorDown, bars[k].PriorUp }.Where(DataRange.IsDrawable))
            {
                impacts.Segment($"{names[k]} by its prior", prior, k - 0.4, prior, k + 0.4, new Stroke(Palette.Muted, 1.2, "4 2"));
            }
        }

        impacts.VerticalLine("estimate", 0, new Stroke(Palette.Muted, 1));
        impacts.End();
        return canvas.Finish(caption.Length > 0 ? caption : $"Nuisances in the order of what they do to {parameter}: each is held one standard deviation of its fitted error off its estimate and everything else fitted again.");
    }

    private static void Bar(Panel panel, int slot, double shift, string color, string tip)
    {
        if (DataRange.IsDrawable(shift))
        {
            panel.Cell(0, slot - 0.28, shift, slot + 0.28, color, 0.75, tip);
        }
    }
}
