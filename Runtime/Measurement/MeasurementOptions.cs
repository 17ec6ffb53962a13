using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mandelstam.Flows;
using Mandelstam.IO;
using Mandelstam.Networks;
using Mandelstam.Training;
using Mandelstam.Trees;

namespace Mandelstam.Measurement;

/// <summary>Every number of the method. The default has the architecture of arXiv:2505.08709; what the paper leaves open is ours and said to be.</summary>
public sealed record MeasurementOptions
{
    /// <summary>The paper's flows (15 gated-affine and 15 quadratic couplings, 5 × 64 GELU) and its contrasts, at a budget for a desktop machine.</summary>
    public static MeasurementOptions Default { get; } = new();

    /// <summary>The default with simulated events: there are more of them to learn from, and the classifiers take more steps.</summary>
    public static MeasurementOptions Simulated { get; } = Default with { ClassifierTraining = Default.ClassifierTraining with { Steps = 12_000 } };

    /// <summary>What a run has where nothing else is asked for.</summary>
    /// <param name="isSimulated">Its events are simulated for it; else they are read.</param>
    public static MeasurementOptions Standard(bool isSimulated) => isSimulated ? Simulated : Default;

    /// <summary>A reduced set-up for a few minutes: smaller flows, fewer draws. What it measures is its own, honestly calibrated.</summary>
    public static MeasurementOptions Quick { get; } = new()
    {
        Flow = new FlowOptions { Couplings = 8, HiddenLayers = 2, HiddenWidth = 32, QuadraticRange = 3, MinimumSlope = 0.1 },
        FlowTraining = new TrainingOptions
        {
            Steps = 450, WarmUpSteps = 50, FinalLearningRate = 0.05, MaximumGradientNorm = 5, AveragingDecay = 0.98, ValidationInterval = 100, Patience = 4,
        },
        ClassifierPasses = 3,
        ClassifierMembers = 3,
        ClassifierTraining = new TrainingOptions
        {
            Steps = 3000, WarmUpSteps = 300, FinalLearningRate = 0.01, MaximumGradientNorm = double.PositiveInfinity, AveragingDecay = 0.995, ValidationInterval = 200,
            Adam = new AdamOptions { WeightDecay = 1e-4 },
        },
        BeltDraws = 60,
        TestDraws = 60,
        ExperimentsPerDraw = 4,
        EventExperiments = 0,
        LargeTestSets = 0,
        LikelihoodMethod = false,
        TreesMethod = false,
        TrainingEvents = 140_000,
        TemplateEvents = 4_000_000,
        BeltEvents = 8_000_000,
        TestEvents = 8_000_000,
        DrawGroups = 4,
    };

    /// <summary>Architecture of the flows.</summary>
    public FlowOptions Flow { get; init; } = FlowOptions.Paper;

    /// <summary>The contrasts c; one flow for each, for signal and background, in each category.</summary>
    public ImmutableArray<double> Contrasts { get; init; } = [2, 0.5];

    /// <summary>Events of each kind per step of a flow's training.</summary>
    public int FlowBatch { get; init; } = 512;

    /// <summary>A batch loss below it is set to it: the paper's clamp.</summary>
    public double LossClamp { get; init; } = -50;

    /// <summary>A contrast event counts no lower than −(this + dimensions) in log p: without it one batch at the clamp ends the training.</summary>
    public double EventFloor { get; init; } = 20;

    /// <summary>Width of the noise on standardised flow inputs in training; it keeps a flow from learning single events.</summary>
    public double FlowJitter { get; init; } = 0.1;

    /// <summary>How flows are trained.</summary>
    public TrainingOptions FlowTraining { get; init; } = new()
    {
        Steps = 500, WarmUpSteps = 50, FinalLearningRate = 0.05, MaximumGradientNorm = 5, AveragingDecay = 0.98, ValidationInterval = 100, Patience = 5,
    };

    /// <summary>Architecture of the classifiers.</summary>
    public ClassifierOptions Classifier { get; init; } = new() { TrunkLayers = 2, HeadLayers = 0, HiddenWidth = 64, Dropout = 0.1 };

    /// <summary>Events per step of a classifier's training.</summary>
    public int ClassifierBatch { get; init; } = 512;

    /// <summary>Times that each training event is perturbed for the classifiers.</summary>
    public int ClassifierPasses { get; init; } = 4;

    /// <summary>Sub-data sets, each with nuisances of its own, that a pass is cut into.</summary>
    public int ClassifierSubsets { get; init; } = 50;

    /// <summary>Members of a classifier's ensemble; each stops early on another part of the events, and their logits are averaged.</summary>
    public int ClassifierMembers { get; init; } = 4;

    /// <summary>How classifiers are trained.</summary>
    public TrainingOptions ClassifierTraining { get; init; } = new()
    {
        Steps = 4000, WarmUpSteps = 400, FinalLearningRate = 0.01, MaximumGradientNorm = double.PositiveInfinity, AveragingDecay = 0.995, ValidationInterval = 200,
        Adam = new AdamOptions { WeightDecay = 1e-4 },
    };

    /// <summary>Share of training events held out from a flow's training.</summary>
    public double HeldOut { get; init; } = 0.2;

    /// <summary>Bins of the score per category.</summary>
    public int Bins { get; init; } = 20;

    /// <summary>Fewest effective background events of a bin; thinner ones are merged.</summary>
    public double MinBackgroundEvents { get; init; } = 10;

    /// <summary>
    /// The same when the test events are another file's. A bin that fluctuated down looks more telling than it is, and in the bootstrap's world it is:
    /// with thin bins the belt is too narrow, by a tenth at ten events.
    /// </summary>
    public double MinBackgroundEventsWithTest { get; init; } = 40;

    /// <summary>
    /// The fit also determines the definition's stochastic nuisance. The paper's fit does not; here it keeps the width of the interval from
    /// depending on how the events happened to be split.
    /// </summary>
    public bool FitNoise { get; init; } = true;

    /// <summary>Copies of the heaviest events, each with noise of its own, that stand for the average over the noise.</summary>
    public int Replicas { get; init; } = 8;

    /// <summary>Nuisance points that the confidence belt is made from.</summary>
    public int BeltDraws { get; init; } = 80;

    /// <summary>Nuisance points of the test pseudo-experiments, drawn apart from the belt's.</summary>
    public int TestDraws { get; init; } = 80;

    /// <summary>Pseudo-experiments per nuisance point and strength, each with rates and Poisson numbers of its own.</summary>
    public int ExperimentsPerDraw { get; init; } = 8;

    /// <summary>Experiments whose events are drawn one by one, as a check of the cheaper ones.</summary>
    public int EventExperiments { get; init; } = 80;

    /// <summary>
    /// Pairs of bootstrap replicas, one of the templates and one of the data, that the belt is made from when the test events are another file's.
    /// The simulation's fluctuation is most of the width there, so the belt's edges are as uncertain as quantiles of this many numbers.
    /// </summary>
    public int BootstrapReplicas { get; init; } = 400;

    /// <summary>Random re-splits of templates and test events that coverage is measured over, when the test events are another file's.</summary>
    public int Resplits { get; init; } = 200;

    /// <summary>True strengths of a second, larger test, with 100 experiments each; 0 leaves it out.</summary>
    public int LargeTestSets { get; init; } = 100;

    /// <summary>One more method: classifiers that are told the nuisances, which are found by minimising the sum of scores (appendix E of the paper).</summary>
    public bool LikelihoodMethod { get; init; } = true;

    /// <summary>One more method: gradient-boosted trees on the variables of the classifiers, fitted as they are.</summary>
    public bool TreesMethod { get; init; } = true;

    /// <summary>How the trees are grown.</summary>
    public BoostedTreesOptions Trees { get; init; } = new() { Trees = 150, LearningRate = 0.08 };

    /// <summary>With simulated events: how many train the networks.</summary>
    public int TrainingEvents { get; init; } = 400_000;

    /// <summary>With simulated events: how many make the templates.</summary>
    public long TemplateEvents { get; init; } = 40_000_000;

    /// <summary>With simulated events: how many the belt's experiments are drawn from.</summary>
    public long BeltEvents { get; init; } = 80_000_000;

    /// <summary>With simulated events: how many the test's experiments are drawn from.</summary>
    public long TestEvents { get; init; } = 80_000_000;

    /// <summary>With simulated events: each event of belt and test is scored at one in this many nuisance points.</summary>
    public int DrawGroups { get; init; } = 8;

    /// <summary>Strengths of the belt: from, to, step.</summary>
    [JsonIgnore]
    public (double From, double To, double Step) BeltStrengths => (-0.6, 4, 0.2);

    /// <summary>The same where the statistical errors of two samples of limited size widen everything.</summary>
    [JsonIgnore]
    public (double From, double To, double Step) WideBeltStrengths => (-5, 8, 0.5);

    /// <summary>True strengths of the test: as many as this, evenly over [0.1, 3].</summary>
    public int TestStrengths { get; init; } = 10;

    /// <summary>Reads options from a JSON file; what it does not name keeps its value.</summary>
    /// <param name="path">The file.</param>
    /// <param name="basis">The options that the file changes.</param>
    /// <exception cref="MandelstamException">The file is missing, is no JSON, or names an option that does not exist.</exception>
    public static MeasurementOptions Read(string path, MeasurementOptions basis) => OptionFile.Read(path, basis);

    /// <summary>All options as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, OptionFile.Json);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="text">The JSON.</param>
    public static MeasurementOptions FromJson(string text) => JsonSerializer.Deserialize<MeasurementOptions>(text, OptionFile.Json)!;

    /// <summary>Checks that the numbers make sense.</summary>
    /// <exception cref="MandelstamException">One of them does not; the message names it.</exception>
    public void Validate()
    {
        Flow.Validate();
        FlowTraining.Validate();
        Classifier.Validate();
        ClassifierTraining.Validate();
        (string Name, long Value, long Least)[] counts =
        [
            (nameof(FlowBatch), FlowBatch, 1), (nameof(ClassifierBatch), ClassifierBatch, 1), (nameof(ClassifierPasses), ClassifierPasses, 1),
            (nameof(ClassifierSubsets), ClassifierSubsets, 1), (nameof(ClassifierMembers), ClassifierMembers, 2), (nameof(Bins), Bins, 2), (nameof(Replicas), Replicas, 1),
            (nameof(BeltDraws), BeltDraws, 2), (nameof(TestDraws), TestDraws, 2), (nameof(ExperimentsPerDraw), ExperimentsPerDraw, 1),
            (nameof(EventExperiments), EventExperiments, 0), (nameof(BootstrapReplicas), BootstrapReplicas, 2), (nameof(Resplits), Resplits, 2), (nameof(TestStrengths), TestStrengths, 2),
            (nameof(LargeTestSets), LargeTestSets, 0), (nameof(TrainingEvents), TrainingEvents, 10_000), (nameof(TemplateEvents), TemplateEvents, 10_000),
            (nameof(BeltEvents), BeltEvents, 10_000), (nameof(TestEvents), TestEvents, 10_000), (nameof(DrawGroups), DrawGroups, 1),
        ];
        foreach ((string name, long value, long least) in counts)
        {
            if (value < least)
            {
                throw new MandelstamException($"Option {name} is {value}; it has to be at least {least}.");
            }
        }

        if (Contrasts.IsDefaultOrEmpty || Contrasts.Any(static c => !(c > 0)))
        {
            throw new MandelstamException("Option Contrasts has to name at least one positive contrast, such as [2, 0.5].");
        }
    }
}
