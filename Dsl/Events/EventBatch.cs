using System.Globalization;

namespace Mandelstam.Events;

/// <summary>Events in columns, as a file holds them: numbers in single precision and in the file's units.</summary>
/// <remarks>
/// The arrays are the storage itself: a reader fills them, sets <see cref="Rows"/> to what it found and may reuse the batch. Not safe for
/// concurrent writing; any number of threads may read.
/// </remarks>
public class EventBatch
{
    private readonly float[]?[] _columns;
    private readonly string?[]?[] _texts;
    private readonly bool[] _isMissing;
    private int _rows;

    /// <summary>Makes a batch; all numbers are zero and all columns count as present.</summary>
    /// <param name="model">The event's model.</param>
    /// <param name="rows">The number of events it holds at most; <see cref="Rows"/> starts there.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> is negative.</exception>
    public EventBatch(EventModel model, int rows)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        Model = model;
        Capacity = rows;
        _rows = rows;
        _isMissing = new bool[model.Columns.Length];
        _columns = new float[]?[model.Columns.Length];
        _texts = new string?[]?[model.Columns.Length];
        for (int i = 0; i < _columns.Length; i++)
        {
            ColumnInfo column = model.Columns[i];
            if (column.Role == ColumnRole.Label)
            {
                ProcessCodes = new int[rows];
            }
            else if (column.IsText)
            {
                _texts[i] = new string?[rows];
            }
            else
            {
                _columns[i] = new float[rows];
            }
        }

        RowIds = new long[rows];
    }

    /// <summary>The event's model.</summary>
    public EventModel Model { get; }

    /// <summary>The number of events that the arrays have room for.</summary>
    public int Capacity { get; }

    /// <summary>The number of events; entries of the arrays beyond it mean nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number or beyond <see cref="Capacity"/>.</exception>
    public int Rows
    {
        get => _rows;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Capacity);
            _rows = value;
        }
    }

    /// <summary>The process code of each event, an index into <see cref="EventModel.Processes"/>, −1 if unknown; empty without a label.</summary>
    public int[] ProcessCodes { get; } = [];

    /// <summary>The number of each event in its file, from 0, by which noise is drawn; the order of reading does not change it.</summary>
    public long[] RowIds { get; }

    /// <summary>The numbers of a column, in the file's unit.</summary>
    /// <param name="index">The index in <see cref="EventModel.Columns"/>.</param>
    /// <returns>The storage, of length <see cref="Capacity"/>; without meaning if the column is missing.</returns>
    /// <exception cref="ArgumentException">The column holds text or is the label.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    public float[] Column(int index)
    {
        CheckIndex(index);
        return _columns[index] ?? throw new ArgumentException(Describe(index, "holds no numbers; read Text or ProcessCodes instead."), nameof(index));
    }

    /// <summary>The texts of a passenger column.</summary>
    /// <param name="index">The index in <see cref="EventModel.Columns"/>.</param>
    /// <returns>The storage, of length <see cref="Capacity"/>.</returns>
    /// <exception cref="ArgumentException">The column holds numbers or is the label.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    public string?[] Text(int index)
    {
        CheckIndex(index);
        return _texts[index] ?? throw new ArgumentException(Describe(index, "holds no text; read Column or ProcessCodes instead."), nameof(index));
    }

    /// <summary>Whether the file had a column.</summary>
    /// <param name="index">The index in <see cref="EventModel.Columns"/>.</param>
    /// <returns>False only for a column that was marked as missing.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    public bool Has(int index)
    {
        CheckIndex(index);
        return !_isMissing[index];
    }

    /// <summary>Notes that the file lacks an optional column, or the weight or the label, which measured data have not.</summary>
    /// <param name="index">The index in <see cref="EventModel.Columns"/>.</param>
    /// <exception cref="ArgumentException">The column is neither.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    public void MarkMissing(int index)
    {
        CheckIndex(index);
        ColumnInfo column = Model.Columns[index];
        if (!column.Optional && column.Role is not (ColumnRole.Weight or ColumnRole.Label))
        {
            throw new ArgumentException(Describe(index, "is not optional."), nameof(index));
        }

        _isMissing[index] = true;
    }

    /// <summary>Whether <see cref="ProcessCodes"/> mean anything.</summary>
    internal bool HasProcesses() => ProcessCodes.Length > 0 && !Model.Columns.Index().Any(column => column.Item.Role == ColumnRole.Label && _isMissing[column.Index]);

    private void CheckIndex(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, _columns.Length);
    }

    private string Describe(int index, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"Column '{Model.Columns[index].Name}' (index {index}) of {Model.Name} {what}");
}
