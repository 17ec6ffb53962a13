namespace Mandelstam.Inference;

/// <summary>Room for the templates at one place of the nuisances, with derivatives; made once per thread by <see cref="TemplateGrid.CreateValues"/>.</summary>
public sealed class TemplateValues
{
    private readonly double[] _all;
    private readonly int _cells;
    private readonly int _dimensions;

    internal TemplateValues(int dimensions, int cells)
    {
        _dimensions = dimensions;
        _cells = cells;
        Outputs = 1 + dimensions + (dimensions * (dimensions + 1) / 2);
        _all = new double[Outputs * cells];
    }

    /// <summary>Yields, cell = process × bins + bin.</summary>
    public ReadOnlySpan<double> Yields => Output(0);

    /// <summary>Value, first derivatives, second derivatives (d ≤ e): how many numbers a cell has.</summary>
    internal int Outputs { get; }

    /// <summary>First derivatives with respect to a nuisance.</summary>
    public ReadOnlySpan<double> First(int nuisance) => Output(1 + nuisance);

    /// <summary>Second derivatives with respect to two nuisances, in either order.</summary>
    public ReadOnlySpan<double> Second(int nuisance, int other) => Output(1 + _dimensions + Pair(Math.Min(nuisance, other), Math.Max(nuisance, other)));

    internal Span<double> Output(int index) => _all.AsSpan(index * _cells, _cells);

    private int Pair(int low, int high) => (low * _dimensions) - (low * (low - 1) / 2) + (high - low);
}
