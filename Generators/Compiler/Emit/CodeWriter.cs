using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Mandelstam.Compiler.Emit;

/// <summary>Writes indented C#; lines end in \n on every machine.</summary>
public sealed class CodeWriter
{
    // The largest of the generated files are some hundred thousand characters; one thread writes many, one after the other.
    private const int Most = 1 << 20;

    [ThreadStatic]
    private static StringBuilder? _spare;

    private StringBuilder _text = _spare ?? new();
    private int _lineStart;
    private int _depth;

    /// <summary>Begins a text.</summary>
    public CodeWriter()
    {
        _spare = null;
        _text.Clear();
    }

    /// <summary>One line, or several, each indented; an empty line stays empty.</summary>
    public CodeWriter Line(string text = "")
    {
        Append(text);
        return EndLine();
    }

    /// <summary>One line, or several, written without being put together first.</summary>
    /// <param name="text">What has been written.</param>
    public CodeWriter Line([InterpolatedStringHandlerArgument("")] ref Pieces text) => EndLine();

    /// <summary>Lines one step further in.</summary>
    public CodeWriter Inside(string text)
    {
        _depth++;
        Line(text);
        _depth--;
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

    /// <summary>The text, to which nothing can be added any more.</summary>
    public string Finish()
    {
        string text = _text.ToString();
        _spare = _text.Capacity <= Most ? _text : null;
        _text = null!;
        return text;
    }

    private void Append(string? text)
    {
        for (int start = 0, end; text is not null && start < text.Length; start = end)
        {
            end = text.IndexOf('\n', start);
            bool isLast = end < 0;
            end = isLast ? text.Length : end;
            if (end > start)
            {
                (_text.Length == _lineStart ? _text.Append(' ', 4 * _depth) : _text).Append(text, start, end - start);
            }

            if (!isLast)
            {
                EndLine();
                end++;
            }
        }
    }

    private CodeWriter EndLine()
    {
        while (_text.Length > _lineStart && _text[_text.Length - 1] == '\r')
        {
            _text.Length--;
        }

        _text.Append('\n');
        _lineStart = _text.Length;
        return this;
    }

    /// <summary>A line in pieces, each written where it belongs.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Pieces
    {
        private readonly CodeWriter _writer;

        /// <summary>Begins the line.</summary>
        /// <param name="literalLength">How long its fixed parts are.</param>
        /// <param name="formattedCount">How many others it has.</param>
        /// <param name="writer">What it is written to.</param>
        public Pieces(int literalLength, int formattedCount, CodeWriter writer) => _writer = writer;

        /// <summary>Writes a fixed part.</summary>
        public void AppendLiteral(string text) => _writer.Append(text);

        /// <summary>Writes a text.</summary>
        public void AppendFormatted(string? text) => _writer.Append(text);

        /// <summary>Writes an integer.</summary>
        public void AppendFormatted(int number) => _writer.Append(number.ToString(CultureInfo.InvariantCulture));
    }
}
