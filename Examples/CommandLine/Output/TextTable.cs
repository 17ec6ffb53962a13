namespace Mandelstam.CommandLine.Output;

/// <summary>A table in plain text: columns as wide as their widest cell, two blanks apart, so that it reads well and greps well.</summary>
/// <param name="headings">The first line.</param>
internal sealed class TextTable(params string[] headings)
{
    private readonly List<string[]> _rows = [headings];

    /// <summary>Columns, by index, that are set to the right: numbers.</summary>
    public required Func<int, bool> IsNumber { get; init; }

    /// <summary>Adds a line.</summary>
    /// <param name="cells">One text per column.</param>
    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>Prints the table.</summary>
    /// <param name="output">Where to.</param>
    public void Write(TextWriter output)
    {
        int[] widths = [.. Enumerable.Range(0, headings.Length).Select(column => _rows.Max(row => row[column].Length))];
        foreach (string[] row in _rows)
        {
            IEnumerable<string> cells = row.Select((cell, column) => IsNumber(column) ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]));
            output.WriteLine(string.Join("  ", cells).TrimEnd());
        }
    }
}
