using FsCheck;
using FsCheck.Fluent;
using Mandelstam.Reports;
using Xunit;

namespace Mandelstam.Runtime.Tests.Reports;

public sealed class StepHistogramTests
{
    [Fact]
    public void Filling_follows_the_edges()
    {
        StepHistogram filled = StepHistogram.Fill("h", [0, 1, 2], [-0.1, 0, 0.999, 1, 2, 2.001, double.NaN, 1.5], [1, 1, 2, 4, 8, 16, 32, double.NaN]);
        Assert.Equal([3, 12], filled.Contents);
        Assert.Equal([Math.Sqrt(5), Math.Sqrt(80)], filled.Errors!);
    }

    [Fact]
    public void Filling_loses_no_event_within_the_edges()
    {
        Prop.ForAll(
            ArbMap.Default.ArbFor<NormalFloat[]>(),
            values =>
            {
                double[] numbers = [.. values.Select(v => v.Get)];
                double[] edges = [.. Enumerable.Range(-5, 11).Select(k => (double)k)];
                return StepHistogram.Fill("h", edges, numbers).Contents.Sum() == numbers.Count(v => v is >= -5 and <= 5);
            }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Shapes_are_normalised()
    {
        StepHistogram density = new StepHistogram("h", [0, 1, 3], [2, 2], [1, 1]).Normalised();
        Assert.Equal([0.5, 0.25], density.Contents);
        Assert.Equal([0.25, 0.125], density.Errors!);
        Assert.Equal([0.25, 0.75], new StepHistogram("h", [0, 1, 2], [1, 3]).Fractions().Contents);
        Assert.Equal([0, 0], new StepHistogram("h", [0, 1, 2], [0, 0]).Normalised().Contents);
        Assert.Equal([2, double.NaN], new StepHistogram("h", [0, 1, 2], [4, 1]).RatioTo(new StepHistogram("r", [0, 1, 2], [2, 0])));
    }

    [Fact]
    public void Bins_hold_the_bulk_of_the_values()
    {
        double[] values = [.. Enumerable.Range(0, 1000).Select(k => k / 1000.0), 1e9, double.NaN];
        double[] edges = StepHistogram.EqualBins(values, 10);
        Assert.Equal(11, edges.Length);
        Assert.True(edges[^1] < 1.01);
        Assert.Equal([2.5, 7.5], StepHistogram.EqualBins([5, 5, 5], 1));
        Assert.Equal([0, 1], StepHistogram.EqualBins([], 1));
    }
}
