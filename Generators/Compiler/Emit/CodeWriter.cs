using System.Text;

namespace Mandelstam.Compiler.Emit;

/// <summary>Writes indented C#; lines end in \n on every machine.</summary>
public sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>One line, or several, each indented; an empty line stays empty.</summary>
    public CodeWriter Line(string text = "")
    {
        for (int start = 0, end; start <= text.Length; start = end + 1)
        {
            end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            int last = end;
            while (last > start && text[last - 1] == '\r')
            {
                last--;
            }

            if (end > start)
            {
                _text.Append(' ', 4 * _depth).Append(text, start, last - start);
            }

            _text.Append('\n');
        }

        return this;
    }

    /// <summary>Opens a block.</summary>
    public CodeWriter Open(string? head = null)
    {
        if (head is not null)
        {
            Line(head);
        }

        Line("{");
        _depth++;
        return this;
    }

    /// <summary>Closes a block.</summary>
    public CodeWriter Close(string tail = "")
    {
        _depth--;
        return Line("}" + tail);
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
