namespace Mandelstam.Reports.Drawing;

/// <summary>Where a function given on a grid has a value: marching squares.</summary>
internal static class ContourLines
{
    /// <summary>The pieces of one contour, in units of grid steps; a cell with a value that is not finite has none.</summary>
    /// <param name="values">Values at the corners.</param>
    /// <param name="level">The value.</param>
    public static IEnumerable<(double X1, double Y1, double X2, double Y2)> Of(double[,] values, double level)
    {
        for (int i = 0; i + 1 < values.GetLength(0); i++)
        {
            for (int j = 0; j + 1 < values.GetLength(1); j++)
            {
                // Corners around the cell, and the edges from each to the next.
                (double X, double Y, double Value)[] corners =
                [
                    (i, j, values[i, j]), (i + 1, j, values[i + 1, j]), (i + 1, j + 1, values[i + 1, j + 1]), (i, j + 1, values[i, j + 1]),
                ];
                if (!corners.All(static c => double.IsFinite(c.Value)))
                {
                    continue;
                }

                List<(double X, double Y)> crossings = [];
                for (int k = 0; k < 4; k++)
                {
                    ((double x1, double y1, double a), (double x2, double y2, double b)) = (corners[k], corners[(k + 1) % 4]);
                    if (a > level != b > level)
                    {
                        double share = (level - a) / (b - a);
                        crossings.Add((x1 + (share * (x2 - x1)), y1 + (share * (y2 - y1))));
                    }
                }

                if (crossings.Count == 2)
                {
                    yield return (crossings[0].X, crossings[0].Y, crossings[1].X, crossings[1].Y);
                }
                else if (crossings.Count == 4)
                {
                    // A saddle: the middle tells which corners belong together.
                    int shift = corners.Average(static c => c.Value) > level == corners[0].Value > level ? 1 : 0;
                    for (int k = 0; k < 2; k++)
                    {
                        ((double x1, double y1), (double x2, double y2)) = (crossings[((2 * k) + 3 + shift) % 4], crossings[((2 * k) + shift) % 4]);
                        yield return (x1, y1, x2, y2);
                    }
                }
            }
        }
    }
}
