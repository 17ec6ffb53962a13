using Mandelstam.Reports.Drawing;

namespace Mandelstam.Reports;

/// <summary>Coverage against the true signal strength, for one method or several, with what chance allows.</summary>
public static class CoverageVersusMu
{
    /// <summary>Draws the coverage of each method.</summary>
    /// <param name="name">The name of the figure.</param>
    /// <param name="title">One line above it.</param>
    /// <param name="methods">The methods.</param>
    /// <param name="level">The coverage that is aimed at; the band is ±2 binomial standard deviations around it, for the smallest number of pseudo-experiments at each μ.</param>
    /// <param name="caption">What the reader should know; what could not be drawn is added.</param>
    /// <returns>The figure.</returns>
    public static Figure Draw(string name, string title, IReadOnlyList<CoverageSeries> methods, double level = 0.6827, string caption = "")
    {
        Canvas canvas = new(name, title, 720);
        canvas.NoteDropped(methods.Sum(m => m.Points.Count(p => p.Total <= 0 || !DataRange.IsDrawable(p.MuTrue))), "coverage");
        CoveragePoint[] usable = [.. methods.SelectMany(m => m.Points).Where(p => p.Total > 0 && DataRange.IsDrawable(p.MuTrue))];
        (double Mu, int Total)[] totals = [.. usable.GroupBy(p => p.MuTrue).OrderBy(g => g.Key).Select(g => (g.Key, g.Min(p => p.Total)))];

        canvas.Legend(
        [
            .. methods.Select((m, k) => new LegendEntry(m.Method, new Stroke(Palette.Color(k)), Palette.MarkerOf(k))),
            new LegendEntry(ReportNumber.Percent(level, 2), new Stroke(Palette.Reference, 1.4, "6 3")),
            new LegendEntry("±2σ of chance", Fill: Palette.Band, Opacity: 0.5),
        ]);

        double[] mu = [.. totals.Select(t => t.Mu)];
        double[] sigma = [.. totals.Select(t => Math.Sqrt(level * (1 - level) / t.Total))];
        DataRange x = new DataRange().Include(mu);
        double step = mu.Length > 1 ? Enumerable.Range(1, mu.Length - 1).Min(k => mu[k] - mu[k - 1]) : 0.1;
        LinearAxis xAxis = new(x.IsEmpty ? 0 : x.Min - step / 2, x.IsEmpty ? 1 : x.Max + step / 2);
        DataRange y = new DataRange().Include([level - 0.15, level + 0.15]);
        foreach (CoveragePoint point in usable)
        {
            (double low, double high) = point.WilsonInterval();
            y.Include([low, high]);
        }

        Panel panel = new(canvas, canvas.Take(330).Inset(64, 10, 16, 48), xAxis, LinearAxis.Around(y)) { XLabel = "true μ", YLabel = "fraction covered" };
        panel.Begin();
        if (mu.Length > 0)
        {
            // The band reaches the edges of the panel, where the first and the last μ have half a step of their own.
            panel.Band("±2σ of chance", [xAxis.Min, .. mu, xAxis.Max],
                [level - 2 * sigma[0], .. sigma.Select(s => level - 2 * s), level - 2 * sigma[^1]],
                [level + 2 * sigma[0], .. sigma.Select(s => level + 2 * s), level + 2 * sigma[^1]], Palette.Band, 0.5);
        }

        panel.HorizontalLine("aim", level, new Stroke(Palette.Reference, 1.4, "6 3"));
        for (int m = 0; m < methods.Count; m++)
        {
            // Methods stand side by side at the same μ, or their error bars would hide each other.
            double shift = (m - (methods.Count - 1) / 2.0) * Math.Min(0.12, 0.5 / methods.Count) * step;
            CoveragePoint[] points = [.. methods[m].Points.Where(p => p.Total > 0 && DataRange.IsDrawable(p.MuTrue)).OrderBy(p => p.MuTrue)];
            (double Low, double High)[] errors = [.. points.Select(p => p.WilsonInterval())];
            panel.Points(methods[m].Method, [.. points.Select(p => p.MuTrue + shift)], [.. points.Select(p => p.Fraction)],
                [.. errors.Select(e => e.Low)], [.. errors.Select(e => e.High)], Palette.Color(m), Palette.MarkerOf(m), 3.8,
                k => $"{methods[m].Method}, μ = {ReportNumber.Significant(points[k].MuTrue)}: {points[k].Covered} of {points[k].Total} covered");
        }

        panel.End();
        return canvas.Finish(caption.Length > 0 ? caption
            : $"Fraction of pseudo-experiments whose interval holds the true μ, with binomial errors (Wilson). A calibrated method scatters within the band around {ReportNumber.Percent(level, 2)}.");
    }
}
