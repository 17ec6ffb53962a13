namespace Mandelstam.Data;

/// <summary>A column as a file has it.</summary>
/// <param name="Name">The name in the file.</param>
/// <param name="SqlType">DuckDB's name of its type; for delimited text what the first rows look like: DOUBLE or VARCHAR.</param>
/// <param name="Example">For delimited text: the first cell that is not a number, else null.</param>
internal sealed record SourceColumn(string Name, string SqlType, string? Example = null)
{
    private static readonly HashSet<string> Direct =
        ["FLOAT", "DOUBLE", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT"];

    /// <summary>Whether the vectors can be read as they are.</summary>
    public bool IsDirect => Direct.Contains(SqlType);

    /// <summary>A whole number of at most 64 bits with sign, or truth.</summary>
    public bool IsInteger => SqlType is "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" or "UTINYINT" or "USMALLINT" or "UINTEGER" or "BOOLEAN";

    /// <summary>Whether it can be read as a number: any numeric type, and truth as 0 and 1.</summary>
    public bool IsNumber => IsDirect || SqlType is "BOOLEAN" or "HUGEINT" or "UHUGEINT" || SqlType.StartsWith("DECIMAL", StringComparison.Ordinal);

    /// <summary>Whether it can be read as text.</summary>
    public bool IsText => SqlType == "VARCHAR" || SqlType.StartsWith("ENUM", StringComparison.Ordinal);
}
