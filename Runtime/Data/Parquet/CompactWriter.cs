using System.Buffers;
using System.Text;

namespace Mandelstam.Data.Parquet;

/// <summary>Writes structures in Thrift's compact protocol, as Parquet's headers and footer are.</summary>
/// <remarks>github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md. Fields come in the order of their numbers.</remarks>
internal sealed class CompactWriter
{
    private const byte TypeI32 = 5, TypeI64 = 6, TypeBinary = 8, TypeList = 9, TypeStruct = 12;
    private const int LongestShortList = 14;

    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly Stack<int> _outer = new();
    private int _last;

    /// <summary>What has been written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    /// <summary>A field with a 32-bit number.</summary>
    public CompactWriter Int(int field, int value)
    {
        Header(field, TypeI32);
        Number(value);
        return this;
    }

    /// <summary>A field with a 64-bit number.</summary>
    public CompactWriter Long(int field, long value)
    {
        Header(field, TypeI64);
        Number(value);
        return this;
    }

    /// <summary>A field with a text.</summary>
    public CompactWriter Text(int field, string value)
    {
        Header(field, TypeBinary);
        Text(value);
        return this;
    }

    /// <summary>A field with a structure, which <see cref="End"/> closes.</summary>
    public CompactWriter Begin(int field)
    {
        Header(field, TypeStruct);
        return Begin();
    }

    /// <summary>A structure in a list, which <see cref="End"/> closes.</summary>
    public CompactWriter Begin()
    {
        _outer.Push(_last);
        _last = 0;
        return this;
    }

    /// <summary>The end of a structure; after the outermost one nothing follows.</summary>
    public CompactWriter End()
    {
        Byte(0);
        _last = _outer.Count > 0 ? _outer.Pop() : 0;
        return this;
    }

    /// <summary>A field with a list of structures; each of them begins with <see cref="Begin()"/>.</summary>
    public CompactWriter Structures(int field, int count)
    {
        List(field, TypeStruct, count);
        return this;
    }

    /// <summary>A field with a list of 32-bit numbers.</summary>
    public CompactWriter Ints(int field, params ReadOnlySpan<int> values)
    {
        List(field, TypeI32, values.Length);
        foreach (int value in values)
        {
            Number(value);
        }

        return this;
    }

    /// <summary>A field with a list of one text.</summary>
    public CompactWriter Texts(int field, string value)
    {
        List(field, TypeBinary, 1);
        Text(value);
        return this;
    }

    /// <summary>Writes a number in bits of seven, the lowest first: here and in packed runs.</summary>
    public static void WriteUnsigned(IBufferWriter<byte> to, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            WriteByte(to, (byte)(value | 0x80));
        }

        WriteByte(to, (byte)value);
    }

    private void List(int field, byte type, int count)
    {
        Header(field, TypeList);
        if (count <= LongestShortList)
        {
            Byte((byte)((count << 4) | type));
            return;
        }

        Byte((byte)(0xf0 | type));
        Unsigned((ulong)count);
    }

    // Fields are numbered by the step from the one before.
    private void Header(int field, byte type)
    {
        Byte((byte)(((field - _last) << 4) | type));
        _last = field;
    }

    private void Text(string value)
    {
        Unsigned((ulong)Encoding.UTF8.GetByteCount(value));
        _ = Encoding.UTF8.GetBytes(value, _bytes);
    }

    private void Number(long value) => Unsigned((ulong)((value << 1) ^ (value >> 63)));

    private void Unsigned(ulong value) => WriteUnsigned(_bytes, value);

    private void Byte(byte value) => WriteByte(_bytes, value);

    private static void WriteByte(IBufferWriter<byte> to, byte value)
    {
        to.GetSpan(1)[0] = value;
        to.Advance(1);
    }
}
