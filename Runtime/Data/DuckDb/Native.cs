using System.Runtime.InteropServices;

namespace Mandelstam.Data.DuckDb;

/// <summary>The part of DuckDB's C API (<c>duckdb.h</c>, 1.x) that is used here, under its own names. States are 0 for success.</summary>
/// <remarks>
/// Functions that close or destroy take the address of the handle. They are called by the <see cref="SafeHandle"/> classes alone.
/// </remarks>
internal static unsafe partial class Native
{
    private const string Library = DuckDbLibrary.Name;

    [LibraryImport(Library)]
    public static partial int duckdb_create_config(out nint config);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int duckdb_set_config(nint config, string name, string option);

    [LibraryImport(Library)]
    public static partial void duckdb_destroy_config(ref nint config);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int duckdb_open_ext(string? path, out DatabaseHandle database, nint config, out byte* error);

    [LibraryImport(Library)]
    public static partial void duckdb_close(ref nint database);

    [LibraryImport(Library)]
    public static partial void duckdb_free(void* memory);

    [LibraryImport(Library)]
    public static partial int duckdb_connect(DatabaseHandle database, out ConnectionHandle connection);

    [LibraryImport(Library)]
    public static partial void duckdb_disconnect(ref nint connection);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int duckdb_query(ConnectionHandle connection, string query, ResultHandle result);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int duckdb_prepare(ConnectionHandle connection, string query, out StatementHandle statement);

    [LibraryImport(Library)]
    public static partial byte* duckdb_prepare_error(StatementHandle statement);

    [LibraryImport(Library)]
    public static partial void duckdb_destroy_prepare(ref nint statement);

    [LibraryImport(Library)]
    public static partial int duckdb_execute_prepared_streaming(StatementHandle statement, ResultHandle result);

    [LibraryImport(Library)]
    public static partial byte* duckdb_result_error(ResultHandle result);

    [LibraryImport(Library)]
    public static partial void duckdb_destroy_result(DuckDbResultData* result);

    [LibraryImport(Library)]
    public static partial ulong duckdb_column_count(ResultHandle result);

    [LibraryImport(Library)]
    public static partial DuckDbType duckdb_column_type(ResultHandle result, ulong column);

    [LibraryImport(Library)]
    public static partial ChunkHandle duckdb_fetch_chunk(DuckDbResultData result);

    [LibraryImport(Library)]
    public static partial void duckdb_destroy_data_chunk(ref nint chunk);

    [LibraryImport(Library)]
    public static partial ulong duckdb_data_chunk_get_size(ChunkHandle chunk);

    [LibraryImport(Library)]
    public static partial nint duckdb_data_chunk_get_vector(ChunkHandle chunk, ulong column);

    [LibraryImport(Library)]
    public static partial void* duckdb_vector_get_data(nint vector);

    [LibraryImport(Library)]
    public static partial ulong* duckdb_vector_get_validity(nint vector);
}
