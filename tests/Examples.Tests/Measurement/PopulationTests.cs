using Mandelstam.Events;
using Mandelstam.Examples.HiggsUncertainty;
using Mandelstam.Measurement;
using Xunit;

namespace Mandelstam.Examples.Tests.Measurement;

/// <summary>Halves, totals, copies and their noise.</summary>
public sealed class PopulationTests
{
    private static readonly EventModel Model = HiggsTauTau.Model;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(1001)]
    public void Halves_hold_every_row_once(int rows)
    {
        (int[] first, int[] second) = Population.Halve(rows, 5);
        Assert.Equal(rows / 2, first.Length);
        Assert.Equal(Enumerable.Range(0, rows), first.Concat(second).Order());
        Assert.Equal(first.Order(), first);
        (int[] again, _) = Population.Halve(rows, 5);
        Assert.Equal(first, again);
    }

    [Fact]
    public void Another_seed_gives_other_halves() => Assert.NotEqual(Population.Halve(1000, 5).First, Population.Halve(1000, 6).First);

    [Fact]
    public void A_part_keeps_the_total_of_each_process()
    {
        EventBatch events = Events((0, 2), (1, 3), (0, 4), (1, 5), (0, 6));
        EventBatch part = Population.Take(events, [1, 2, 4], Population.Totals(events), "part");
        Assert.Equal([12.0, 8], Population.Totals(part)[..2]);
        Assert.Equal([8f, 4.8f, 7.2f], Weights(part));
        Assert.Equal([1L, 2, 4], part.RowIds[..3]);
        Assert.Equal([2f, 3, 4, 5, 6], Weights(events));
    }

    [Fact]
    public void A_part_without_a_process_is_refused_by_name()
    {
        EventBatch events = Events((0, 2), (1, 3), (0, 4));
        MandelstamException error = Assert.Throws<MandelstamException>(() => Population.Take(events, [0, 2], Population.Totals(events), "first half"));
        Assert.Contains(Model.Processes[1], error.Message, StringComparison.Ordinal);
        Assert.Contains("first half", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Copies_share_the_weight_and_heavy_events_have_more()
    {
        EventBatch events = Events((0, 8), (1, 1), (0, 4), (1, 100), (1, 0));
        (EventBatch copies, int[] rows) = Population.Replicate(events, [0, 1, 2, 4], 8);
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 2, 2, 2, 4], rows);
        Assert.Equal(rows.Select(static r => (long)r), copies.RowIds[..copies.Rows]);
        Assert.Equal([8.0, 1, 4, 0], new[] { 0, 1, 2, 4 }.Select(row => Enumerable.Range(0, rows.Length).Where(i => rows[i] == row).Sum(i => (double)Weights(copies)[i])));
    }

    [Fact]
    public void Noise_of_four_copies_sums_to_zero_and_depends_on_row_and_copy_alone()
    {
        int[] rows = [.. Enumerable.Repeat(3, 8), 5, 9, 9, 9, 9];
        double[] noise = Population.Noise(Model, rows, 11);
        int n = rows.Length;
        Assert.Equal(Model.NoiseCount * n, noise.Length);
        for (int k = 0; k < Model.NoiseCount; k++)
        {
            // Quarter turns permute and negate the same two numbers: the sums cancel exactly, up to the order of addition.
            Assert.All(new[] { 0, 4, 9 }, from => Assert.Equal(0, noise.AsSpan((k * n) + from, 4).ToArray().Sum(), 1e-14));
            Assert.NotEqual(noise[k * n], noise[(k * n) + 4]);
        }

        // Each copy has the length of its group.
        double[] squares = [.. Enumerable.Range(0, n).Select(i => (noise[i] * noise[i]) + (noise[n + i] * noise[n + i]))];
        Assert.All(Enumerable.Range(0, 4), i => Assert.Equal(squares[0], squares[i], 1e-14));

        double[] alone = Population.Noise(Model, [5], 11);
        Assert.Equal([noise[8], noise[n + 8]], alone);
        Assert.NotEqual(alone, Population.Noise(Model, [5], 12));
    }

    [Fact]
    public void Noise_has_unit_width()
    {
        double[] noise = Population.Noise(Model, [.. Enumerable.Range(0, 20_000)], 1);

        // 40,000 normals: the mean square is 1 with a standard deviation of √(2/40000) = 0.0071, the mean 0 with 0.005; five of them are allowed.
        Assert.Equal(1, noise.Average(static z => z * z), 0.036);
        Assert.Equal(0, noise.Average(), 0.025);
    }

    [Fact]
    public void Rates_scale_the_declared_processes()
    {
        RateFactors rates = new(new SignalStrength());
        double[] point = Model.NominalNuisances();
        Assert.All(rates.Of(point), static factor => Assert.Equal(1, factor));
        point[IndexOf("TtbarScale")] = 1.2;
        point[IndexOf("DibosonScale")] = 0.5;
        point[IndexOf("BkgScale")] = 1.01;
        double[] factors = rates.Of(point);
        Assert.Equal(1, factors[(int)Process.HTauTau]);
        Assert.Equal(1.01, factors[(int)Process.ZTauTau], 1e-15);
        Assert.Equal(1.2 * 1.01, factors[(int)Process.TopPair], 1e-15);
        Assert.Equal(0.5 * 1.01, factors[(int)Process.Diboson], 1e-15);
    }

    [Fact]
    public void Shapes_do_not_change_rates()
    {
        double[] point = Model.NominalNuisances();
        point[IndexOf("Tes")] = 1.05;
        point[IndexOf("SoftMet")] = 3;
        Assert.All(new RateFactors(new SignalStrength()).Of(point), static factor => Assert.Equal(1, factor));
    }

    private static int IndexOf(string nuisance) => Model.Nuisances.Select(static n => n.Name).ToList().IndexOf(nuisance);

    private static float[] Weights(EventBatch events) => events.Column(Population.WeightColumn(Model)).AsSpan(0, events.Rows).ToArray();

    private static EventBatch Events(params (int Process, float Weight)[] rows)
    {
        EventBatch events = Model.CreateBatch(rows.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            events.ProcessCodes[i] = rows[i].Process;
            events.Column(Population.WeightColumn(Model))[i] = rows[i].Weight;
            events.RowIds[i] = i;
        }

        return events;
    }
}
