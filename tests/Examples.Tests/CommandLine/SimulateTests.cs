using Mandelstam.CommandLine;
using Mandelstam.Data;
using Mandelstam.Events;
using Mandelstam.Examples.HiggsUncertainty;
using Xunit;

namespace Mandelstam.Examples.Tests.CommandLine;

/// <summary><c>mandelstam simulate higgs</c>; the simulation's own physics is tested beside it.</summary>
public sealed class SimulateTests
{
    [Theory]
    [InlineData("events.parquet")]
    [InlineData("events.csv")]
    [InlineData("events.tsv.gz")]
    public void A_file_has_the_schema_of_the_challenge_and_the_same_events_in_every_format(string name)
    {
        using Tool tool = new();
        string file = tool.File(name);
        Assert.Equal(0, Run(tool, "simulate", "higgs", "--n", "3000", "--out", file, "--seed", "5"));
        Assert.Contains("3000 events written", tool.Output, StringComparison.Ordinal);
        Table table = Table.Read(file);
        Assert.Equal([.. HiggsTauTau.Model.Columns.Select(static c => c.Name)], table.Names);
        EventBatch read = EventFile.ReadAll(file, HiggsTauTau.Model);
        using Examples.HiggsSimulation.SimulatedEvents events = new(5);
        EventBatch direct = events.Generate(0, 3000, 3000);
        Assert.Equal(3000, read.Rows);
        Assert.Equal(direct.ProcessCodes, read.ProcessCodes.AsSpan(0, read.Rows));
        foreach ((int i, ColumnInfo column) in HiggsTauTau.Model.Columns.Index().Where(static c => c.Item.Role != ColumnRole.Label))
        {
            Assert.True(direct.Column(i).AsSpan().SequenceEqual(read.Column(i).AsSpan(0, read.Rows)), column.Name);
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_for_every_number_of_threads()
    {
        using Tool tool = new();
        byte[] one = Bytes("1", "1"), two = Bytes("1", "3"), other = Bytes("2", "1");
        Assert.Equal(one, two);
        Assert.NotEqual(one, other);

        byte[] Bytes(string seed, string threads)
        {
            string file = tool.File($"{seed}-{threads}.csv");
            Assert.Equal(0, Run(tool, "simulate", "higgs", "--n", "2500", "--out", file, "--seed", seed, "--threads", threads, "--process", "htautau"));
            return File.ReadAllBytes(file);
        }
    }

    [Theory]
    [InlineData("Say what to do")]
    [InlineData("--out needs --n", "--out", "x.parquet")]
    [InlineData("--n needs --out", "--n", "10")]
    [InlineData("--n has to be 1 or more", "--n", "0", "--out", "x.parquet")]
    [InlineData("wjets", "--n", "10", "--out", "x.parquet", "--process", "wjets")]
    [InlineData("--threads has to be 1 or more", "--n", "10", "--out", "x.parquet", "--threads", "0")]
    [InlineData("--sample is for --report", "--n", "10", "--out", "x.parquet", "--sample", "y.parquet")]
    public void Wrong_options_are_refused_in_one_line(string expected, params string[] options)
    {
        using Tool tool = new();
        Assert.Equal(2, Run(tool, ["simulate", "higgs", .. options]));
        Assert.Contains(expected, tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_named_and_nothing_is_left()
    {
        using Tool tool = new();
        Assert.Equal(1, Run(tool, "simulate", "higgs", "--n", "10", "--out", tool.File("events.root")));
        Assert.Contains("events.root", tool.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(Path.GetDirectoryName(tool.File("x"))!));
    }

    [Fact]
    public void An_interrupted_run_leaves_no_file()
    {
        using Tool tool = new();
        using CancellationTokenSource cancellation = new();
        cancellation.Cancel();
        Assert.Equal(130, tool.Run(ExampleRegistry.BuiltIn, ["simulate", "higgs", "--n", "100000", "--out", tool.File("events.parquet")], cancellation.Token));
        Assert.Empty(Directory.GetFileSystemEntries(Path.GetDirectoryName(tool.File("x"))!));
    }

    [Fact]
    public void A_report_compares_all_features_of_a_process_and_says_where_they_differ()
    {
        using Tool tool = new();
        string sample = tool.File("sample.parquet"), folder = tool.File("report");
        Assert.Equal(0, Run(tool, "simulate", "higgs", "--n", "1500", "--out", sample, "--seed", "6", "--process", "ttbar"));
        Assert.Equal(0, Run(tool, "simulate", "higgs", "--report", folder, "--sample", sample, "--process", "ttbar"));
        Assert.Contains("AUC", tool.Output, StringComparison.Ordinal);
        using System.Text.Json.JsonDocument results = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "results.json")));
        System.Text.Json.JsonElement ttbar = results.RootElement.GetProperty("processes").GetProperty("ttbar");
        Assert.Equal(28, ttbar.GetProperty("features").EnumerateObject().Count());

        // The sample is of the simulation itself: a classifier of so few events gains nothing.
        Assert.InRange(ttbar.GetProperty("auc").GetDouble(), 0.45, 0.55);
        string page = File.ReadAllText(Path.Combine(folder, "report.html"));
        Assert.Contains("DER_met_phi_centrality", page, StringComparison.Ordinal);
        Assert.Contains("<svg", page, StringComparison.Ordinal);
        Assert.Equal(1, Run(tool, "simulate", "higgs", "--report", folder, "--sample", sample, "--process", "htautau"));
        Assert.Contains("0 events of htautau", tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fit_writes_numbers_and_refuses_samples_that_are_too_small()
    {
        using Tool tool = new();
        string folder = tool.File("numbers");
        Assert.Equal(0, Run(tool, "simulate", "higgs", "fit", "--out", folder, "--process", "diboson", "--iterations", "1", "--anew"));
        Assert.Contains("step   1", tool.Output, StringComparison.Ordinal);
        string json = File.ReadAllText(Path.Combine(folder, "diboson.json"));
        Assert.Contains("every second event of higgs_sample.parquet", json, StringComparison.Ordinal);
        Examples.HiggsSimulation.Production.ProductionTables tables = Examples.HiggsSimulation.Production.ProductionTables.Parse(json);
        Assert.Equal(Examples.HiggsSimulation.Production.TableLayout.Numbers, tables.Values.Length);

        string sample = tool.File("sample.parquet");
        Assert.Equal(0, Run(tool, "simulate", "higgs", "--n", "500", "--out", sample, "--process", "ttbar"));
        Assert.Equal(1, Run(tool, "simulate", "higgs", "fit", "--out", folder, "--process", "ttbar", "--sample", sample));
        Assert.Contains("a thousand are needed", tool.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, "ttbar.json")));
    }

    private static int Run(Tool tool, params string[] args) => tool.Run(ExampleRegistry.BuiltIn, args, CancellationToken.None);
}
