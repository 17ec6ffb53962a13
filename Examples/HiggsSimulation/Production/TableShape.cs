namespace Mandelstam.Examples.HiggsSimulation.Production;

/// <summary>A tabulated distribution: one row of cells for each condition, over a variable or over categories.</summary>
/// <remarks>
/// Over a variable, a cell is a hat: it falls linearly from its middle to those of its neighbours, and is folded back at the ends of the range. A row's
/// density is thus continuous and piecewise linear. Over categories a cell is the category itself.
/// </remarks>
/// <param name="Name">The name in the file of numbers.</param>
/// <param name="Conditions">The rows.</param>
/// <param name="Cells">The cells of a row.</param>
/// <param name="Low">The lower end of the variable.</param>
/// <param name="High">The upper end of the variable; equal to <paramref name="Low"/> for categories.</param>
/// <param name="IsEfficiency">Cells are probabilities to be kept, not of a distribution.</param>
internal sealed record TableShape(string Name, int Conditions, int Cells, double Low = 0, double High = 0, bool IsEfficiency = false)
{
    /// <summary>The first of its numbers among those of all tables.</summary>
    public int First { get; init; }

    /// <summary>The first number after it.</summary>
    public int End => First + (Conditions * Cells);

    /// <summary>The width of a cell.</summary>
    public double Step => (High - Low) / Cells;

    /// <summary>The middle of a cell.</summary>
    public double Middle(int cell) => Low + ((cell + 0.5) * Step);
}
