using System.Collections.Immutable;
using Mandelstam.Events;
using Xunit;

namespace Mandelstam.Dsl.Tests;

/// <summary>The storage that generated code and the runtime share.</summary>
public sealed class EventBatchTests
{
    [Fact]
    public void Columns_have_storage_by_kind()
    {
        EventBatch batch = new SmallModel().CreateBatch(4);
        Assert.Equal((4, 4), (batch.Rows, batch.Capacity));
        Assert.Equal(4, batch.Column(0).Length);
        Assert.Equal(4, batch.ProcessCodes.Length);
        Assert.Equal(4, batch.RowIds.Length);
        Assert.Equal(4, batch.Text(3).Length);
        Assert.Contains("detailed_label", Assert.Throws<ArgumentException>(() => batch.Column(1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => batch.Text(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => batch.Column(4));
    }

    [Fact]
    public void A_last_batch_may_be_short_but_not_long()
    {
        EventBatch batch = new SmallModel().CreateBatch(4);
        batch.Rows = 2;
        Assert.Equal(2, batch.Rows);
        Assert.Throws<ArgumentOutOfRangeException>(() => batch.Rows = 5);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SmallModel().CreateBatch(-1));
    }

    [Fact]
    public void Only_optional_columns_may_be_missing()
    {
        EventBatch batch = new SmallModel().CreateBatch(1);
        Assert.True(batch.Has(2));
        batch.MarkMissing(2);
        Assert.False(batch.Has(2));
        Assert.Throws<ArgumentException>(() => batch.MarkMissing(0));
    }

    [Fact]
    public void Nominal_values_follow_the_order_of_the_nuisances() => Assert.Equal([1.0, 0.0], new SmallModel().NominalNuisances());

    [Fact]
    public void Results_refuse_arrays_that_are_too_short()
    {
        var events = new PerturbedEvents<float>(1, [0], [[1f], null], [[2f]], [-1], [1.0], [-1]);
        Assert.Equal(1, events.Count);
        Assert.Throws<ArgumentException>(() => new PerturbedEvents<float>(2, [0], [], [], [-1], [1.0], [-1]));
        Assert.Throws<ArgumentException>(() => new PerturbedEvents<float>(1, [0], [[]], [], [-1], [1.0], [-1]));
    }

    /// <summary>A model by hand; its kernel passes every event.</summary>
    private sealed class SmallModel : EventModel
    {
        public override string Name => "Small";

        public override ImmutableArray<ColumnInfo> Columns { get; } =
        [
            new("pt", ColumnRole.Primary, IsText: false, Optional: false, "GeV", ""),
            new("detailed_label", ColumnRole.Label, IsText: true, Optional: false, "", ""),
            new("weight", ColumnRole.Weight, IsText: false, Optional: true, "", ""),
            new("run", ColumnRole.Passenger, IsText: true, Optional: true, "", ""),
        ];

        public override ImmutableArray<FeatureInfo> Features => [];

        public override ImmutableArray<NuisanceInfo> Nuisances { get; } =
        [
            new("scale", NuisanceKind.Shape, Prior.Normal, 1, 0.01, 1, 0.9, 1.1, ""),
            new("soft", NuisanceKind.Stochastic, Prior.LogNormal, 0, 1, 0, 0, 5, ""),
        ];

        public override ImmutableArray<string> Categories => [];

        public override ImmutableArray<string> Processes => ["htautau"];

        public override int NoiseCount => 2;

        public override PerturbedEvents<T> Perturb<T>(
            EventBatch batch, ReadOnlySpan<double> nuisances, ReadOnlySpan<double> noise, bool selection, int threads, PerturbedEvents<T>? reuse)
        {
            int[] source = [.. Enumerable.Range(0, batch.Rows)];
            double[] weight = [.. source.Select(_ => 1.0)];
            return new(batch.Rows, source, new T[]?[Columns.Length], [], source, weight, batch.ProcessCodes);
        }
    }
}
