using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Mandelstam.Reports;
using Xunit;

namespace Mandelstam.Runtime.Tests.Reports;

public sealed class HtmlReportTests
{
    private static readonly XNamespace Html = "http://www.w3.org/1999/xhtml";
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void The_page_is_well_formed_and_holds_everything_in_order()
    {
        XElement root = XDocument.Parse(SampleFigures.Report().ToHtml()).Root!;
        Assert.Equal(["Result", "Templates and features", "Training", "Fit"], root.Descendants(Html + "h2").Select(h => h.Value));
        Assert.Equal(10, root.Descendants(Html + "figure").Count());
        Assert.Equal(10, root.Descendants(Svg + "svg").Count());
        Assert.StartsWith("Figure 10.", root.Descendants(Html + "figcaption").Last().Value);
        Assert.All(root.Descendants(Svg + "svg"), svg =>
        {
            Assert.Equal("img", (string?)svg.Attribute("role"));
            Assert.Equal((string?)svg.Element(Svg + "title")!.Attribute("id"), ((string)svg.Attribute("aria-labelledby")!).Split(' ')[0]);
        });

        string[] ids = [.. root.Descendants().Attributes("id").Select(a => a.Value)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(root.Descendants(Html + "a").Attributes("href"), a => Assert.Contains(a.Value[1..], ids));
    }

    [Fact]
    public void The_page_asks_for_nothing_outside_itself()
    {
        string html = SampleFigures.Report().ToHtml();
        XElement root = XDocument.Parse(html).Root!;
        Assert.DoesNotContain(root.Descendants().Attributes(), a => a.Name.LocalName is "src" or "srcset" or "data" or "action" || (a.Name.LocalName == "href" && !a.Value.StartsWith('#')));
        Assert.DoesNotContain(root.Descendants(), e => e.Name.LocalName is "script" or "link" or "iframe" or "object" or "embed" or "base");
        string[] addresses = [.. Regex.Matches(html, "[a-z]+://[^\"' )]*").Select(m => m.Value).Distinct()];
        // The two names of vocabularies are not fetched by anything.
        Assert.Equal(["http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg"], addresses.Order());
        Assert.All(Regex.Matches(html, @"url\(([^)]*)\)").Select(m => m.Groups[1].Value), target => Assert.StartsWith("#", target));
        Assert.DoesNotContain("@import", html);
    }

    [Fact]
    public void Everything_that_is_added_is_escaped()
    {
        const string evil = "<script>alert(\"x\")</script> & '\u0000 ]]> \uD800";
        HtmlReport report = new(evil, evil, evil);
        report.Section(evil).Subheading(evil).Paragraph(evil).List([evil]).Code(evil).Note(evil).Warning(evil).KeyFigures(new KeyFigure(evil, evil, evil))
            .Table(new ReportTable(evil, evil, "b").Row(evil, evil)).Details(evil, d => d.Paragraph(evil))
            .Figure(LikelihoodScan.Draw("scan", evil, evil, [new ScanCurve(evil, [0, 1], [0, 1])], caption: evil));
        string html = report.ToHtml();
        Assert.DoesNotContain("<script", html);
        XElement root = XDocument.Parse(html).Root!;
        string shown = evil.Replace('\u0000', '\uFFFD').Replace('\uD800', '\uFFFD');
        Assert.Equal(shown, root.Descendants(Html + "h1").Single().Value);
        // Subtitle, paragraph, the one in the closed part, footer.
        Assert.Equal(4, root.Descendants(Html + "p").Count(p => p.Value == shown));
        Assert.Equal(shown, root.Descendants(Html + "td").Single().Value);
    }

    [Fact]
    public void Columns_of_numbers_are_set_to_the_right()
    {
        ReportTable table = new ReportTable("t", "name", "number", "mixed", "empty").Row("a", "−1.2", "1", ReportNumber.Missing).Row("b", "68.3 %", "one", "").Row("c", ReportNumber.Missing, "2", "");
        Assert.Equal([false, true, false, false], Enumerable.Range(0, 4).Select(table.IsNumeric));
        HtmlReport report = new("t");
        report.Section("s").Table(table);
        XElement root = XDocument.Parse(report.ToHtml()).Root!;
        Assert.Equal(["number", "−1.2", "68.3 %", "–"], root.Descendants().Where(e => (string?)e.Attribute("class") == "number").Select(e => e.Value));
        Assert.Throws<ArgumentException>(() => table.Row("a"));
    }

    [Fact]
    public void The_page_is_the_same_bytes_in_every_culture()
    {
        string expected = SampleFigures.Report().ToHtml();
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("fi-FI");
            Assert.Equal(expected, SampleFigures.Report().ToHtml());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.DoesNotContain('\r', expected);
    }

    [Fact]
    public void Saving_writes_the_page_and_each_figure_beside_it()
    {
        string folder = Path.Combine(Path.GetTempPath(), "mandelstam-report-" + Guid.NewGuid().ToString("N"));
        try
        {
            HtmlReport report = SampleFigures.Report();
            report.Save(Path.Combine(folder, "report.html"));
            Assert.Equal(report.ToHtml(), File.ReadAllText(Path.Combine(folder, "report.html")));
            Assert.Equal(["figures", "report.html"], Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Order());
            Assert.Equal(report.Figures.Select(f => f.Name + ".svg").Order(StringComparer.Ordinal), Directory.EnumerateFiles(Path.Combine(folder, "figures")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
            Assert.All(Directory.EnumerateFiles(Path.Combine(folder, "figures")), f => Assert.Equal(Svg + "svg", XDocument.Load(f).Root!.Name));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Two_figures_of_one_name_are_refused()
    {
        ReportSection section = new HtmlReport("t").Section("s").Figure(SampleFigures.Pulls());
        Assert.Contains("'pulls'", Assert.Throws<ArgumentException>(() => section.Figure(SampleFigures.Pulls())).Message);
    }
}
