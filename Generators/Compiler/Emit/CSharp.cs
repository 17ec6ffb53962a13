using System.Globalization;
using System.Text;

namespace Mandelstam.Compiler.Emit;

/// <summary>Spelling of C# literals and names, the same in every culture.</summary>
public static class CSharp
{
    private static readonly HashSet<string> Keywords = new(
        ("abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event explicit extern false finally "
        + "fixed float for foreach goto if implicit in int interface internal is lock long namespace new null object operator out override params private protected public "
        + "readonly ref return sbyte sealed short sizeof stackalloc static string struct switch this throw true try typeof uint ulong unchecked unsafe ushort using virtual "
        + "void volatile while field value var when where with and or not async extension file partial record required scoped").Split(' '),
        StringComparer.Ordinal);

    /// <summary>A double literal that reads back to the same number.</summary>
    public static string Number(double value)
    {
        if (double.IsNaN(value))
        {
            return "double.NaN";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity";
        }

        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.IndexOfAny(['.', 'E']) < 0 ? text + ".0" : text;
    }

    /// <summary>A string literal.</summary>
    public static string Text(string value)
    {
        // Room for some line ends.
        StringBuilder text = new("\"", value.Length + (value.Length / 16) + 2);
        int from = 0;
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            string? escaped = c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when CodeNames.IsUnseen(c) => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
                _ => null,
            };
            if (escaped is not null)
            {
                text.Append(value, from, i - from).Append(escaped);
                from = i + 1;
            }
        }

        return text.Append(value, from, value.Length - from).Append('"').ToString();
    }

    /// <summary>A truth value.</summary>
    public static string Bool(bool value) => value ? "true" : "false";

    /// <summary>An integer.</summary>
    public static string Int(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A name made usable as an identifier.</summary>
    public static string Identifier(string name)
    {
        // Most names are identifiers already.
        int parts = 0;
        while (parts < name.Length && IsPart(name[parts]))
        {
            parts++;
        }

        string result = parts == name.Length ? name : new([.. name.Select(static c => IsPart(c) ? c : '_')]);
        if (result.Length == 0 || !IsStart(result[0]))
        {
            result = "_" + result;
        }

        // Inside the accessors of a property, "field" is its storage.
        return result == "field" || Keywords.Contains(result) ? "@" + result : result;
    }

    // As C# has it, but for the invisible ones, which it leaves out of a name.
    private static bool IsPart(char c) => IsStart(c) || char.IsDigit(c)
        || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.ConnectorPunctuation;

    private static bool IsStart(char c) => char.IsLetter(c) || c == '_' || char.GetUnicodeCategory(c) == UnicodeCategory.LetterNumber;

    /// <summary>Text made safe inside an XML comment, on one line.</summary>
    public static string Xml(string text)
    {
        string line = text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\r\n", " ");
        return line.Any(CodeNames.IsUnseen) ? new([.. line.Select(static c => CodeNames.IsUnseen(c) ? ' ' : c)]) : line;
    }

    /// <summary>A name as a remark inside a line of code.</summary>
    public static string Remark(string name) => $"/* {name.Replace("*/", "* /")} */";
}
