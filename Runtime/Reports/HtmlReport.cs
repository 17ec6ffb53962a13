using System.Globalization;
using System.Text;
using Mandelstam.IO;
using Mandelstam.Reports.Drawing;

namespace Mandelstam.Reports;

/// <summary>A report as one HTML file that needs nothing else: no network, no script, no file beside it.</summary>
/// <remarks>
/// The page is well-formed XML as well, so that other programs can read it. Its bytes depend on what is added and on nothing else.
/// Figures stay on white in dark surroundings; their colours were chosen for it.
/// </remarks>
public sealed class HtmlReport
{
    private const string Style = """
        :root { color-scheme: light dark; --ink: #1a1a1a; --muted: #555; --paper: #fff; --line: #d8d8d8; --soft: #f4f6f8; --accent: #005b8f; --warn: #fff3e0; --warn-line: #d55e00; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e8e8e8; --muted: #b0b0b0; --paper: #16181b; --line: #3a3f45; --soft: #20242a; --accent: #7cc4f0; --warn: #3a2a14; --warn-line: #e69f00; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; }
        .page { max-width: 72rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
        header { border-bottom: 3px solid var(--accent); margin-bottom: 1.2rem; padding-bottom: .6rem; }
        h1 { font-size: 1.8rem; line-height: 1.2; margin: .2rem 0; }
        h2 { font-size: 1.35rem; margin: 2.4rem 0 .6rem; padding-bottom: .2rem; border-bottom: 1px solid var(--line); }
        h3 { font-size: 1.08rem; margin: 1.6rem 0 .4rem; }
        p, li { max-width: 46rem; }
        .subtitle { color: var(--muted); margin: 0; }
        a { color: var(--accent); }
        nav ol { margin: 0; padding-left: 1.9rem; }
        nav strong { display: block; margin-bottom: .2rem; }
        .cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: .8rem; margin: 1rem 0; }
        .card { background: var(--soft); border: 1px solid var(--line); border-radius: .5rem; padding: .7rem .9rem; }
        .card dt { color: var(--muted); font-size: .88rem; }
        .card dd { margin: 0; font-size: 1.45rem; font-weight: 600; font-variant-numeric: tabular-nums; }
        .card dd.remark { font-size: .85rem; font-weight: 400; color: var(--muted); }
        .wide { overflow-x: auto; max-width: 100%; }
        table { border-collapse: collapse; margin: .8rem 0; font-size: .94rem; }
        caption { text-align: left; color: var(--muted); padding-bottom: .3rem; }
        th, td { padding: .28rem .8rem .28rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
        thead th { border-bottom: 2px solid var(--muted); }
        tbody th { font-weight: 500; }
        .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; padding-left: .8rem; }
        figure { margin: 1.4rem 0; }
        .plot { background: #fff; border: 1px solid var(--line); border-radius: .4rem; padding: .3rem; }
        .plot svg { display: block; height: auto; max-width: 100%; min-width: 34rem; margin: 0 auto; }
        figcaption { color: var(--muted); font-size: .92rem; margin-top: .4rem; max-width: 52rem; }
        .note, .warning { border-left: 4px solid var(--accent); background: var(--soft); padding: .6rem .9rem; border-radius: 0 .3rem .3rem 0; }
        .warning { border-left-color: var(--warn-line); background: var(--warn); }
        pre { background: var(--soft); border: 1px solid var(--line); border-radius: .3rem; padding: .7rem; overflow-x: auto; font-size: .85rem; }
        summary { cursor: pointer; color: var(--accent); margin: .6rem 0; }
        footer { margin-top: 3rem; border-top: 1px solid var(--line); color: var(--muted); font-size: .88rem; }
        @media (min-width: 66rem) {
          .columns { display: grid; grid-template-columns: 13rem minmax(0, 1fr); gap: 2.4rem; }
          nav { position: sticky; top: 1rem; align-self: start; font-size: .92rem; max-height: 95vh; overflow-y: auto; }
          .columns section:first-child h2 { margin-top: 0; }
        }
        @media print {
          :root { --ink: #000; --muted: #444; --paper: #fff; --line: #ccc; --soft: #fff; --accent: #000; --warn: #fff; }
          nav { display: none; }
          .columns { display: block; }
          .page { max-width: none; padding: 0; }
          body { font-size: 10.5pt; }
          figure, .card, table { break-inside: avoid; }
          .plot svg { min-width: 0; }
          details::details-content { content-visibility: visible; }
        }
        """;

    private readonly string _title;
    private readonly string _subtitle;
    private readonly string _footer;
    private readonly List<ReportSection> _sections = [];
    private readonly List<Figure> _figures = [];

    /// <summary>Creates an empty report.</summary>
    /// <param name="title">The title.</param>
    /// <param name="subtitle">A line below the title: what was run, on what; may be empty.</param>
    /// <param name="footer">A line at the end: version, provider, seed; may be empty.</param>
    public HtmlReport(string title, string subtitle = "", string footer = "")
    {
        _title = title;
        _subtitle = subtitle;
        _footer = footer;
    }

    /// <summary>The figures so far, in the order of their numbers.</summary>
    public IReadOnlyList<Figure> Figures => _figures;

    /// <summary>Adds a section at the end.</summary>
    /// <param name="heading">Its heading, also in the table of contents.</param>
    /// <returns>The section, to be filled.</returns>
    public ReportSection Section(string heading)
    {
        string anchor = "section-" + (_sections.Count + 1).ToString(CultureInfo.InvariantCulture);
        ReportSection section = new(this, new StringBuilder(), heading, anchor);
        _sections.Add(section);
        return section;
    }

    /// <summary>The whole page.</summary>
    /// <returns>HTML that is well-formed XML, with line feeds as line ends.</returns>
    public string ToHtml()
    {
        StringBuilder page = new();
        page.Append("""
            <!DOCTYPE html>
            <html xmlns="http://www.w3.org/1999/xhtml" lang="en">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"/>
            <title>
            """.TrimEnd());
        page.Append(Markup.Escape(_title)).Append("</title>\n<style>\n").Append(Style).Append("\n</style>\n</head>\n<body>\n<div class=\"page\">\n<header>\n<h1>")
            .Append(Markup.Escape(_title)).Append("</h1>\n");
        if (_subtitle.Length > 0)
        {
            page.Append("<p class=\"subtitle\">").Append(Markup.Escape(_subtitle)).Append("</p>\n");
        }

        page.Append("</header>\n<div class=\"columns\">\n<nav aria-label=\"Contents\">\n<strong>Contents</strong>\n<ol>\n");
        foreach (ReportSection section in _sections)
        {
            page.Append("<li><a href=\"#").Append(section.Anchor).Append("\">").Append(Markup.Escape(section.Heading)).Append("</a></li>\n");
        }

        page.Append("</ol>\n</nav>\n<main>\n");
        foreach (ReportSection section in _sections)
        {
            page.Append("<section id=\"").Append(section.Anchor).Append("\">\n<h2>").Append(Markup.Escape(section.Heading)).Append("</h2>\n").Append(section.Body).Append("</section>\n");
        }

        page.Append("</main>\n</div>\n");
        if (_footer.Length > 0)
        {
            page.Append("<footer><p>").Append(Markup.Escape(_footer)).Append("</p></footer>\n");
        }

        page.Append("</div>\n</body>\n</html>\n");
        return page.ToString().ReplaceLineEndings("\n");
    }

    /// <summary>Writes the page, and every figure as <c>figures/&lt;name&gt;.svg</c> beside it.</summary>
    /// <param name="path">The page, for example <c>out/report.html</c>; its folder is created where it is missing.</param>
    public void Save(string path)
    {
        string folder = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".", "figures");
        foreach (Figure figure in _figures)
        {
            figure.Save(folder);
        }

        // The page comes last: where it exists, its figures do.
        AtomicFile.WriteText(path, ToHtml());
    }

    /// <summary>Gives a figure the next number.</summary>
    internal int Register(Figure figure)
    {
        if (_figures.Any(f => f.Name == figure.Name))
        {
            throw new ArgumentException($"The report has a figure named '{figure.Name}' already; figures need different names, which are also those of their files.", nameof(figure));
        }

        _figures.Add(figure);
        return _figures.Count;
    }
}
