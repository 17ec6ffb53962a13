using System.Runtime.InteropServices;

namespace Mandelstam.Data.Parquet;

/// <summary>A column of numbers.</summary>
/// <typeparam name="T">The numbers.</typeparam>
/// <typeparam name="TBits">Integers of the same size, by which numbers are the same or not: NaN is one value, and 0 and −0 are two.</typeparam>
internal sealed class ParquetNumbers<T, TBits>(string name, ParquetType type, int rows) : ParquetColumn(name, type)
    where T : unmanaged
    where TBits : unmanaged, IEquatable<TBits>
{
    // A column has few values, or shows within its first rows that it has many.
    private const int MostEntries = 16;

    private readonly T[] _values = new T[rows];
    private readonly TBits[] _entries = new TBits[MostEntries];
    private ushort[] _places = [];

    public override void Take(Array values, int start, int count, int at) => ((T[])values).AsSpan(start, count).CopyTo(_values.AsSpan(at));

    public override ParquetChunk WriteChunk(Stream file, int rows)
    {
        ReadOnlySpan<T> values = _values.AsSpan(0, rows);
        int entries = Classify(MemoryMarshal.Cast<T, TBits>(values));
        return entries == 0
            ? WritePlain(file, rows, MemoryMarshal.AsBytes(values))
            : WriteDictionary(file, MemoryMarshal.AsBytes<TBits>(_entries.AsSpan(0, entries)), entries, _places.AsSpan(0, rows));
    }

    // The number of different values, and for each row which it is; 0 where there are many.
    private int Classify(ReadOnlySpan<TBits> values)
    {
        int entries = 0;
        for (int row = 0; row < values.Length; row++)
        {
            int place = _entries.AsSpan(0, entries).IndexOf(values[row]);
            if (place < 0)
            {
                if (entries == MostEntries)
                {
                    return 0;
                }

                place = entries;
                _entries[entries++] = values[row];
            }

            if (row == 0 && _places.Length == 0)
            {
                _places = new ushort[_values.Length];
            }

            _places[row] = (ushort)place;
        }

        return entries;
    }
}
