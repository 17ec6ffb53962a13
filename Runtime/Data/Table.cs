using System.Globalization;
using System.Numerics;
using Mandelstam.Data.DuckDb;

namespace Mandelstam.Data;

/// <summary>A whole table in memory, by column name: results, reference vectors, noise; not the events of an analysis (see <see cref="EventFile"/>).</summary>
/// <remarks>
/// Cells of a text file are kept as text and parsed to the type that is asked for, rounded once. <c>nan</c>, <c>inf</c>, <c>-inf</c> and
/// <c>Infinity</c> are understood in any letter case.
/// </remarks>
public sealed class Table
{
    private readonly Dictionary<string, Array> _columns;
    private readonly bool _emptyIsNaN;

    private Table(string path, IReadOnlyList<string> names, Dictionary<string, Array> columns, int rows, bool emptyIsNaN)
    {
        Path = path;
        Names = names;
        Rows = rows;
        _columns = columns;
        _emptyIsNaN = emptyIsNaN;
    }

    /// <summary>The file, as it was asked for.</summary>
    public string Path { get; }

    /// <summary>The names of the columns, in the order of the file.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>Reads a table.</summary>
    /// <param name="path">A file, or a glob of files with the same columns: .parquet, .csv, .csv.gz, .tsv or .tsv.gz.</param>
    /// <param name="emptyIsNaN">Whether an empty (null) cell is not-a-number where numbers are asked for; an error otherwise.</param>
    /// <exception cref="MandelstamException">The file is missing, of unknown extension, truncated or damaged.</exception>
    public static Table Read(string path, bool emptyIsNaN = false)
    {
        TableSource source = TableSource.Open(path);
        List<ColumnReader> readers = [.. source.Columns.Select((column, i) => ColumnReader.For(source, column, i))];
        using DuckDbConnection connection = new();
        using DuckDbResult result = source.Stream(connection, readers.Select(reader => reader.Expression), new HashSet<string>());
        long rows = 0;
        while (source.Fetch(result) is { } chunk)
        {
            using (chunk)
            {
                readers.ForEach(reader => reader.Take(chunk));
                rows += chunk.Rows;
            }
        }

        if (rows > Array.MaxLength)
        {
            throw new MandelstamException(string.Create(CultureInfo.InvariantCulture, $"'{path}' has {rows} rows, too many to hold in memory at once."));
        }

        Dictionary<string, Array> columns = new(StringComparer.Ordinal);
        foreach (ColumnReader reader in readers)
        {
            columns.Add(reader.Name, reader.ToArray());
        }

        return new Table(path, [.. source.Columns.Select(column => column.Name)], columns, (int)rows, emptyIsNaN);
    }

    /// <summary>Whether there is a column of this name; letter case counts.</summary>
    public bool Has(string name) => _columns.ContainsKey(name);

    /// <summary>A column as double-precision numbers.</summary>
    /// <param name="name">The column.</param>
    /// <returns>A new array of <see cref="Rows"/> numbers.</returns>
    /// <exception cref="MandelstamException">There is no such column, or a cell is not a number.</exception>
    public double[] Doubles(string name) => Numbers<double>(name);

    /// <summary>A column as single-precision numbers; text is rounded once, doubles of a Parquet file once more.</summary>
    /// <param name="name">The column.</param>
    /// <returns>A new array of <see cref="Rows"/> numbers.</returns>
    /// <exception cref="MandelstamException">There is no such column, or a cell is not a number.</exception>
    public float[] Floats(string name) => Numbers<float>(name);

    /// <summary>A column as whole numbers.</summary>
    /// <param name="name">The column.</param>
    /// <returns>A new array of <see cref="Rows"/> numbers; <c>17.0</c> counts as 17.</returns>
    /// <exception cref="MandelstamException">There is no such column, or a cell is not a whole number.</exception>
    public long[] Longs(string name)
    {
        if (Column(name) is long?[] whole)
        {
            return [.. whole.Select((value, row) => value ?? throw Unreadable(name, row, "", "a whole number"))];
        }

        if (Column(name) is string?[] texts)
        {
            return [.. texts.Select((text, row) =>
                long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out long value) ? value
                : NumberText.TryParse(text, out double number) ? Whole(name, row, number)
                : throw Unreadable(name, row, text, "a whole number"))];
        }

        return [.. Numbers<double>(name).Select((number, row) => Whole(name, row, number))];
    }

    /// <summary>A column as texts.</summary>
    /// <param name="name">The column.</param>
    /// <returns>A new array of <see cref="Rows"/> texts, empty where the cell is; numbers of a Parquet file as the shortest text.</returns>
    /// <exception cref="MandelstamException">There is no such column.</exception>
    public string[] Texts(string name)
    {
        Array column = Column(name);
        string[] texts = new string[Rows];
        for (int row = 0; row < texts.Length; row++)
        {
            texts[row] = Convert.ToString(column.GetValue(row), CultureInfo.InvariantCulture) ?? "";
        }

        return texts;
    }

    private Array Column(string name) => _columns.TryGetValue(name, out Array? column)
        ? column
        : throw new MandelstamException($"'{Path}' has no column '{name}'{NameHint.For(name, Names)}. It has: {string.Join(", ", Names)}.");

    private T[] Numbers<T>(string name)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Array column = Column(name);
        T[] numbers = new T[Rows];
        for (int row = 0; row < numbers.Length; row++)
        {
            numbers[row] = column switch
            {
                double?[] values when values[row] is { } value => T.CreateSaturating(value),
                float?[] values when values[row] is { } value => T.CreateSaturating(value),
                long?[] values when values[row] is { } value => T.CreateSaturating(value),
                string?[] values when values[row] is { } text && !string.IsNullOrWhiteSpace(text) =>
                    NumberText.TryParse(text, out T value) ? value : throw Unreadable(name, row, text, "a number"),
                _ when _emptyIsNaN => T.NaN,
                _ => throw Unreadable(name, row, "", "a number"),
            };
        }

        return numbers;
    }

    // 2^63 is the first double that no long holds.
    private long Whole(string name, int row, double number) => double.IsInteger(number) && Math.Abs(number) < 9223372036854775808.0
        ? (long)number
        : throw Unreadable(name, row, number.ToString(CultureInfo.InvariantCulture), "a whole number");

    private MandelstamException Unreadable(string name, int row, string? cell, string expected)
    {
        string found = string.IsNullOrWhiteSpace(cell) ? "the cell is empty" : $"'{cell}' is there";
        return new MandelstamException(string.Create(
            CultureInfo.InvariantCulture,
            $"'{Path}', column '{name}', row {row} (counted from 0): {found}, where {expected} is expected."));
    }

    /// <summary>Collects one column in the type that the file has it in.</summary>
    private abstract class ColumnReader(string name, string expression)
    {
        public string Name { get; } = name;

        public string Expression { get; } = expression;

        public static ColumnReader For(TableSource source, SourceColumn column, int index)
        {
            if (source.IsDelimitedText || !column.IsNumber)
            {
                return new ColumnReader<string?>(column.Name, TableSource.Text(column), (chunk, values) => chunk.AddTexts(index, values));
            }

            if (column.IsInteger)
            {
                return new ColumnReader<long?>(column.Name, TableSource.Integer(column), (chunk, values) => chunk.AddNumbers(index, values));
            }

            return column.SqlType == "FLOAT"
                ? new ColumnReader<float?>(column.Name, TableSource.Single(column), (chunk, values) => chunk.AddNumbers(index, values))
                : new ColumnReader<double?>(column.Name, TableSource.Double(column), (chunk, values) => chunk.AddNumbers(index, values));
        }

        public abstract void Take(DuckDbChunk chunk);

        public abstract Array ToArray();
    }

    private sealed class ColumnReader<T>(string name, string expression, Action<DuckDbChunk, List<T>> take) : ColumnReader(name, expression)
    {
        private readonly List<T> _values = [];

        public override void Take(DuckDbChunk chunk) => take(chunk, _values);

        public override Array ToArray() => _values.ToArray();
    }
}
