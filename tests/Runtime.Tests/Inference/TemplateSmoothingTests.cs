using System.Collections.Immutable;
using Mandelstam.Inference;

namespace Mandelstam.Tests.Inference;

public sealed class TemplateSmoothingTests
{
    private static readonly ScoreBinning Binning = new([[0.1, 0.2, 0.3, 0.4, 0.5], [0.5, 0.7]]);

    [Fact]
    public void A_change_that_is_a_parabola_along_the_score_is_kept()
    {
        double[] nominal = [.. Enumerable.Range(0, 18).Select(static i => 10.0 + (7 * i % 11))];
        double[] varied = [.. nominal.Select(static (y, i) => y * (1 + (0.03 * (i % 9)) - (0.004 * (i % 9) * (i % 9))))];

        double[] smooth = new TemplateSmoothing(nominal, Binning).Smooth(varied);

        Assert.All(varied.Zip(smooth), static pair => Assert.Equal(pair.First, pair.Second, 1e-12 * pair.First));
    }

    [Fact]
    public void The_sum_of_a_process_in_a_category_is_kept_and_single_bins_are_not_followed()
    {
        double[] nominal = [.. Enumerable.Repeat(100.0, 9)];
        double[] varied = [100, 100, 180, 100, 100, 100, 90, 110, 100];

        double[] smooth = new TemplateSmoothing(nominal, Binning, degree: 1).Smooth(varied);

        Assert.Equal(680, smooth[..6].Sum(), 1e-9);
        Assert.Equal(300, smooth[6..].Sum(), 1e-9);

        // A line through six equal weights with one point 0.8 up at x = −0.2: 0.8 (1/6 + x·(−0.2)/2.8) above one.
        Assert.Equal(100 * (1 + (0.8 * ((1.0 / 6) + (0.04 / 2.8)))), smooth[2], 1e-9);
    }

    [Fact]
    public void Bins_without_nominal_events_stay_empty()
    {
        double[] nominal = [0, 0, 50, 60, 70, 0, 0, 0, 0];
        double[] varied = [1, 0, 55, 66, 77, 2, 3, 4, 5];

        double[] smooth = new TemplateSmoothing(nominal, Binning).Smooth(varied);

        Assert.Equal([0, 0, 55, 66, 77, 0, 0, 0, 0], smooth.Select(static y => Math.Round(y, 9)));
    }

    [Fact]
    public void Other_sizes_are_refused()
    {
        TemplateSmoothing smoothing = new(Enumerable.Repeat(1.0, 9).ToArray(), Binning);

        Assert.Throws<ArgumentException>(() => smoothing.Smooth([1, 2]));
        Assert.Throws<ArgumentException>(() => new TemplateSmoothing([1, 2], Binning));
    }
}
