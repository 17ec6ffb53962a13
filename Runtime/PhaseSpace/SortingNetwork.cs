using Mandelstam.Simd;

namespace Mandelstam.PhaseSpace;

/// <summary>Sorts the numbers of each row of a tile, columns of them, without branches: merge exchange (K. E. Batcher; D. E. Knuth, TAOCP 5.2.2, algorithm M).</summary>
internal sealed class SortingNetwork
{
    private readonly (int Low, int High)[] _exchanges;

    /// <summary>A network.</summary>
    /// <param name="count">The numbers of a row.</param>
    public SortingNetwork(int count)
    {
        List<(int, int)> exchanges = [];
        int top = 1;
        while (2 * top < count)
        {
            top *= 2;
        }

        for (int p = count > 1 ? top : 0; p > 0; p /= 2)
        {
            int distance = p, rest = 0;
            for (int q = top; ; q /= 2)
            {
                for (int i = 0; i < count - distance; i++)
                {
                    if ((i & p) == rest)
                    {
                        exchanges.Add((i, i + distance));
                    }
                }

                if (q == p)
                {
                    break;
                }

                (distance, rest) = (q - p, p);
            }
        }

        _exchanges = [.. exchanges];
    }

    /// <summary>Sorts, the smallest number of each row to the first column.</summary>
    /// <typeparam name="T">The register.</typeparam>
    /// <param name="first">The first column.</param>
    /// <param name="stride">From one column to the next.</param>
    /// <param name="end">The rows.</param>
    public unsafe void Sort<T>(double* first, nint stride, int end)
        where T : struct, IDoubleLanes<T>
    {
        foreach ((int low, int high) in _exchanges)
        {
            double* a = first + (low * stride), b = first + (high * stride);
            for (int row = 0; row < end; row += RowTile.RowStep)
            {
                T left = T.Read(a + row), right = T.Read(b + row);
                T.Write(T.Min(left, right), a + row);
                T.Write(T.Max(left, right), b + row);
            }
        }
    }
}
