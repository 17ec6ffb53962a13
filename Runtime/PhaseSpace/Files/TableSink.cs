using System.Globalization;
using Mandelstam.Data;
using Mandelstam.Processes;

namespace Mandelstam.PhaseSpace.Files;

/// <summary>A table: <c>weight</c>, then <c>p1_E, p1_px, p1_py, p1_pz, p2_E, …</c> in GeV, the particles in the order of the reaction's text.</summary>
internal sealed class TableSink : EventSink
{
    private static readonly string[] Components = ["E", "px", "py", "pz"];

    private readonly TableWriter _writer;
    private readonly double[][] _columns;

    public TableSink(string path, ProcessDefinition process)
    {
        string[] names =
        [
            "weight",
            .. Enumerable.Range(1, process.Particles).SelectMany(i => Components.Select(c => $"p{i.ToString(CultureInfo.InvariantCulture)}_{c}")),
        ];
        _writer = TableWriter.Create(path, [.. names.Select(static name => new TableColumn(name, TableColumnType.Float64))]);
        _columns = [.. names.Select(static _ => Array.Empty<double>())];
    }

    /// <inheritdoc/>
    public override void Append(PhaseSpacePoints points)
    {
        Copy(points.Weights, 0);
        for (int i = 0; i < points.Particles; i++)
        {
            int column = 1 + (Components.Length * i);
            Copy(points.Energy(i), column);
            Copy(points.Px(i), column + 1);
            Copy(points.Py(i), column + 2);
            Copy(points.Pz(i), column + 3);
        }

        _writer.Append(_columns, points.Count);
    }

    /// <inheritdoc/>
    public override void Complete() => _writer.Complete();

    /// <inheritdoc/>
    public override void Dispose() => _writer.Dispose();

    private void Copy(ReadOnlySpan<double> from, int column)
    {
        if (_columns[column].Length < from.Length)
        {
            _columns[column] = new double[from.Length];
        }

        from.CopyTo(_columns[column]);
    }
}
