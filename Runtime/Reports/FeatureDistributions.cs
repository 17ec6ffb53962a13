using Mandelstam.Reports.Drawing;

namespace Mandelstam.Reports;

/// <summary>Small multiples: each feature's shape in signal and in background.</summary>
public static class FeatureDistributions
{
    /// <summary>Draws one panel per feature.</summary>
    /// <param name="name">The name of the figure.</param>
    /// <param name="title">One line above it.</param>
    /// <param name="features">The features; every histogram is scaled to unit area.</param>
    /// <param name="columns">Panels in a row.</param>
    /// <param name="logarithmic">Logarithmic vertical axes; empty bins lie on their floor.</param>
    /// <param name="perturbation">What the legend says of the shifted histograms, for example "tes = 1.03".</param>
    /// <param name="caption">What the reader should know; what could not be drawn is added.</param>
    /// <returns>The figure.</returns>
    public static Figure Draw(string name, string title, IReadOnlyList<FeatureDistribution> features, int columns = 4, bool logarithmic = false, string perturbation = "perturbed", string caption = "")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        columns = Math.Clamp(features.Count, 1, columns);
        Canvas canvas = new(name, title, Math.Max(560, 285 * columns));
        Stroke signal = new(Palette.Signal, 1.6);
        Stroke background = new(Palette.Background, 1.6);
        Stroke shiftedSignal = new(Palette.Signal, 1.3, "3 2");
        Stroke shiftedBackground = new(Palette.Background, 1.3, "3 2");
        List<LegendEntry> legend = [new LegendEntry("signal", signal, Fill: Palette.Signal, Opacity: 0.15), new LegendEntry("background", background)];
        if (features.Any(f => f.PerturbedSignal is not null))
        {
            legend.Add(new LegendEntry($"signal, {perturbation}", shiftedSignal));
        }

        if (features.Any(f => f.PerturbedBackground is not null))
        {
            legend.Add(new LegendEntry($"background, {perturbation}", shiftedBackground));
        }

        canvas.Legend(legend);
        int rows = Math.Max(1, PanelGrid.Rows(features.Count, columns));
        Box place = canvas.Take(190 * rows);
        for (int f = 0; f < features.Count; f++)
        {
            FeatureDistribution feature = features[f];
            (string Name, StepHistogram? Histogram, Stroke Line, string? Fill)[] series =
            [
                ("signal", feature.Signal.Normalised(), signal, Palette.Signal),
                ("background", feature.Background.Normalised(), background, null),
                ("signal, perturbed", feature.PerturbedSignal?.Normalised(), shiftedSignal, null),
                ("background, perturbed", feature.PerturbedBackground?.Normalised(), shiftedBackground, null),
            ];
            DataRange range = new();
            foreach (StepHistogram histogram in series.Select(s => s.Histogram).OfType<StepHistogram>())
            {
                range.Include(histogram.Contents);
                canvas.NoteDropped(histogram.Contents.Count(c => !DataRange.IsDrawable(c)), feature.Feature);
            }

            Panel panel = new(canvas, PanelGrid.Cell(place, columns, rows, f).Inset(52, 26, 8, 36),
                new LinearAxis(feature.Signal.Edges[0], feature.Signal.Edges[^1]), logarithmic ? LogAxis.Around(range) : LinearAxis.FromZero(range))
            {
                Title = feature.Unit.Length > 0 ? $"{feature.Feature} [{feature.Unit}]" : feature.Feature,
                Grid = false,
            };
            panel.Begin();
            foreach ((string seriesName, StepHistogram? histogram, Stroke line, string? fill) in series)
            {
                if (histogram is not null)
                {
                    panel.Steps(seriesName, histogram.Edges, histogram.Contents, line, fill, 0.15);
                }
            }

            panel.End();
        }

        return canvas.Finish(caption.Length > 0 ? caption : "Weighted distributions, each with unit area, so that shapes can be compared.");
    }
}
