namespace Mandelstam.Data.DuckDb;

/// <summary>Quoting of what comes from files and users.</summary>
internal static class Sql
{
    /// <summary>A column or table name: in double quotes, those inside doubled.</summary>
    public static string Identifier(string name) => '"' + name.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';

    /// <summary>A text value: in single quotes, those inside doubled.</summary>
    public static string Literal(string text) => '\'' + text.Replace("'", "''", StringComparison.Ordinal) + '\'';
}
