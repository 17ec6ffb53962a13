using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Mandelstam.Reports;
using Xunit;

namespace Mandelstam.Runtime.Tests.Reports;

/// <summary>Reads back what a figure drew.</summary>
internal sealed partial class SvgPicture
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public SvgPicture(Figure figure)
    {
        Root = XDocument.Parse(figure.Svg).Root!;
    }

    public XElement Root { get; }

    public IReadOnlyList<XElement> SeriesOf(string kind, string name) =>
        [.. Root.Descendants(Svg + "g").Where(g => (string?)g.Attribute("data-series") == name && ((string?)g.Attribute("class"))!.Split(' ').Contains(kind))];

    public XElement Single(string kind, string name) => Assert.Single(SeriesOf(kind, name));

    public static IReadOnlyList<XElement> Marks(XElement series) => [.. series.Elements().Where(e => (string?)e.Attribute("class") == "mark")];

    public static IReadOnlyList<XElement> Lines(XElement series) => [.. series.Elements(Svg + "line")];

    public static string Path(XElement series) => (string)Assert.Single(series.Elements(Svg + "path")).Attribute("d")!;

    public static double Number(XElement element, string attribute) => double.Parse((string)element.Attribute(attribute)!, CultureInfo.InvariantCulture);

    /// <summary>Numbers that follow the given commands of a path.</summary>
    public static double[] Coordinates(string path, char command) =>
        [.. Commands().Matches(path).Where(m => m.Groups[1].Value[0] == command).Select(m => double.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture))];

    public static int Count(string path, char command) => path.Count(c => c == command);

    [GeneratedRegex("([MLHV])(-?[0-9.]+)")]
    private static partial Regex Commands();
}
