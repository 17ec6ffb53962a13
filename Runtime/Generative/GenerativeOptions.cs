using System.Text.Json;
using Mandelstam.IO;
using Mandelstam.Networks;
using Mandelstam.Training;

namespace Mandelstam.Generative;

/// <summary>Every number of a run on phase space. The default has the architecture and schedule of arXiv:2604.02415 for few particles.</summary>
public sealed record GenerativeOptions
{
    /// <summary>Events to train on.</summary>
    public int TrainingEvents { get; init; } = 500_000;

    /// <summary>Events for the loss that weights are chosen by.</summary>
    public int HeldOutEvents { get; init; } = 20_000;

    /// <summary>Events that each model makes, and that it is compared with.</summary>
    public int GeneratedEvents { get; init; } = 100_000;

    /// <summary>Architecture of the flows and of the denoising diffusion.</summary>
    public NetworkOptions Network { get; init; } = new();

    /// <summary>Architecture of the diffusion in q-space.</summary>
    public NetworkOptions DiffusionNetwork { get; init; } = new() { Floor = 0.3 };

    /// <summary>Steps of the diffusion.</summary>
    public NoiseScheduleOptions Schedule { get; init; } = NoiseScheduleOptions.Smooth;

    /// <summary>Batches of the diffusion.</summary>
    public ScoreMatchingOptions ScoreMatching { get; init; } = new();

    /// <summary>How the diffusion is trained.</summary>
    public TrainingOptions DiffusionTraining { get; init; } = TrainingOf(50_000);

    /// <summary>Events per step of the other three.</summary>
    public int Batch { get; init; } = 1024;

    /// <summary>How the flow is trained.</summary>
    public TrainingOptions FlowTraining { get; init; } = TrainingOf(100_000);

    /// <summary>Power p of the times t = uᵖ of flow matching, in training (u uniform) and sampling (u evenly spaced).</summary>
    public double TimePower { get; init; } = 1;

    /// <summary>Steps of the flows' sampling; each evaluates the network twice.</summary>
    public int FlowSteps { get; init; } = 100;

    /// <summary>How the two models without confinement are trained.</summary>
    public TrainingOptions MomentumTraining { get; init; } = TrainingOf(50_000);

    /// <summary>Levels of the denoising diffusion.</summary>
    public int DenoisingLevels { get; init; } = 1000;

    /// <summary>Architecture of the classifier that tells samples apart.</summary>
    public ClassifierOptions Classifier { get; init; } = new() { TrunkLayers = 3, HeadLayers = 0, HiddenWidth = 128 };

    /// <summary>How it is trained.</summary>
    public TrainingOptions ClassifierTraining { get; init; } = new()
    {
        Steps = 6000, LearningRate = 2e-3, WarmUpSteps = 200, MaximumGradientNorm = double.PositiveInfinity, AveragingDecay = 0.995, ValidationInterval = 200,
        Adam = new AdamOptions { WeightDecay = 1e-3 },
    };

    /// <summary>The training of arXiv:2604.02415 for a number of steps: AdamW, gradients clipped at norm one, averaged weights; the rate is ours.</summary>
    /// <param name="steps">Steps.</param>
    /// <param name="rate">Highest learning rate.</param>
    public static TrainingOptions TrainingOf(int steps, double rate = 1e-3) => new()
    {
        Steps = steps, LearningRate = rate, WarmUpSteps = Math.Max(1, steps / 20), MaximumGradientNorm = 1, AveragingDecay = 0.999, ValidationInterval = Math.Max(1, steps / 20),
        Adam = new AdamOptions { WeightDecay = 1e-4 },
    };

    /// <summary>Reads options from a JSON file; what it does not name keeps its value.</summary>
    /// <param name="path">The file.</param>
    /// <param name="basis">The options that the file changes.</param>
    /// <exception cref="MandelstamException">The file is missing, is no JSON, or names an option that does not exist.</exception>
    public static GenerativeOptions Read(string path, GenerativeOptions basis) => OptionFile.Read(path, basis);

    /// <summary>All options as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, OptionFile.Json);

    /// <summary>Checks that the numbers make sense.</summary>
    /// <exception cref="MandelstamException">One of them does not; the message names it.</exception>
    public void Validate()
    {
        Network.Validate();
        DiffusionNetwork.Validate();
        Schedule.Validate();
        ScoreMatching.Validate();
        Classifier.Validate();
        foreach (TrainingOptions training in new[] { DiffusionTraining, FlowTraining, MomentumTraining, ClassifierTraining })
        {
            training.Validate();
        }

        if (!(TimePower is >= 1 and <= 10))
        {
            throw new MandelstamException(FormattableString.Invariant($"Option TimePower is {TimePower}; it has to be from 1 to 10."));
        }

        (string Name, int Value, int Least)[] counts =
        [
            (nameof(TrainingEvents), TrainingEvents, 100), (nameof(HeldOutEvents), HeldOutEvents, 100), (nameof(GeneratedEvents), GeneratedEvents, 100),
            (nameof(Batch), Batch, 1), (nameof(FlowSteps), FlowSteps, 1), (nameof(DenoisingLevels), DenoisingLevels, 50),
        ];
        foreach ((string name, int value, int least) in counts)
        {
            if (value < least)
            {
                throw new MandelstamException($"Option {name} is {value}; it has to be at least {least}.");
            }
        }
    }
}
