using Mandelstam.Examples.HiggsSimulation;
using Mandelstam.Examples.HiggsSimulation.Fitting;
using Mandelstam.Examples.HiggsSimulation.Production;
using Mandelstam.Examples.HiggsUncertainty;
using Mandelstam.Simd;
using Xunit;

namespace Mandelstam.Examples.Tests.HiggsSimulation;

/// <summary>The events before the detector, and the tables that they are drawn from.</summary>
public sealed class ProductionTests
{
    public static TheoryData<Process> Processes => [.. Enum.GetValues<Process>()];

    [Theory]
    [MemberData(nameof(Processes))]
    public void Transverse_momentum_balances_before_the_detector(Process process)
    {
        using BlockGenerator generator = BlockGenerator.Create(process, ProductionTables.Shipped(SimulatedEvents.NameOf(process)));
        int seen = 0;
        double worst = 0;
        generator.Watch = (value, rows) =>
        {
            for (int row = 0; row < rows; row++)
            {
                if (value(Column.IsComplete, row) == 0)
                {
                    continue;
                }

                seen++;
                for (int axis = 0; axis < 2; axis++)
                {
                    double[] parts =
                    [
                        value(Column.Lepton + 1 + axis, row), value(Column.Tau + 1 + axis, row), value(Column.Invisible + 1 + axis, row), value(Column.SoftX + axis, row),
                        .. Enumerable.Range(0, Column.JetSlots).Select(slot => value(Column.JetX(slot) + axis, row)),
                    ];
                    worst = Math.Max(worst, Math.Abs(parts.Sum()) / parts.Sum(Math.Abs));
                }
            }
        };
        generator.Generate(seed: 3, block: 0);

        // Boosts with γ up to some thousands, of tau neutrinos: rounding of a few thousand ulp.
        Assert.InRange(seen, BlockGenerator.BlockEvents, int.MaxValue);
        Assert.InRange(worst, 0, 1e-10);
    }

    [Theory]
    [InlineData(Process.ZTauTau)]
    [InlineData(Process.HTauTau)]
    public void The_decays_of_a_boson_have_its_mass(Process process)
    {
        using BlockGenerator generator = BlockGenerator.Create(process, ProductionTables.Shipped(SimulatedEvents.NameOf(process)));
        generator.Watch = (value, rows) =>
        {
            for (int row = 0; row < rows; row++)
            {
                if (value(Column.IsComplete, row) == 0 || value(Column.IsFake, row) != 0)
                {
                    continue;
                }

                double[] sum = [.. Enumerable.Range(0, 4).Select(i => value(Column.Lepton + i, row) + value(Column.Tau + i, row) + value(Column.Invisible + i, row))];
                double mass = Math.Sqrt((sum[0] * sum[0]) - (sum[1] * sum[1]) - (sum[2] * sum[2]) - (sum[3] * sum[3]));

                // E and pz are a hundred times the mass at most, and cancel.
                Assert.Equal(1, mass / value(Column.Mass, row), 1e-9);
            }
        };
        generator.Generate(seed: 4, block: 1);
    }

    [Fact]
    public void Blocks_are_the_same_for_every_width_of_registers()
    {
        foreach (Process process in Enum.GetValues<Process>())
        {
            ProductionTables tables = ProductionTables.Shipped(SimulatedEvents.NameOf(process));
            using BlockGenerator<Double128> narrow = new(process, tables, isNoting: false);
            using BlockGenerator<Double256> wide = new(process, tables, isNoting: true);
            using BlockGenerator widest = BlockGenerator.Create(process, tables);
            narrow.Generate(5, 2);
            wide.Generate(5, 2);
            widest.Generate(5, 2);
            Assert.Equal(narrow.Measured, wide.Measured);
            Assert.Equal(narrow.Measured, widest.Measured);
        }
    }

    [Theory]
    [MemberData(nameof(Processes))]
    public void A_block_does_not_depend_on_what_was_made_before(Process process)
    {
        ProductionTables tables = ProductionTables.Shipped(SimulatedEvents.NameOf(process));
        using BlockGenerator fresh = BlockGenerator.Create(process, tables), used = BlockGenerator.Create(process, tables);
        used.Generate(6, 0);
        used.Generate(5, 8);
        used.Generate(5, 3);
        fresh.Generate(5, 3);
        Assert.Equal(fresh.Measured, used.Measured);
    }

    [Fact]
    public void Alias_tables_have_the_probabilities_of_their_rows()
    {
        ProductionTables tables = ProductionTables.Shipped("ztautau");
        foreach (TableShape table in TableLayout.All.Where(static t => !t.IsEfficiency))
        {
            for (int row = table.First; row < table.End; row += table.Cells)
            {
                double[] drawn = new double[table.Cells];
                for (int i = 0; i < table.Cells; i++)
                {
                    drawn[i] += tables.KeepAndAlias[2 * (row + i)] / table.Cells;
                    drawn[(int)tables.KeepAndAlias[(2 * (row + i)) + 1]] += (1 - tables.KeepAndAlias[2 * (row + i)]) / table.Cells;
                }

                for (int i = 0; i < table.Cells; i++)
                {
                    Assert.Equal(tables.Values[row + i], drawn[i], 1e-13);
                }
            }
        }
    }

    [Fact]
    public unsafe void Hats_have_the_mean_and_the_spread_of_their_cells()
    {
        double[] values = [.. InitialTables.For(Process.ZTauTau).Values];
        TableShape table = TableLayout.TauResponse;
        values.AsSpan(table.First, table.Cells).Clear();
        values[table.First + 6] = 1;
        using EventTile<Double128> tile = new() { Tables = new(values) };
        tile.Seed(6, 0);
        double sum = 0, squares = 0;
        const int Repeats = 400;
        for (int i = 0; i < Repeats; i++)
        {
            tile.Draw(table, null, Column.Scratch, hats: true);
            for (int row = 0; row < EventTile<Double128>.Rows; row++)
            {
                double x = tile[Column.Scratch][row] - table.Middle(6);
                sum += x;
                squares += x * x;
            }
        }

        // A hat of half width s has the variance s²/6, and x² a relative spread of √(7/5): five standard errors.
        double n = Repeats * EventTile<Double128>.Rows, spread = table.Step / Math.Sqrt(6);
        Assert.Equal(0, sum / n / spread, 5 / Math.Sqrt(n));
        Assert.Equal(1, squares / n / (spread * spread), 5 * 1.2 / Math.Sqrt(n));
    }

    [Fact]
    public void Numbers_survive_their_file_and_others_are_refused()
    {
        ProductionTables tables = ProductionTables.Shipped("htautau");
        string json = tables.ToJson("htautau", "a test", [0.75, 0.6]);
        ProductionTables again = ProductionTables.Parse(json);

        // Four digits are kept.
        foreach ((double was, double now) in tables.Values.Zip(again.Values))
        {
            Assert.Equal(was, now, (1e-3 * was) + 1e-12);
        }

        Assert.Contains("no numbers of a simulation", Assert.Throws<MandelstamException>(static () => ProductionTables.Parse("{}")).Message, StringComparison.Ordinal);
        Assert.Contains("'jets' has to have", Assert.Throws<MandelstamException>(() => ProductionTables.Parse(json.Replace("\"jets\": [\n", "\"jets\": [\n[1],\n", StringComparison.Ordinal))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(static () => ProductionTables.Shipped("wjets"));
    }
}
