using System.Buffers;
using System.Globalization;
using System.Numerics;

namespace Mandelstam.Data;

/// <summary>Numbers as files hold them: invariant, the shortest text that reads back to the same bits, <c>nan</c>, <c>inf</c> and <c>-inf</c>.</summary>
internal static class NumberText
{
    /// <summary>More than any number of these types takes.</summary>
    public const int Longest = 32;

    /// <summary>Appends a number.</summary>
    public static void Write<T>(IBufferWriter<byte> target, T value)
        where T : unmanaged, INumber<T>
    {
        Span<byte> text = target.GetSpan(Longest);
        int length;
        if (T.IsFinite(value))
        {
            _ = value.TryFormat(text, out length, default, CultureInfo.InvariantCulture);
        }
        else
        {
            ReadOnlySpan<byte> name = T.IsNaN(value) ? "nan"u8 : T.IsNegative(value) ? "-inf"u8 : "inf"u8;
            name.CopyTo(text);
            length = name.Length;
        }

        target.Advance(length);
    }

    /// <summary>Reads a number, correctly rounded, in any of the usual spellings of infinity and not-a-number.</summary>
    public static bool TryParse<T>(ReadOnlySpan<char> text, out T value)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        text = text.Trim();
        if (T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
        {
            return true;
        }

        ReadOnlySpan<char> magnitude = text.Length > 0 && text[0] is '+' or '-' ? text[1..] : text;
        if (!magnitude.Equals("inf", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        value = text[0] == '-' ? T.NegativeInfinity : T.PositiveInfinity;
        return true;
    }
}
