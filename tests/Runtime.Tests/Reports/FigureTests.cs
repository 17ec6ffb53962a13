using System.Globalization;
using System.Xml.Linq;
using Mandelstam.Reports;
using Xunit;

namespace Mandelstam.Runtime.Tests.Reports;

public sealed class FigureTests
{
    public static TheoryData<string> Names => [.. SampleFigures.All().Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_figure_is_well_formed_and_refers_only_to_its_own_elements(string name)
    {
        Figure figure = SampleFigures.All().Single(f => f.Name == name);
        XElement root = XDocument.Parse(figure.Svg).Root!;
        string[] ids = [.. root.Descendants().Select(e => (string?)e.Attribute("id")).OfType<string>()];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(ids, id => Assert.StartsWith(name + "-", id));
        Assert.Contains(ids, id => id == name + "-title");
        foreach (string window in root.Descendants().Select(e => (string?)e.Attribute("clip-path")).OfType<string>())
        {
            Assert.Contains(window["url(#".Length..^1], ids);
        }

        Assert.DoesNotContain("NaN", figure.Svg);
        Assert.DoesNotContain("∞", figure.Svg);
        Assert.DoesNotContain(root.Descendants().Attributes(), a => a.Name.LocalName is "href" or "src");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Figures_are_the_same_bytes_in_every_run_and_culture(string name)
    {
        string expected = SampleFigures.All().Single(f => f.Name == name).Svg;
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            foreach (string culture in new[] { "fi-FI", "tr-TR", "ar-SA" })
            {
                CultureInfo.CurrentCulture = new CultureInfo(culture);
                Figure figure = SampleFigures.All().Single(f => f.Name == name);
                Assert.Equal(expected, figure.Svg);
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Coverage_draws_each_interval_once_in_the_colour_of_its_outcome()
    {
        IReadOnlyList<PseudoExperimentInterval> experiments = SampleFigures.Experiments();
        SvgPicture picture = new(CoveragePlot.Draw("c", "t", experiments));
        int covered = picture.SeriesOf("bars", "covered").Sum(s => SvgPicture.Lines(s).Count);
        int missed = picture.SeriesOf("bars", "not covered").Sum(s => SvgPicture.Lines(s).Count);
        Assert.Equal(experiments.Count(e => e.Low <= e.MuTrue && e.MuTrue <= e.High), covered);
        Assert.Equal(experiments.Count - covered, missed);
        Assert.True(missed > 0);
        Assert.Equal(6, picture.SeriesOf("level", "true μ").Count);

        // A bar covers exactly if it crosses the line of the truth; the order of panels is that of μ.
        for (int panel = 0; panel < 6; panel++)
        {
            double truth = SvgPicture.Number(SvgPicture.Lines(picture.SeriesOf("level", "true μ")[panel])[0], "x1");
            Assert.All(SvgPicture.Lines(picture.SeriesOf("bars", "covered")[panel]), l => Assert.InRange(truth, SvgPicture.Number(l, "x1") - 0.011, SvgPicture.Number(l, "x2") + 0.011));
            Assert.All(SvgPicture.Lines(picture.SeriesOf("bars", "not covered")[panel]), l =>
                Assert.True(truth < SvgPicture.Number(l, "x1") + 0.011 || truth > SvgPicture.Number(l, "x2") - 0.011));
        }
    }

    [Fact]
    public void Coverage_says_what_it_leaves_out()
    {
        PseudoExperimentInterval[] experiments = [.. SampleFigures.Experiments(30), new(1, double.NaN, double.NaN, 2), new(1, 1, 0, double.PositiveInfinity)];
        Figure figure = CoveragePlot.Draw("c", "t", experiments, mostPerPanel: 10);
        Assert.Contains("Not drawn: 2 values of intervals that are not finite.", figure.Caption);
        Assert.Contains("The first 10 pseudo-experiments of each μ are drawn", figure.Caption);
        SvgPicture picture = new(figure);
        Assert.Equal(60, picture.SeriesOf("bars", "covered").Concat(picture.SeriesOf("bars", "not covered")).Sum(s => SvgPicture.Lines(s).Count));
        Assert.Contains("of 30", figure.Svg);
    }

    [Fact]
    public void Coverage_against_mu_draws_each_method_with_errors_even_where_all_cover()
    {
        CoverageSeries method = new("A", [new CoveragePoint(1, 50, 50), new CoveragePoint(0.5, 30, 50), new CoveragePoint(2, 0, 0)]);
        Figure figure = CoverageVersusMu.Draw("c", "t", [method, new CoverageSeries("B", [new CoveragePoint(1, 34, 50)])]);
        SvgPicture picture = new(figure);
        XElement series = picture.Single("points", "A");
        Assert.Equal(2, SvgPicture.Marks(series).Count);
        Assert.Equal(2, SvgPicture.Lines(series).Count);
        // Ascending in μ, and a higher coverage is higher in the picture (a smaller y).
        Assert.True(SvgPicture.Number(SvgPicture.Marks(series)[0], "cx") < SvgPicture.Number(SvgPicture.Marks(series)[1], "cx"));
        Assert.True(SvgPicture.Number(SvgPicture.Marks(series)[0], "cy") > SvgPicture.Number(SvgPicture.Marks(series)[1], "cy"));
        Assert.True(SvgPicture.Number(SvgPicture.Lines(series)[1], "y1") > SvgPicture.Number(SvgPicture.Lines(series)[1], "y2"));
        Assert.Single(SvgPicture.Marks(picture.Single("points", "B")));
        Assert.Contains("Not drawn: 1 value of coverage", figure.Caption);
    }

    [Theory]
    // Wilson's interval at z = 1 by hand: (k + 1/2 ± √(k(n − k)/n + 1/4)) / (n + 1).
    [InlineData(0, 10, 0, 1.0 / 11)]
    [InlineData(10, 10, 10.0 / 11, 1)]
    [InlineData(5, 10, 0.349244328, 0.650755672)]
    public void Wilson_intervals_are_right(int covered, int total, double low, double high)
    {
        (double actualLow, double actualHigh) = new CoveragePoint(1, covered, total).WilsonInterval();
        // Rounding of four operations; the literals carry nine digits.
        Assert.Equal(low, actualLow, 1e-9);
        Assert.Equal(high, actualHigh, 1e-9);
    }

    [Fact]
    public void The_belt_is_ordered_and_its_reading_meets_the_bounds()
    {
        SvgPicture picture = new(SampleFigures.Belt());
        string lower = SvgPicture.Path(picture.Single("curve", "lower quantile"));
        Assert.Equal(23, SvgPicture.Count(lower, 'L'));
        double[] x = [.. SvgPicture.Coordinates(lower, 'M'), .. SvgPicture.Coordinates(lower, 'L')];
        Assert.Equal(x.Order(), x);
        Assert.Equal(2, picture.SeriesOf("segment", "interval").Count);
        Assert.Equal(2, picture.SeriesOf("level", "range").Count);
        // The horizontal line of the estimate ends where the right bound's vertical one begins.
        XElement estimate = SvgPicture.Lines(picture.Single("segment", "estimate"))[0];
        XElement bound = SvgPicture.Lines(picture.SeriesOf("segment", "interval")[1])[0];
        Assert.Equal(SvgPicture.Number(estimate, "x2"), SvgPicture.Number(bound, "x1"));
        Assert.Equal(SvgPicture.Number(estimate, "y1"), SvgPicture.Number(bound, "y1"));
    }

    [Fact]
    public void An_interval_that_leaves_the_belt_is_drawn_on_one_side_only()
    {
        Figure figure = ConfidenceBelt.Draw("b", "t", [new BeltPoint(0, -1, 0, 1), new BeltPoint(1, 0, 1, 2)], new BeltInversion(1.8, 0.8, double.PositiveInfinity));
        Assert.Single(new SvgPicture(figure).SeriesOf("segment", "interval"));
    }

    [Fact]
    public void Templates_have_one_step_per_bin_and_a_ratio_for_each_variation()
    {
        SvgPicture picture = new(SampleFigures.Templates());
        Assert.Equal(2, picture.SeriesOf("steps", "tes = 0.97").Count);
        Assert.Equal(2, picture.SeriesOf("steps", "tes = 1.03 to nominal").Count);
        string path = SvgPicture.Path(picture.SeriesOf("steps", "tes = 1.03")[0]);
        Assert.Equal(20, SvgPicture.Count(path, 'H'));
        Assert.Equal(19, SvgPicture.Count(path, 'V'));
        double[] ends = SvgPicture.Coordinates(path, 'H');
        Assert.Equal(ends.Order(), ends);
    }

    [Fact]
    public void A_logarithmic_axis_keeps_empty_bins_on_its_floor_and_leaves_gaps_at_missing_ones()
    {
        double[] edges = [0, 1, 2, 3, 4];
        StepHistogram nominal = new("nominal", edges, [1000, 0, double.NaN, 1e-3]);
        StepHistogram variation = new("v", edges, [900, 0, 5, 1e-3]);
        Figure figure = ScoreTemplates.Draw("t", "t", [new TemplateFamily("signal", nominal, [variation])], logarithmic: true);
        SvgPicture picture = new(figure);
        string outline = SvgPicture.Path(picture.Single("steps", "nominal outline"));
        Assert.Equal(2, SvgPicture.Count(outline, 'M'));
        Assert.Equal(3, SvgPicture.Count(outline, 'H'));
        string path = SvgPicture.Path(picture.Single("steps", "v"));
        double[] levels = SvgPicture.Coordinates(path, 'V');
        // Bins 1 to 3 hold 0, 5, 0.001: the empty one lies lowest.
        Assert.Equal(3, levels.Length);
        Assert.True(levels[0] > levels[2] && levels[2] > levels[1]);
        Assert.Contains("Not drawn: 1 value of the signal templates", figure.Caption);
        Assert.DoesNotContain("NaN", figure.Svg);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-300)]
    [InlineData(1e15)]
    [InlineData(-3)]
    public void Histograms_of_any_size_can_be_drawn(double content)
    {
        StepHistogram data = new("data", [0, 1, 2], [content, 2 * content]);
        foreach (bool logarithmic in new[] { false, true })
        {
            Figure figure = DataOverTemplates.Draw("d", "t", data, [new StepHistogram("a", [0, 1, 2], [content, 0])], logarithmic: logarithmic);
            XDocument.Parse(figure.Svg);
            Assert.DoesNotContain("NaN", figure.Svg);
            Assert.DoesNotContain("Infinity", figure.Svg);
        }
    }

    [Fact]
    public void Nothing_to_draw_gives_an_empty_picture_and_no_exception()
    {
        Figure[] figures =
        [
            CoveragePlot.Draw("a", "t", []),
            CoverageVersusMu.Draw("a", "t", []),
            ConfidenceBelt.Draw("a", "t", []),
            FeatureDistributions.Draw("a", "t", []),
            TrainingCurves.Draw("a", "t", []),
            TrainingCurves.Draw("a", "t", [new TrainingCurve("n", [], [], [], [])]),
            LikelihoodScan.Draw("a", "t", "μ", []),
            PullPlot.Draw("a", "t", []),
        ];
        Assert.All(figures, f =>
        {
            XDocument.Parse(f.Svg);
            Assert.DoesNotContain("NaN", f.Svg);
        });
    }

    [Fact]
    public void Long_training_curves_are_thinned_but_keep_their_extremes()
    {
        double[] steps = [.. Enumerable.Range(0, 100_000).Select(k => (double)k)];
        double[] loss = [.. steps.Select(s => Math.Sin(s / 5000))];
        loss[77_777] = -9;
        loss[50_000] = double.NaN;
        Figure figure = TrainingCurves.Draw("t", "t", [new TrainingCurve("n", steps, loss, [0, 99_999], [0.5, 0.4], 1000)]);
        SvgPicture picture = new(figure);
        string path = SvgPicture.Path(picture.Single("curve", "training"));
        Assert.InRange(SvgPicture.Count(path, 'L'), 400, 1000);
        // The gap at the missing value.
        Assert.Equal(2, SvgPicture.Count(path, 'M'));
        Assert.Contains("Not drawn: 1 value of the loss of n", figure.Caption);
        double[] heights = [.. path.Split('M', 'L').Skip(1).Select(p => double.Parse(p.Split(' ')[1], CultureInfo.InvariantCulture))];
        // The spike is alone at the bottom: −9 against at least −1 for everything else.
        Assert.Single(heights, h => h > heights.Order().ElementAt(heights.Length - 2) + 50);
    }

    [Fact]
    public void Features_are_drawn_with_unit_area()
    {
        double[] edges = [0, 1, 3];
        FeatureDistribution feature = new("f", "GeV", new StepHistogram("s", edges, [1, 1]), new StepHistogram("b", edges, [1000, 1000]));
        SvgPicture picture = new(FeatureDistributions.Draw("f", "t", [feature]));
        string[] paths = [.. new[] { "signal", "background" }.Select(n => (string)picture.Single("steps", n).Elements().Last().Attribute("d")!)];
        Assert.Equal(paths[0], paths[1]);
        Assert.Empty(picture.SeriesOf("steps", "signal, perturbed"));
    }

    [Fact]
    public void Data_over_templates_stacks_and_pulls()
    {
        double[] edges = [0, 1, 2, 3];
        Figure figure = DataOverTemplates.Draw("d", "t", new StepHistogram("data", edges, [110, 100, 4]),
            [new StepHistogram("background", edges, [60, 60, 0]), new StepHistogram("signal", edges, [40, 40, 0])]);
        SvgPicture picture = new(figure);
        Assert.Equal(3, SvgPicture.Marks(picture.Single("points", "data")).Count);
        IReadOnlyList<XElement> pulls = SvgPicture.Marks(picture.Single("points", "pulls"));
        // The third bin expects nothing: it has no pull. The second is met exactly, the first exceeded by one standard deviation.
        Assert.Equal(2, pulls.Count);
        double zero = SvgPicture.Number(SvgPicture.Lines(picture.Single("level", "zero"))[0], "y1");
        Assert.Equal(zero, SvgPicture.Number(pulls[1], "cy"));
        double top = SvgPicture.Coordinates(SvgPicture.Path(picture.Single("band", "±1")), 'V')[0];
        Assert.Equal(top, SvgPicture.Number(pulls[0], "cy"));
        // The stack's top is the fit.
        Assert.Equal(SvgPicture.Coordinates(SvgPicture.Path(picture.Single("steps", "fit")), 'V')[0], SvgPicture.Coordinates(SvgPicture.Path(picture.Single("steps", "signal")), 'V')[1]);
    }

    [Fact]
    public void Scan_pulls_and_correlations_draw_every_number()
    {
        SvgPicture scan = new(SampleFigures.Scan());
        Assert.Equal(80, SvgPicture.Count(SvgPicture.Path(scan.Single("curve", "nuisances fitted")), 'L'));
        SvgPicture pulls = new(SampleFigures.Pulls());
        Assert.Equal(2, SvgPicture.Marks(pulls.Single("points", "with prior")).Count);
        Assert.Single(SvgPicture.Marks(pulls.Single("points", "without prior")));
        // Its constraint is unknown: a point without a bar.
        Assert.Empty(SvgPicture.Lines(pulls.Single("bars", "without prior errors")));
        string correlations = SampleFigures.Correlations().Svg;
        Assert.Equal(2, correlations.Split(">−0.31<").Length - 1);
        Assert.Equal(3, correlations.Split(">1.00<").Length - 1);
    }

    [Fact]
    public void Text_in_figures_is_escaped()
    {
        Figure figure = LikelihoodScan.Draw("s", "<script>alert('x')</script>", "\"a\" & b < c \u0001", [new ScanCurve("<b>", [0, 1], [1, 0])]);
        XElement root = XDocument.Parse(figure.Svg).Root!;
        Assert.DoesNotContain("<script", figure.Svg);
        Assert.DoesNotContain("<b>", figure.Svg);
        Assert.Contains(root.Descendants(), e => e.Value == "\"a\" & b < c \uFFFD");
    }

    [Fact]
    public void Mistakes_of_the_caller_are_named()
    {
        Assert.Contains("two words", Assert.Throws<ArgumentException>(() => new Figure("two words", "", "", "")).Message);
        Assert.Contains("ascending", Assert.Throws<ArgumentException>(() => new StepHistogram("h", [0, 1, 1], [1, 2])).Message);
        Assert.Contains("2 bins and 2 edges", Assert.Throws<ArgumentException>(() => new StepHistogram("h", [0, 1], [1, 2])).Message);
        Assert.Contains("'n'", Assert.Throws<ArgumentException>(() => TrainingCurves.Draw("t", "t", [new TrainingCurve("n", [1], [], [], [])])).Message);
        Assert.Throws<ArgumentException>(() => CorrelationMatrix.Draw("c", "t", ["a", "b"], new double[1, 2]));
        Assert.Throws<ArgumentException>(() => DataOverTemplates.Draw("d", "t", new StepHistogram("d", [0, 1], [1]), [new StepHistogram("s", [0, 1, 2], [1, 2])]));
    }
}
