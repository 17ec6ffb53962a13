using Mandelstam.Data;
using Mandelstam.Events;
using Xunit;

namespace Mandelstam.Runtime.Tests.Data;

/// <summary>What does not fit the declaration, in schema and values.</summary>
public sealed class EventFileCheckTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("typo.csv")]
    [InlineData("typo.parquet")]
    public void One_error_names_all_missing_and_mistyped_columns(string name)
    {
        using (TableWriter writer = TableWriter.Create(
            _folder[name],
            [new("toy_xx", TableColumnType.Float32), new("toy_count", TableColumnType.Text), new("unrelated", TableColumnType.Int32), new("extra", TableColumnType.Text)]))
        {
            writer.Append([new float[1], (string[])["many"], new int[1], (string[])["x"]], 1);
            writer.Complete();
        }

        string message = Assert.Throws<MandelstamException>(() => EventFile.Read(_folder[name], ToyModel.Instance)).Message;

        string found = name.EndsWith(".csv", StringComparison.Ordinal) ? "'{0}'" : "VARCHAR";
        Assert.Equal(
            $"""
            '{_folder[name]}' does not fit the declaration of Toy:
              toy_x is missing (is it 'toy_xx'?)
              toy_count holds text ({found.Replace("{0}", "many", StringComparison.Ordinal)}) where a number is expected
              weights is missing
              process is missing
              extra holds text ({found.Replace("{0}", "x", StringComparison.Ordinal)}) where a number is expected
            Columns of the file that Toy does not name: toy_xx, unrelated.
            """,
            message);
    }

    [Fact]
    public void A_number_where_a_label_is_expected_is_mistyped()
    {
        using (TableWriter writer = TableWriter.Create(
            _folder["l.parquet"],
            [new("toy_x", TableColumnType.Float64), new("toy_count", TableColumnType.Int64), new("weights", TableColumnType.Float64), new("process", TableColumnType.Int64)]))
        {
            writer.Append([new double[1], new long[1], new double[1], new long[1]], 1);
            writer.Complete();
        }

        Assert.Contains(
            "process holds numbers (BIGINT) where text is expected",
            Assert.Throws<MandelstamException>(() => EventFile.Read(_folder["l.parquet"], ToyModel.Instance)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bad.csv.gz")]
    [InlineData("bad.parquet")]
    public void One_error_names_and_counts_all_unusable_values(string name)
    {
        string path = ToyFile.Write(_folder[name], 1000, (x, _, weight, process) =>
        {
            x[17] = float.NaN;
            x[900] = float.PositiveInfinity;
            weight[3] = -1;
            weight[4] = float.NaN;
            process[5] = "nonsense";
            process[999] = "nonsense";
        });

        List<int> delivered = [];
        string message = Assert.Throws<MandelstamException>(() =>
        {
            foreach (EventBatch batch in EventFile.Read(path, ToyModel.Instance, new ReadOptions { BatchRows = 2 }))
            {
                delivered.Add(batch.Rows);
            }
        }).Message;

        Assert.Equal([2], delivered);
        Assert.StartsWith($"'{path}' holds values that cannot be used", message, StringComparison.Ordinal);
        Assert.Contains("toy_x is NaN, infinite or empty in 2 rows, first in row 17 (counted from 0)", message, StringComparison.Ordinal);
        Assert.Contains("weights is NaN, infinite or empty in 1 row, first in row 4 (counted from 0)", message, StringComparison.Ordinal);
        Assert.Contains("weights is negative in 1 row, first in row 3 (counted from 0); where the analysis can take negative weights, allow them with ReadOptions.AllowNegativeWeights", message, StringComparison.Ordinal);
        Assert.Contains("process is 'nonsense' in 2 rows, first in row 5 (counted from 0); known are signal, a background with a long name", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Negative_weights_are_read_where_they_are_allowed()
    {
        string path = ToyFile.Write(_folder["nlo.parquet"], 10, (_, _, weight, _) => weight[3] = -1);
        Assert.Equal(-1, EventFile.ReadAll(path, ToyModel.Instance, new ReadOptions { AllowNegativeWeights = true }).Column(ToyModel.Weight)[3]);
    }

    [Theory]
    [InlineData(",2,3,signal", "toy_x is NaN, infinite or empty in 1 row, first in row 1")]
    [InlineData("1e39,2,3,signal", "toy_x is NaN, infinite or empty in 1 row, first in row 1")]
    [InlineData("-inf,2,3,signal", "toy_x is NaN, infinite or empty in 1 row, first in row 1")]
    [InlineData("1,2,3,", "process is empty in 1 row, first in row 1")]
    [InlineData("1,2,3,Signal", "process is 'Signal' in 1 row, first in row 1")]
    [InlineData("1,2,3", "Line: 3")]
    [InlineData("1,2,3,signal,5", "Line: 3")]
    public void A_bad_row_of_text_is_told_with_its_place(string row, string expected)
    {
        string path = _folder.Text("rows.csv", $"toy_x,toy_count,weights,process\n1,2,3,signal\n{row}\n");
        Assert.Contains(expected, Assert.Throws<MandelstamException>(() => EventFile.ReadAll(path, ToyModel.Instance)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2.5,1", "toy_count is no whole number in 1 row, first in row 1 (counted from 0); what is declared as a double may have a fraction, an int and a Count may not")]
    [InlineData("2,2", "is_tight is neither 0 nor 1 in 1 row, first in row 1 (counted from 0); declare it as an int if it holds other numbers")]
    [InlineData("2,0.5", "is_tight is neither 0 nor 1 in 1 row")]
    public void Numbers_that_a_whole_number_or_a_truth_value_cannot_be_are_told(string numbers, string expected)
    {
        string path = _folder.Text("whole.csv", $"toy_count,is_tight,toy_x,weights,process\n-3,0,1,3,signal\n{numbers},1,3,signal\n");
        Assert.Contains(expected, Assert.Throws<MandelstamException>(() => EventFile.ReadAll(path, ToyModel.Instance)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_negative_length_that_does_not_stand_for_what_is_absent_is_told()
    {
        string Of(string last) => _folder.Text("lengths.csv", $"toy_pt,toy_count,toy_x,weights,process\n-25,0,1,3,signal\n0,0,1,3,signal\n{last},0,1,3,signal\n");
        Assert.Equal([-25, 0, 2], EventFile.ReadAll(Of("2"), ToyModel.Instance).Column(7)[..3]);
        Assert.Contains(
            "toy_pt is negative in 1 row, first in row 2 (counted from 0); the declaration says that -25 stands for what is absent: correct its Absent if -999 does",
            Assert.Throws<MandelstamException>(() => EventFile.ReadAll(Of("-999"), ToyModel.Instance)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_negative_length_of_what_is_always_there_is_told()
    {
        string path = _folder.Text("always.csv", "toy_met,toy_count,toy_x,weights,process\n0,0,1,3,signal\n-999,0,1,3,signal\n");
        Assert.Contains(
            "toy_met is negative in 1 row, first in row 1 (counted from 0), and a transverse momentum is a length; where -999 stands for an absent object declare it as UpTo1<…> with Absent = -999",
            Assert.Throws<MandelstamException>(() => EventFile.ReadAll(path, ToyModel.Instance)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(';', "';'")]
    [InlineData('\t', "tabs")]
    public void Columns_that_no_commas_separate_are_told(char separator, string named)
    {
        string path = _folder.Text("other.csv", "toy_x,toy_count,weights,process\n1,2,3,signal\n".Replace(',', separator));
        Assert.Equal(
            $"'{path}' separates its columns by {named}, not by commas. Export it with commas, or as Parquet.",
            Assert.Throws<MandelstamException>(() => EventFile.ReadAll(path, ToyModel.Instance)).Message);
    }

    [Fact]
    public void Whole_numbers_and_truth_values_are_read()
    {
        EventBatch batch = EventFile.ReadAll(_folder.Text("whole.csv", "toy_count,is_tight,toy_x,weights,process\n-3,0,1,3,signal\n16777216,1,1,3,signal\n"), ToyModel.Instance);
        Assert.Equal([-3, 16777216], batch.Column(ToyModel.Count)[..2]);
        Assert.Equal([0, 1], batch.Column(ToyModel.IsTight)[..2]);
    }

    [Fact]
    public void Text_among_numbers_far_down_is_told_with_its_line()
    {
        IEnumerable<string> rows = Enumerable.Range(0, 30_000).Select(row => row == 29_990 ? "oops,2,3,signal" : "1,2,3,signal");
        string path = _folder.Text("late.csv", "toy_x,toy_count,weights,process\n" + string.Join('\n', rows));

        string message = Assert.Throws<MandelstamException>(() => EventFile.ReadAll(path, ToyModel.Instance)).Message;

        Assert.Contains("Line: 29992", message, StringComparison.Ordinal);
        Assert.Contains("oops", message, StringComparison.Ordinal);
        Assert.Contains("toy_x", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("\n", "is empty")]
    [InlineData("toy_x,toy_count,weights,process\n", "no events")]
    [InlineData("toy_x,toy_x\n1,2\n", "names the column 'toy_x' twice")]
    [InlineData("toy_x,,weights\n1,2,3\n", "a column without a name")]
    public void A_text_without_events_or_with_a_broken_header_is_told(string content, string expected)
    {
        string path = _folder.Text("empty.csv", content);
        Assert.Contains(expected, Assert.Throws<MandelstamException>(() => EventFile.ReadAll(path, ToyModel.Instance)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Parquet_file_without_rows_is_told()
    {
        string path = ToyFile.Write(_folder["none.parquet"], 0);
        Assert.Contains("no events", Assert.Throws<MandelstamException>(() => EventFile.ReadAll(path, ToyModel.Instance)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Byte_order_mark_and_carriage_returns_are_no_part_of_the_data()
    {
        string path = _folder["windows.csv"];
        File.WriteAllText(path, "toy_x,toy_count,weights,process\r\n1,2,3,signal\r\n", new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.Equal(1, EventFile.ReadAll(path, ToyModel.Instance).Column(ToyModel.X)[0]);
    }

    public void Dispose() => _folder.Dispose();
}
