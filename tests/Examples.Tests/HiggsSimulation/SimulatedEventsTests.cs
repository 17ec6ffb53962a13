using Mandelstam.Events;
using Mandelstam.Examples.HiggsSimulation;
using Mandelstam.Examples.HiggsSimulation.Production;
using Mandelstam.Examples.HiggsUncertainty;
using Xunit;

namespace Mandelstam.Examples.Tests.HiggsSimulation;

/// <summary>The source of events: what an event depends on, weights, order.</summary>
public sealed class SimulatedEventsTests
{
    private const int Total = 5000;

    [Theory]
    [InlineData(1, 5000)]
    [InlineData(3, 5000)]
    [InlineData(2, 700)]
    [InlineData(1, 1)]
    public void An_event_depends_neither_on_threads_nor_on_chunks(int threads, int chunk)
    {
        using SimulatedEvents events = new(11);
        EventBatch whole = events.Generate(0, Total, Total);

        // One by one for the last few only.
        long first = chunk == 1 ? Total - 5 : 0;
        for (; first < Total; first += chunk)
        {
            EventBatch part = events.Generate(first, (int)Math.Min(chunk, Total - first), Total, threads);
            for (int row = 0; row < part.Rows; row++)
            {
                int i = (int)first + row;
                Assert.Equal(i, part.RowIds[row]);
                Assert.Equal(whole.ProcessCodes[i], part.ProcessCodes[row]);
                Assert.Equal(Row(whole, i), Row(part, row));
            }
        }
    }

    [Fact]
    public void A_stream_is_the_same_events_in_one_batch_after_another()
    {
        using SimulatedEvents events = new(12, Process.HTauTau);
        EventBatch whole = events.Generate(0, Total, Total);
        int i = 0;
        foreach (EventBatch batch in events.Stream(Total, threads: 2, chunk: 1500))
        {
            for (int row = 0; row < batch.Rows; row++, i++)
            {
                Assert.Equal(Row(whole, i), Row(batch, row));
            }
        }

        Assert.Equal(Total, i);
    }

    [Fact]
    public void The_mixture_has_the_events_of_its_processes_in_their_order_and_fixed_shares()
    {
        using SimulatedEvents mixture = new(13);
        EventBatch mixed = mixture.Generate(0, Total, Total);
        foreach (Process process in Enum.GetValues<Process>())
        {
            int[] rows = [.. Enumerable.Range(0, Total).Where(i => mixed.ProcessCodes[i] == (int)process)];
            Assert.Equal(rows.Length, mixture.CountOf(process, Total));
            Assert.Equal(4 * mixture.CountOf(process, 1024), mixture.CountOf(process, 4096));
            using SimulatedEvents alone = new(13, process);
            EventBatch own = alone.Generate(0, rows.Length, rows.Length);
            for (int k = 0; k < rows.Length; k++)
            {
                // Weights too: both runs have as many events of the process.
                Assert.Equal(Row(mixed, rows[k]), Row(own, k));
            }
        }

        // The first thousand are no block of one process after another.
        Assert.InRange(mixed.ProcessCodes.Take(20).Distinct().Count(), 2, 4);
    }

    [Theory]
    [InlineData(null, 1_051_432.6)]
    [InlineData(Process.ZTauTau, 1_003_219)]
    [InlineData(Process.HTauTau, 1_038.6)]
    [InlineData(Process.TopPair, 40_906)]
    [InlineData(Process.Diboson, 6_269)]
    public void Weights_add_up_to_what_ten_inverse_femtobarn_bring(Process? process, double expected)
    {
        using SimulatedEvents events = new(14, process);
        double sum = 0;
        foreach (EventBatch batch in events.Stream(Total, chunk: 1700))
        {
            sum += batch.Column(WeightColumn).AsSpan(0, batch.Rows).ToArray().Sum(static w => (double)w);
        }

        // Each weight is rounded to single precision.
        Assert.Equal(1, sum / expected, 1e-6);
    }

    [Fact]
    public void Other_seeds_are_other_events()
    {
        using SimulatedEvents one = new(15, Process.ZTauTau), other = new(16, Process.ZTauTau);
        Assert.NotEqual(Row(one.Generate(0, 1, 1), 0), Row(other.Generate(0, 1, 1), 0));
        float[] a = one.Generate(0, 1000, 1000).Column(0), b = other.Generate(0, 1000, 1000).Column(0);

        // The same pT to three decimals happens by chance, but seldom.
        Assert.InRange(a.Zip(b, static (x, y) => x == y ? 1 : 0).Sum(), 0, 5);
    }

    [Fact]
    public void Events_are_as_the_files_have_them()
    {
        using SimulatedEvents events = new(17);
        EventBatch batch = events.Generate(0, 20_000, 20_000);
        for (int row = 0; row < batch.Rows; row++)
        {
            float Value(string name) => batch.Column(IndexOf(name))[row];
            foreach (ColumnInfo column in HiggsTauTau.Model.Columns.Where(static c => c.Role == ColumnRole.Primary))
            {
                double value = Value(column.Name);
                Assert.True(double.IsFinite(value));

                // Three decimals, then single precision.
                Assert.Equal((float)(Math.Round(value * 1000) / 1000), (float)value);
            }

            int jets = (int)Value("PRI_n_jets");
            Assert.Equal(jets == 0, Value("PRI_jet_leading_pt") == -25);
            Assert.Equal(jets == 0, Value("PRI_jet_leading_eta") == -25 && Value("PRI_jet_leading_phi") == -25);
            Assert.Equal(jets < 2, Value("PRI_jet_subleading_pt") == -25);
            Assert.Equal(jets < 2, Value("PRI_jet_subleading_eta") == -25 && Value("PRI_jet_subleading_phi") == -25);
            Assert.True(Value("PRI_jet_leading_pt") >= Value("PRI_jet_subleading_pt"));
            double sum = jets == 0 ? 0 : jets == 1 ? Value("PRI_jet_leading_pt") : Value("PRI_jet_leading_pt") + Value("PRI_jet_subleading_pt");
            Assert.True(jets > 2 ? Value("PRI_jet_all_pt") > sum + 20 : Math.Abs(Value("PRI_jet_all_pt") - sum) < 0.003);
            Assert.InRange(Value("PRI_lep_pt"), 20, float.MaxValue);
            Assert.InRange(Value("PRI_had_pt"), 22.5, float.MaxValue);
            Assert.InRange(Math.Abs(Value("PRI_lep_eta")), 0, 2.5);
            Assert.InRange(Math.Abs(Value("PRI_had_eta")), 0, 2.6);
            Assert.InRange(Math.Abs(Value("PRI_met_phi")), 0, 3.142f);
            if (jets > 0)
            {
                Assert.InRange(Value("PRI_jet_leading_pt"), 21.7, float.MaxValue);
                Assert.InRange(Math.Abs(Value("PRI_jet_leading_eta")), 0, 4.9);
            }

            Assert.Equal(batch.ProcessCodes[row] == (int)Process.HTauTau ? 1 : 0, Value("labels"));
        }

        // Scales of ten percent reach the thresholds of 26 GeV from both sides.
        float[] tau = batch.Column(IndexOf("PRI_had_pt"));
        Assert.Contains(tau, static pt => pt < 23.7);
        Assert.Contains(tau, static pt => pt is > 26 and < 28.6f);
    }

    [Fact]
    public void Nothing_is_allocated_that_grows_with_the_events()
    {
        using SimulatedEvents events = new(18, Process.HTauTau);
        const int Small = BlockGenerator.BlockEvents, Large = 16 * Small;
        EventBatch few = HiggsTauTau.Model.CreateBatch(Small), many = HiggsTauTau.Model.CreateBatch(Large);
        events.Generate(few, 0, Large);
        long Allocated(EventBatch batch)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            events.Generate(batch, 0, Large);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        // The list of rows takes four bytes an event, the list of blocks a few tens of bytes each.
        Assert.InRange(Allocated(many) - Allocated(few), 0, 8 * Large);
    }

    [Fact]
    public void A_measurement_is_given_the_same_events()
    {
        HiggsEventSimulation simulation = new();
        Assert.Matches("^HiggsSimulation [0-9]+ [0-9a-f]{16}$", simulation.Identity);
        Assert.Equal(1_038.6, simulation.Expected((int)Process.HTauTau));
        foreach (Process? process in (Process?[])[null, Process.TopPair])
        {
            using SimulatedEvents events = new(20, process);
            EventBatch expected = events.Generate(100, 50, 1000), batch = simulation.Generate(20, (int?)process, 100, 50, 1000, 2, CancellationToken.None);
            for (int row = 0; row < 50; row++)
            {
                Assert.Equal(Row(expected, row), Row(batch, row));
            }
        }
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        using SimulatedEvents events = new(19);
        Assert.Throws<ArgumentException>(() => events.Generate(0, 11, total: 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => events.Generate(-1, 1, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => events.Generate(0, 1, 10, threads: 0));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new SimulatedEvents(1, (Process)7));
        events.Dispose();
        Assert.Throws<ObjectDisposedException>(() => events.Generate(0, 1, 10));
    }

    private static int WeightColumn => IndexOf("weights");

    private static int IndexOf(string name) => HiggsTauTau.Model.Columns.Index().First(c => c.Item.Name == name).Index;

    private static float[] Row(EventBatch batch, int row) =>
        [.. HiggsTauTau.Model.Columns.Index().Where(static c => c.Item.Role != ColumnRole.Label && !c.Item.IsText).Select(c => batch.Column(c.Index)[row])];
}
