namespace Mandelstam.Reports;

/// <summary>A table of a report. Columns of numbers are set right-aligned with figures of equal width.</summary>
public sealed class ReportTable
{
    private readonly string[] _columns;
    private readonly List<string[]> _rows = [];

    /// <summary>Creates an empty table.</summary>
    /// <param name="caption">What the table shows; may be empty.</param>
    /// <param name="columns">The headings, at least one; the first column names the rows.</param>
    public ReportTable(string caption, params string[] columns)
    {
        ArgumentOutOfRangeException.ThrowIfZero(columns.Length);
        Caption = caption;
        _columns = [.. columns];
    }

    /// <summary>What the table shows.</summary>
    public string Caption { get; }

    /// <summary>The headings.</summary>
    public IReadOnlyList<string> Columns => _columns;

    /// <summary>The rows so far, each with one cell per column.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows => _rows;

    /// <summary>Adds a row.</summary>
    /// <param name="cells">One text per column; numbers through <see cref="ReportNumber"/>.</param>
    /// <returns>This table.</returns>
    /// <exception cref="ArgumentException">There are more or fewer cells than columns.</exception>
    public ReportTable Row(params string[] cells)
    {
        if (cells.Length != _columns.Length)
        {
            throw new ArgumentException($"The row starting with '{cells.FirstOrDefault()}' has {cells.Length} cells; the table has {_columns.Length} columns.", nameof(cells));
        }

        _rows.Add([.. cells]);
        return this;
    }

    /// <summary>Whether every cell of a column is a number, a missing one or empty, and at least one is a number.</summary>
    /// <param name="column">The column.</param>
    /// <returns>True for a column that is set right-aligned.</returns>
    public bool IsNumeric(int column)
    {
        string[] cells = [.. _rows.Select(r => r[column]).Where(c => c.Length > 0 && c != ReportNumber.Missing)];
        return cells.Length > 0 && cells.All(c => char.IsAsciiDigit(c[0]) || (c[0] is '−' or '-' or '+' or '(' or '[' or '.' && c.Any(char.IsAsciiDigit)) || c is "∞" or "−∞");
    }
}
