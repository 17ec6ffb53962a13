using System.Runtime.InteropServices;

namespace Mandelstam.Data.DuckDb;

/// <summary><c>duckdb_result</c>: five deprecated fields and DuckDB's own pointer. Passed by value to <c>duckdb_fetch_chunk</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct DuckDbResultData
{
    private readonly ulong _columnCount;
    private readonly ulong _rowCount;
    private readonly ulong _rowsChanged;
    private readonly nint _columns;
    private readonly nint _errorMessage;
    private readonly nint _internalData;
}
