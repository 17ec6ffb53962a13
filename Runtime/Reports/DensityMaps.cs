using System.Globalization;
using Mandelstam.Reports.Drawing;

namespace Mandelstam.Reports;

/// <summary>Small multiples of two-dimensional distributions, all with the same axes and the same shades: Dalitz plots, for example.</summary>
public static class DensityMaps
{
    /// <summary>The lightest and the darkest shade of the scale.</summary>
    private static readonly (double R, double G, double B) Light = (0xea, 0xf3, 0xfa), Dark = (0x08, 0x30, 0x6b);

    /// <summary>Draws one panel per sample.</summary>
    /// <param name="name">The name of the figure.</param>
    /// <param name="title">One line above it.</param>
    /// <param name="maps">The samples; each is scaled to the same number of events.</param>
    /// <param name="x">Name and range of the horizontal axis.</param>
    /// <param name="y">Name and range of the vertical axis.</param>
    /// <param name="bins">Bins along each axis.</param>
    /// <param name="columns">Panels in a row.</param>
    /// <param name="caption">What the reader should know; what could not be drawn is added.</param>
    /// <returns>The figure.</returns>
    public static Figure Draw(
        string name, string title, IReadOnlyList<DensityMap> maps, (string Label, double Min, double Max) x, (string Label, double Min, double Max) y,
        int bins = 32, int columns = 3, string caption = "")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        columns = Math.Clamp(maps.Count, 1, columns);
        Canvas canvas = new(name, title, Math.Max(560, 310 * columns));
        double[][,] densities = [.. maps.Select(map => Fill(map, x, y, bins, canvas))];
        double highest = densities.Length == 0 ? 1 : Percentile([.. densities[0].Cast<double>().Where(static d => d > 0)], 0.995);
        int rows = Math.Max(1, PanelGrid.Rows(maps.Count, columns));
        Box place = canvas.Take(290 * rows);
        for (int m = 0; m < maps.Count; m++)
        {
            Panel panel = new(canvas, PanelGrid.Cell(place, columns, rows, m).Inset(58, 26, 10, 46), new LinearAxis(x.Min, x.Max), new LinearAxis(y.Min, y.Max))
            {
                Title = maps[m].Title,
                XLabel = x.Label,
                YLabel = m % columns == 0 ? y.Label : "",
                YLabelDistance = 44,
                Grid = false,
            };
            panel.Begin();
            double width = (x.Max - x.Min) / bins, height = (y.Max - y.Min) / bins;
            for (int i = 0; i < bins; i++)
            {
                for (int j = 0; j < bins; j++)
                {
                    if (densities[m][i, j] > 0)
                    {
                        panel.Cell(x.Min + (i * width), y.Min + (j * height), x.Min + ((i + 1) * width), y.Min + ((j + 1) * height), Shade(densities[m][i, j] / highest));
                    }
                }
            }

            panel.End();
        }

        return canvas.Finish(caption);
    }

    /// <summary>Share of the events per bin, in units of an even spread over all bins.</summary>
    private static double[,] Fill(DensityMap map, (string Label, double Min, double Max) x, (string Label, double Min, double Max) y, int bins, Canvas canvas)
    {
        if (map.X.Count != map.Y.Count)
        {
            throw new ArgumentException($"'{map.Title}' has {map.X.Count} abscissas and {map.Y.Count} ordinates.", nameof(map));
        }

        double[,] density = new double[bins, bins];
        int outside = 0;
        for (int k = 0; k < map.X.Count; k++)
        {
            double i = Math.Floor((map.X[k] - x.Min) / (x.Max - x.Min) * bins), j = Math.Floor((map.Y[k] - y.Min) / (y.Max - y.Min) * bins);
            if (i >= 0 && j >= 0 && i < bins && j < bins)
            {
                density[(int)i, (int)j] += (double)bins * bins / map.X.Count;
            }
            else
            {
                outside++;
            }
        }

        if (outside > 0)
        {
            canvas.Note(string.Create(CultureInfo.InvariantCulture, $"Outside the axes: {outside} of {map.X.Count} events of '{map.Title}'."));
        }

        return density;
    }

    private static double Percentile(double[] values, double share)
    {
        Array.Sort(values);
        return values.Length == 0 ? 1 : values[(int)Math.Ceiling(share * (values.Length - 1))];
    }

    private static string Shade(double strength)
    {
        // The root shows thin regions beside dense ones.
        double root = Math.Sqrt(Math.Clamp(strength, 0, 1));
        return string.Create(CultureInfo.InvariantCulture, $"#{Mix(Light.R, Dark.R):x2}{Mix(Light.G, Dark.G):x2}{Mix(Light.B, Dark.B):x2}");

        int Mix(double from, double to) => (int)Math.Round(from + ((to - from) * root));
    }
}
