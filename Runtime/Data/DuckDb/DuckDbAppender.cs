using System.Runtime.InteropServices;
using System.Text;

namespace Mandelstam.Data.DuckDb;

/// <summary>Adds rows to a table, a vector of values at a time.</summary>
internal sealed unsafe class DuckDbAppender : IDisposable
{
    private readonly AppenderHandle _appender;
    private readonly ChunkHandle _chunk;

    /// <summary>Opens the table for rows with the given column types.</summary>
    public DuckDbAppender(DuckDbConnection connection, string table, ReadOnlySpan<DuckDbType> types)
    {
        if (Native.duckdb_appender_create(connection.Handle, null, table, out _appender) != 0)
        {
            throw Failure();
        }

        nint[] logical = new nint[types.Length];
        for (int column = 0; column < types.Length; column++)
        {
            logical[column] = Native.duckdb_create_logical_type(types[column]);
        }

        fixed (nint* first = logical)
        {
            _chunk = Native.duckdb_create_data_chunk(first, (ulong)logical.Length);
        }

        for (int column = 0; column < types.Length; column++)
        {
            Native.duckdb_destroy_logical_type(ref logical[column]);
        }
    }

    /// <summary>The most rows that one <see cref="Flush(int)"/> can take.</summary>
    public static int ChunkRows { get; } = (int)Native.duckdb_vector_size();

    /// <summary>Where the values of a fixed-size column go, before <see cref="Flush(int)"/>.</summary>
    public Span<T> Vector<T>(int column)
        where T : unmanaged => new(Native.duckdb_vector_get_data(Native.duckdb_data_chunk_get_vector(_chunk, (ulong)column)), ChunkRows);

    /// <summary>Sets one cell of a text column.</summary>
    public void SetText(int column, int row, string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        fixed (byte* first = &MemoryMarshal.GetArrayDataReference(utf8))
        {
            Native.duckdb_vector_assign_string_element_len(
                Native.duckdb_data_chunk_get_vector(_chunk, (ulong)column), (ulong)row, first, (ulong)utf8.Length);
        }
    }

    /// <summary>Takes the rows that the vectors hold.</summary>
    public void Flush(int rows)
    {
        Native.duckdb_data_chunk_set_size(_chunk, (ulong)rows);
        if (Native.duckdb_append_data_chunk(_appender, _chunk) != 0)
        {
            throw Failure();
        }

        Native.duckdb_data_chunk_reset(_chunk);
    }

    /// <summary>Makes all rows part of the table.</summary>
    public void Finish()
    {
        if (Native.duckdb_appender_flush(_appender) != 0)
        {
            throw Failure();
        }
    }

    /// <summary>Frees the buffers.</summary>
    public void Dispose()
    {
        _chunk.Dispose();
        _appender.Dispose();
    }

    private DuckDbException Failure() => new(DuckDbConnection.Text(Native.duckdb_appender_error(_appender)));
}
