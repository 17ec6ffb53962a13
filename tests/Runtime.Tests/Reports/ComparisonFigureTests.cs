using System.Xml.Linq;
using Mandelstam.Reports;

namespace Mandelstam.Runtime.Tests.Reports;

/// <summary>Figures that hold samples against each other.</summary>
public sealed class ComparisonFigureTests
{
    [Fact]
    public void Cells_lie_where_events_do_and_the_densest_is_darkest()
    {
        // Of 4 × 4 cells two hold events: three in the lowest left one, one in the highest right one.
        DensityMap map = new("truth", [0.1, 0.1, 0.2, 0.9], [0.1, 0.2, 0.1, 0.9]);
        Figure figure = DensityMaps.Draw("m", "t", [map], ("x", 0, 1), ("y", 0, 1), bins: 4);
        XElement[] cells = [.. new SvgPicture(figure).Root.Descendants().Where(static e => e.Name.LocalName == "rect" && ((string?)e.Attribute("fill") ?? "").StartsWith('#') && (string?)e.Attribute("class") is null)];
        Assert.Equal(2, cells.Length);
        XElement many = cells.Single(static c => (string?)c.Attribute("fill") == "#08306b");
        XElement one = cells.Single(c => c != many);
        Assert.True(SvgPicture.Number(many, "x") < SvgPicture.Number(one, "x"));
        Assert.True(SvgPicture.Number(many, "y") > SvgPicture.Number(one, "y"));
    }

    [Fact]
    public void Events_outside_the_axes_are_counted_in_the_caption()
    {
        Figure figure = DensityMaps.Draw("m", "t", [new DensityMap("flow", [0.5, 1.5, double.NaN], [0.5, 0.5, 0.5])], ("x", 0, 1), ("y", 0, 1));
        Assert.Contains("2 of 3 events of 'flow'", figure.Caption);
        Assert.Throws<ArgumentException>(() => DensityMaps.Draw("m", "t", [new DensityMap("flow", [1], [])], ("x", 0, 1), ("y", 0, 1)));
    }

    [Fact]
    public void Samples_of_different_size_have_the_same_shape()
    {
        StepHistogram few = new("few", [0, 1, 2], [1, 3]), many = new("many", [0, 1, 2], [100, 300]);
        SvgPicture picture = new(ShapeComparison.Draw("s", "t", [new ShapePanel("x", [few, many])]));
        string Path(string series) => (string)picture.SeriesOf("steps", series).Single().Descendants().Last(static e => e.Name.LocalName == "path").Attribute("d")!;
        Assert.Equal(Path("few"), Path("many"));
    }
}
