using System.Text.Json;
using Mandelstam.Data;
using Mandelstam.TestKit;
using Xunit;

namespace Mandelstam.Examples.Tests.CommandLine;

/// <summary><c>mandelstam score</c>; the score's own arithmetic is tested with the challenge's vectors in <c>Challenge/</c>.</summary>
public sealed class ScoreTests
{
    private static readonly string[] Header = ["set,pe,mu_true,mu_hat,delta_mu_hat,p16,p84"];

    // Two sets of two intervals: widths 1, 1, 2, 2; three of four cover.
    private static readonly string[] Rows = ["0,0,1,1,0.5,0.5,1.5", "0,1,1,2,0.5,1.5,2.5", "1,0,2,2,1,1,3", "1,1,2,2,1,1,3"];

    [Fact]
    public void Json_holds_pooled_and_per_set_figures()
    {
        using Tool tool = new();
        Assert.Equal(0, tool.Run("score", tool.Write("table.csv", [.. Header, .. Rows]), "--json"));
        using JsonDocument document = JsonDocument.Parse(tool.Output);
        JsonElement pooled = document.RootElement.GetProperty("pooled");
        Assert.Equal(["interval", "coverage", "quantiles_score", "rmse", "mae"], pooled.EnumerateObject().Select(property => property.Name));
        Assert.Equal(1.5, pooled.GetProperty("interval").GetDouble(), 15);
        Assert.Equal(0.75, pooled.GetProperty("coverage").GetDouble(), 15);

        // Four intervals: 2 deviations are 0.4654, so 0.75 is in the flat region and the score is -ln(1.501).
        Assert.Equal(-Math.Log(1.501), pooled.GetProperty("quantiles_score").GetDouble(), 14);

        JsonElement sets = document.RootElement.GetProperty("sets");
        Assert.Equal([0, 1], sets.EnumerateArray().Select(set => set.GetProperty("set").GetInt32()));
        Assert.Equal([1.0, 2.0], sets.EnumerateArray().Select(set => set.GetProperty("interval").GetDouble()));
        Assert.Equal([0.5, 1.0], sets.EnumerateArray().Select(set => set.GetProperty("coverage").GetDouble()));
    }

    [Fact]
    public void Text_has_a_line_for_the_pool_and_one_per_set()
    {
        using Tool tool = new();
        Assert.Equal(0, tool.Run("score", tool.Write("table.csv", [.. Header, .. Rows])));
        string[][] lines = [.. tool.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        Assert.Equal(["set", "size", "mu_true", "interval", "coverage", "quantiles_score", "rmse", "mae"], lines[0]);
        Assert.Equal(["pooled", "4", "1.5", "0.75"], lines[1][..4]);
        Assert.Equal(["1", "2", "2", "2", "1"], lines[3][..5]);
        Assert.Equal(4, lines.Length);
    }

    [Fact]
    public void A_limit_that_is_not_a_number_is_null_in_json()
    {
        using Tool tool = new();
        Assert.Equal(0, tool.Run("score", tool.Write("table.csv", [.. Header, .. Rows, "1,2,2,2,1,nan,3"]), "--json"));
        using JsonDocument document = JsonDocument.Parse(tool.Output);
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("pooled").GetProperty("interval").ValueKind);
        Assert.Equal(0.6, document.RootElement.GetProperty("pooled").GetProperty("coverage").GetDouble(), 15);
    }

    [Fact]
    public void Missing_columns_are_named_together()
    {
        using Tool tool = new();
        Assert.Equal(1, tool.Run("score", tool.Write("table.csv", "set,pe,mu_true,mu_hat", "0,0,1,1")));
        Assert.Contains("has no delta_mu_hat, p16, p84.", tool.Error, StringComparison.Ordinal);
    }

    [ReferenceFact]
    public void Reference_tables_score_as_the_challenge_scores_them()
    {
        ReferenceTable inputs = ReferenceTable.Read("higgsml/scoring_inputs.csv.gz");
        ReferenceTable expected = ReferenceTable.Read("higgsml/scoring_expected.csv.gz");
        ILookup<string, int> rows = Enumerable.Range(0, inputs.Rows).ToLookup(row => inputs.Text(row, "table"));
        using Tool tool = new();

        // The random tables: every tenth, since each is a run of the tool. The edge cases need no file and are tested in Challenge/.
        int[] tables = [.. Enumerable.Range(0, expected.Rows).Where(row => expected.Text(row, "table").StartsWith('r')).Where((_, i) => i % 10 == 0)];
        Assert.NotEmpty(tables);
        foreach (int table in tables)
        {
            string[] lines = [.. rows[expected.Text(table, "table")].Select(row => string.Join(',', Header[0].Split(',').Select(column => inputs.Text(row, column))))];
            Assert.Equal(0, tool.Run("score", tool.Write("table.csv", [.. Header, .. lines]), "--json"));
            using JsonDocument document = JsonDocument.Parse(tool.Output);
            foreach (string figure in (string[])["interval", "coverage", "quantiles_score", "rmse", "mae"])
            {
                double value = expected.Number(table, figure);

                // Sums over at most some thousand terms in another order: 1e-12 relative is ample for rounding and far below any real difference.
                Assert.Equal(value, document.RootElement.GetProperty("pooled").GetProperty(figure).GetDouble(), 1e-12 * Math.Max(1, Math.Abs(value)));
            }
        }
    }

    [Fact]
    public void Parquet_scores_like_text()
    {
        using Tool tool = new();
        string csv = tool.Write("table.csv", [.. Header, .. Rows]);
        Table table = Table.Read(csv);
        string parquet = tool.File("table.parquet");
        using (TableWriter writer = TableWriter.Create(parquet, [.. table.Names.Select((name, i) => new TableColumn(name, i < 2 ? TableColumnType.Int64 : TableColumnType.Float64))]))
        {
            writer.Append([.. table.Names.Select((name, i) => i < 2 ? (Array)table.Longs(name) : table.Doubles(name))], table.Rows);
            writer.Complete();
        }

        Assert.Equal(0, tool.Run("score", csv, "--json"));
        string fromText = tool.Output;
        Assert.Equal(0, tool.Run("score", parquet, "--json"));
        Assert.Equal(fromText, tool.Output);
    }
}
