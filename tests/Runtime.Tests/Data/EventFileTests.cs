using System.Globalization;
using System.IO.Compression;
using System.Text;
using Mandelstam.Data;
using Mandelstam.Data.DuckDb;
using Mandelstam.Events;
using Xunit;

namespace Mandelstam.Runtime.Tests.Data;

public sealed class EventFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("toy.parquet")]
    [InlineData("toy.csv")]
    [InlineData("toy.csv.gz")]
    [InlineData("toy.tsv")]
    [InlineData("TOY.CSV")]
    [InlineData("with 'quotes' and \"more\".parquet")]
    [InlineData("with 'quotes' and \"more\".csv")]
    [InlineData("Zwölf τ ≥ 3 jets.parquet")]
    [InlineData("brackets [1]* and ?.parquet")]
    [InlineData("brackets [1]* and ?.csv.gz")]
    [InlineData("back\\slash.csv")]
    public void Every_row_comes_back_in_order_and_bit_for_bit(string name)
    {
        const int Rows = 10_001;
        string path = ToyFile.Write(_folder[name], Rows);

        List<EventBatch> batches = [.. EventFile.Read(path, ToyModel.Instance, new ReadOptions { BatchRows = 3000 })];

        Assert.Equal([3000, 3000, 3000, 1001], batches.Select(batch => batch.Rows));
        AssertToy(batches, Rows);
        AssertToy([EventFile.ReadAll(path, ToyModel.Instance, new ReadOptions { BatchRows = 3000 })], Rows);
        Assert.Equal(Rows, EventFile.CountRows(path));
    }

    [Fact]
    public void A_file_with_the_very_name_wins_over_the_glob_and_a_glob_reads_all_in_the_order_of_names()
    {
        ToyFile.Write(_folder["part1.parquet"], 100);
        ToyFile.Write(_folder["part2.parquet"], 50, (x, _, _, _) => Array.Fill(x, 2));

        EventBatch all = EventFile.ReadAll(_folder["part*.parquet"], ToyModel.Instance);

        Assert.Equal(150, all.Rows);
        Assert.Equal(ToyFile.X(99), all.Column(ToyModel.X)[99]);
        Assert.Equal(2, all.Column(ToyModel.X)[100]);
        Assert.Equal(149, all.RowIds[149]);

        ToyFile.Write(_folder["part*.parquet"], 7);
        Assert.Equal(7, EventFile.CountRows(_folder["part*.parquet"]));
    }

    [Fact]
    public void Columns_that_the_declaration_does_not_name_are_told_and_left_alone()
    {
        string path = _folder.Text("more.csv", "junk,toy_x,toy_count,weights,process,other\nabc,1,2,3,signal,\n");
        List<string> told = [];

        EventBatch batch = EventFile.ReadAll(path, ToyModel.Instance, new ReadOptions { OnUnusedColumns = told.AddRange });

        Assert.Equal(["junk", "other"], told);
        Assert.Equal(1, batch.Rows);
        EventFileSchema schema = EventFile.Inspect(path, ToyModel.Instance);
        Assert.Equal(["junk", "other"], schema.UnusedColumns);
        Assert.Equal(["comment", "extra", "is_tight", "toy_pt", "toy_met"], schema.MissingColumns);
        Assert.True(schema.HasWeights && schema.HasLabels);
        Assert.False(schema.HasRowIds);
        Assert.False(batch.Has(ToyModel.Comment));
    }

    [Fact]
    public void Passengers_are_carried_along_and_may_be_empty()
    {
        string path = _folder.Text("passengers.csv", "toy_x,toy_count,weights,process,comment,extra\n1,2,3,signal,\"a, \"\"b\"\"\",\n1,2,3,signal,,nan\n");

        EventBatch batch = EventFile.ReadAll(path, ToyModel.Instance);

        Assert.Equal(["a, \"b\"", null], batch.Text(ToyModel.Comment).Take(2));
        Assert.True(float.IsNaN(batch.Column(ToyModel.Extra)[0]) && float.IsNaN(batch.Column(ToyModel.Extra)[1]));
    }

    /// <summary>An event's number beyond 2²⁴ would come out as another event's.</summary>
    [Fact]
    public void A_whole_number_is_carried_along_with_every_digit_or_not_at_all()
    {
        Assert.Equal([16_777_215f, -3f], EventFile.ReadAll(Write(16_777_215, -3), ToyModel.Instance).Column(ToyModel.Extra).AsSpan(0, 2));

        string message = Assert.Throws<MandelstamException>(() => EventFile.ReadAll(Write(5, 16_777_217), ToyModel.Instance)).Message;
        Assert.Contains("extra is too large to be carried along as a number (from 16,777,216 on its last digits would be lost) in 1 row, first in row 1", message, StringComparison.Ordinal);
        Assert.Contains("declare it as a string", message, StringComparison.Ordinal);

        Assert.Equal(["9007199254740993", "7"], EventFile.ReadAll(Write(9_007_199_254_740_993, 7, "comment"), ToyModel.Instance).Text(ToyModel.Comment).Take(2));

        string Write(long first, long second, string column = "extra")
        {
            using TableWriter writer = TableWriter.Create(
                _folder["ids.parquet"],
                [
                    new("toy_x", TableColumnType.Float32), new("toy_count", TableColumnType.Int32), new("weights", TableColumnType.Float32),
                    new("process", TableColumnType.Text), new(column, TableColumnType.Int64),
                ]);
            writer.Append([new float[2], new int[2], new float[] { 1, 1 }, (string[])["signal", "signal"], new[] { first, second }], 2);
            writer.Complete();
            return _folder["ids.parquet"];
        }
    }

    [Fact]
    public void Measured_data_need_neither_weights_nor_labels_but_only_where_that_is_said()
    {
        string path = _folder.Text("data.csv", "toy_x,toy_count\n1,2\n");
        string message = Assert.Throws<MandelstamException>(() => EventFile.Read(path, ToyModel.Instance)).Message;
        Assert.Contains("weights is missing", message, StringComparison.Ordinal);
        Assert.Contains("process is missing", message, StringComparison.Ordinal);

        EventBatch batch = EventFile.ReadAll(path, ToyModel.Instance, new ReadOptions { Weights = ColumnPresence.Optional, Labels = ColumnPresence.Optional });

        Assert.False(batch.Has(ToyModel.Weight) || batch.Has(ToyModel.Label));
        Assert.Equal(-1, batch.ProcessCodes[0]);
    }

    [Fact]
    public void Row_numbers_are_the_position_or_the_column_that_is_asked_for()
    {
        string path = _folder.Text("ids.csv", "row_id,toy_x,toy_count,weights,process\n9007199254740993,1,2,3,signal\n5,1,2,3,signal\n");

        Assert.Equal([0, 1], EventFile.ReadAll(path, ToyModel.Instance).RowIds.AsSpan(0, 2));
        ReadOptions options = new() { RowIdColumn = "row_id" };
        Assert.Equal([9007199254740993, 5], EventFile.ReadAll(path, ToyModel.Instance, options).RowIds.AsSpan(0, 2));
        Assert.Empty(EventFile.Inspect(path, ToyModel.Instance, options).UnusedColumns);
        Assert.Equal([0], EventFile.ReadAll(ToyFile.Write(_folder["no ids.csv"], 1), ToyModel.Instance, options).RowIds.AsSpan(0, 1));
    }

    [Fact]
    public void Any_numeric_type_and_dictionary_text_is_read_from_Parquet()
    {
        string path = _folder["types.parquet"];
        using (DuckDbConnection connection = new())
        {
            connection.Execute("CREATE TYPE label AS ENUM ('signal', 'other')");
            connection.Execute(
                $"COPY (SELECT 1.25::DECIMAL(9,3) AS toy_x, 200::UTINYINT AS toy_count, true AS weights, 'signal'::label AS process, 7::HUGEINT AS extra) " +
                $"TO {Sql.Literal(path)} (FORMAT parquet)");
        }

        EventBatch batch = EventFile.ReadAll(path, ToyModel.Instance);

        Assert.Equal(
            [1.25f, 200, 1, 7],
            new[] { ToyModel.X, ToyModel.Count, ToyModel.Weight, ToyModel.Extra }.Select(column => batch.Column(column)[0]));
        Assert.Equal(0, batch.ProcessCodes[0]);
    }

    [Fact]
    public void Numbers_do_not_depend_on_the_culture()
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            // Finnish: decimal comma, and U+2212 for minus.
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fi-FI");
            string path = ToyFile.Write(_folder["fi.csv"], 100);
            Assert.Contains("\n-6.9,1,2,", File.ReadAllText(path), StringComparison.Ordinal);
            AssertToy([EventFile.ReadAll(path, ToyModel.Instance)], 100);
            Assert.Equal(-6.9, Table.Read(path).Doubles("toy_x")[1]);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Text_is_rounded_to_single_precision_once()
    {
        // Halfway between two floats, and just beside: whoever goes through double rounds the last two the wrong way.
        (string Text, float Value)[] cases =
        [
            ("1.000000059604644775390625", 1f),
            ("1.00000005960464477539062500000000001", 1.0000001f),
            ("16777217.0000000001", 16777218f),
            ("16777217", 16777216f),
            ("7.006492321624085e-46", 0f),
            ("7.0064923216240854e-46", float.Epsilon),
            ("1e-45", float.Epsilon),
            ("1.1754942e-38", 1.1754942e-38f),
            ("3.4028235e38", float.MaxValue),
            ("-0", -0f),
            ("+1.5", 1.5f),
            (".5", 0.5f),
            ("1E+5", 1e5f),
            (" 2.5", 2.5f),
        ];
        AssertExtra(cases);
    }

    [Fact]
    public void Random_floats_and_the_midpoints_between_them_are_read_as_correctly_rounded()
    {
        // Every 3rd: the shortest text of a float; the exact midpoint of two neighbours (decided by ties-to-even); the midpoint cut to 17 digits
        // (decided by a digit far behind). All exponents alike, subnormals among them, from a fixed seed. float.Parse is correctly rounded (IEEE 754).
        Random random = new(20260101);
        List<(string, float)> cases = [];
        while (cases.Count < 60_000)
        {
            float value = BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue));
            float next = MathF.BitIncrement(value);
            if (!float.IsFinite(value) || !float.IsFinite(next))
            {
                continue;
            }

            double midpoint = ((double)value + next) / 2;
            string text = (cases.Count % 3) switch
            {
                0 => value.ToString(CultureInfo.InvariantCulture),
                1 => midpoint.ToString("E150", CultureInfo.InvariantCulture),
                _ => midpoint.ToString("E16", CultureInfo.InvariantCulture),
            };
            cases.Add((text, float.Parse(text, CultureInfo.InvariantCulture)));
        }

        AssertExtra(cases);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.98)]
    public void A_truncated_Parquet_file_is_one_clear_error(double kept)
    {
        byte[] whole = File.ReadAllBytes(ToyFile.Write(_folder["whole.parquet"], 5000));
        string path = _folder["cut.parquet"];
        File.WriteAllBytes(path, whole[..(int)(whole.Length * kept)]);

        string message = Assert.Throws<MandelstamException>(() => EventFile.Read(path, ToyModel.Instance)).Message;

        Assert.StartsWith($"'{path}' cannot be read as Parquet: ", message, StringComparison.Ordinal);
        Assert.EndsWith("It is truncated, damaged, or not Parquet: fetch or export it again.", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("toy_x,toy_count\n1,2\n")]
    public void A_text_named_Parquet_is_one_clear_error(string content)
    {
        string path = _folder.Text("text.parquet", content);
        string message = Assert.Throws<MandelstamException>(() => EventFile.CountRows(path)).Message;
        Assert.StartsWith($"'{path}' cannot be read as Parquet: ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_page_is_an_error_while_reading()
    {
        byte[] bytes = File.ReadAllBytes(ToyFile.Write(_folder["toy.parquet"], 50_000));
        bytes.AsSpan(4, bytes.Length / 2).Fill(0xFF);
        File.WriteAllBytes(_folder["toy.parquet"], bytes);

        string message = Assert.Throws<MandelstamException>(() => EventFile.ReadAll(_folder["toy.parquet"], ToyModel.Instance)).Message;

        Assert.StartsWith($"'{_folder["toy.parquet"]}' cannot be read as Parquet: ", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.999)]
    public void A_truncated_gzip_file_is_an_error_although_its_rows_can_be_read(double kept)
    {
        byte[] whole = File.ReadAllBytes(ToyFile.Write(_folder["toy.csv.gz"], 50_000));
        File.WriteAllBytes(_folder["toy.csv.gz"], whole[..(int)(whole.Length * kept)]);

        string message = Assert.Throws<MandelstamException>(() => EventFile.ReadAll(_folder["toy.csv.gz"], ToyModel.Instance)).Message;

        Assert.Contains("truncated or damaged", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gzip_members_in_a_row_are_one_file()
    {
        using (FileStream file = File.Create(_folder["members.csv.gz"]))
        {
            foreach (string part in (string[])["toy_x,toy_count,weights,process\n1,2,3,signal\n", "4,5,6,signal\n"])
            {
                using GZipStream member = new(file, CompressionLevel.Optimal, leaveOpen: true);
                member.Write(Encoding.UTF8.GetBytes(part));
            }
        }

        Assert.Equal([1, 4], EventFile.ReadAll(_folder["members.csv.gz"], ToyModel.Instance).Column(ToyModel.X).AsSpan(0, 2));
    }

    [Theory]
    [InlineData("nowhere.parquet", "There is no file")]
    [InlineData("nowhere*.csv", "There is no file")]
    [InlineData("toy.root", "Known are .parquet, .csv, .csv.gz, .tsv, .tsv.gz")]
    [InlineData("", "is a folder")]
    public void A_path_that_leads_nowhere_is_told(string name, string expected)
    {
        _folder.Text("toy.root", "");
        Assert.Contains(expected, Assert.Throws<MandelstamException>(() => EventFile.CountRows(_folder[name])).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static void AssertToy(IReadOnlyList<EventBatch> batches, int rows)
    {
        long position = 0;
        foreach (EventBatch batch in batches)
        {
            Assert.True(batch.Has(ToyModel.Weight) && batch.Has(ToyModel.Label));
            for (int row = 0; row < batch.Rows; row++, position++)
            {
                Assert.Equal(ToyFile.X(position), batch.Column(ToyModel.X)[row]);
                Assert.Equal(position % 5, batch.Column(ToyModel.Count)[row]);
                Assert.Equal(1 + (position % 7), batch.Column(ToyModel.Weight)[row]);
                Assert.Equal(ToyFile.Process(position), batch.ProcessCodes[row]);
                Assert.Equal(position, batch.RowIds[row]);
            }
        }

        Assert.Equal(rows, position);
    }

    private void AssertExtra(IReadOnlyList<(string Text, float Value)> cases)
    {
        StringBuilder text = new("toy_x,toy_count,weights,process,extra\n");
        foreach ((string number, _) in cases)
        {
            text.Append("1,2,3,signal,").Append(number).Append('\n');
        }

        float[] read = EventFile.ReadAll(_folder.Text("numbers.csv", text.ToString()), ToyModel.Instance).Column(ToyModel.Extra);
        float[] parsed = Table.Read(_folder["numbers.csv"]).Floats("extra");
        for (int i = 0; i < cases.Count; i++)
        {
            int expected = BitConverter.SingleToInt32Bits(cases[i].Value);
            Assert.True(expected == BitConverter.SingleToInt32Bits(read[i]), $"'{cases[i].Text}' was read as {read[i]:R}, not {cases[i].Value:R}");
            Assert.Equal(expected, BitConverter.SingleToInt32Bits(parsed[i]));
        }
    }
}
