using System.Buffers;
using System.Numerics;

namespace Mandelstam.Data.Parquet;

/// <summary>A column of the row group that is being filled, and how it is written.</summary>
internal abstract class ParquetColumn(string name, ParquetType type)
{
    private const int DataPage = 0, DictionaryPage = 2;

    /// <summary>The name.</summary>
    public string Name => name;

    /// <summary>What it holds.</summary>
    public ParquetType Type => type;

    /// <summary>A column of a table.</summary>
    /// <param name="column">The column.</param>
    /// <param name="rows">The most rows of a group.</param>
    public static ParquetColumn Create(TableColumn column, int rows) => column.Type switch
    {
        TableColumnType.Float32 => new ParquetNumbers<float, int>(column.Name, ParquetType.Float, rows),
        TableColumnType.Float64 => new ParquetNumbers<double, long>(column.Name, ParquetType.Double, rows),
        TableColumnType.Int64 => new ParquetNumbers<long, long>(column.Name, ParquetType.Int64, rows),
        TableColumnType.Int32 => new ParquetNumbers<int, int>(column.Name, ParquetType.Int32, rows),
        _ => new ParquetTexts(column.Name, rows),
    };

    /// <summary>Takes rows of an array.</summary>
    /// <param name="values">The array.</param>
    /// <param name="start">The first row to take.</param>
    /// <param name="count">How many.</param>
    /// <param name="at">The row of the group that they begin at.</param>
    public abstract void Take(Array values, int start, int count, int at);

    /// <summary>Writes the pages of the group.</summary>
    public abstract ParquetChunk WriteChunk(Stream file, int rows);

    /// <summary>Writes a chunk of plain values.</summary>
    protected static ParquetChunk WritePlain(Stream file, int rows, ReadOnlySpan<byte> values)
    {
        long begin = file.Position;
        WriteDataPage(file, rows, ParquetEncoding.Plain, values);
        return new(null, begin, file.Position - begin);
    }

    /// <summary>Writes a chunk with a dictionary.</summary>
    /// <param name="file">Where to.</param>
    /// <param name="entries">The plain entries.</param>
    /// <param name="count">Their number, at least one.</param>
    /// <param name="places">The entry of each row.</param>
    protected static ParquetChunk WriteDictionary(Stream file, ReadOnlySpan<byte> entries, int count, ReadOnlySpan<ushort> places)
    {
        long begin = file.Position;
        CompactWriter header = new();
        file.Write(header.Int(1, DictionaryPage).Int(2, entries.Length).Int(3, entries.Length).Begin(7).Int(1, count).Int(2, (int)ParquetEncoding.Plain).End().End().Written);
        file.Write(entries);
        long data = file.Position;
        WriteDataPage(file, places.Length, ParquetEncoding.RleDictionary, Pack(places, count == 1 ? 1 : BitOperations.Log2((uint)count - 1) + 1));
        return new(begin, data, file.Position - begin);
    }

    private static void WriteDataPage(Stream file, int rows, ParquetEncoding encoding, ReadOnlySpan<byte> values)
    {
        CompactWriter header = new();
        header.Int(1, DataPage).Int(2, values.Length).Int(3, values.Length);
        file.Write(header.Begin(5).Int(1, rows).Int(2, (int)encoding).Int(3, (int)ParquetEncoding.Rle).Int(4, (int)ParquetEncoding.Rle).End().End().Written);
        file.Write(values);
    }

    // The width in bits, then one run of packed numbers: the number of eights with the mark of a packed run, and the bits, lowest first.
    private static byte[] Pack(ReadOnlySpan<ushort> places, int width)
    {
        int eights = (places.Length + 7) / 8;
        ArrayBufferWriter<byte> head = new();
        head.Write([(byte)width]);
        CompactWriter.WriteUnsigned(head, ((uint)eights << 1) | 1);
        byte[] result = new byte[head.WrittenCount + (eights * width)];
        head.WrittenSpan.CopyTo(result);
        int at = head.WrittenCount, bits = 0;
        ulong waiting = 0;
        foreach (ushort place in places)
        {
            waiting |= (ulong)place << bits;
            for (bits += width; bits >= 8; bits -= 8)
            {
                result[at++] = (byte)waiting;
                waiting >>= 8;
            }
        }

        if (bits > 0)
        {
            result[at] = (byte)waiting;
        }

        return result;
    }
}
