namespace Mandelstam.Data;

/// <summary>Writes a table to Parquet (not compressed) or CSV/TSV (plain or gzip), told by the extension, in bounded memory and whole or not at all.</summary>
/// <remarks>
/// Rows come in chunks of any size through <see cref="Append"/>; the file appears under its name in <see cref="Complete"/>, in one step. A
/// writer that is disposed before that leaves nothing behind. In text, each number is the shortest that reads back to the same bits, and
/// what is not finite is <c>nan</c>, <c>inf</c> or <c>-inf</c>, in every culture. Not safe for use by several threads at once.
/// </remarks>
public sealed class TableWriter : IDisposable
{
    private readonly string _path;
    private readonly TableColumn[] _columns;
    private readonly TableSink _sink;
    private bool _isComplete;
    private bool _isDisposed;

    private TableWriter(string path, TableColumn[] columns)
    {
        FileFormat format = FileFormat.Of(path);
        string full = Path.GetFullPath(path);
        _path = path;
        _columns = columns;
        _sink = Guard<TableSink>(() =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            return format.IsParquet ? new ParquetTableSink(full, columns) : new TextTableSink(full, format, columns);
        });
    }

    /// <summary>The rows appended so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Starts a file.</summary>
    /// <param name="path">The target: .parquet, .csv, .csv.gz, .tsv or .tsv.gz. Its folder is created where it is missing; an old file
    /// stays until <see cref="Complete"/>.</param>
    /// <param name="columns">At least one column, with distinct names (letter case does not count).</param>
    /// <exception cref="MandelstamException">The extension is not known, or the place cannot be written to.</exception>
    /// <exception cref="ArgumentException">There is no column, or two have one name.</exception>
    public static TableWriter Create(string path, IReadOnlyList<TableColumn> columns)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count == 0)
        {
            throw new ArgumentException("A table needs a column.", nameof(columns));
        }

        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (TableColumn column in columns)
        {
            ArgumentException.ThrowIfNullOrEmpty(column.Name, nameof(columns));
            if (!names.Add(column.Name))
            {
                throw new ArgumentException($"Two columns are named '{column.Name}'.", nameof(columns));
            }
        }

        return new TableWriter(path, [.. columns]);
    }

    /// <summary>Appends rows.</summary>
    /// <param name="columns">One array per column, in order, of the type that <see cref="TableColumnType"/> names; may be longer than
    /// <paramref name="count"/>.</param>
    /// <param name="count">The rows to take from the front of each array.</param>
    /// <exception cref="ArgumentException">An array is missing, of another type, too short, or holds a null text.</exception>
    /// <exception cref="MandelstamException">The disk is full, say.</exception>
    public void Append(ReadOnlySpan<Array> columns, int count)
    {
        ThrowIfOver();
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (columns.Length != _columns.Length)
        {
            throw new ArgumentException($"{columns.Length} arrays for {_columns.Length} columns.", nameof(columns));
        }

        for (int i = 0; i < columns.Length; i++)
        {
            Check(_columns[i], columns[i], count);
        }

        try
        {
            _sink.Append(columns, count);
        }
        catch (Exception problem) when (IsOfTheFile(problem))
        {
            throw Failure(problem);
        }

        Rows += count;
    }

    /// <summary>Puts the file in its place, over an older one.</summary>
    /// <exception cref="MandelstamException">The disk is full, say; the older file is as it was.</exception>
    public void Complete()
    {
        ThrowIfOver();
        _ = Guard(() =>
        {
            _sink.Complete();
            return true;
        });
        _isComplete = true;
    }

    /// <summary>Frees the buffers; without <see cref="Complete"/>, removes what was written.</summary>
    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            _sink.Dispose();
        }
    }

    private static void Check(TableColumn column, Array values, int count)
    {
        bool fits = column.Type switch
        {
            TableColumnType.Float32 => values is float[],
            TableColumnType.Float64 => values is double[],
            TableColumnType.Int64 => values is long[],
            TableColumnType.Int32 => values is int[],
            _ => values is string[],
        };
        if (!fits)
        {
            throw new ArgumentException($"Column '{column.Name}' is {column.Type}, the array is {values?.GetType().Name ?? "null"}.", nameof(values));
        }

        if (values.Length < count)
        {
            throw new ArgumentException($"Column '{column.Name}' has {values.Length} values for {count} rows.", nameof(values));
        }

        if (values is string?[] texts && texts.AsSpan(0, count).Contains(null))
        {
            throw new ArgumentException($"Column '{column.Name}' holds a null text.", nameof(values));
        }
    }

    private static bool IsOfTheFile(Exception problem) => problem is IOException or UnauthorizedAccessException;

    private T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception problem) when (IsOfTheFile(problem))
        {
            throw Failure(problem);
        }
    }

    private MandelstamException Failure(Exception problem) => new($"'{_path}' cannot be written: {problem.Message}", problem);

    private void ThrowIfOver()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_isComplete)
        {
            throw new InvalidOperationException($"'{_path}' is complete; start another writer for more.");
        }
    }
}
