using System.Text.RegularExpressions;
using System.Xml.Linq;
using Mandelstam.Measurement;
using Mandelstam.Runtime.Tests.Data;

namespace Mandelstam.Runtime.Tests.Measurement;

public sealed class MeasurementReportTests
{
    private static readonly XNamespace Html = "http://www.w3.org/1999/xhtml";

    private readonly ToyMeasurement _definition = new();

    [Fact]
    public void The_page_and_every_picture_are_written()
    {
        using TemporaryFolder folder = new();
        MeasurementReport.Write(_definition, _definition.Result(folder.Root));
        XElement page = XDocument.Load(folder["report.html"]).Root!;
        string[] files = [.. Directory.GetFiles(folder["figures"]).Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal)];
        Assert.Equal(
            [
                "belt-baseline", "belt-cnf", "correlations", "coverage-versus-mu", "features", "impacts", "intervals-baseline", "intervals-cnf", "likelihood-scan", "templates-baseline-category1", "templates-baseline-category2",
                "templates-cnf-category1", "templates-cnf-category2", "training-classifiers", "training-flows",
            ],
            files);
        Assert.Equal(files.Select(static f => "figure-" + f), page.Descendants(Html + "figure").Select(static f => (string)f.Attribute("id")!).Order(StringComparer.Ordinal));
        Assert.All(files, file => Assert.Equal("svg", XDocument.Load(folder[Path.Combine("figures", file + ".svg")]).Root!.Name.LocalName));
    }

    [Fact]
    public void Key_figures_are_those_of_the_result()
    {
        XElement page = Page();

        // Three of four intervals cover, all of width 0.5 or 1; errors of 0, 0, 0 and one width: half of it is the root mean square.
        Assert.Equal(["0.500", "0.750", "0.250", "0.777", "1.000", "0.750", "0.500", "0.777"], Cards(page));

        // Of four draws, three cover at all three strengths and one at none: √(4/3 · (3·0.75² + 2.25²))/12 = 0.25 where binomial is 0.125.
        Assert.Equal(["CNF+DNN", "0.777", "0.500", "0.750", "0.125", "0.250", "0.250", "0.500", "12"], RowOf(page, "CNF+DNN", 9));
        Assert.Equal(["a published method", "0.823", "0.438", "0.672", "0.191"], RowOf(page, "a published method", 5));
        Assert.Equal(["S/√B", "0.10", "0.10"], RowOf(page, "S/√B", 3));
        Assert.Equal(["Seed", "12345"], RowOf(page, "Seed", 2));
    }

    [Fact]
    public void Event_by_event_experiments_are_compared_in_units_of_chance()
    {
        // Two experiments, one of which covers: (0.5 − 0.75)/√(0.75·0.25/2) = −0.8.
        Assert.Equal(["Coverage", "0.750", "0.500", "−0.250", "0.306", "−0.8"], RowOf(Page(), "Coverage", 6));
    }

    [Fact]
    public void It_says_which_population_the_numbers_are_of()
    {
        string shared = Page().Value;
        Assert.Contains("Population: shared.", shared);
        Assert.Contains("one background event stands for 160 expected ones", shared);
        Assert.DoesNotContain("re-splits", shared);

        XElement page = Page("other.parquet");
        Assert.Contains("Population: independent.", page.Value);
        Assert.Contains("200 random re-splits", page.Value);
        Assert.Equal(["−0.321", "2.468", "200"], Cards(page)[8..]);
        Assert.DoesNotContain(page.Descendants(Html + "h2"), static h => h.Value == "Experiments drawn event by event");
    }

    [Fact]
    public void A_set_up_other_than_the_default_is_named_with_its_options()
    {
        XElement page = Page();
        Assert.Contains("quick set-up", page.Descendants(Html + "p").Single(static p => (string?)p.Attribute("class") == "note").Value);
        Assert.Equal(["Flow.Couplings", "8", "30"], RowOf(page, "Flow.Couplings", 3));

        MeasurementResult result = _definition.Result("nowhere");
        XElement standard = Parse(result with { Request = result.Request with { Options = MeasurementOptions.Default } });
        Assert.DoesNotContain(standard.Descendants(Html + "p"), static p => (string?)p.Attribute("class") == "note");
        Assert.DoesNotContain("Options that differ", standard.Value);
    }

    [Fact]
    public void Nothing_outside_the_page_is_asked_for()
    {
        string html = MeasurementReport.Create(_definition, _definition.Result("nowhere")).ToHtml();

        // The two names of vocabularies are not fetched by anything.
        Assert.Equal(
            ["http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg"],
            Regex.Matches(html, "[a-z]+://[^\"' )<]*").Select(static m => m.Value).Distinct().Order(StringComparer.Ordinal));
        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("src=", html);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Numbers_that_are_not_finite_leave_a_readable_page(double bad)
    {
        XElement page = Parse(_definition.Result("nowhere", bad: bad));
        Assert.Equal(15, page.Descendants(Html + "figure").Count());
        Assert.DoesNotContain("NaN", page.ToString());
        Assert.DoesNotContain("Infinity", string.Concat(page.Descendants().Where(static e => e.Name.LocalName == "path").Attributes("d").Select(static a => a.Value)));
    }

    private static string[] Cards(XElement page) =>
        [.. page.Descendants(Html + "div").Where(static d => (string?)d.Attribute("class") == "card").Select(static d => d.Elements(Html + "dd").First().Value)];

    // The first row of that name and length.
    private static string[] RowOf(XElement page, string name, int cells) => page.Descendants(Html + "tr")
        .Select(static row => row.Elements().Select(static cell => cell.Value).ToArray())
        .First(row => row[0] == name && row.Length == cells);

    private XElement Page(string? test = null) => Parse(_definition.Result("nowhere", test));

    private XElement Parse(MeasurementResult result) => XDocument.Parse(MeasurementReport.Create(_definition, result).ToHtml()).Root!;
}
