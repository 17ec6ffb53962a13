namespace Mandelstam.PhaseSpace.Channels;

/// <summary>A density of independent numbers on the unit cube, each one constant within cells of equal probability, which follow what is integrated.</summary>
/// <remarks>G. P. Lepage, J. Comput. Phys. 27 (1978) 192 (VEGAS).</remarks>
/// <param name="dimensions">The numbers of a point.</param>
internal sealed class AdaptiveGrid(int dimensions)
{
    /// <summary>The cells of a number.</summary>
    public const int Cells = 64;

    // Lepage's damping: how fast cells follow.
    private const double Damping = 1.5;

    private readonly double[] _edges = [.. Enumerable.Range(0, dimensions).SelectMany(static _ => Enumerable.Range(0, Cells + 1).Select(static i => i / (double)Cells))];

    /// <summary>The numbers of a point.</summary>
    public int Dimensions => dimensions;

    /// <summary>A copy of where the cells are.</summary>
    public double[] Save() => [.. _edges];

    /// <summary>Puts cells where they were.</summary>
    /// <param name="edges">What <see cref="Save"/> gave.</param>
    public void Restore(double[] edges) => edges.CopyTo(_edges, 0);

    /// <summary>A number of the density.</summary>
    /// <param name="dimension">Which one.</param>
    /// <param name="uniform">A uniform number, 0 to 1.</param>
    public double At(int dimension, double uniform)
    {
        double place = uniform * Cells;
        int cell = Math.Min((int)place, Cells - 1), at = (dimension * (Cells + 1)) + cell;
        return _edges[at] + ((place - cell) * (_edges[at + 1] - _edges[at]));
    }

    /// <summary>The density of one number.</summary>
    /// <param name="dimension">Which one.</param>
    /// <param name="x">The number; what is outside counts as the nearest end.</param>
    /// <param name="cell">Its cell.</param>
    public double Density(int dimension, double x, out int cell)
    {
        int first = dimension * (Cells + 1), low = 0;
        for (int step = Cells / 2; step > 0; step /= 2)
        {
            low += _edges[first + low + step] <= x ? step : 0;
        }

        cell = low;
        return 1 / (Cells * (_edges[first + low + 1] - _edges[first + low]));
    }

    /// <summary>Moves the cells of a number to where the integrand is.</summary>
    /// <param name="dimension">Which one.</param>
    /// <param name="sums">The sum of powers of the weights in each cell.</param>
    /// <param name="power">The power; 2 is Lepage's.</param>
    public void Refine(int dimension, ReadOnlySpan<double> sums, int power)
    {
        Span<double> edges = _edges.AsSpan(dimension * (Cells + 1), Cells + 1), importance = stackalloc double[Cells];
        double total = 0;
        for (int i = 0; i < Cells; i++)
        {
            // Smoothed over the neighbours, since sums are of few events.
            int low = Math.Max(i - 1, 0), high = Math.Min(i + 1, Cells - 1);
            importance[i] = (sums[low] + sums[i] + sums[high]) / 3;
            total += importance[i];
        }

        if (!(total > 0 && double.IsFinite(total)))
        {
            return;
        }

        double all = 0;
        for (int i = 0; i < Cells; i++)
        {
            double share = Math.Max(importance[i] / total, 1e-9);
            all += importance[i] = share < 1 - 1e-9 ? Math.Pow((share - 1) / Math.Log(share), 2 * Damping / power) : 1;
        }

        Span<double> moved = stackalloc double[Cells + 1];
        moved[0] = 0;
        moved[Cells] = 1;
        double have = 0, part = all / Cells;
        for (int edge = 1, cell = -1; edge < Cells; edge++)
        {
            while (have < part && cell < Cells - 1)
            {
                have += importance[++cell];
            }

            have -= part;
            moved[edge] = edges[cell + 1] - (have / importance[cell] * (edges[cell + 1] - edges[cell]));
        }

        // Cells keep a width, whatever rounding makes of a narrow one.
        const double Least = 1e-12;
        for (int edge = 1; edge < Cells; edge++)
        {
            moved[edge] = Math.Clamp(moved[edge], moved[edge - 1] + Least, 1 - ((Cells - edge) * Least));
        }

        moved.CopyTo(edges);
    }
}
