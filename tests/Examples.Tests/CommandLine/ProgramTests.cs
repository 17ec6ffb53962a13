using System.Globalization;
using Mandelstam.CommandLine;
using Mandelstam.Events;
using Xunit;

namespace Mandelstam.Examples.Tests.CommandLine;

/// <summary>Errors, exit codes and culture, which all commands share.</summary>
public sealed class ProgramTests
{
    [Fact]
    public void Help_lists_every_command()
    {
        using Tool tool = new();
        Assert.Equal(0, tool.Run("--help"));
        Assert.All(["perturb", "score", "explain"], verb => Assert.Contains($"  {verb} ", tool.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("score", "a.csv", "--frobnicate")]
    [InlineData("score")]
    [InlineData("perturb", "toy", "--in", "a.csv")]
    [InlineData("perturb", "toy", "--in", "a.csv", "--out", "b.csv", "--energy-scale", "much")]
    [InlineData("perturb", "toy", "--in", "a.csv", "--out", "b.csv", "--precision", "float16")]
    public void A_wrong_command_line_is_exit_code_2_and_says_where_help_is(params string[] args)
    {
        using Tool tool = new();
        Assert.Equal(2, tool.Run(args));
        Assert.Empty(tool.Output);
        Assert.StartsWith("mandelstam: ", tool.Error, StringComparison.Ordinal);
        Assert.Contains("--help' lists the options.", tool.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("explain", "higs")]
    [InlineData("explain", "higs", "--json")]
    [InlineData("perturb", "higs", "--in", "a.csv", "--tes", "1.03")]
    public void An_unknown_example_lists_the_known_ones(params string[] args)
    {
        using Tool tool = new();
        Assert.Equal(1, tool.Run(args));
        Assert.Equal($"mandelstam: There is no example 'higs'. Known: toy.{Environment.NewLine}", tool.Error);
    }

    [Fact]
    public void A_user_error_is_one_message_and_exit_code_1()
    {
        using Tool tool = new();
        Assert.Equal(1, tool.Run("score", tool.File("nowhere.csv")));
        Assert.Single(tool.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("nowhere.csv", tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_internal_error_is_exit_code_70_and_shows_its_place_only_on_request()
    {
        using Tool tool = new();
        ExampleRegistry broken = new(new BrokenExample());
        Assert.Equal(70, tool.Run(broken, ["explain", "broken"], CancellationToken.None));
        Assert.Contains("internal error: InvalidOperationException: Broken on purpose.", tool.Error, StringComparison.Ordinal);
        Assert.Contains("--trace", tool.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(nameof(BrokenExample), tool.Error, StringComparison.Ordinal);

        Assert.Equal(70, tool.Run(broken, ["explain", "broken", "--trace"], CancellationToken.None));
        Assert.Contains($"{nameof(BrokenModel)}.get_Features", tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_command_is_exit_code_130_and_leaves_no_file()
    {
        using Tool tool = new();
        string input = tool.Write("in.csv", "x", "20");
        string[] args = ["perturb", "toy", "--in", input, "--out", tool.File("out.csv")];
        Assert.Equal(130, tool.Run(new ExampleRegistry(new ToyExample()), args, new CancellationToken(canceled: true)));
        Assert.Equal([input], Directory.GetFiles(Path.GetDirectoryName(input)!));
    }

    [Theory]
    [InlineData("fi-FI")]
    [InlineData("tr-TR")]
    public void Numbers_are_read_and_written_the_same_in_every_culture(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo? threads = CultureInfo.DefaultThreadCurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            using Tool tool = new();
            string input = tool.Write("in.csv", "x", "20.5");
            Assert.Equal(0, tool.Run("perturb", "toy", "--in", input, "--out", tool.File("out.csv"), "--energy-scale", "1.05", "--precision", "float64"));
            Assert.StartsWith($"0,{1.05 * 20.5:R},", File.ReadAllLines(tool.File("out.csv"))[1], StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
            CultureInfo.DefaultThreadCurrentCulture = threads;
        }
    }

    private sealed class BrokenExample : IExample
    {
        private readonly BrokenModel _model = new();

        public string Name => "broken";

        public string Description => "Throws where its features are asked for.";

        public EventModel Model => _model;
    }

    private sealed class BrokenModel : EventModel
    {
        private readonly ToyModel _toy = new();

        public override string Name => "Broken";

        public override System.Collections.Immutable.ImmutableArray<ColumnInfo> Columns => _toy.Columns;

        public override System.Collections.Immutable.ImmutableArray<FeatureInfo> Features => throw new InvalidOperationException("Broken on purpose.");

        public override System.Collections.Immutable.ImmutableArray<NuisanceInfo> Nuisances => _toy.Nuisances;

        public override System.Collections.Immutable.ImmutableArray<string> Categories => [];

        public override System.Collections.Immutable.ImmutableArray<string> Processes => [];

        public override int NoiseCount => 0;

        public override PerturbedEvents<T> Perturb<T>(EventBatch batch, ReadOnlySpan<double> nuisances, ReadOnlySpan<double> noise, bool selection, int threads, PerturbedEvents<T>? reuse) =>
            throw new InvalidOperationException("Broken on purpose.");
    }
}
