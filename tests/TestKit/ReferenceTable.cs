using System.Globalization;
using System.IO.Compression;

namespace Mandelstam.TestKit;

/// <summary>A reference table: comma-separated text, plain or gzip by its name, one header line, no quoting.</summary>
/// <remarks>Independent of the data layer on purpose, so that the two cannot share a mistake.</remarks>
public sealed class ReferenceTable
{
    private readonly Dictionary<string, int> _columns;
    private readonly List<string[]> _rows;

    private ReferenceTable(Dictionary<string, int> columns, List<string[]> rows)
    {
        _columns = columns;
        _rows = rows;
    }

    /// <summary>Number of rows, without the header.</summary>
    public int Rows => _rows.Count;

    /// <summary>The column names, in the order of the file.</summary>
    public IEnumerable<string> Columns => _columns.OrderBy(column => column.Value).Select(column => column.Key);

    /// <summary>Reads a file of the reference folder.</summary>
    /// <param name="relative">Its path inside that folder, such as <c>higgsml/bootstrap.csv.gz</c>.</param>
    public static ReferenceTable Read(string relative)
    {
        using Stream file = File.OpenRead(ReferenceData.Path(relative));
        using Stream text = relative.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using StreamReader reader = new(text);
        string[] header = reader.ReadLine()?.Split(',') ?? throw new InvalidDataException($"{relative} is empty.");
        Dictionary<string, int> columns = header.Index().ToDictionary(column => column.Item, column => column.Index, StringComparer.Ordinal);
        List<string[]> rows = [];
        while (reader.ReadLine() is string line)
        {
            string[] cells = line.Split(',');
            if (cells.Length != header.Length)
            {
                throw new InvalidDataException($"{relative}, row {rows.Count}: {cells.Length} cells under {header.Length} names.");
            }

            rows.Add(cells);
        }

        return new ReferenceTable(columns, rows);
    }

    /// <summary>Whether the table has this column.</summary>
    public bool Has(string column) => _columns.ContainsKey(column);

    /// <summary>A cell's text.</summary>
    public string Text(int row, string column) => _rows[row][_columns[column]];

    /// <summary>A cell as a double, correctly rounded; <c>inf</c>, <c>-inf</c> and <c>nan</c> as Python spells them.</summary>
    public double Number(int row, string column) => Parse(Text(row, column));

    /// <summary>A cell as a double, or null where it is empty.</summary>
    public double? Optional(int row, string column) => Text(row, column) is { Length: > 0 } text ? Parse(text) : null;

    /// <summary>A cell as a whole number.</summary>
    public int Integer(int row, string column) => int.Parse(Text(row, column), CultureInfo.InvariantCulture);

    /// <summary>A cell as float32, as the challenge stores its columns.</summary>
    public float Single(int row, string column) => float.Parse(Text(row, column), CultureInfo.InvariantCulture);

    /// <summary>A whole column as text.</summary>
    public string[] TextColumn(string column) => [.. Enumerable.Range(0, Rows).Select(row => Text(row, column))];

    /// <summary>A whole column of doubles.</summary>
    public double[] NumberColumn(string column) => [.. Enumerable.Range(0, Rows).Select(row => Number(row, column))];

    /// <summary>A whole column of float32.</summary>
    public float[] SingleColumn(string column) => [.. Enumerable.Range(0, Rows).Select(row => Single(row, column))];

    private static double Parse(string text) => text switch
    {
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        "nan" => double.NaN,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };
}
