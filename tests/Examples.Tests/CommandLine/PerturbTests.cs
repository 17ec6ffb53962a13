using Mandelstam.Data;
using Mandelstam.Randomness;
using Xunit;

namespace Mandelstam.Examples.Tests.CommandLine;

/// <summary><c>mandelstam perturb</c>, on a model whose answers are known.</summary>
public sealed class PerturbTests
{
    private static readonly string[] Events = ["x,weights,detailed_labels,labels", "8,1,signal,1", "20,2,background,0", "30,4,signal,1", "40,8,background,0"];

    [Fact]
    public void Writes_row_id_columns_and_features_of_what_is_kept()
    {
        using Tool tool = new();
        string output = tool.File("out.csv");
        Assert.Equal(0, tool.Run("perturb", "toy", "--in", tool.Write("in.csv", Events), "--out", output, "--energy-scale", "1.1", "--bkg-scale", "1.01", "--precision", "float64"));
        Table table = Table.Read(output);
        Assert.Equal(["row_id", "x", "weights", "detailed_labels", "labels", "twice", "inverse"], table.Names);
        Assert.Equal([1, 2, 3], table.Longs("row_id"));
        Assert.Equal([1.1 * 20, 1.1 * 30, 1.1 * 40], table.Doubles("x"));
        Assert.Equal([2 * 1.01, 4, 8 * 1.01], table.Doubles("weights"));
        Assert.Equal(["background", "signal", "background"], table.Texts("detailed_labels"));
        Assert.Equal([0.0, 1, 0], table.Doubles("labels"));
        Assert.Equal([2 * (1.1 * 20), 2 * (1.1 * 30), 2 * (1.1 * 40)], table.Doubles("twice"));
        Assert.Contains("3 events", tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_selection_every_event_stays_and_row_ids_of_the_input_are_kept()
    {
        using Tool tool = new();
        string output = tool.File("out.parquet");
        Assert.Equal(0, tool.Run("perturb", "toy", "--in", tool.Write("in.csv", "row_id,x", "17,8", "5,20"), "--out", output, "--no-selection"));
        Table table = Table.Read(output);
        Assert.Equal(["row_id", "x", "twice", "inverse"], table.Names);
        Assert.Equal([17, 5], table.Longs("row_id"));
        Assert.Equal([8.0, 20], table.Doubles("x"));
    }

    [Fact]
    public void Precision_is_that_of_the_numbers_written()
    {
        using Tool tool = new();
        string input = tool.Write("in.csv", "x", "20.3");
        double[] inverse = [.. new[] { "float32", "float64" }.Select(precision =>
        {
            string output = tool.File($"{precision}.csv");
            Assert.Equal(0, tool.Run("perturb", "toy", "--in", input, "--out", output, "--precision", precision));
            return Table.Read(output).Doubles("inverse")[0];
        })];
        Assert.NotEqual(inverse[0], inverse[1]);
        Assert.Equal((float)inverse[1], (float)inverse[0]);
    }

    [Fact]
    public void Noise_is_a_function_of_seed_and_row_id()
    {
        using Tool tool = new();
        double[] forward = Smeared(tool, "7", "row_id,x", "0,100", "1,200", "2,300");
        double[] backward = Smeared(tool, "7", "row_id,x", "2,300", "1,200", "0,100");
        double[] other = Smeared(tool, "8", "row_id,x", "0,100", "1,200", "2,300");
        Assert.Equal(forward, backward.Reverse());
        Assert.All(forward.Zip(other), pair => Assert.NotEqual(pair.First, pair.Second));
        Assert.Equal(100 + (3 * new CounterRandom(7, stream: 0).NormalAt(0)), forward[0], 1e-12);
    }

    [Fact]
    public void Noise_from_a_table_is_matched_by_row_id()
    {
        using Tool tool = new();
        string noise = tool.Write("noise.csv", "row_id,zx", "1,-1", "0,0.5", "9,3");
        string output = tool.File("out.csv");
        string input = tool.Write("in.csv", "x", "100", "200");
        Assert.Equal(0, tool.Run("perturb", "toy", "--in", input, "--out", output, "--soft-x", "2", "--noise", noise));
        Assert.Equal([101.0, 198], Table.Read(output).Doubles("x"));
    }

    [Theory]
    [InlineData("no noise for the event with row_id 1", "row_id,zx", "0,1")]
    [InlineData("row_id 0 twice", "row_id,zx", "0,1", "0,1")]
    [InlineData("must hold row_id and 1 columns", "row_id,zx,zy", "0,1,1")]
    [InlineData("must hold row_id and 1 columns", "zx", "0")]
    public void Unusable_noise_is_named_and_nothing_is_written(string message, params string[] lines)
    {
        using Tool tool = new();
        string input = tool.Write("in.csv", "x", "100", "200");
        string output = tool.File("out.csv");
        Assert.Equal(1, tool.Run("perturb", "toy", "--in", input, "--out", output, "--noise", tool.Write("noise.csv", lines)));
        Assert.Contains(message, tool.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(output));
    }

    [Theory]
    [InlineData("--energy-scale", "1.2", "[0.9, 1.1]")]
    [InlineData("--soft-x", "-0.1", "[0, 5]")]
    [InlineData("--bkg-scale", "NaN", "[0.99, 1.01]")]
    public void A_value_outside_its_range_is_refused_and_the_range_named(string option, string value, string range)
    {
        using Tool tool = new();
        Assert.Equal(2, tool.Run("perturb", "toy", "--in", tool.Write("in.csv", Events), "--out", tool.File("out.csv"), option, value));
        Assert.Contains($"{option} {value} is outside the range {range}", tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rate_without_the_columns_that_it_scales_is_refused()
    {
        using Tool tool = new();
        Assert.Equal(1, tool.Run("perturb", "toy", "--in", tool.Write("in.csv", "x", "20"), "--out", tool.File("out.csv"), "--bkg-scale", "1.01"));
        Assert.Contains("--bkg-scale scales weights", tool.Error, StringComparison.Ordinal);
    }

    private static double[] Smeared(Tool tool, string seed, params string[] lines)
    {
        string output = tool.File("out.csv");
        Assert.Equal(0, tool.Run("perturb", "toy", "--in", tool.Write("in.csv", lines), "--out", output, "--soft-x", "3", "--seed", seed, "--precision", "float64"));
        return Table.Read(output).Doubles("x");
    }
}
