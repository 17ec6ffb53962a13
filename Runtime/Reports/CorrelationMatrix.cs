using System.Globalization;
using Mandelstam.Reports.Drawing;

namespace Mandelstam.Reports;

/// <summary>Correlations of fitted parameters as coloured cells with their numbers.</summary>
public static class CorrelationMatrix
{
    /// <summary>Draws the matrix.</summary>
    /// <param name="name">The name of the figure.</param>
    /// <param name="title">One line above it.</param>
    /// <param name="parameters">The parameters' names.</param>
    /// <param name="correlations">Correlations in [−1, 1], one row and one column per parameter; NaN leaves a cell empty.</param>
    /// <param name="caption">What the reader should know; what could not be drawn is added.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="ArgumentException">The matrix has not as many rows and columns as there are parameters.</exception>
    public static Figure Draw(string name, string title, IReadOnlyList<string> parameters, double[,] correlations, string caption = "")
    {
        int count = parameters.Count;
        if (correlations.GetLength(0) != count || correlations.GetLength(1) != count || count == 0)
        {
            throw new ArgumentException($"{count} parameters need a matrix of {count} by {count}, at least 1.", nameof(correlations));
        }

        double longest = parameters.Max(p => Canvas.TextWidth(p, 11));
        // Names under the columns must not run into each other.
        double cell = Math.Clamp(longest + 14, 56, 120);
        Canvas canvas = new(name, title, Math.Max(560, longest + 60 + cell * count));
        canvas.NoteDropped(correlations.Cast<double>().Count(v => !DataRange.IsDrawable(v)), "the correlations");
        Box area = canvas.Take(44 * count + 44).Inset(longest + 26, 8, 0, 36);
        Panel panel = new(canvas, area with { Width = cell * count }, new SlotAxis(parameters, descending: false), new SlotAxis(parameters, descending: true)) { Grid = false };
        panel.Begin();
        for (int row = 0; row < count; row++)
        {
            for (int column = 0; column < count; column++)
            {
                double value = correlations[row, column];
                if (!DataRange.IsDrawable(value))
                {
                    continue;
                }

                double strength = Math.Min(1, Math.Abs(value));
                panel.Cell(column - 0.5, row - 0.5, column + 0.5, row + 0.5, Shade(value > 0 ? (0x00, 0x72, 0xb2) : (0xd5, 0x5e, 0x00), 0.85 * strength));
                panel.Label(column, row, ReportNumber.Fixed(value, 2), "middle", strength > 0.75 ? Palette.Paper : Palette.Ink, size: 12);
            }
        }

        panel.End();
        return canvas.Finish(caption.Length > 0 ? caption : "Correlations of the fitted parameters: blue positive, orange negative.");
    }

    private static string Shade((int Red, int Green, int Blue) color, double strength)
    {
        return string.Create(CultureInfo.InvariantCulture, $"#{Mix(color.Red):x2}{Mix(color.Green):x2}{Mix(color.Blue):x2}");

        int Mix(int channel) => (int)Math.Round(255 + (channel - 255) * strength);
    }
}
