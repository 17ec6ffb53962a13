using Mandelstam.Reports.Drawing;

namespace Mandelstam.Reports;

/// <summary>Neyman's construction: quantiles of the estimate against the true signal strength, and how an estimate is read off.</summary>
public static class ConfidenceBelt
{
    /// <summary>Draws a belt.</summary>
    /// <param name="name">The name of the figure.</param>
    /// <param name="title">One line above it.</param>
    /// <param name="points">The belt, in any order of μ.</param>
    /// <param name="example">An estimate and its interval, drawn as lines from the vertical axis to the belt and down.</param>
    /// <param name="range">The range of μ that is measured, where the belt reaches beyond it; drawn as two thin lines.</param>
    /// <param name="caption">What the reader should know; what could not be drawn is added.</param>
    /// <returns>The figure.</returns>
    public static Figure Draw(string name, string title, IReadOnlyList<BeltPoint> points, BeltInversion? example = null, (double Low, double High)? range = null, string caption = "")
    {
        Canvas canvas = new(name, title, 640);
        BeltPoint[] belt = [.. points.Where(p => DataRange.IsDrawable(p.MuTrue) && DataRange.IsDrawable(p.Low) && DataRange.IsDrawable(p.Median) && DataRange.IsDrawable(p.High)).OrderBy(p => p.MuTrue)];
        canvas.NoteDropped(points.Count - belt.Length, "the belt");

        Stroke edge = new(Palette.Signal, 1.5);
        Stroke reading = new(Palette.Background, 1.8);
        List<LegendEntry> legend =
        [
            new LegendEntry("68.27 % of μ̂", edge, Fill: Palette.Belt, Opacity: 0.35),
            new LegendEntry("median μ̂", new Stroke(Palette.Signal, 1.8, "6 3")),
            new LegendEntry("μ̂ = μ", new Stroke(Palette.Muted, 1.2, "2 2")),
        ];
        if (example is not null)
        {
            legend.Add(new LegendEntry($"μ̂ = {ReportNumber.WithInterval(example.Estimate, example.Low, example.High)}", reading));
        }

        canvas.Legend(legend);
        double[] mu = [.. belt.Select(p => p.MuTrue)];
        double[] low = [.. belt.Select(p => p.Low)];
        double[] high = [.. belt.Select(p => p.High)];
        DataRange xRange = new DataRange().Include(mu);
        DataRange yRange = new DataRange().Include(low).Include(high);
        if (example is not null)
        {
            xRange.Include([example.Low, example.High]);
            yRange.Include(example.Estimate);
        }

        LinearAxis x = LinearAxis.Around(xRange, 0.02);
        LinearAxis y = LinearAxis.Around(yRange);
        Panel panel = new(canvas, canvas.Take(440).Inset(64, 10, 16, 48), x, y) { XLabel = "true μ", YLabel = "estimate μ̂" };
        panel.Begin();
        panel.Band("68.27 % of μ̂", mu, low, high, Palette.Belt, 0.35);
        panel.Curve("lower quantile", mu, low, edge);
        panel.Curve("upper quantile", mu, high, edge);
        panel.Curve("median", mu, [.. belt.Select(p => p.Median)], new Stroke(Palette.Signal, 1.8, "6 3"));
        panel.Segment("μ̂ = μ", x.Min, x.Min, x.Max, x.Max, new Stroke(Palette.Muted, 1.2, "2 2"));
        if (range is (double from, double to))
        {
            panel.VerticalLine("range", from, new Stroke(Palette.Muted, 1));
            panel.VerticalLine("range", to, new Stroke(Palette.Muted, 1));
        }

        if (example is not null && DataRange.IsDrawable(example.Estimate))
        {
            // An end that does not exist (the belt ends before it holds the estimate) has no line.
            double end = DataRange.IsDrawable(example.High) ? example.High : x.Max;
            panel.Segment("estimate", x.Min, example.Estimate, end, example.Estimate, reading);
            foreach (double bound in new[] { example.Low, example.High })
            {
                if (DataRange.IsDrawable(bound))
                {
                    panel.Segment("interval", bound, example.Estimate, bound, y.Min, reading);
                }
            }
        }

        panel.End();
        return canvas.Finish(caption.Length > 0 ? caption
            : "For each true μ, the band holds the central 68.27 % of the estimates μ̂ over draws of all nuisances. Read backwards, the true values whose band holds an observed μ̂ are its interval.");
    }
}
