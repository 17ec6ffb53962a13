using System.Buffers;
using System.IO.Compression;
using System.Text;
using Mandelstam.IO;

namespace Mandelstam.Data;

/// <summary>
/// Writes CSV and TSV itself, since DuckDB leaves the spelling of numbers to its own formatter: here each is the shortest text that reads back to
/// the same bits of its type.
/// </summary>
internal sealed class TextTableSink : TableSink
{
    private const int BufferBytes = 1 << 16;
    private static readonly SearchValues<char> Quoted = SearchValues.Create("\"\r\n,\t ");

    private readonly string _path;
    private readonly string _temporary;
    private readonly byte _delimiter;
    private readonly FileStream _file;
    private readonly Stream _stream;
    private readonly ArrayBufferWriter<byte> _buffer = new(BufferBytes + (BufferBytes / 4));

    public TextTableSink(string path, FileFormat format, IReadOnlyList<TableColumn> columns)
    {
        _path = path;
        _delimiter = (byte)format.Delimiter;
        _temporary = AtomicFile.TemporaryName(path);
        _file = new FileStream(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        _stream = format.IsGzipped ? new GZipStream(_file, CompressionLevel.Optimal, leaveOpen: true) : _file;
        for (int i = 0; i < columns.Count; i++)
        {
            WriteText(columns[i].Name);
            WriteByte(i + 1 < columns.Count ? _delimiter : (byte)'\n');
        }
    }

    public override void Append(ReadOnlySpan<Array> columns, int count)
    {
        for (int row = 0; row < count; row++)
        {
            for (int i = 0; i < columns.Length; i++)
            {
                switch (columns[i])
                {
                    case float[] values: NumberText.Write(_buffer, values[row]); break;
                    case double[] values: NumberText.Write(_buffer, values[row]); break;
                    case long[] values: NumberText.Write(_buffer, values[row]); break;
                    case int[] values: NumberText.Write(_buffer, values[row]); break;
                    case string[] values: WriteText(values[row]); break;
                }

                WriteByte(i + 1 < columns.Length ? _delimiter : (byte)'\n');
            }

            if (_buffer.WrittenCount >= BufferBytes)
            {
                Drain();
            }
        }
    }

    public override void Complete()
    {
        Drain();
        if (_stream != _file)
        {
            // The checksum at the end of a gzip file is written when its stream is closed.
            _stream.Dispose();
        }

        _file.Flush(flushToDisk: true);
        _file.Dispose();
        File.Move(_temporary, _path, overwrite: true);
    }

    public override void Dispose()
    {
        if (_stream != _file)
        {
            _stream.Dispose();
        }

        _file.Dispose();
        File.Delete(_temporary);
    }

    private void Drain()
    {
        _stream.Write(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
    }

    private void WriteByte(byte value)
    {
        _buffer.GetSpan(1)[0] = value;
        _buffer.Advance(1);
    }

    private void WriteText(string text)
    {
        if (text.Length > 0 && !text.AsSpan().ContainsAny(Quoted))
        {
            _ = Encoding.UTF8.GetBytes(text, _buffer);
            return;
        }

        WriteByte((byte)'"');
        _ = Encoding.UTF8.GetBytes(text.Replace("\"", "\"\"", StringComparison.Ordinal), _buffer);
        WriteByte((byte)'"');
    }
}
