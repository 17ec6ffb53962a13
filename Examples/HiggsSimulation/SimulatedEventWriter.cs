using Mandelstam.Data;
using Mandelstam.Events;
using Mandelstam.Examples.HiggsUncertainty;

namespace Mandelstam.Examples.HiggsSimulation;

/// <summary>Writes simulated events in the challenge's schema: sixteen <c>PRI_*</c>, weights, detailed labels and labels; Parquet, CSV or TSV by extension.</summary>
/// <remarks>The file appears in <see cref="Complete"/>, whole; a writer that is disposed before leaves nothing behind.</remarks>
public sealed class SimulatedEventWriter : IDisposable
{
    private readonly TableWriter _writer;
    private readonly string[] _processes = [.. HiggsTauTau.Model.Processes];
    private readonly Array[] _values;
    private string[] _labels = [];

    /// <summary>Starts a file.</summary>
    /// <param name="path">The target; an old file stays until <see cref="Complete"/>.</param>
    /// <exception cref="MandelstamException">The extension is not known, or the place cannot be written to.</exception>
    public SimulatedEventWriter(string path)
    {
        TableColumn[] columns =
        [
            .. HiggsTauTau.Model.Columns.Select(static c => new TableColumn(c.Name, c.Role == ColumnRole.Label ? TableColumnType.Text : TableColumnType.Float32)),
        ];
        _values = new Array[columns.Length];
        _writer = TableWriter.Create(path, columns);
    }

    /// <summary>Appends the events of a batch.</summary>
    /// <param name="batch">A batch of <see cref="HiggsTauTau.Model"/>.</param>
    public void Append(EventBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (_labels.Length < batch.Rows)
        {
            _labels = new string[batch.Rows];
        }

        for (int row = 0; row < batch.Rows; row++)
        {
            _labels[row] = _processes[batch.ProcessCodes[row]];
        }

        for (int c = 0; c < _values.Length; c++)
        {
            _values[c] = HiggsTauTau.Model.Columns[c].Role == ColumnRole.Label ? _labels : batch.Column(c);
        }

        _writer.Append(_values, batch.Rows);
    }

    /// <summary>Puts the file in its place.</summary>
    public void Complete() => _writer.Complete();

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();
}
