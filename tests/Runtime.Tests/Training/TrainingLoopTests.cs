using Mandelstam.Flows;
using Mandelstam.Networks;
using Mandelstam.Randomness;
using Mandelstam.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Mandelstam.Runtime.Tests.Training;

/// <summary>The loop: resume to the last bit, early stopping, errors that say what happened.</summary>
public sealed class TrainingLoopTests : IDisposable
{
    private static readonly FlowOptions Tiny = new() { Couplings = 4, HiddenLayers = 1, HiddenWidth = 8 };
    private readonly string _folder = Directory.CreateTempSubdirectory("mandelstam-training").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.9)]
    public void Killed_and_resumed_training_ends_with_the_same_bytes(double averaging)
    {
        TrainingOptions options = new() { Steps = 60, ValidationInterval = 10, CheckpointSteps = 7, WarmUpSteps = 5, AveragingDecay = averaging };
        string straight = Path.Combine(_folder, "straight.safetensors");
        string broken = Path.Combine(_folder, "broken.safetensors");
        TrainingResult expected = new TrainingLoop(Flow(), options, straight).Run();

        // The process dies in step 26: the last checkpoint is that of step 21, and steps 22 to 25 are lost.
        Assert.Throws<InvalidOperationException>(() => new TrainingLoop(Flow(), options, broken, new DieAt(25)).Run());
        ITrainingObjective resumed = Flow();
        TrainingResult actual = new TrainingLoop(resumed, options, broken).Run();

        Assert.Equal(File.ReadAllBytes(straight), File.ReadAllBytes(broken));
        Assert.Equal(expected.History.AsEnumerable(), actual.History);

        // A finished training is loaded, not repeated, and gives the model the best weights.
        ITrainingObjective loaded = Flow();
        TrainingResult again = new TrainingLoop(loaded, options, broken, new DieAt(1)).Run();
        Assert.Equal(expected.BestLoss, again.BestLoss);
        Assert.Equal(Weights(resumed.Model), Weights(loaded.Model));
    }

    [Fact]
    public void Killed_and_resumed_classifier_with_dropout_ends_with_the_same_bytes()
    {
        TrainingOptions options = new() { Steps = 40, ValidationInterval = 10, CheckpointSteps = 10 };
        string straight = Path.Combine(_folder, "straight.safetensors");
        string broken = Path.Combine(_folder, "broken.safetensors");
        new TrainingLoop(Classifier(), options, straight).Run();
        Assert.Throws<InvalidOperationException>(() => new TrainingLoop(Classifier(), options, broken, new DieAt(25)).Run());
        new TrainingLoop(Classifier(), options, broken).Run();
        Assert.Equal(File.ReadAllBytes(straight), File.ReadAllBytes(broken));
    }

    [Fact]
    public void Cancelled_training_leaves_a_checkpoint_of_that_very_step()
    {
        TrainingOptions options = new() { Steps = 40, ValidationInterval = 10 };
        string path = Path.Combine(_folder, "flow.safetensors");
        using CancellationTokenSource source = new();
        Assert.Throws<OperationCanceledException>(() => new TrainingLoop(Flow(), options, path, new Act(progress =>
        {
            if (progress.Step == 13)
            {
                source.Cancel();
            }
        })).Run(source.Token));

        long first = 0;
        new TrainingLoop(Flow(), options, path, new Act(progress => first = first == 0 ? progress.Step : first)).Run();
        Assert.Equal(14, first);
    }

    [Fact]
    public void Checkpoint_of_another_model_or_configuration_is_refused()
    {
        TrainingOptions options = new() { Steps = 5, ValidationInterval = 5 };
        string path = Path.Combine(_folder, "flow.safetensors");
        new TrainingLoop(Flow(), options, path).Run();
        byte[] before = File.ReadAllBytes(path);

        string otherSeed = Assert.Throws<MandelstamException>(() => new TrainingLoop(Flow(seed: 2), options, path).Run()).Message;
        Assert.Contains("another configuration", otherSeed, StringComparison.Ordinal);
        Assert.Contains(path, otherSeed, StringComparison.Ordinal);
        string classifier = Assert.Throws<MandelstamException>(() => new TrainingLoop(Classifier(), options, path).Run()).Message;
        Assert.Contains("'flow'", classifier, StringComparison.Ordinal);
        Assert.Contains("'classifier'", classifier, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(200)]
    public void Truncated_checkpoint_is_one_clear_error(int length)
    {
        TrainingOptions options = new() { Steps = 5, ValidationInterval = 5 };
        string path = Path.Combine(_folder, "flow.safetensors");
        new TrainingLoop(Flow(), options, path).Run();
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..length]);
        Assert.Contains(path, Assert.Throws<MandelstamException>(() => new TrainingLoop(Flow(), options, path).Run()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Non_finite_loss_names_stage_and_step()
    {
        Scripted objective = new(step => step == 3 ? double.NaN : 1, () => 0);
        NonFiniteLossException error = Assert.Throws<NonFiniteLossException>(() => new TrainingLoop(objective, new TrainingOptions { Steps = 10 }).Run());
        Assert.Equal(3, error.Step);
        Assert.Equal("scripted", error.Stage);
        Assert.Contains("'scripted'", error.Message, StringComparison.Ordinal);
        Assert.Contains("step 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Patience_stops_and_the_best_weights_come_back()
    {
        // Held-out loss is best at the third look, then grows; the weight at step s is recorded by the objective itself.
        Queue<double> looks = new([3, 2, 1, 4, 5, 6, 7]);
        Scripted objective = new(_ => 1, looks.Dequeue);
        TrainingResult result = new TrainingLoop(objective, new TrainingOptions { Steps = 100, ValidationInterval = 2, Patience = 2 }).Run();

        Assert.True(result.StoppedEarly);
        Assert.Equal(10, result.Steps);
        Assert.Equal(6, result.BestStep);
        Assert.Equal(objective.WeightAtLook[2], objective.Weight);
        Assert.NotEqual(objective.WeightAtLook[4], objective.Weight);
    }

    [Fact]
    public void Batches_take_every_row_once_per_epoch_and_belong_to_their_step()
    {
        EpochSampler sampler = new(rows: 10, batch: 4, seed: 5);
        int[] epochs = [.. Enumerable.Range(0, 5).SelectMany(step => sampler.Rows(step))];
        Assert.Equal(Enumerable.Range(0, 10), epochs[..10].Order());
        Assert.Equal(Enumerable.Range(0, 10), epochs[10..].Order());
        Assert.NotEqual(epochs[..10], epochs[10..]);
        Assert.Equal(sampler.Rows(3), new EpochSampler(rows: 10, batch: 4, seed: 5).Rows(3));
    }

    [Fact]
    public void Learning_rate_warms_up_and_follows_a_cosine()
    {
        TrainingOptions options = new() { Steps = 101, LearningRate = 1, FinalLearningRate = 0.1, WarmUpSteps = 4 };
        Assert.Equal(options.RateAt(10), new TrainingOptions { Steps = 101, LearningRate = 1, FinalLearningRate = 0.1 }.RateAt(10), 1e-15);
        Assert.Equal(0.25, options.RateAt(0), 1e-15);
        Assert.Equal(0.55, options.RateAt(50), 1e-12);
        Assert.Equal(0.1, options.RateAt(100), 1e-12);
    }

    private static ContrastiveObjective Flow(ulong seed = 1)
    {
        ContrastiveFlow flow = new(3, Tiny, seed);
        return new ContrastiveObjective("flow", flow, new ContrastiveLoss { Contrast = 0.5 }, Sample(0).Split(0.25, 1), Sample(1).Split(0.25, 1), batch: 32, seed);
    }

    private static ClassifierObjective Classifier()
    {
        TrainingSample events = Sample(0);
        ClassifierSample sample = new(
            events, [.. Enumerable.Range(0, events.Count).Select(i => events.Values[3 * i] > 0)], [.. Enumerable.Range(0, events.Count).Select(i => i % 2)]);
        (ClassifierSample training, ClassifierSample heldOut) = sample.Balanced().Split(0.25, 1);
        return new ClassifierObjective("classifier", new TwoHeadedClassifier(3, new ClassifierOptions { HiddenWidth = 8, Dropout = 0.2 }), training, heldOut, 32, 1);
    }

    private static TrainingSample Sample(ulong stream)
    {
        CounterRandom random = new(17, stream);
        return new TrainingSample([.. Enumerable.Range(0, 600).Select(i => (float)random.NormalAt((ulong)i) + (stream * 0.5f))], 3);
    }

    private static float[] Weights(nn.Module model) => [.. model.parameters().SelectMany(parameter => parameter.detach().data<float>().ToArray())];

    private sealed class Act(Action<TrainingProgress> action) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => action(value);
    }

    private sealed class DieAt(long step) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Step == step)
            {
                throw new InvalidOperationException("killed");
            }
        }
    }

    /// <summary>One weight, pulled down a slope of given height; losses as told.</summary>
    private sealed class Scripted(Func<long, double> loss, Func<double> heldOut) : ITrainingObjective
    {
        private readonly Perceptron _model = new([1, 1], new CounterRandom(1, 1));

        public List<float> WeightAtLook { get; } = [];

        public float Weight => _model.Weights[0].detach().item<float>();

        public string Stage => "scripted";

        public nn.Module Model => _model;

        public string Identity => "scripted";

        public Tensor Loss(long step) => _model.call(ones(1, 1)).sum() * loss(step);

        public double HeldOutLoss()
        {
            WeightAtLook.Add(Weight);
            return heldOut();
        }
    }
}
