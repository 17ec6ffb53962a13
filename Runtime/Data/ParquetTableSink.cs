using Mandelstam.Data.DuckDb;
using Mandelstam.IO;

namespace Mandelstam.Data;

/// <summary>
/// Collects rows in an in-memory DuckDB table, which goes to a folder beside the target where it outgrows its memory, and copies that to Parquet.
/// </summary>
internal sealed class ParquetTableSink : TableSink
{
    private const int DefaultMemoryMegabytes = 512;
    private const string Rows = "rows";

    private readonly string _path;
    private readonly string _spillFolder;
    private readonly DuckDbConnection _connection;
    private readonly DuckDbAppender _appender;

    public ParquetTableSink(string path, IReadOnlyList<TableColumn> columns, int memoryMegabytes = DefaultMemoryMegabytes)
    {
        _path = path;
        _spillFolder = AtomicFile.TemporaryName(path) + ".spill";
        _connection = new DuckDbConnection(_spillFolder, memoryMegabytes);
        try
        {
            IEnumerable<string> definitions = columns.Select(column => $"{Sql.Identifier(column.Name)} {SqlName(column.Type)} NOT NULL");
            _connection.Execute($"CREATE TABLE {Rows} ({string.Join(", ", definitions)})");
            _appender = new DuckDbAppender(_connection, Rows, [.. columns.Select(column => VectorType(column.Type))]);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public override void Append(ReadOnlySpan<Array> columns, int count)
    {
        for (int start = 0; start < count; start += DuckDbAppender.ChunkRows)
        {
            int rows = Math.Min(DuckDbAppender.ChunkRows, count - start);
            for (int i = 0; i < columns.Length; i++)
            {
                switch (columns[i])
                {
                    case float[] values: Copy(values, i, start, rows); break;
                    case double[] values: Copy(values, i, start, rows); break;
                    case long[] values: Copy(values, i, start, rows); break;
                    case int[] values: Copy(values, i, start, rows); break;
                    case string[] values:
                        for (int row = 0; row < rows; row++)
                        {
                            _appender.SetText(i, row, values[start + row]);
                        }

                        break;
                }
            }

            _appender.Flush(rows);
        }
    }

    public override void Complete()
    {
        _appender.Finish();
        AtomicFile.WriteVia(_path, temporary =>
        {
            _connection.Execute($"COPY {Rows} TO {Sql.Literal(temporary)} (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)");
            using FileStream file = new(temporary, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            file.Flush(flushToDisk: true);
        });
    }

    public override void Dispose()
    {
        _appender.Dispose();
        _connection.Dispose();
        if (Directory.Exists(_spillFolder))
        {
            Directory.Delete(_spillFolder, recursive: true);
        }
    }

    private static string SqlName(TableColumnType type) => type switch
    {
        TableColumnType.Float32 => "FLOAT",
        TableColumnType.Float64 => "DOUBLE",
        TableColumnType.Int64 => "BIGINT",
        TableColumnType.Int32 => "INTEGER",
        _ => "VARCHAR",
    };

    private static DuckDbType VectorType(TableColumnType type) => type switch
    {
        TableColumnType.Float32 => DuckDbType.Float,
        TableColumnType.Float64 => DuckDbType.Double,
        TableColumnType.Int64 => DuckDbType.BigInt,
        TableColumnType.Int32 => DuckDbType.Integer,
        _ => DuckDbType.VarChar,
    };

    private void Copy<T>(T[] values, int column, int start, int rows)
        where T : unmanaged => values.AsSpan(start, rows).CopyTo(_appender.Vector<T>(column));
}
