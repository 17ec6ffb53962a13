namespace Mandelstam.Data;

/// <summary>How <see cref="EventFile"/> reads; the defaults suit simulation with weights and labels.</summary>
public sealed record ReadOptions
{
    private readonly int _batchRows = 131_072;

    /// <summary>The most events in a batch.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to less than one.</exception>
    public int BatchRows
    {
        get => _batchRows;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _batchRows = value;
        }
    }

    /// <summary>
    /// The column that <see cref="Events.EventBatch.RowIds"/> is read from where the file has it; null, or absent in the file: the position from 0.
    /// </summary>
    public string? RowIdColumn { get; init; }

    /// <summary>Whether the file must have the weight.</summary>
    public ColumnPresence Weights { get; init; }

    /// <summary>Whether the file must have the label.</summary>
    public ColumnPresence Labels { get; init; }

    /// <summary>Whether weights below zero are read (samples at next-to-leading order have them); otherwise they are an error.</summary>
    public bool AllowNegativeWeights { get; init; }

    /// <summary>Told once, before the first batch, which columns of the file the declaration does not name; not called where it names them all.</summary>
    public Action<IReadOnlyList<string>>? OnUnusedColumns { get; init; }
}
