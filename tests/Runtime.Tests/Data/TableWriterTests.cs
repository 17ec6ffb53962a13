using System.Globalization;
using Mandelstam.Data;
using Xunit;

namespace Mandelstam.Runtime.Tests.Data;

public sealed class TableWriterTests : IDisposable
{
    private static readonly TableColumn[] AllTypes =
    [
        new("float", TableColumnType.Float32), new("double", TableColumnType.Float64), new("long", TableColumnType.Int64), new("int", TableColumnType.Int32), new("a \"text\", τ", TableColumnType.Text),
    ];

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("t.parquet")]
    [InlineData("t.csv")]
    [InlineData("t.csv.gz")]
    [InlineData("t.tsv")]
    [InlineData("t.tsv.gz")]
    public void All_types_come_back_bit_for_bit(string name)
    {
        float[] floats = [0, -0f, float.Epsilon, -float.Epsilon, 1.1754942e-38f, float.MaxValue, float.MinValue, 0.1f, 16777217, 1e-7f, float.NaN, float.PositiveInfinity, float.NegativeInfinity];
        double[] doubles = [0, -0.0, double.Epsilon, 2.2250738585072011e-308, double.MaxValue, 0.1, 1 / 3.0, 1e23, 9007199254740993, 1e-7, double.NaN, double.PositiveInfinity, double.NegativeInfinity];
        long[] longs = [0, 1, -1, long.MaxValue, long.MinValue, 9007199254740993, 6, 7, 8, 9, 10, 11, 12];
        int[] ints = [0, 1, -1, int.MaxValue, int.MinValue, 5, 6, 7, 8, 9, 10, 11, 12];
        string[] texts = ["plain", "", "a, b", "say \"x\"", "tab\there", "two\nlines", "twelve bytes", "thirteen byte", " outer ", "ττ → ℓ", "'", "nan", "1"];

        using (TableWriter writer = TableWriter.Create(_folder[name], AllTypes))
        {
            writer.Append([floats, doubles, longs, ints, texts], texts.Length);
            writer.Complete();
            Assert.Equal(texts.Length, writer.Rows);
        }

        Table table = Table.Read(_folder[name]);
        Assert.Equal(AllTypes.Select(column => column.Name), table.Names);
        Assert.Equal(floats.Select(BitConverter.SingleToInt32Bits), table.Floats("float").Select(BitConverter.SingleToInt32Bits));
        Assert.Equal(doubles.Select(BitConverter.DoubleToInt64Bits), table.Doubles("double").Select(BitConverter.DoubleToInt64Bits));
        Assert.Equal(longs, table.Longs("long"));
        Assert.Equal(ints.Select(value => (long)value), table.Longs("int"));
        Assert.Equal(texts, table.Texts("a \"text\", τ"));
    }

    [Fact]
    public void Text_holds_the_shortest_numbers()
    {
        using (TableWriter writer = TableWriter.Create(_folder["t.csv"], AllTypes))
        {
            writer.Append([(float[])[0.1f, float.NaN], (double[])[0.1f, double.NegativeInfinity], (long[])[1, 2], (int[])[3, 4], (string[])["x", ""]], 2);
            writer.Complete();
        }

        Assert.Equal("float,double,long,int,\"a \"\"text\"\", τ\"\n0.1,0.10000000149011612,1,3,x\nnan,-inf,2,4,\"\"\n", File.ReadAllText(_folder["t.csv"]));
    }

    [Theory]
    [InlineData("t.parquet")]
    [InlineData("t.csv.gz")]
    public void Chunks_of_any_size_make_one_table(string name)
    {
        using (TableWriter writer = TableWriter.Create(_folder[name], [new("i", TableColumnType.Int64), new("t", TableColumnType.Text)]))
        {
            for (long start = 0, size = 1; start < 20_000; start += size, size = (size * 3) % 5003)
            {
                long[] values = [.. Enumerable.Range(0, (int)size + 5).Select(i => start + i)];
                writer.Append([values, values.Select(value => $"row number {value}").ToArray()], (int)size);
            }

            writer.Complete();
        }

        Table table = Table.Read(_folder[name]);
        Assert.InRange(table.Rows, 20_000, 30_000);
        Assert.Equal(Enumerable.Range(0, table.Rows).Select(i => (long)i), table.Longs("i"));
        Assert.Equal(Enumerable.Range(0, table.Rows).Select(i => $"row number {i}"), table.Texts("t"));
    }

    /// <summary>Columns with so many different values that their dictionaries take every width of bits, or none is made; over several row groups, the last one of odd length.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(300)]
    [InlineData(4097)]
    public void Parquet_keeps_columns_of_few_and_of_many_values(int different)
    {
        const int Rows = (2 * ParquetTableSink.GroupRows) + 1237;
        Random random = new(different);
        int[] which = [.. Enumerable.Range(0, Rows).Select(_ => random.Next(different))];
        float[] floats = [.. which.Select(static i => i == 1 ? -0f : i == 2 ? float.NaN : 0.37f * i)];
        double[] doubles = [.. which.Select(static i => 1 / (1.0 + i))];
        long[] longs = [.. which.Select(static i => (long)i << 33)];
        int[] ints = [.. which.Select(static i => -i)];

        // Equal texts, of which some are the same object.
        string[] named = [.. Enumerable.Range(0, different).Select(static i => $"τ{i}")];
        string[] texts = [.. which.Select((i, row) => row % 3 == 0 ? $"τ{i}" : named[i])];
        using (TableWriter writer = TableWriter.Create(_folder["t.parquet"], AllTypes))
        {
            writer.Append([floats, doubles, longs, ints, texts], Rows);
            writer.Complete();
        }

        Table table = Table.Read(_folder["t.parquet"]);
        Assert.True(table.Floats("float").Select(BitConverter.SingleToInt32Bits).SequenceEqual(floats.Select(BitConverter.SingleToInt32Bits)));
        Assert.True(table.Doubles("double").AsSpan().SequenceEqual(doubles));
        Assert.True(table.Longs("long").AsSpan().SequenceEqual(longs));
        Assert.True(table.Longs("int").SequenceEqual(ints.Select(static i => (long)i)));
        Assert.True(table.Texts("a \"text\", τ").SequenceEqual(texts));

        // Few values take bits, not bytes: five columns of at most four bits a row.
        long bytes = new FileInfo(_folder["t.parquet"]).Length;
        Assert.True(different <= 16 ? bytes < 3L * Rows : bytes > 24L * Rows);
    }

    [Fact]
    public void A_Parquet_file_may_have_no_rows()
    {
        using (TableWriter writer = TableWriter.Create(_folder["t.parquet"], AllTypes))
        {
            writer.Append([Array.Empty<float>(), Array.Empty<double>(), Array.Empty<long>(), Array.Empty<int>(), Array.Empty<string>()], 0);
            writer.Complete();
        }

        Table table = Table.Read(_folder["t.parquet"]);
        Assert.Equal(0, table.Rows);
        Assert.Equal(AllTypes.Select(static column => column.Name), table.Names);
    }

    [Theory]
    [InlineData("t.parquet")]
    [InlineData("t.csv")]
    [InlineData("t.csv.gz")]
    public void The_file_appears_whole_or_not_at_all(string name)
    {
        File.WriteAllText(_folder[name], "old");
        using (TableWriter writer = TableWriter.Create(_folder[name], [new("x", TableColumnType.Float32)]))
        {
            writer.Append([new float[1000]], 1000);
            Assert.Equal("old", File.ReadAllText(_folder[name]));
        }

        Assert.Equal("old", File.ReadAllText(_folder[name]));
        Assert.Equal([_folder[name]], Directory.GetFileSystemEntries(_folder.Root));

        using (TableWriter writer = TableWriter.Create(_folder[name], [new("x", TableColumnType.Float32)]))
        {
            writer.Append([new float[7]], 7);
            writer.Complete();
            Assert.Throws<InvalidOperationException>(() => writer.Append([new float[7]], 7));
        }

        Assert.Equal(7, Table.Read(_folder[name]).Rows);
        Assert.Equal([_folder[name]], Directory.GetFileSystemEntries(_folder.Root));
    }

    [Fact]
    public void Mistakes_of_the_caller_are_argument_errors()
    {
        Assert.Throws<ArgumentException>(() => TableWriter.Create(_folder["t.csv"], []));
        Assert.Throws<ArgumentException>(() => TableWriter.Create(_folder["t.csv"], [new("a", TableColumnType.Text), new("A", TableColumnType.Text)]));
        using TableWriter writer = TableWriter.Create(_folder["t.csv"], [new("x", TableColumnType.Float32), new("t", TableColumnType.Text)]);
        Assert.Throws<ArgumentException>(() => writer.Append([new float[1]], 1));
        Assert.Throws<ArgumentException>(() => writer.Append([new double[1], (string[])["a"]], 1));
        Assert.Throws<ArgumentException>(() => writer.Append([new float[1], (string[])["a"]], 2));
        Assert.Throws<ArgumentException>(() => writer.Append([new float[1], new string[1]], 1));
    }

    [Fact]
    public void A_place_that_cannot_be_written_to_is_told()
    {
        _folder.Text("file", "");
        Assert.Contains("cannot be written", Assert.Throws<MandelstamException>(() => TableWriter.Create(_folder["file/t.csv"], AllTypes)).Message, StringComparison.Ordinal);
        Assert.Contains("Known are", Assert.Throws<MandelstamException>(() => TableWriter.Create(_folder["t.xlsx"], AllTypes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Random_numbers_survive_text_in_every_culture()
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fi-FI");
            Random random = new(7);
            float[] floats = [.. Enumerable.Range(0, 20_000).Select(_ => BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue)))];
            double[] doubles = [.. Enumerable.Range(0, 20_000).Select(_ => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)))];
            using (TableWriter writer = TableWriter.Create(_folder["t.csv"], [new("f", TableColumnType.Float32), new("d", TableColumnType.Float64)]))
            {
                writer.Append([floats, doubles], floats.Length);
                writer.Complete();
            }

            Table table = Table.Read(_folder["t.csv"]);
            Assert.Equal(floats, table.Floats("f"));
            Assert.Equal(doubles, table.Doubles("d"));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    public void Dispose() => _folder.Dispose();
}
