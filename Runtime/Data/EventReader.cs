using System.Text;
using Mandelstam.Data.DuckDb;
using Mandelstam.Events;

namespace Mandelstam.Data;

/// <summary>One file bound to one declaration: which result column feeds which column of the batch.</summary>
internal sealed class EventReader
{
    private const int Absent = -1;

    private readonly TableSource _source;
    private readonly EventModel _model;
    private readonly ReadOptions _options;
    private readonly int[] _resultColumns;
    private readonly bool[] _isWhole;
    private readonly int _rowIdColumn = Absent;
    private readonly List<string> _expressions = [];
    private readonly HashSet<string> _numbers = new(StringComparer.Ordinal);
    private readonly byte[][] _labels;

    /// <summary>Opens the file and checks its schema.</summary>
    /// <exception cref="MandelstamException">It cannot be read, or does not fit the declaration.</exception>
    public EventReader(string path, EventModel model, ReadOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        _source = TableSource.Open(path);
        _model = model;
        _options = options;
        _labels = [.. model.Processes.Select(Encoding.UTF8.GetBytes)];
        _resultColumns = new int[model.Columns.Length];
        _isWhole = new bool[model.Columns.Length];

        Dictionary<string, SourceColumn> inFile = _source.Columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        HashSet<string> declared = [.. model.Columns.Select(column => column.Name)];
        List<string> problems = [];
        List<string> missing = [];
        for (int i = 0; i < model.Columns.Length; i++)
        {
            ColumnInfo column = model.Columns[i];
            _resultColumns[i] = Absent;
            if (!inFile.TryGetValue(column.Name, out SourceColumn? found))
            {
                if (MayBeMissing(column))
                {
                    missing.Add(column.Name);
                }
                else
                {
                    problems.Add($"{column.Name} is missing{NameHint.For(column.Name, inFile.Keys.Where(name => !declared.Contains(name)))}");
                }
            }
            else if (IsText(column))
            {
                _resultColumns[i] = BindText(found, column.Role, problems);
            }
            else
            {
                _resultColumns[i] = BindNumber(found, problems);
                _isWhole[i] = found.IsInteger;
            }
        }

        if (options.RowIdColumn is { } rowId && inFile.TryGetValue(rowId, out SourceColumn? ids))
        {
            if (ids.IsNumber)
            {
                _rowIdColumn = _expressions.Count;
                _expressions.Add(TableSource.Integer(ids));
            }
            else
            {
                problems.Add(WrongType(ids, "a whole number"));
            }
        }

        string[] unused = [.. _source.Columns.Select(column => column.Name).Where(name => !declared.Contains(name) && name != options.RowIdColumn)];
        if (problems.Count > 0)
        {
            string others = unused.Length > 0 ? $"\nColumns of the file that {model.Name} does not name: {string.Join(", ", unused)}." : "";
            throw new MandelstamException($"'{path}' does not fit the declaration of {model.Name}:\n  {string.Join("\n  ", problems)}{others}");
        }

        Schema = new EventFileSchema(path, unused, missing, HasRole(ColumnRole.Weight), HasRole(ColumnRole.Label), _rowIdColumn != Absent);
    }

    /// <summary>What the file has.</summary>
    public EventFileSchema Schema { get; }

    /// <summary>The number of events, where the file tells without being read.</summary>
    public long? KnownRows => _source.KnowsRowCount ? _source.CountRows() : null;

    /// <summary>Calls <see cref="ReadOptions.OnUnusedColumns"/>.</summary>
    public void AnnounceUnused()
    {
        if (Schema.UnusedColumns.Count > 0)
        {
            _options.OnUnusedColumns?.Invoke(Schema.UnusedColumns);
        }
    }

    /// <summary>Reads the events.</summary>
    /// <exception cref="MandelstamException">There are none, or values that cannot be used, or the file is damaged further on.</exception>
    public IEnumerable<EventBatch> Read(int batchRows)
    {
        using DuckDbConnection connection = new();
        using DuckDbResult result = _source.Stream(connection, _expressions.DefaultIfEmpty("1"), _numbers);
        ValueChecks checks = new(_model, _options);
        long remaining = KnownRows ?? long.MaxValue;
        long position = 0;
        EventBatch? batch = null;
        int filled = 0;
        while (_source.Fetch(result) is { } chunk)
        {
            using (chunk)
            {
                for (int start = 0; start < chunk.Rows;)
                {
                    batch ??= NewBatch((int)Math.Min(batchRows, Math.Max(1, remaining - position)));
                    int rows = Math.Min(chunk.Rows - start, batch.Capacity - filled);
                    Fill(batch, filled, chunk, start, rows, checks, position);
                    filled += rows;
                    start += rows;
                    position += rows;
                    if (filled == batch.Capacity)
                    {
                        filled = 0;
                        if (!checks.HaveFailed)
                        {
                            yield return batch;
                            batch = null;
                        }
                    }
                }
            }
        }

        checks.ThrowIfFailed(Schema.Path);
        if (position == 0)
        {
            throw new MandelstamException($"'{Schema.Path}' has the columns of {_model.Name}, but no events.");
        }

        if (filled > 0)
        {
            batch!.Rows = filled;
            yield return batch;
        }
    }

    // A label is text in the file, whatever its type in the declaration.
    private static bool IsText(ColumnInfo column) => column.IsText || column.Role == ColumnRole.Label;

    private static string WrongType(SourceColumn found, string expected)
    {
        string what = found.Example is { } example ? $"text ('{example}')"
            : found.IsText ? $"text ({found.SqlType})"
            : found.IsNumber ? $"numbers ({found.SqlType})"
            : found.SqlType;
        return $"{found.Name} holds {what} where {expected} is expected";
    }

    private bool MayBeMissing(ColumnInfo column)
    {
        ColumnPresence presence = column.Role switch
        {
            ColumnRole.Weight => _options.Weights,
            ColumnRole.Label => _options.Labels,
            _ => ColumnPresence.AsDeclared,
        };
        return presence == ColumnPresence.Optional || (presence == ColumnPresence.AsDeclared && column.Optional);
    }

    private bool HasRole(ColumnRole role) => _model.Columns.Where((column, i) => column.Role == role && _resultColumns[i] != Absent).Any();

    private int BindText(SourceColumn found, ColumnRole role, List<string> problems)
    {
        // Whole numbers that are carried along as text keep every digit.
        if (!found.IsText && !_source.IsDelimitedText && !(role == ColumnRole.Passenger && found.IsInteger))
        {
            problems.Add(WrongType(found, "text"));
            return Absent;
        }

        _expressions.Add(TableSource.Text(found));
        return _expressions.Count - 1;
    }

    private int BindNumber(SourceColumn found, List<string> problems)
    {
        if (!found.IsNumber)
        {
            problems.Add(WrongType(found, "a number"));
            return Absent;
        }

        _ = _numbers.Add(found.Name);
        _expressions.Add(_source.Number(found));
        return _expressions.Count - 1;
    }

    private EventBatch NewBatch(int rows)
    {
        EventBatch batch = _model.CreateBatch(rows);
        for (int i = 0; i < _resultColumns.Length; i++)
        {
            if (_resultColumns[i] == Absent)
            {
                batch.MarkMissing(i);
                if (_model.Columns[i].Role == ColumnRole.Label)
                {
                    batch.ProcessCodes.AsSpan().Fill(-1);
                }
            }
        }

        return batch;
    }

    private void Fill(EventBatch batch, int offset, DuckDbChunk chunk, int start, int rows, ValueChecks checks, long position)
    {
        for (int i = 0; i < _resultColumns.Length; i++)
        {
            int from = _resultColumns[i];
            if (from == Absent)
            {
                continue;
            }

            ColumnInfo column = _model.Columns[i];
            if (column.Role == ColumnRole.Label)
            {
                FillLabels(batch.ProcessCodes.AsSpan(offset, rows), chunk, from, start, checks, i, position);
            }
            else if (column.IsText)
            {
                for (int row = 0; row < rows; row++)
                {
                    batch.Text(i)[offset + row] = chunk.Text(from, start + row);
                }
            }
            else
            {
                Span<float> target = batch.Column(i).AsSpan(offset, rows);
                chunk.CopyNumbers(from, start, target);
                checks.Numbers(i, target, position, _isWhole[i]);
            }
        }

        for (int row = 0; row < rows; row++)
        {
            batch.RowIds[offset + row] = _rowIdColumn == Absent ? position + row : chunk.Long(_rowIdColumn, start + row) ?? checks.MissingRowId(position + row);
        }
    }

    private void FillLabels(Span<int> codes, DuckDbChunk chunk, int from, int start, ValueChecks checks, int column, long position)
    {
        int code = 0;
        for (int row = 0; row < codes.Length; row++)
        {
            ReadOnlySpan<byte> text = chunk.Utf8(from, start + row);
            if (code >= _labels.Length || !text.SequenceEqual(_labels[code]))
            {
                // Neighbours often agree, so the search starts anew only where they do not.
                for (code = 0; code < _labels.Length && !text.SequenceEqual(_labels[code]); code++)
                {
                }
            }

            codes[row] = code < _labels.Length ? code : checks.UnknownLabel(column, chunk.Text(from, start + row), position + row);
        }
    }
}
