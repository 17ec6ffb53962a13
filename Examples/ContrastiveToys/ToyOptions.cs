using System.Collections.Immutable;
using System.Text.Json;
using Mandelstam.Flows;
using Mandelstam.IO;
using Mandelstam.Networks;
using Mandelstam.Training;

namespace Mandelstam.Examples.ContrastiveToys;

/// <summary>Every number of the toys. The default has the paper's architectures; what the paper leaves open is ours.</summary>
public sealed record ToyOptions
{
    /// <summary>The full set-up.</summary>
    public static ToyOptions Default { get; } = new();

    /// <summary>A reduced set-up for a few minutes: smaller flows, fewer steps, one repetition.</summary>
    public static ToyOptions Quick { get; } = new()
    {
        PlaneFlow = new FlowOptions { Couplings = 12, HiddenLayers = 2, HiddenWidth = 32 },
        PlaneTraining = TrainingOf(5000, 3e-3),
        PlaneBatch = 1024,
        PlaneEvents = 200_000,
        EmbeddedFlow = new FlowOptions { Couplings = 12, HiddenLayers = 2, HiddenWidth = 48 },
        EmbeddedTraining = TrainingOf(3000, 3e-3),
        ClassifierTraining = TrainingOf(2000, 3e-3),
        Repetitions = 1,
        TestEvents = 10_000,
        TestPoints = 11,
    };

    /// <summary>The contrasts of the flows in the plane; the paper's Fig. 7 goes from 0.25 to 4.</summary>
    public ImmutableArray<double> Contrasts { get; init; } = [0.25, 0.5, 1, 2, 4];

    /// <summary>Events of each kind that flows and classifier in the plane learn from.</summary>
    public int PlaneEvents { get; init; } = 300_000;

    /// <summary>Architecture of the flows in the plane.</summary>
    public FlowOptions PlaneFlow { get; init; } = FlowOptions.Paper;

    /// <summary>How they are trained.</summary>
    public TrainingOptions PlaneTraining { get; init; } = TrainingOf(4000, 1e-3);

    /// <summary>Events of each kind per step.</summary>
    public int PlaneBatch { get; init; } = 2048;

    /// <summary>Lowest log p, in standardised units, at which a contrast event counts.</summary>
    public double EventFloor { get; init; } = 15;

    /// <summary>Points along each axis of the grid on which densities are compared.</summary>
    public int GridPoints { get; init; } = 241;

    /// <summary>Seed of the matrices B, A and Ã: they belong to the problem, not to a run.</summary>
    public ulong MatrixSeed { get; init; } = 1;

    /// <summary>Events of each kind that flows and the unperturbed classifier in ten dimensions learn from.</summary>
    public int EmbeddedEvents { get; init; } = 100_000;

    /// <summary>Architecture of the flows in ten dimensions.</summary>
    public FlowOptions EmbeddedFlow { get; init; } = FlowOptions.Paper;

    /// <summary>How they are trained.</summary>
    public TrainingOptions EmbeddedTraining { get; init; } = TrainingOf(3000, 1e-3);

    /// <summary>Events of each kind per step.</summary>
    public int EmbeddedBatch { get; init; } = 512;

    /// <summary>A flow calls an event signal where its density exceeds this, in units of the data: the paper's 10⁻¹¹.</summary>
    public double DensityThreshold { get; init; } = 1e-11;

    /// <summary>Values of φ in the perturbed training sample.</summary>
    public int TrainingPoints { get; init; } = 100;

    /// <summary>Perturbed events per value, half of them signal.</summary>
    public int EventsPerPoint { get; init; } = 100;

    /// <summary>Architecture of the classifiers: three layers of 32.</summary>
    public ClassifierOptions Classifier { get; init; } = new() { TrunkLayers = 3, HeadLayers = 0, HiddenWidth = 32 };

    /// <summary>How they are trained.</summary>
    public TrainingOptions ClassifierTraining { get; init; } = TrainingOf(4000, 1e-3);

    /// <summary>Events per step of a classifier.</summary>
    public int ClassifierBatch { get; init; } = 512;

    /// <summary>Trainings of everything in ten dimensions, from other events and other initial weights: their spread is part of the errors.</summary>
    public int Repetitions { get; init; } = 3;

    /// <summary>Test events of each kind and value of φ.</summary>
    public int TestEvents { get; init; } = 20_000;

    /// <summary>Values of φ at which accuracies are measured.</summary>
    public int TestPoints { get; init; } = 21;

    /// <summary>All options as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, OptionFile.Json);

    /// <summary>Reads options from a JSON file; what it does not name keeps its value.</summary>
    /// <param name="path">The file.</param>
    /// <param name="basis">The options that the file changes.</param>
    /// <exception cref="MandelstamException">The file is missing, is no JSON, or names an option that does not exist.</exception>
    public static ToyOptions Read(string path, ToyOptions basis) => OptionFile.Read(path, basis);

    /// <summary>Checks that the numbers make sense.</summary>
    /// <exception cref="MandelstamException">One of them does not; the message names it.</exception>
    public void Validate()
    {
        PlaneFlow.Validate();
        EmbeddedFlow.Validate();
        Classifier.Validate();
        foreach (TrainingOptions training in new[] { PlaneTraining, EmbeddedTraining, ClassifierTraining })
        {
            training.Validate();
        }

        if (Contrasts.IsDefaultOrEmpty || !Contrasts.Contains(1) || Contrasts.Any(static c => !(c > 0 && double.IsFinite(c))))
        {
            throw new MandelstamException("Option Contrasts has to name positive contrasts, 1 among them, such as [0.25, 0.5, 1, 2, 4].");
        }

        if (!(DensityThreshold > 0 && EventFloor > 0))
        {
            throw new MandelstamException(FormattableString.Invariant($"Options DensityThreshold ({DensityThreshold}) and EventFloor ({EventFloor}) have to be positive."));
        }

        (string Name, int Value, int Least)[] counts =
        [
            (nameof(PlaneEvents), PlaneEvents, 100), (nameof(PlaneBatch), PlaneBatch, 1), (nameof(GridPoints), GridPoints, 11), (nameof(EmbeddedEvents), EmbeddedEvents, 100),
            (nameof(EmbeddedBatch), EmbeddedBatch, 1), (nameof(TrainingPoints), TrainingPoints, 2), (nameof(EventsPerPoint), EventsPerPoint, 2),
            (nameof(ClassifierBatch), ClassifierBatch, 1), (nameof(Repetitions), Repetitions, 1), (nameof(TestEvents), TestEvents, 10), (nameof(TestPoints), TestPoints, 2),
        ];
        foreach ((string name, int value, int least) in counts)
        {
            if (value < least)
            {
                throw new MandelstamException($"Option {name} is {value}; it has to be at least {least}.");
            }
        }
    }

    private static TrainingOptions TrainingOf(int steps, double rate) => new()
    {
        Steps = steps, LearningRate = rate, WarmUpSteps = Math.Min(100, steps / 10), AveragingDecay = 0.995, ValidationInterval = Math.Max(1, steps / 10),
    };
}
