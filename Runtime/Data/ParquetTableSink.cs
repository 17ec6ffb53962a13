using Mandelstam.Data.Parquet;
using Mandelstam.IO;

namespace Mandelstam.Data;

/// <summary>
/// Writes Parquet itself, a row group at a time as rows come in: memory holds one group, however long the table. Numbers are plain and not compressed, which
/// is what a disk takes fastest; columns of few different values, and texts, are dictionaries of a few bits a row.
/// </summary>
/// <remarks>The format is that of github.com/apache/parquet-format, version 2.9: data pages of the first kind, one a column and row group.</remarks>
internal sealed class ParquetTableSink : TableSink
{
    /// <summary>The rows of a group: as many as DuckDB has in one, which readers share out among their threads.</summary>
    public const int GroupRows = 122_880;

    private static readonly byte[] _magic = "PAR1"u8.ToArray();

    private readonly string _path;
    private readonly string _temporary;
    private readonly FileStream _file;
    private readonly ParquetColumn[] _columns;
    private readonly List<ParquetRowGroup> _groups = [];
    private int _rows;

    public ParquetTableSink(string path, IReadOnlyList<TableColumn> columns)
    {
        _path = path;
        _temporary = AtomicFile.TemporaryName(path);

        // Pages are written whole: a buffer would only copy them once more.
        _file = new FileStream(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        _columns = [.. columns.Select(static column => ParquetColumn.Create(column, GroupRows))];
        _file.Write(_magic);
    }

    public override void Append(ReadOnlySpan<Array> columns, int count)
    {
        for (int start = 0; start < count;)
        {
            int taken = Math.Min(count - start, GroupRows - _rows);
            for (int i = 0; i < columns.Length; i++)
            {
                _columns[i].Take(columns[i], start, taken, _rows);
            }

            start += taken;
            _rows += taken;
            if (_rows == GroupRows)
            {
                WriteGroup();
            }
        }
    }

    public override void Complete()
    {
        if (_rows > 0)
        {
            WriteGroup();
        }

        byte[] footer = ParquetFooter.Write(_columns, _groups);
        _file.Write(footer);
        _file.Write(BitConverter.GetBytes(footer.Length));
        _file.Write(_magic);
        _file.Flush(flushToDisk: true);
        _file.Dispose();
        File.Move(_temporary, _path, overwrite: true);
    }

    public override void Dispose()
    {
        _file.Dispose();
        File.Delete(_temporary);
    }

    private void WriteGroup()
    {
        _groups.Add(new(_rows, [.. _columns.Select(column => column.WriteChunk(_file, _rows))]));
        _rows = 0;
    }
}
