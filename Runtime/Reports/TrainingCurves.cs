using Mandelstam.Reports.Drawing;

namespace Mandelstam.Reports;

/// <summary>Training and held-out loss against the step, with the step whose weights were kept.</summary>
public static class TrainingCurves
{
    /// <summary>Draws one panel per network.</summary>
    /// <param name="name">The name of the figure.</param>
    /// <param name="title">One line above it.</param>
    /// <param name="curves">The networks.</param>
    /// <param name="columns">Panels in a row.</param>
    /// <param name="caption">What the reader should know; what could not be drawn is added.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="ArgumentException">A curve has not as many losses as steps.</exception>
    public static Figure Draw(string name, string title, IReadOnlyList<TrainingCurve> curves, int columns = 3, string caption = "")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        columns = Math.Clamp(curves.Count, 1, columns);
        Canvas canvas = new(name, title, columns == 1 ? 640 : 310 * columns);
        Stroke training = new(Palette.Belt, 1.2);
        Stroke heldOut = new(Palette.Background, 1.8);
        Stroke best = new(Palette.Ink, 1.2, "4 3");
        canvas.Legend([new LegendEntry("training", training), new LegendEntry("held out", heldOut, Marker.Disc), new LegendEntry("weights kept", best)]);
        int rows = Math.Max(1, PanelGrid.Rows(curves.Count, columns));
        Box place = canvas.Take((columns == 1 ? 320 : 230) * rows);
        for (int c = 0; c < curves.Count; c++)
        {
            TrainingCurve curve = curves[c];
            if (curve.Steps.Count != curve.TrainingLoss.Count || curve.HeldOutSteps.Count != curve.HeldOutLoss.Count)
            {
                throw new ArgumentException($"'{curve.Network}' has not as many losses as steps.", nameof(curves));
            }

            canvas.NoteDropped(curve.TrainingLoss.Concat(curve.HeldOutLoss).Count(v => !DataRange.IsDrawable(v)), $"the loss of {curve.Network}");
            DataRange x = new DataRange().Include(curve.Steps).Include(curve.HeldOutSteps);
            DataRange y = new DataRange().Include(Bulk(curve.TrainingLoss)).Include(Bulk(curve.HeldOutLoss));
            Panel panel = new(canvas, PanelGrid.Cell(place, columns, rows, c).Inset(c % columns == 0 ? 64 : 52, 26, 14, 44), LinearAxis.Around(x, 0.02), LinearAxis.Around(y, 0.06))
            {
                Title = curve.Network,
                XLabel = "step",
                YLabel = c % columns == 0 ? "loss" : "",
            };
            panel.Begin();
            panel.Curve("training", curve.Steps, curve.TrainingLoss, training);
            panel.Curve("held out", curve.HeldOutSteps, curve.HeldOutLoss, heldOut);
            if (curve.HeldOutSteps.Count <= 60)
            {
                panel.Points("held-out measurements", curve.HeldOutSteps, curve.HeldOutLoss, null, null, heldOut.Color, Marker.Disc, 2.2);
            }

            if (curve.BestStep is double step)
            {
                panel.VerticalLine("weights kept", step, best);
            }

            panel.End();
        }

        return canvas.Finish(caption.Length > 0 ? caption : "The loss on events that are trained on and on held-out ones; the weights of the marked step are kept. The first steps, where the loss is far off, may lie above the frame.");
    }

    /// <summary>Without the highest two per cent: the first steps and single spikes would otherwise flatten everything else.</summary>
    private static double[] Bulk(IReadOnlyList<double> loss)
    {
        double[] sorted = [.. loss.Where(DataRange.IsDrawable).Order()];
        return sorted[..Math.Max(Math.Min(sorted.Length, 1), (int)Math.Ceiling(0.98 * sorted.Length))];
    }
}
