namespace Mandelstam.Data.DuckDb;

/// <summary>A streaming result: one chunk of at most 2,048 rows at a time.</summary>
internal sealed unsafe class DuckDbResult : IDisposable
{
    private readonly ResultHandle _result;
    private readonly DuckDbType[] _types;

    public DuckDbResult(ResultHandle result)
    {
        _result = result;
        _types = new DuckDbType[Native.duckdb_column_count(result)];
        for (int column = 0; column < _types.Length; column++)
        {
            _types[column] = Native.duckdb_column_type(result, (ulong)column);
        }
    }

    /// <summary>The next rows, or null at the end. The chunk is the caller's to dispose.</summary>
    /// <exception cref="DuckDbException">The query failed on the way, at a damaged page, say.</exception>
    public DuckDbChunk? Fetch()
    {
        ChunkHandle chunk = Native.duckdb_fetch_chunk(_result.Data);
        GC.KeepAlive(_result);
        if (!chunk.IsInvalid)
        {
            return new DuckDbChunk(chunk, _types);
        }

        chunk.Dispose();
        byte* error = Native.duckdb_result_error(_result);
        return error is null ? null : throw new DuckDbException(DuckDbConnection.Text(error));
    }

    /// <summary>Drops what has not been fetched.</summary>
    public void Dispose() => _result.Dispose();
}
