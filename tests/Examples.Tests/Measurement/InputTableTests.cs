using System.Collections.Immutable;
using Mandelstam.Data;
using Mandelstam.Events;
using Mandelstam.Examples.HiggsUncertainty;
using Mandelstam.Measurement;
using Mandelstam.Randomness;
using Xunit;

namespace Mandelstam.Examples.Tests.Measurement;

/// <summary>From events to the inputs of networks, and the symmetries under which they may be turned.</summary>
public sealed class InputTableTests
{
    private const double Turn = 0.7;

    [Theory]
    [InlineData(InputKind.Invariant, 2.0, 2.0)]
    [InlineData(InputKind.OddInZ, 2.0, -2.0)]
    [InlineData(InputKind.Azimuth, 1.0, -1.0 + Turn)]
    public void A_symmetry_acts_by_kind(InputKind kind, double before, double after) =>
        Assert.Equal(after, new EventSymmetry(Turn, FlipsAzimuth: true, FlipsZ: true).Apply(kind, before), 1e-14);

    [Theory]
    [InlineData(3.0, 1.0)]
    [InlineData(-3.0, 6.0)]
    [InlineData(0.0, 3.15)]
    public void A_turned_azimuth_stays_in_range_and_is_the_same_angle(double azimuth, double turn)
    {
        double turned = new EventSymmetry(turn, FlipsAzimuth: false, FlipsZ: false).Apply(InputKind.Azimuth, azimuth);
        Assert.InRange(turned, -Math.PI, Math.PI);
        Assert.Equal(Math.Cos(azimuth + turn), Math.Cos(turned), 1e-14);
        Assert.Equal(Math.Sin(azimuth + turn), Math.Sin(turned), 1e-14);
    }

    [Fact]
    public void Features_do_not_change_when_the_whole_event_is_turned()
    {
        // The promise behind the augmentation: what is declared invariant is, for the event's own formulas.
        EventModel model = HiggsTauTau.Model;
        EventBatch events = EventFile.Read(TrainedRun.Sample, model, new ReadOptions { BatchRows = 400 }).First();
        EventBatch turned = Population.Repeat(events, [.. Enumerable.Range(0, events.Rows)]);
        EventSymmetry symmetry = new(Turn, FlipsAzimuth: true, FlipsZ: true);
        for (int c = 0; c < model.Columns.Length; c++)
        {
            string name = model.Columns[c].Name;
            InputKind kind = name.EndsWith("_phi", StringComparison.Ordinal) ? InputKind.Azimuth : name.EndsWith("_eta", StringComparison.Ordinal) ? InputKind.OddInZ : InputKind.Invariant;
            if (model.Columns[c].Role == ColumnRole.Primary && kind != InputKind.Invariant)
            {
                float[] values = turned.Column(c);
                for (int i = 0; i < turned.Rows; i++)
                {
                    values[i] = values[i] == -25 ? values[i] : (float)symmetry.Apply(kind, values[i]);
                }
            }
        }

        PerturbedEvents<double> before = model.Perturb<double>(events, model.NominalNuisances(), selection: false);
        PerturbedEvents<double> after = model.Perturb<double>(turned, model.NominalNuisances(), selection: false);
        for (int f = 0; f < model.Features.Length; f++)
        {
            for (int i = 0; i < before.Count; i++)
            {
                // Columns are single precision: an angle is known to 2e-7, and differences of momenta of some hundred GeV to about 1e-3 GeV.
                Assert.Equal(before.Features[f][i], after.Features[f][i], 2e-3 + (1e-4 * Math.Abs(before.Features[f][i])));
            }
        }
    }

    [Fact]
    public void Variables_are_taken_from_columns_and_features_with_logarithm_cap_and_absence()
    {
        ImmutableArray<InputVariable> variables =
        [
            new("PRI_had_pt"), new("PRI_had_pt", LogShift: 5), new("PRI_jet_leading_pt", LogShift: 0), new("PRI_n_jets", Cap: 1, IsDiscrete: true), new("DER_mass_vis"),
            new("PRI_had_pt", LogShift: 0, Floor: 1000),
        ];
        PerturbedEvents<float> events = Nominal();
        InputTable table = new(HiggsTauTau.Model, variables);
        int[] rows = [4, 0, 9];
        float[][] columns = table.Columns(events, rows);
        for (int i = 0; i < rows.Length; i++)
        {
            float pt = events.Columns[ColumnOf("PRI_had_pt")]![rows[i]], jet = events.Columns[ColumnOf("PRI_jet_leading_pt")]![rows[i]];
            Assert.Equal(pt, columns[0][i]);
            Assert.Equal((float)Math.Log(pt + 5.0), columns[1][i]);
            Assert.Equal(jet == -25 ? InputTable.AbsentValue : (float)Math.Log(jet), columns[2][i]);
            Assert.Equal(Math.Min(events.Columns[ColumnOf("PRI_n_jets")]![rows[i]], 1) + 0.5f, columns[3][i]);
            Assert.Equal(events.Features[FeatureOf("DER_mass_vis")][rows[i]], columns[4][i]);
            Assert.Equal((float)Math.Log(1000), columns[5][i]);
        }

        Assert.Null(table.Absent[0]);
        Assert.Equal(InputTable.AbsentValue, table.Absent[2]);
    }

    [Fact]
    public void Absent_jets_are_absent_whatever_the_logarithm()
    {
        PerturbedEvents<float> events = Nominal();
        int[] rows = [.. Enumerable.Range(0, events.Count).Where(i => events.Columns[ColumnOf("PRI_n_jets")]![i] == 0)];
        Assert.NotEmpty(rows);
        InputTable table = new(HiggsTauTau.Model, [new("PRI_jet_leading_pt", LogShift: 0), new("PRI_jet_leading_eta", InputKind.OddInZ)]);
        EventSymmetry[] symmetry = [.. rows.Select(_ => new EventSymmetry(1, true, true))];
        Assert.All(table.Columns(events, rows, symmetry), static column => Assert.All(column, static x => Assert.Equal(InputTable.AbsentValue, x)));
    }

    [Fact]
    public void Discrete_variables_are_spread_over_their_step_in_training()
    {
        PerturbedEvents<float> events = Nominal();
        int[] rows = [.. Enumerable.Range(0, events.Count)];
        float[] spread = new InputTable(HiggsTauTau.Model, [new("PRI_n_jets", IsDiscrete: true)]).Columns(events, rows, null, new CounterRandom(3))[0];
        float[] jets = events.Columns[ColumnOf("PRI_n_jets")]!;
        Assert.All(rows, i => Assert.InRange(spread[i], jets[i], jets[i] + 1));
        Assert.Equal(rows.Length, rows.Select(i => spread[i] - jets[i]).Distinct().Count(), 0.05 * rows.Length);
    }

    [Fact]
    public void An_unknown_variable_is_refused() =>
        Assert.Contains("PRI_nothing", Assert.Throws<ArgumentException>(() => new InputTable(HiggsTauTau.Model, [new("PRI_nothing")])).Message, StringComparison.Ordinal);

    private static PerturbedEvents<float> Nominal()
    {
        EventBatch events = EventFile.Read(TrainedRun.Sample, HiggsTauTau.Model, new ReadOptions { BatchRows = 400 }).First();
        return HiggsTauTau.Model.Perturb<float>(events, HiggsTauTau.Model.NominalNuisances());
    }

    private static int ColumnOf(string name) => HiggsTauTau.Model.Columns.Select(static c => c.Name).ToList().IndexOf(name);

    private static int FeatureOf(string name) => HiggsTauTau.Model.Features.Select(static f => f.Name).ToList().IndexOf(name);
}
