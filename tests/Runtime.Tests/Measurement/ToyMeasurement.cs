using System.Collections.Immutable;
using Mandelstam.Events;
using Mandelstam.Inference;
using Mandelstam.Measurement;
using Mandelstam.Publishing;
using Mandelstam.Training;

namespace Mandelstam.Runtime.Tests.Measurement;

/// <summary>A measurement that was never run: numbers of round values in the shape of a real one's.</summary>
internal sealed class ToyMeasurement : MeasurementDefinition
{
    public override string Name => "toy";

    public override EventModel Model { get; } = new ToyEvent();

    public override int Signal => 1;

    public override ImmutableArray<int> Categories => [1, 2];

    public override ImmutableArray<int> FittedShapes => [0];

    public override ImmutableArray<double> TemplatePoints => [0.97, 0.985, 1, 1.015, 1.03];

    public override ImmutableArray<InputVariable> ClassifierInputs => [];

    public override ImmutableArray<PublishedResult> Published => [new("a published method", 0.823, 0.438, 0.672, 0.191, "a journal")];

    public override ImmutableArray<InputVariable> FlowInputs(int head) => [];

    public override bool CanEnter(EventBatch batch, int row) => true;

    /// <summary>What such a run would have found.</summary>
    /// <param name="folder">Where it writes.</param>
    /// <param name="test">The independent file, or null.</param>
    /// <param name="bad">Stands where a number could have failed: an estimate, a feature, a loss, a yield, a time.</param>
    public MeasurementResult Result(string folder, string? test = null, double bad = 0.5)
    {
        MeasurementRequest request = new("data/toy.parquet", test, folder, 12345, "cpu", MeasurementOptions.Quick);
        TrainingResult training = new("stage", 200, 100, bad, false, [new(100, 0.7, 0.6, 1e-3), new(200, 0.5, bad, 1e-4)]);
        MethodResult first = Method("cnf", 0.25, bad);
        return new(
            request,
            [first, Method("baseline", 0.5, bad)],
            Publication.Of(this, first.Name, first.Binning, first.Templates, first.Belt, []),
            test is null ? PopulationKind.Shared : PopulationKind.File,
            [],
            test is null ? null : new FileResult(-0.321, 2.468, 77),
            test is null ? CoverageTable.From([new(0, 1, 1.1, 0.8, 1.4), new(1, 2, 2.6, 2.2, 3)]) : null,
            new Dictionary<string, TrainingResult> { ["flow_signal_c2_One"] = training, ["classifier_cnf_0"] = training },
            [
                .. from sample in new[] { "training", "population" }
                   from step in new[] { "read", "One" }
                   from process in Model.Processes
                   select new YieldRow(sample, process, step, 10, process == "signal" ? 4 : 1600 + (bad - 0.5)),
            ],
            4321,
            [],
            ["extra"],
            new Dictionary<string, double> { ["Train"] = bad, ["Fit"] = 1.25 },
            Events((float)bad),
            Events(0));
    }

    private static PerturbedEvents<float> Events(float first) => new(
        6,
        [0, 1, 2, 3, 4, 5],
        [null],
        [[first, 1, 2, 3, 4, -25]],
        [1, 2, 1, 2, 1, 2],
        [1, 1, 1, 1, 1, 1],
        [0, 1, 0, 1, 0, 1]);

    private MethodResult Method(string name, double half, double bad)
    {
        // Four draws, three strengths: every fourth interval misses.
        ImmutableArray<MeasuredExperiment> experiments =
        [
            .. from mu in new[] { 0.1, 1.0, 3.0 }
               from draw in Enumerable.Range(0, 4)
               let estimate = mu + (draw == 3 ? 2 * half : 0)
               select new MeasuredExperiment(draw, mu, estimate, estimate - half, estimate + half),
        ];
        double[] strengths = [-0.6, 0.6, 1.8, 3, 4];
        NeymanBelt belt = new(
            [.. strengths], [.. strengths.Select(mu => mu - half)], [.. strengths.Select(mu => mu + half)], [.. strengths], [.. strengths], 40, new BeltOptions());
        ScoreBinning binning = new([[-1, 0, 1], []]);
        TemplateGrid templates = new(
            [new TemplateAxis("scale", TemplatePoints)], Model.Processes, binning.Bins,
            [.. from point in TemplatePoints from process in Model.Processes from bin in Enumerable.Range(1, binning.Bins) select 10 * bin * point], [], SplineEnds.Natural);
        CoverageTable coverage = CoverageTable.From(experiments);
        coverage = coverage with { Pooled = coverage.Pooled with { Bias = bad } };
        return new(name, coverage, double.IsNaN(bad) ? null : 0.777, experiments, belt, [bad, .. strengths[1..]], binning, templates, RepeatedTest.From(experiments, static (_, _, _) => 0.777, 1), null, 1.5, 2);
    }

    private sealed class ToyEvent : EventModel
    {
        public override string Name => "Toy";

        public override ImmutableArray<ColumnInfo> Columns { get; } = [new("weights", ColumnRole.Weight, IsText: false, Optional: false, "", "")];

        public override ImmutableArray<FeatureInfo> Features { get; } = [new("toy_mass", "Mass", "GeV", "a + b", "a + b", [], -25, "")];

        public override ImmutableArray<NuisanceInfo> Nuisances { get; } = [new("scale", NuisanceKind.Shape, Prior.Normal, 1, 0.01, 1, 0.9, 1.1, "")];

        public override ImmutableArray<string> Categories { get; } = ["Zero", "One", "Two"];

        public override ImmutableArray<string> Processes { get; } = ["background", "signal"];

        public override int NoiseCount => 0;

        public override PerturbedEvents<T> Perturb<T>(EventBatch batch, ReadOnlySpan<double> nuisances, ReadOnlySpan<double> noise, bool selection, int threads, PerturbedEvents<T>? reuse) =>
            throw new NotSupportedException("A report perturbs nothing.");
    }
}
