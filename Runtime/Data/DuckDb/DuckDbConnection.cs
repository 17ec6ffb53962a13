using System.Globalization;
using System.Runtime.InteropServices;

namespace Mandelstam.Data.DuckDb;

/// <summary>
/// An in-memory DuckDB of our own: bounded memory, a few threads, and no way to the network (extensions are neither installed nor loaded).
/// </summary>
internal sealed unsafe class DuckDbConnection : IDisposable
{
    // What DuckDB may use for itself. Reading needs tens of megabytes; row groups of millions of rows need more.
    private const int MemoryMegabytes = 1024;

    // More threads do not read faster than one consumer takes rows, and each holds a row group of its own.
    private const int MostThreads = 4;

    private readonly DatabaseHandle _database;
    private readonly ConnectionHandle _connection;

    /// <summary>Opens an empty database.</summary>
    public DuckDbConnection()
    {
        DuckDbLibrary.EnsureLoaded();
        if (Native.duckdb_create_config(out nint config) != 0)
        {
            throw new DuckDbException("no memory for a configuration");
        }

        try
        {
            Set(config, "memory_limit", string.Create(CultureInfo.InvariantCulture, $"{MemoryMegabytes}MiB"));
            Set(config, "threads", Math.Clamp(Environment.ProcessorCount, 1, MostThreads).ToString(CultureInfo.InvariantCulture));
            Set(config, "temp_directory", "");
            Set(config, "autoinstall_known_extensions", "false");
            Set(config, "autoload_known_extensions", "false");
            Set(config, "allow_community_extensions", "false");
            if (Native.duckdb_open_ext(":memory:", out _database, config, out byte* error) != 0)
            {
                string message = Text(error);
                Native.duckdb_free(error);
                throw new DuckDbException(message);
            }
        }
        finally
        {
            Native.duckdb_destroy_config(ref config);
        }

        if (Native.duckdb_connect(_database, out _connection) != 0)
        {
            _database.Dispose();
            throw new DuckDbException("no connection to the in-memory database");
        }
    }

    /// <summary>Text that DuckDB owns; empty for null.</summary>
    public static string Text(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? "";

    /// <summary>Runs a statement for its effect.</summary>
    public void Execute(string sql)
    {
        using ResultHandle result = new();
        if (Native.duckdb_query(_connection, sql, result) != 0)
        {
            throw new DuckDbException(Text(Native.duckdb_result_error(result)));
        }
    }

    /// <summary>Runs a query whose rows are produced while they are fetched, in the order of the file.</summary>
    public DuckDbResult Stream(string sql)
    {
        int prepared = Native.duckdb_prepare(_connection, sql, out StatementHandle statement);
        using (statement)
        {
            if (prepared != 0)
            {
                throw new DuckDbException(Text(Native.duckdb_prepare_error(statement)));
            }

            ResultHandle result = new();
            if (Native.duckdb_execute_prepared_streaming(statement, result) != 0)
            {
                using (result)
                {
                    throw new DuckDbException(Text(Native.duckdb_result_error(result)));
                }
            }

            return new DuckDbResult(result);
        }
    }

    /// <summary>Closes the connection and frees the database with all that it holds.</summary>
    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }

    private static void Set(nint config, string name, string value)
    {
        if (Native.duckdb_set_config(config, name, value) != 0)
        {
            throw new DuckDbException($"this libduckdb does not know the setting {name} = '{value}'");
        }
    }
}
