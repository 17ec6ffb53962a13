using System.Globalization;
using System.Text;

namespace Mandelstam.Reports.Drawing;

/// <summary>Text and numbers as they may stand in XML, whatever the text holds and whatever the culture is.</summary>
internal static class Markup
{
    /// <summary>Escapes a text for element content and for attributes in either kind of quotes.</summary>
    /// <remarks>Characters that XML cannot hold (controls, lone surrogates) become U+FFFD: a column name read from a foreign file must not break a report.</remarks>
    public static string Escape(string text)
    {
        StringBuilder result = new(text.Length + 16);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            switch (c)
            {
                case '&':
                    result.Append("&amp;");
                    break;
                case '<':
                    result.Append("&lt;");
                    break;
                case '>':
                    result.Append("&gt;");
                    break;
                case '"':
                    result.Append("&quot;");
                    break;
                case '\'':
                    result.Append("&#39;");
                    break;
                case '\n' or '\t':
                    result.Append(c);
                    break;
                case '\r':
                    break;
                default:
                    if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                    {
                        result.Append(c).Append(text[++i]);
                    }
                    else
                    {
                        bool forbidden = c < ' ' || char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF';
                        result.Append(forbidden ? '\uFFFD' : c);
                    }

                    break;
            }
        }

        return result.ToString();
    }

    /// <summary>A coordinate in pixels with two decimals: finer than any screen, and short.</summary>
    public static string Pixel(double value)
    {
        double rounded = Math.Round(value, 2);
        return (rounded == 0 ? 0 : rounded).ToString("0.##", CultureInfo.InvariantCulture);
    }
}
