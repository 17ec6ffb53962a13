using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Mandelstam.Data.DuckDb;

/// <summary>A few rows of a result, read straight from DuckDB's vectors.</summary>
internal sealed unsafe class DuckDbChunk : IDisposable
{
    private const int LongestInlinedText = 12;

    private readonly ChunkHandle _chunk;
    private readonly DuckDbType[] _types;

    public DuckDbChunk(ChunkHandle chunk, DuckDbType[] types)
    {
        _chunk = chunk;
        _types = types;
        Rows = (int)Native.duckdb_data_chunk_get_size(chunk);
    }

    /// <summary>Rows in this chunk.</summary>
    public int Rows { get; }

    /// <summary>Copies a numeric column, rounded once to the target's type where that is narrower; nulls become NaN.</summary>
    public void CopyNumbers<T>(int column, int start, Span<T> target)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        switch (_types[column])
        {
            case DuckDbType.Float: Copy<float, T>(column, start, target); break;
            case DuckDbType.Double: Copy<double, T>(column, start, target); break;
            case DuckDbType.TinyInt: Copy<sbyte, T>(column, start, target); break;
            case DuckDbType.SmallInt: Copy<short, T>(column, start, target); break;
            case DuckDbType.Integer: Copy<int, T>(column, start, target); break;
            case DuckDbType.BigInt: Copy<long, T>(column, start, target); break;
            case DuckDbType.UTinyInt: Copy<byte, T>(column, start, target); break;
            case DuckDbType.USmallInt: Copy<ushort, T>(column, start, target); break;
            case DuckDbType.UInteger: Copy<uint, T>(column, start, target); break;
            case DuckDbType.UBigInt: Copy<ulong, T>(column, start, target); break;
            default: throw new InvalidOperationException($"Result column {column} is {_types[column]}, not a number.");
        }

        ulong* validity = Validity(column);
        for (int i = 0; validity is not null && i < target.Length; i++)
        {
            if (IsNullAt(validity, start + i))
            {
                target[i] = T.NaN;
            }
        }
    }

    /// <summary>Adds a column that is of exactly this type.</summary>
    public void AddNumbers<T>(int column, List<T?> target)
        where T : unmanaged
    {
        ReadOnlySpan<T> values = Vector<T>(column);
        ulong* validity = Validity(column);
        for (int row = 0; row < values.Length; row++)
        {
            target.Add(validity is not null && IsNullAt(validity, row) ? null : values[row]);
        }
    }

    /// <summary>Adds a column of texts.</summary>
    public void AddTexts(int column, List<string?> target)
    {
        for (int row = 0; row < Rows; row++)
        {
            target.Add(Text(column, row));
        }
    }

    /// <summary>A 64-bit integer, or null.</summary>
    public long? Long(int column, int row) => IsNull(column, row) ? null : Vector<long>(column)[row];

    /// <summary>The UTF-8 bytes of a text, valid while the chunk lives; empty for null, which <see cref="IsNull"/> tells apart.</summary>
    public ReadOnlySpan<byte> Utf8(int column, int row)
    {
        if (IsNull(column, row))
        {
            return default;
        }

        // duckdb_string_t: a 32-bit length, then up to 12 bytes in place, or 4 bytes of prefix and a pointer.
        byte* text = (byte*)VectorData(column, DuckDbType.VarChar) + ((long)row * 16);
        int length = *(int*)text;
        return new ReadOnlySpan<byte>(length <= LongestInlinedText ? text + 4 : *(byte**)(text + 8), length);
    }

    /// <summary>A text, or null.</summary>
    public string? Text(int column, int row) => IsNull(column, row) ? null : Encoding.UTF8.GetString(Utf8(column, row));

    /// <summary>Whether a cell is null.</summary>
    public bool IsNull(int column, int row)
    {
        ulong* validity = Validity(column);
        return validity is not null && IsNullAt(validity, row);
    }

    /// <summary>Frees the rows.</summary>
    public void Dispose() => _chunk.Dispose();

    private static bool IsNullAt(ulong* validity, int row) => ((validity[row >> 6] >> (row & 63)) & 1) == 0;

    // Null where no row of the column is.
    private ulong* Validity(int column) => Native.duckdb_vector_get_validity(Native.duckdb_data_chunk_get_vector(_chunk, (ulong)column));

    private void Copy<TFrom, TTo>(int column, int start, Span<TTo> target)
        where TFrom : unmanaged, INumberBase<TFrom>
        where TTo : unmanaged, IFloatingPointIeee754<TTo>
    {
        ReadOnlySpan<TFrom> source = Vector<TFrom>(column).Slice(start, target.Length);
        if (typeof(TFrom) == typeof(TTo))
        {
            MemoryMarshal.Cast<TFrom, TTo>(source).CopyTo(target);
            return;
        }

        for (int i = 0; i < target.Length; i++)
        {
            target[i] = TTo.CreateSaturating(source[i]);
        }
    }

    private ReadOnlySpan<T> Vector<T>(int column)
        where T : unmanaged
    {
        DuckDbType expected = default(T) switch
        {
            float => DuckDbType.Float,
            double => DuckDbType.Double,
            sbyte => DuckDbType.TinyInt,
            short => DuckDbType.SmallInt,
            int => DuckDbType.Integer,
            long => DuckDbType.BigInt,
            byte => DuckDbType.UTinyInt,
            ushort => DuckDbType.USmallInt,
            uint => DuckDbType.UInteger,
            ulong => DuckDbType.UBigInt,
            _ => throw new InvalidOperationException($"No vector holds {typeof(T).Name}."),
        };
        return new ReadOnlySpan<T>(VectorData(column, expected), Rows);
    }

    private void* VectorData(int column, DuckDbType expected) =>
        _types[column] == expected
            ? Native.duckdb_vector_get_data(Native.duckdb_data_chunk_get_vector(_chunk, (ulong)column))
            : throw new InvalidOperationException($"Result column {column} is {_types[column]}, not {expected}.");
}
