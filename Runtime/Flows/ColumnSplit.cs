using Mandelstam.Randomness;

namespace Mandelstam.Flows;

/// <summary>Which columns a coupling layer moves, and which it looks at; both ascending.</summary>
/// <param name="Moved">Columns that the layer moves.</param>
/// <param name="Conditions">The other columns.</param>
public readonly record struct ColumnSplit(IReadOnlyList<int> Moved, IReadOnlyList<int> Conditions)
{
    /// <summary>The splits of all layers of a flow.</summary>
    /// <remarks>
    /// Layers come in fours that share one random halving (P, Q): affine moves P, quadratic Q, affine Q, quadratic P. So masks alternate,
    /// and in each four every column is moved exactly once by each kind of map; with masks that alternate strictly, as the printed recipe
    /// reads, half of the columns would only ever meet affine maps. The halvings depend on the number of columns and the layer alone, not
    /// on a seed: they belong to the architecture. Halves of an odd number of columns differ by one.
    /// </remarks>
    /// <param name="dimensions">Number of columns, at least 2.</param>
    /// <param name="layers">Number of layers.</param>
    /// <returns>One split per layer.</returns>
    public static ColumnSplit[] Sequence(int dimensions, int layers)
    {
        ColumnSplit[] splits = new ColumnSplit[layers];
        for (int layer = 0; layer < layers; layer++)
        {
            CounterRandom random = new(seed: (ulong)dimensions, stream: (ulong)(layer / 4));
            int[] order = [.. Enumerable.Range(0, dimensions).OrderBy(column => random.UniformAt((ulong)column)).ThenBy(column => column)];
            int[] first = order[..((dimensions + 1) / 2)];
            int[] second = order[((dimensions + 1) / 2)..];
            Array.Sort(first);
            Array.Sort(second);
            splits[layer] = layer % 4 is 0 or 3 ? new ColumnSplit(first, second) : new ColumnSplit(second, first);
        }

        return splits;
    }
}
