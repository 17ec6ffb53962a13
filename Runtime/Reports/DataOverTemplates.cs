using Mandelstam.Reports.Drawing;

namespace Mandelstam.Reports;

/// <summary>Observed counts over the stacked templates of a fit, and the pulls below.</summary>
public static class DataOverTemplates
{
    /// <summary>Draws data and fit.</summary>
    /// <param name="name">The name of the figure.</param>
    /// <param name="title">One line above it.</param>
    /// <param name="data">Observed counts; without errors of its own, √n is drawn.</param>
    /// <param name="stack">The fitted templates from the bottom up, in the data's bins.</param>
    /// <param name="fitErrors">Standard errors of the summed templates (simulation of finite size), one per bin, or null.</param>
    /// <param name="xLabel">What is binned.</param>
    /// <param name="logarithmic">A logarithmic vertical axis; empty bins lie on its floor.</param>
    /// <param name="caption">What the reader should know; what could not be drawn is added.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="ArgumentException">A template has other bins than the data.</exception>
    public static Figure Draw(string name, string title, StepHistogram data, IReadOnlyList<StepHistogram> stack, IReadOnlyList<double>? fitErrors = null,
        string xLabel = "classifier score", bool logarithmic = false, string caption = "")
    {
        int bins = data.Contents.Count;
        if (stack.Any(t => t.Contents.Count != bins) || (fitErrors is not null && fitErrors.Count != bins))
        {
            throw new ArgumentException($"Every template and the fit's errors need the {bins} bins of the data.", nameof(stack));
        }

        Canvas canvas = new(name, title, 720);
        canvas.NoteDropped(stack.Append(data).Sum(h => h.Contents.Count(c => !DataRange.IsDrawable(c))), "data and templates");
        canvas.Legend(
        [
            new LegendEntry("data", new Stroke(Palette.Ink, 1.3), Marker.Disc),
            .. stack.Select((t, k) => new LegendEntry(t.Name, Fill: StackColor(k, stack.Count), Opacity: 0.75)).Reverse(),
            new LegendEntry("fit", new Stroke(Palette.Ink, 1.4), Fill: fitErrors is null ? null : Palette.Muted, Opacity: 0.3),
        ]);

        double[][] sums = new double[stack.Count + 1][];
        sums[0] = new double[bins];
        for (int t = 0; t < stack.Count; t++)
        {
            sums[t + 1] = [.. sums[t].Select((sum, k) => sum + stack[t].Contents[k])];
        }

        double[] fit = sums[^1];
        double[] centres = [.. Enumerable.Range(0, bins).Select(k => (data.Edges[k] + data.Edges[k + 1]) / 2)];
        double[] errors = [.. data.Contents.Select((n, k) => data.Errors is null ? Math.Sqrt(Math.Max(n, 0)) : data.Errors[k])];
        double[] low = [.. data.Contents.Select((n, k) => n - errors[k])];
        double[] high = [.. data.Contents.Select((n, k) => n + errors[k])];
        DataRange range = new DataRange().Include(fit).Include(high).Include(data.Contents);
        Axis y = logarithmic ? LogAxis.Around(stack.Count > 0 ? range.Include(sums[1]) : range) : LinearAxis.FromZero(range);
        LinearAxis x = new(data.Edges[0], data.Edges[^1]);
        Panel upper = new(canvas, canvas.Take(300).Inset(78, 10, 16, 6), x, y) { YLabel = "events per bin", XTickLabels = false, YLabelDistance = 60 };
        upper.Begin();
        for (int t = 0; t < stack.Count; t++)
        {
            upper.Steps(stack[t].Name, data.Edges, sums[t + 1], null, StackColor(t, stack.Count), 0.75, sums[t]);
        }

        if (fitErrors is not null)
        {
            upper.StepBand("fit error", data.Edges, [.. fit.Select((f, k) => f - fitErrors[k])], [.. fit.Select((f, k) => f + fitErrors[k])], Palette.Muted, 0.3);
        }

        upper.Steps("fit", data.Edges, fit, new Stroke(Palette.Ink, 1.4));
        upper.Points("data", centres, data.Contents, low, high, Palette.Ink, Marker.Disc, 3,
            k => $"{ReportNumber.Significant(data.Contents[k], 6)} observed, {ReportNumber.Significant(fit[k], 6)} fitted");
        upper.End();

        // The variance is what the fit expects, so that an empty bin has a pull as well; weighted data bring their own errors.
        double[] pulls = [.. Enumerable.Range(0, bins).Select(k =>
        {
            double variance = (data.Errors is null ? Math.Max(fit[k], 0) : data.Errors[k] * data.Errors[k]) + (fitErrors is null ? 0 : fitErrors[k] * fitErrors[k]);
            return variance > 0 ? (data.Contents[k] - fit[k]) / Math.Sqrt(variance) : double.NaN;
        })];
        double largest = pulls.Where(DataRange.IsDrawable).Select(Math.Abs).Append(2.5).Max();
        Panel lower = new(canvas, canvas.Take(140).Inset(78, 4, 16, 46), x, new LinearAxis(-1.15 * largest, 1.15 * largest)) { XLabel = xLabel, YLabel = "pull", YLabelDistance = 60 };
        lower.Begin();
        lower.StepBand("±1", [x.Min, x.Max], [-1], [1], Palette.Grid, 1);
        lower.HorizontalLine("zero", 0, new Stroke(Palette.Ink, 1));
        lower.Points("pulls", centres, pulls, null, null, Palette.Ink, Marker.Disc, 3);
        lower.End();
        return canvas.Finish(caption.Length > 0 ? caption
            : $"Observed events over the fitted templates. Below, pulls: data minus fit over the expected {(data.Errors is null ? "Poisson" : "statistical")} error{(fitErrors is null ? "" : " and that of the simulation")}.");
    }

    /// <summary>The topmost template, the signal by custom, always has the signal's colour.</summary>
    private static string StackColor(int k, int count) => k == count - 1 ? Palette.Signal : Palette.Color(k == 0 ? 4 : k == 1 ? 2 : k + 1);
}
