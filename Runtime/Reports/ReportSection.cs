using System.Globalization;
using System.Text;
using Mandelstam.Reports.Drawing;

namespace Mandelstam.Reports;

/// <summary>A part of a report: a heading and what follows it, in the order in which it is added.</summary>
/// <remarks>Every text is plain text; markup in it is shown, not interpreted.</remarks>
public sealed class ReportSection
{
    private readonly HtmlReport _report;
    private readonly StringBuilder _body;

    internal ReportSection(HtmlReport report, StringBuilder body, string heading, string anchor)
    {
        _report = report;
        _body = body;
        Heading = heading;
        Anchor = anchor;
    }

    /// <summary>The heading.</summary>
    public string Heading { get; }

    internal string Anchor { get; }

    internal string Body => _body.ToString();

    /// <summary>Adds a heading within the section.</summary>
    /// <param name="text">The heading.</param>
    /// <returns>This section.</returns>
    public ReportSection Subheading(string text) => Element("h3", text);

    /// <summary>Adds a paragraph.</summary>
    /// <param name="text">The paragraph.</param>
    /// <returns>This section.</returns>
    public ReportSection Paragraph(string text) => Element("p", text);

    /// <summary>Adds a list.</summary>
    /// <param name="items">Its items.</param>
    /// <returns>This section.</returns>
    public ReportSection List(IEnumerable<string> items)
    {
        _body.Append("<ul>\n");
        foreach (string item in items)
        {
            Element("li", item);
        }

        _body.Append("</ul>\n");
        return this;
    }

    /// <summary>Adds text whose spaces and line breaks count: a configuration, a command.</summary>
    /// <param name="text">The text.</param>
    /// <returns>This section.</returns>
    public ReportSection Code(string text)
    {
        _body.Append("<pre tabindex=\"0\"><code>").Append(Markup.Escape(text)).Append("</code></pre>\n");
        return this;
    }

    /// <summary>Adds a remark in a frame: something the reader must know to read the numbers right.</summary>
    /// <param name="text">The remark.</param>
    /// <returns>This section.</returns>
    public ReportSection Note(string text) => Framed("note", "Note", text);

    /// <summary>Adds a warning in a frame: something that may make the numbers wrong.</summary>
    /// <param name="text">The warning.</param>
    /// <returns>This section.</returns>
    public ReportSection Warning(string text) => Framed("warning", "Warning", text);

    /// <summary>Adds large numbers side by side.</summary>
    /// <param name="figures">The numbers.</param>
    /// <returns>This section.</returns>
    public ReportSection KeyFigures(params IEnumerable<KeyFigure> figures)
    {
        _body.Append("<dl class=\"cards\">\n");
        foreach (KeyFigure figure in figures)
        {
            _body.Append("<div class=\"card\"><dt>").Append(Markup.Escape(figure.Label)).Append("</dt><dd>").Append(Markup.Escape(figure.Value)).Append("</dd>");
            if (figure.Note.Length > 0)
            {
                _body.Append("<dd class=\"remark\">").Append(Markup.Escape(figure.Note)).Append("</dd>");
            }

            _body.Append("</div>\n");
        }

        _body.Append("</dl>\n");
        return this;
    }

    /// <summary>Adds a table.</summary>
    /// <param name="table">The table, as it is now.</param>
    /// <returns>This section.</returns>
    public ReportSection Table(ReportTable table)
    {
        bool[] numeric = [.. Enumerable.Range(0, table.Columns.Count).Select(table.IsNumeric)];
        string label = Markup.Escape(table.Caption.Length > 0 ? table.Caption : Heading);
        _body.Append("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"").Append(label).Append("\"><table>\n");
        if (table.Caption.Length > 0)
        {
            Element("caption", table.Caption);
        }

        _body.Append("<thead><tr>");
        for (int c = 0; c < numeric.Length; c++)
        {
            _body.Append(numeric[c] ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">").Append(Markup.Escape(table.Columns[c])).Append("</th>");
        }

        _body.Append("</tr></thead>\n<tbody>\n");
        foreach (IReadOnlyList<string> row in table.Rows)
        {
            _body.Append("<tr>");
            for (int c = 0; c < numeric.Length; c++)
            {
                string tag = c == 0 ? "th" : "td";
                _body.Append('<').Append(tag).Append(c == 0 ? " scope=\"row\"" : "").Append(numeric[c] ? " class=\"number\">" : ">")
                    .Append(Markup.Escape(row[c])).Append("</").Append(tag).Append('>');
            }

            _body.Append("</tr>\n");
        }

        _body.Append("</tbody></table></div>\n");
        return this;
    }

    /// <summary>Adds a picture with its caption and the next number.</summary>
    /// <param name="figure">The picture; its name must not be in the report yet.</param>
    /// <returns>This section.</returns>
    /// <exception cref="ArgumentException">The report has a figure of that name.</exception>
    public ReportSection Figure(Figure figure)
    {
        int number = _report.Register(figure);
        _body.Append("<figure id=\"figure-").Append(figure.Name).Append("\">\n<div class=\"wide plot\" role=\"region\" tabindex=\"0\" aria-label=\"")
            .Append(Markup.Escape(figure.Title)).Append("\">\n").Append(figure.Svg).Append("</div>\n<figcaption><strong>Figure ")
            .Append(number.ToString(CultureInfo.InvariantCulture)).Append(".</strong> ").Append(Markup.Escape(figure.Caption)).Append("</figcaption>\n</figure>\n");
        return this;
    }

    /// <summary>Adds a part that is closed until the reader opens it; browsers that can print it open.</summary>
    /// <param name="summary">The line that is always visible.</param>
    /// <param name="fill">Adds the part's content.</param>
    /// <returns>This section.</returns>
    public ReportSection Details(string summary, Action<ReportSection> fill)
    {
        _body.Append("<details><summary>").Append(Markup.Escape(summary)).Append("</summary>\n");
        fill(this);
        _body.Append("</details>\n");
        return this;
    }

    private ReportSection Framed(string kind, string label, string text)
    {
        _body.Append("<p class=\"").Append(kind).Append("\" role=\"note\"><strong>").Append(label).Append(":</strong> ").Append(Markup.Escape(text)).Append("</p>\n");
        return this;
    }

    private ReportSection Element(string tag, string text)
    {
        _body.Append('<').Append(tag).Append('>').Append(Markup.Escape(text)).Append("</").Append(tag).Append(">\n");
        return this;
    }
}
