using System.Collections.Immutable;
using System.Numerics;
using Mandelstam.Events;

namespace Mandelstam.Examples.Tests.CommandLine;

/// <summary>A model simple enough to check by hand: x → scale · x + width · noise, kept from 10 on; its rate scales "background".</summary>
internal sealed class ToyModel : EventModel
{
    public override string Name => "Toy";

    public override ImmutableArray<ColumnInfo> Columns { get; } =
    [
        new("x", ColumnRole.Primary, IsText: false, Optional: false, "GeV", "An energy."),
        new("weights", ColumnRole.Weight, IsText: false, Optional: true, "", ""),
        new("detailed_labels", ColumnRole.Label, IsText: true, Optional: true, "", ""),
        new("labels", ColumnRole.Passenger, IsText: false, Optional: true, "", ""),
    ];

    public override ImmutableArray<FeatureInfo> Features { get; } =
    [
        new("twice", "Twice", "GeV", "2 * X", "2 x", ["x"], null, "Two of it.") { Symmetries = ["BoostZ", "Homogeneous(1)"], Operations = 1 },
        new("inverse", "Inverse", "", "1 / X", "1 / x", ["x"], -25, ""),
    ];

    public override ImmutableArray<NuisanceInfo> Nuisances { get; } =
    [
        new("EnergyScale", NuisanceKind.Shape, Prior.Normal, 1, 0.01, 1, 0.9, 1.1, "Scales x."),
        new("SoftX", NuisanceKind.Stochastic, Prior.LogNormal, 0, 1, 0, 0, 5, "Smears x."),
        new("BkgScale", NuisanceKind.Rate, Prior.Normal, 1, 0.001, 1, 0.99, 1.01, "Scales the background."),
    ];

    public override ImmutableArray<string> Categories => [];

    public override ImmutableArray<string> Processes { get; } = ["signal", "background"];

    public override int NoiseCount => 1;

    public override PerturbedEvents<T> Perturb<T>(EventBatch batch, ReadOnlySpan<double> nuisances, ReadOnlySpan<double> noise, bool selection, int threads, PerturbedEvents<T>? reuse)
    {
        (double scale, double width, double rate) = (nuisances[0], nuisances[1], nuisances[2]);
        double[] x = new double[batch.Rows];
        for (int row = 0; row < x.Length; row++)
        {
            x[row] = (scale * batch.Column(0)[row]) + (width * (noise.IsEmpty ? 0 : noise[row]));
        }

        int[] kept = [.. Enumerable.Range(0, x.Length).Where(row => !selection || x[row] >= 10)];
        int[] process = [.. kept.Select(row => batch.ProcessCodes[row])];
        double[] weight = [.. kept.Select((row, i) => (batch.Has(1) ? batch.Column(1)[row] : 1) * (process[i] == 1 ? rate : 1))];
        T[] Column(Func<double, double> formula) => [.. kept.Select(row => T.CreateChecked(formula(x[row])))];
        return new PerturbedEvents<T>(
            kept.Length, kept, [Column(value => value), null, null, null], [Column(value => 2 * value), Column(value => 1 / value)], [.. kept.Select(_ => -1)], weight, process);
    }
}
