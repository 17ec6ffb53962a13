using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Mandelstam.Data.Parquet;

/// <summary>A column of texts.</summary>
internal sealed class ParquetTexts(string name, int rows) : ParquetColumn(name, ParquetType.ByteArray)
{
    private const int MostEntries = 1 << 12;

    // Texts that come again are mostly the same objects.
    private const int Recent = 8;

    private readonly string[] _values = new string[rows];
    private readonly ushort[] _places = new ushort[rows];
    private readonly Dictionary<string, int> _entries = [];
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public override void Take(Array values, int start, int count, int at) => ((string[])values).AsSpan(start, count).CopyTo(_values.AsSpan(at));

    public override ParquetChunk WriteChunk(Stream file, int rows)
    {
        ReadOnlySpan<string> values = _values.AsSpan(0, rows);
        _bytes.ResetWrittenCount();
        _entries.Clear();
        if (Classify(values))
        {
            foreach (string entry in _entries.OrderBy(static e => e.Value).Select(static e => e.Key))
            {
                Write(entry);
            }

            return WriteDictionary(file, _bytes.WrittenSpan, _entries.Count, _places.AsSpan(0, rows));
        }

        foreach (string value in values)
        {
            Write(value);
        }

        return WritePlain(file, rows, _bytes.WrittenSpan);
    }

    private bool Classify(ReadOnlySpan<string> values)
    {
        string?[] recent = new string?[Recent];
        int[] placeOfRecent = new int[Recent];
        int next = 0;
        for (int row = 0; row < values.Length; row++)
        {
            string value = values[row];
            int i = 0;
            while (i < Recent && !ReferenceEquals(recent[i], value))
            {
                i++;
            }

            if (i == Recent)
            {
                if (!_entries.TryGetValue(value, out int place))
                {
                    place = _entries.Count;
                    if (place == MostEntries)
                    {
                        return false;
                    }

                    _entries.Add(value, place);
                }

                i = next;
                next = (next + 1) % Recent;
                recent[i] = value;
                placeOfRecent[i] = place;
            }

            _places[row] = (ushort)placeOfRecent[i];
        }

        return true;
    }

    private void Write(string value)
    {
        int length = Encoding.UTF8.GetByteCount(value);
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.GetSpan(sizeof(int)), length);
        _bytes.Advance(sizeof(int));
        _ = Encoding.UTF8.GetBytes(value, _bytes);
    }
}
