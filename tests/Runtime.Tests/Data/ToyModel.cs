using System.Collections.Immutable;
using Mandelstam.Events;

namespace Mandelstam.Runtime.Tests.Data;

/// <summary>A small declaration by hand: two measured numbers, a weight, a label, and optional passengers.</summary>
internal sealed class ToyModel : EventModel
{
    public const int X = 0;
    public const int Count = 1;
    public const int Weight = 2;
    public const int Label = 3;
    public const int Comment = 4;
    public const int Extra = 5;
    public const int IsTight = 6;

    public static ToyModel Instance { get; } = new();

    public override string Name => "Toy";

    public override ImmutableArray<ColumnInfo> Columns { get; } =
    [
        new("toy_x", ColumnRole.Primary, IsText: false, Optional: false, "GeV", ""),
        new("toy_count", ColumnRole.Primary, IsText: false, Optional: false, "", "") { Values = ColumnValues.Whole },
        new("weights", ColumnRole.Weight, IsText: false, Optional: false, "", ""),
        new("process", ColumnRole.Label, IsText: true, Optional: false, "", ""),
        new("comment", ColumnRole.Passenger, IsText: true, Optional: true, "", ""),
        new("extra", ColumnRole.Passenger, IsText: false, Optional: true, "", ""),
        new("is_tight", ColumnRole.Primary, IsText: false, Optional: true, "", "") { Values = ColumnValues.Truth },
        new("toy_pt", ColumnRole.Primary, IsText: false, Optional: true, "GeV", "", Absent: -25) { Values = ColumnValues.Magnitude },
        new("toy_met", ColumnRole.Primary, IsText: false, Optional: true, "GeV", "") { Values = ColumnValues.Magnitude },
    ];

    public override ImmutableArray<FeatureInfo> Features => [];

    public override ImmutableArray<NuisanceInfo> Nuisances => [];

    public override ImmutableArray<string> Categories => [];

    public override ImmutableArray<string> Processes { get; } = ["signal", "a background with a long name"];

    public override int NoiseCount => 0;

    public override PerturbedEvents<T> Perturb<T>(EventBatch batch, ReadOnlySpan<double> nuisances, ReadOnlySpan<double> noise, bool selection, int threads, PerturbedEvents<T>? reuse) =>
        throw new NotSupportedException("These tests read files; they do not perturb.");
}
