namespace Mandelstam.Data.Parquet;

/// <summary>The end of a Parquet file: its columns, and where each row group has them.</summary>
internal static class ParquetFooter
{
    private const int FormatVersion = 2, Required = 0, Uncompressed = 0;

    // Text by the older mark, ConvertedType.UTF8, and the newer one, the member of LogicalType that means it.
    private const int Utf8 = 0, StringMember = 1;

    /// <summary>Writes the structure FileMetaData.</summary>
    public static byte[] Write(ParquetColumn[] columns, List<ParquetRowGroup> groups)
    {
        CompactWriter writer = new();
        writer.Int(1, FormatVersion).Structures(2, columns.Length + 1).Begin().Text(4, "schema").Int(5, columns.Length).End();
        foreach (ParquetColumn column in columns)
        {
            writer.Begin().Int(1, (int)column.Type).Int(3, Required).Text(4, column.Name);
            if (column.Type == ParquetType.ByteArray)
            {
                writer.Int(6, Utf8).Begin(10).Begin(StringMember).End().End();
            }

            writer.End();
        }

        writer.Long(3, groups.Sum(static group => (long)group.Rows)).Structures(4, groups.Count);
        foreach (ParquetRowGroup group in groups)
        {
            writer.Begin().Structures(1, columns.Length);
            for (int i = 0; i < columns.Length; i++)
            {
                Write(writer, columns[i], group.Chunks[i], group.Rows);
            }

            writer.Long(2, group.Bytes).Long(3, group.Rows).End();
        }

        return writer.Text(6, "Mandelstam").End().Written.ToArray();
    }

    private static void Write(CompactWriter writer, ParquetColumn column, ParquetChunk chunk, int rows)
    {
        writer.Begin().Long(2, chunk.DictionaryOffset ?? chunk.DataOffset).Begin(3).Int(1, (int)column.Type);
        if (chunk.DictionaryOffset is null)
        {
            writer.Ints(2, (int)ParquetEncoding.Plain);
        }
        else
        {
            writer.Ints(2, (int)ParquetEncoding.Plain, (int)ParquetEncoding.RleDictionary);
        }

        writer.Texts(3, column.Name).Int(4, Uncompressed).Long(5, rows).Long(6, chunk.Bytes).Long(7, chunk.Bytes).Long(9, chunk.DataOffset);
        if (chunk.DictionaryOffset is { } offset)
        {
            writer.Long(11, offset);
        }

        writer.End().End();
    }
}
