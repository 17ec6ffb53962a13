using System.Diagnostics;
using Mandelstam.Data;
using Mandelstam.Events;
using Xunit;

namespace Mandelstam.Runtime.Tests.Data;

/// <summary>Bounded memory. What is measured belongs to the whole process, so that no other test may run meanwhile.</summary>
[Collection(MemoryCollection.Name)]
public sealed class DataMemoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("big.parquet")]
    [InlineData("big.csv")]
    public void A_large_file_streams_in_bounded_memory(string name)
    {
        // 2 million rows are 48 MB of batches, and 102 MB as text. The bounds leave room for what does not grow with the file: a few batches of
        // 0.8 MB before the collector comes round, and DuckDB's read-ahead: some row groups of 4 MB, or some buffers of 8 MB of text (about 50 MB
        // for a text of 45 MB as for one of 300 MB).
        const int Rows = 2_000_000;
        const int ChunkRows = 100_000;
        const long MostManaged = 24 << 20;
        const long MostResident = 96 << 20;
        using (TableWriter writer = TableWriter.Create(
            _folder[name],
            [
                new("toy_x", TableColumnType.Float32), new("toy_count", TableColumnType.Int32), new("weights", TableColumnType.Float32), new("process", TableColumnType.Text),
                .. Enumerable.Range(0, 4).Select(i => new TableColumn($"unused{i}", TableColumnType.Float32)),
            ]))
        {
            int[] ones = [.. Enumerable.Repeat(1, ChunkRows)];
            float[] weights = [.. Enumerable.Repeat(2f, ChunkRows)];
            string[] process = [.. Enumerable.Repeat("signal", ChunkRows)];
            float[] x = new float[ChunkRows];
            for (int start = 0; start < Rows; start += ChunkRows)
            {
                for (int row = 0; row < ChunkRows; row++)
                {
                    x[row] = ToyFile.X(start + row);
                }

                writer.Append([x, ones, weights, process, x, x, x, x], ChunkRows);
            }

            writer.Complete();
        }

        long managed = GC.GetTotalMemory(forceFullCollection: true);
        long resident = Resident();
        long mostManaged = 0;
        long mostResident = 0;
        long rows = 0;
        bool agree = true;
        foreach (EventBatch batch in EventFile.Read(_folder[name], ToyModel.Instance, new ReadOptions { BatchRows = 32_768 }))
        {
            for (int row = 0; row < batch.Rows; row++, rows++)
            {
                agree &= batch.Column(ToyModel.X)[row] == ToyFile.X(rows) && batch.RowIds[row] == rows;
            }

            mostManaged = Math.Max(mostManaged, GC.GetTotalMemory(forceFullCollection: true) - managed);
            mostResident = Math.Max(mostResident, Resident() - resident);
        }

        Assert.Equal(Rows, rows);
        Assert.True(agree);
        Assert.InRange(mostManaged, 0, MostManaged);
        Assert.InRange(mostResident, 0, MostResident);
    }

    [Fact]
    public void A_table_is_written_while_it_comes_in_and_its_memory_does_not_grow()
    {
        // 50 million doubles are 400 MB; what is held is a group of rows, 8 MB.
        const int Rows = 500_000, Chunks = 10, Columns = 10, MostBytes = 40 << 20;
        Random random = new(1);
        double[][] columns = [.. Enumerable.Range(0, Columns).Select(_ => Enumerable.Range(0, Rows).Select(_ => random.NextDouble()).ToArray())];
        using (ParquetTableSink sink = new(_folder["t.parquet"], [.. columns.Select((_, i) => new TableColumn($"c{i}", TableColumnType.Float64))]))
        {
            long resident = Resident(), most = 0;
            for (int chunk = 0; chunk < Chunks; chunk++)
            {
                sink.Append([.. columns], Rows);
                most = Math.Max(most, Resident() - resident);
            }

            string partial = Assert.Single(Directory.GetFiles(_folder.Root));
            Assert.InRange(new FileInfo(partial).Length, (long)(Chunks * Rows - ParquetTableSink.GroupRows) * Columns * sizeof(double), long.MaxValue);
            Assert.InRange(most, 0, MostBytes);
            sink.Complete();
        }

        Assert.Equal([_folder["t.parquet"]], Directory.GetFileSystemEntries(_folder.Root));
        Table table = Table.Read(_folder["t.parquet"]);
        Assert.Equal(Chunks * Rows, table.Rows);
        Assert.True(table.Doubles("c0").AsSpan((Chunks - 1) * Rows).SequenceEqual(columns[0]));
        Assert.True(table.Doubles("c9").AsSpan(0, Rows).SequenceEqual(columns[9]));
    }

    public void Dispose() => _folder.Dispose();

    private static long Resident()
    {
        using Process process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
