namespace Mandelstam.Reports.Drawing;

/// <summary>Where a function given on a grid has a value: marching squares.</summary>
internal static class ContourLines
{
    /// <summary>The lines of one contour, in units of grid steps, each as long as it goes on; a cell with a value that is not finite has none.</summary>
    /// <param name="values">Values at the corners.</param>
    /// <param name="level">The value.</param>
    public static IEnumerable<IReadOnlyList<(double X, double Y)>> Of(double[,] values, double level)
    {
        // Neighbouring cells compute the point on their common edge from the same two corners; the key forgives the last bits.
        static (long, long) Key((double X, double Y) point) => ((long)Math.Round(point.X * 1e6), (long)Math.Round(point.Y * 1e6));
        List<((double X, double Y) From, (double X, double Y) To)> pieces = [.. Pieces(values, level)];
        ILookup<(long, long), int> ends = pieces.SelectMany(static (piece, k) => new[] { (Key(piece.From), k), (Key(piece.To), k) }).ToLookup(static end => end.Item1, static end => end.k);
        bool[] isUsed = new bool[pieces.Count];
        for (int k = 0; k < pieces.Count; k++)
        {
            if (isUsed[k])
            {
                continue;
            }

            isUsed[k] = true;
            LinkedList<(double X, double Y)> line = new([pieces[k].From, pieces[k].To]);
            while (Next(line.Last!.Value) is { } point)
            {
                line.AddLast(point);
            }

            while (Next(line.First!.Value) is { } point)
            {
                line.AddFirst(point);
            }

            yield return [.. line];
        }

        (double X, double Y)? Next((double X, double Y) end)
        {
            foreach (int k in ends[Key(end)])
            {
                if (!isUsed[k])
                {
                    isUsed[k] = true;
                    return Key(pieces[k].From) == Key(end) ? pieces[k].To : pieces[k].From;
                }
            }

            return null;
        }
    }

    private static IEnumerable<((double X, double Y) From, (double X, double Y) To)> Pieces(double[,] values, double level)
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
                    yield return (crossings[0], crossings[1]);
                }
                else if (crossings.Count == 4)
                {
                    // A saddle: the middle tells which corners belong together.
                    int shift = corners.Average(static c => c.Value) > level == corners[0].Value > level ? 1 : 0;
                    for (int k = 0; k < 2; k++)
                    {
                        yield return (crossings[((2 * k) + 3 + shift) % 4], crossings[((2 * k) + shift) % 4]);
                    }
                }
            }
        }
    }
}
