using System.Globalization;
using System.Text;

namespace Mandelstam.Reports.Drawing;

/// <summary>One picture in the making: its size, its title, its legend, its text, and what could not be drawn.</summary>
/// <remarks>
/// Same input, same bytes: nothing here depends on time, culture or chance. Everything refers by name to things inside the picture, and the names
/// begin with the figure's, so that many pictures can stand in one page. Appearance is in plain attributes, which every viewer understands.
/// </remarks>
internal sealed class Canvas
{
    private const string Fonts = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif";
    private const double TitleSize = 15;
    private const double LegendSize = 12;
    private const double LegendRow = 19;
    private const double Sample = 24;

    private readonly StringBuilder _body = new();
    private readonly List<string> _notes = [];
    private readonly string _name;
    private readonly string _title;
    private readonly double _width;
    private int _clips;
    private double _top;

    public Canvas(string name, string title, double width)
    {
        _name = name;
        _title = title;
        _width = width;
        Text(12, 22, title, TitleSize, "start", Palette.Ink, bold: true);
        _top = 34;
    }

    /// <summary>The place below title and legend, full width, from which panels are cut.</summary>
    public Box Take(double height)
    {
        Box box = new(0, _top, _width, height);
        _top += height;
        return box;
    }

    /// <summary>Remembers that some of the data have no place in the picture; the caption will say so.</summary>
    public void Note(string sentence)
    {
        if (!_notes.Contains(sentence))
        {
            _notes.Add(sentence);
        }
    }

    /// <summary>Notes values that are not finite.</summary>
    public void NoteDropped(int count, string what)
    {
        if (count > 0)
        {
            Note(count == 1
                ? $"Not drawn: 1 value of {what} that is not finite."
                : string.Create(CultureInfo.InvariantCulture, $"Not drawn: {count} values of {what} that are not finite."));
        }
    }

    /// <summary>Writes a legend across the picture, in as many rows as it needs.</summary>
    public void Legend(IReadOnlyList<LegendEntry> entries)
    {
        double x = 14;
        double y = _top + 10;
        Open("legend");
        foreach (LegendEntry entry in entries)
        {
            double width = Sample + 6 + TextWidth(entry.Text, LegendSize) + 18;
            if (x > 14 && x + width > _width)
            {
                x = 14;
                y += LegendRow;
            }

            if (entry.Fill is string fill)
            {
                Rectangle(new Box(x, y - 5, Sample, 10), fill, entry.Opacity);
            }

            if (entry.Line is Stroke stroke)
            {
                Line(x, y, x + Sample, y, stroke);
            }

            if (entry.Marker is Marker marker)
            {
                Mark(x + Sample / 2, y, marker, entry.Line?.Color ?? Palette.Ink, 3.6);
            }

            Text(x + Sample + 6, y + 4, entry.Text, LegendSize, "start", Palette.Ink);
            x += width;
        }

        Close();
        _top = y + 16;
    }

    /// <summary>The finished picture; the notes join the caption.</summary>
    public Figure Finish(string caption)
    {
        string fullCaption = string.Join(" ", _notes.Prepend(caption).Where(text => text.Length > 0));
        double height = Math.Ceiling(_top);
        string svg = $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{Markup.Pixel(_width)}" height="{Markup.Pixel(height)}" viewBox="0 0 {Markup.Pixel(_width)} {Markup.Pixel(height)}" role="img" aria-labelledby="{_name}-title {_name}-description" font-family="{Fonts}">
            <title id="{_name}-title">{Markup.Escape(_title)}</title>
            <desc id="{_name}-description">{Markup.Escape(fullCaption)}</desc>
            <rect class="paper" width="100%" height="100%" fill="{Palette.Paper}"/>
            {_body}</svg>

            """;
        return new Figure(_name, _title, fullCaption, svg.ReplaceLineEndings("\n"));
    }

    public void Open(string kind, string? series = null, string? clip = null)
    {
        _body.Append("<g class=\"").Append(kind).Append('"');
        if (series is not null)
        {
            _body.Append(" data-series=\"").Append(Markup.Escape(series)).Append('"');
        }

        if (clip is not null)
        {
            _body.Append(" clip-path=\"").Append(clip).Append('"');
        }

        _body.Append(">\n");
    }

    public void Close() => _body.Append("</g>\n");

    /// <summary>Defines a window; what is drawn with the returned reference does not leave it.</summary>
    public string Clip(Box box)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"{_name}-window-{++_clips}");
        _body.Append("<clipPath id=\"").Append(id).Append("\"><rect").Append(Place(box)).Append("/></clipPath>\n");
        return $"url(#{id})";
    }

    public void Line(double x1, double y1, double x2, double y2, Stroke stroke)
    {
        _body.Append("<line x1=\"").Append(Markup.Pixel(x1)).Append("\" y1=\"").Append(Markup.Pixel(y1))
            .Append("\" x2=\"").Append(Markup.Pixel(x2)).Append("\" y2=\"").Append(Markup.Pixel(y2)).Append('"');
        AppendStroke(stroke);
        _body.Append("/>\n");
    }

    public void Path(string data, Stroke? stroke, string? fill = null, double opacity = 1)
    {
        if (data.Length == 0)
        {
            return;
        }

        _body.Append("<path d=\"").Append(data).Append("\" fill=\"").Append(fill ?? "none").Append('"');
        if (fill is not null && opacity < 1)
        {
            _body.Append(" fill-opacity=\"").Append(Markup.Pixel(opacity)).Append('"');
        }

        if (stroke is Stroke line)
        {
            AppendStroke(line);
            _body.Append(" stroke-linejoin=\"round\"");
        }

        _body.Append("/>\n");
    }

    public void Rectangle(Box box, string fill, double opacity = 1, Stroke? stroke = null, string? tip = null)
    {
        _body.Append("<rect").Append(Place(box)).Append(" fill=\"").Append(fill).Append('"');
        if (opacity < 1)
        {
            _body.Append(" fill-opacity=\"").Append(Markup.Pixel(opacity)).Append('"');
        }

        if (stroke is Stroke line)
        {
            AppendStroke(line);
        }

        AppendTip("rect", tip);
    }

    public void Mark(double x, double y, Marker marker, string color, double size, string? tip = null)
    {
        string px = Markup.Pixel(x);
        string py = Markup.Pixel(y);
        if (marker == Marker.Disc)
        {
            _body.Append("<circle class=\"mark\" cx=\"").Append(px).Append("\" cy=\"").Append(py).Append("\" r=\"").Append(Markup.Pixel(size))
                .Append("\" fill=\"").Append(color).Append('"');
            AppendTip("circle", tip);
            return;
        }

        (double X, double Y)[] corners = marker switch
        {
            Marker.Square => [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
            Marker.Triangle => [(0, -1.2), (1.1, 0.8), (-1.1, 0.8)],
            _ => [(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)],
        };
        _body.Append("<polygon class=\"mark\" points=\"")
            .AppendJoin(' ', corners.Select(c => Markup.Pixel(x + size * c.X) + "," + Markup.Pixel(y + size * c.Y)))
            .Append("\" fill=\"").Append(color).Append('"');
        AppendTip("polygon", tip);
    }

    public void Text(double x, double y, string text, double size, string anchor, string color, bool bold = false, double rotate = 0)
    {
        _body.Append("<text x=\"").Append(Markup.Pixel(x)).Append("\" y=\"").Append(Markup.Pixel(y)).Append("\" font-size=\"").Append(Markup.Pixel(size))
            .Append("\" fill=\"").Append(color).Append('"');
        if (anchor != "start")
        {
            _body.Append(" text-anchor=\"").Append(anchor).Append('"');
        }

        if (bold)
        {
            _body.Append(" font-weight=\"bold\"");
        }

        if (rotate != 0)
        {
            _body.Append(" transform=\"rotate(").Append(Markup.Pixel(rotate)).Append(' ').Append(Markup.Pixel(x)).Append(' ').Append(Markup.Pixel(y)).Append(")\"");
        }

        _body.Append('>').Append(Markup.Escape(text)).Append("</text>\n");
    }

    /// <summary>The width of a text, near enough for placing the next one: sans-serif letters are about 0.55 of their size wide.</summary>
    public static double TextWidth(string text, double size)
    {
        double em = 0;
        foreach (char c in text)
        {
            em += c switch
            {
                'i' or 'l' or 'j' or '.' or ',' or ':' or '\'' or '|' or '!' => 0.28,
                ' ' or 't' or 'f' or 'r' or '(' or ')' or '[' or ']' or '-' => 0.34,
                'm' or 'w' or 'M' or 'W' or '%' or '±' => 0.86,
                >= '\u0300' and <= '\u036F' => 0,
                >= 'A' and <= 'Z' => 0.69,
                _ => 0.56,
            };
        }

        return em * size;
    }

    private static string Place(Box box) =>
        $" x=\"{Markup.Pixel(box.Left)}\" y=\"{Markup.Pixel(box.Top)}\" width=\"{Markup.Pixel(Math.Max(0, box.Width))}\" height=\"{Markup.Pixel(Math.Max(0, box.Height))}\"";

    private void AppendStroke(Stroke stroke)
    {
        _body.Append(" stroke=\"").Append(stroke.Color).Append("\" stroke-width=\"").Append(Markup.Pixel(stroke.Width)).Append('"');
        if (stroke.Dash.Length > 0)
        {
            _body.Append(" stroke-dasharray=\"").Append(stroke.Dash).Append('"');
        }
    }

    private void AppendTip(string element, string? tip)
    {
        if (tip is null)
        {
            _body.Append("/>\n");
        }
        else
        {
            _body.Append("><title>").Append(Markup.Escape(tip)).Append("</title></").Append(element).Append(">\n");
        }
    }
}
