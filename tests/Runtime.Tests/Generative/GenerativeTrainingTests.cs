using Mandelstam.Generative;
using Mandelstam.Randomness;
using Mandelstam.Training;

namespace Mandelstam.Runtime.Tests.Generative;

/// <summary>Whole models in miniature: what they learn, where they stay, and that they can be killed.</summary>
public sealed class GenerativeTrainingTests : IDisposable
{
    private static readonly NetworkOptions Small = new() { Layers = 2, Width = 48 };
    private static readonly NoiseScheduleOptions Short = new() { LinearSteps = 60, LinearFirst = 0.005, LinearLast = 0.12 };
    private readonly string _folder = Directory.CreateTempSubdirectory("mandelstam-generative").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Untrained_models_make_uniform_phase_space()
    {
        // The reverse of a chain that starts at its end point, and a field that is zero everywhere.
        ConformalSpace space = new(3, 1);
        using EventNetwork network = EventNetwork.Create(3, Small, 1);
        foreach (EventSampler sampler in new EventSampler[] { new DiffusionSampler(network, space, new NoiseSchedule(Short), 1), new FlowSampler(network, space, new FlowPath(), 2, 1) })
        {
            (double mean, double error) = Samples.MeanX(sampler.Sample(20_000, 31), 1);
            Assert.InRange((mean - (2.0 / 3)) / error, -4, 4);
        }
    }

    [Theory]
    [InlineData("diffusion")]
    [InlineData("diffusion, Hutchinson")]
    [InlineData("flow")]
    [InlineData("momentum flow")]
    [InlineData("momentum diffusion")]
    public void Trained_models_make_muon_decays(string model)
    {
        MomentumTable training = Samples.Muon(20_000, 41), heldOut = Samples.Muon(2000, 42);
        using EventNetwork network = EventNetwork.Create(3, Small, 43);
        (ITrainingObjective objective, EventSampler sampler) = Model(model, network, training, heldOut);
        new TrainingLoop(objective, new TrainingOptions
        {
            Steps = 1000, LearningRate = 5e-3, WarmUpSteps = 20, MaximumGradientNorm = 1, AveragingDecay = 0.98, ValidationInterval = 100,
        }).Run();
        ConservationMeter meter = new();
        MomentumTable events = sampler.Sample(4000, 44, meter);

        // ⟨x⟩ = 3/5 of the antineutrino, where uniform phase space has 2/3: so short a training goes at least 40 % of the way. Where
        // nothing adds up to one, the scale is learned as well.
        (double mean, _) = Samples.MeanX(events, 1);
        bool isConfined = !model.StartsWith("momentum", StringComparison.Ordinal);
        Assert.InRange(mean, isConfined ? 0.58 : 0.54, isConfined ? 0.64 : 0.66);
        Assert.Equal(4000L * sampler.Steps, meter.Events);
        if (isConfined)
        {
            Assert.InRange(meter.Momentum, 0, 3e-12);
            Assert.InRange(meter.Energy, 0, 3e-12);
            Assert.InRange(meter.MassSquared, 0, 3e-12);
        }
        else
        {
            Assert.InRange(meter.Momentum, 1e-4, 100);
        }
    }

    [Theory]
    [InlineData("diffusion")]
    [InlineData("flow")]
    public void Killed_and_resumed_training_ends_with_the_same_bytes_and_the_same_events(string model)
    {
        TrainingOptions options = new() { Steps = 24, ValidationInterval = 8, CheckpointSteps = 5, AveragingDecay = 0.9 };
        MomentumTable training = Samples.Muon(500, 51), heldOut = Samples.Muon(100, 52);
        string straight = Path.Combine(_folder, "straight.safetensors"), broken = Path.Combine(_folder, "broken.safetensors");
        using EventNetwork first = EventNetwork.Create(3, Small, 53);
        (ITrainingObjective objective, EventSampler sampler) = Model(model, first, training, heldOut);
        new TrainingLoop(objective, options, straight).Run();

        // Chains are run anew every 10 steps here: step 13 lies within the second block.
        using EventNetwork killed = EventNetwork.Create(3, Small, 53);
        Assert.Throws<InvalidOperationException>(() => new TrainingLoop(Model(model, killed, training, heldOut).Objective, options, broken, new DieAt(13)).Run());
        using EventNetwork second = EventNetwork.Create(3, Small, 53);
        (ITrainingObjective resumed, EventSampler again) = Model(model, second, training, heldOut);
        new TrainingLoop(resumed, options, broken).Run();

        Assert.Equal(File.ReadAllBytes(straight), File.ReadAllBytes(broken));
        Assert.Equal(sampler.Sample(300, 54).Values, again.Sample(300, 54).Values);
        Assert.NotEqual(sampler.Sample(300, 54).Values, sampler.Sample(300, 55).Values);
    }

    [Fact]
    public void Network_that_is_not_finite_is_an_error_not_an_event()
    {
        using EventNetwork network = EventNetwork.Create(3, Small, 1);
        using (TorchSharp.torch.no_grad())
        {
            network.parameters().Last().fill_(float.NaN);
        }

        Assert.Throws<MandelstamException>(() => new FlowSampler(network, new ConformalSpace(3, 1), new FlowPath(), 2, 1).Sample(10, 1, new ConservationMeter()));
    }

    [Fact]
    public void Right_answer_of_a_denoising_network_is_the_event()
    {
        DenoisingPath path = new(100);
        double[] data = [0.3, -1.2, 0.7], noise = [1.1, 0.2, -0.4], input = new double[3], target = new double[3];
        CounterRandom random = new(61);
        for (int i = 0; i < 50; i++)
        {
            int t = (int)Math.Round(path.Draw(random, data, noise, input, target) * path.Levels);
            for (int k = 0; k < 3; k++)
            {
                double kept = path.Remaining(t);
                Assert.Equal(data[k], (Math.Sqrt(kept) * input[k]) + (Math.Sqrt(1 - kept) * target[k]), 1e-12);
            }
        }

        // The last level is noise: of 1000 levels with β from 10⁻⁴ to 0.02, √ᾱ = 0.0064.
        Assert.Equal(0.0064, Math.Sqrt(new DenoisingPath(1000).Remaining(1000)), 1e-4);
    }

    private static (ITrainingObjective Objective, EventSampler Sampler) Model(string model, EventNetwork network, MomentumTable training, MomentumTable heldOut)
    {
        NoiseSchedule schedule = new(Short);
        DenoisingPath levels = new(50);
        IEventSpace space = model.StartsWith("momentum", StringComparison.Ordinal) ? new MomentumSpace(3, 1) : new ConformalSpace(3, 1, atRest: model == "flow");
        if (model.StartsWith("diffusion", StringComparison.Ordinal))
        {
            ScoreMatchingOptions options = new() { Batch = 256, Chains = Math.Min(2000, training.Count), StepsPerBlock = training.Count > 1000 ? 500 : 10, HeldOutChains = 1000, IsExact = model == "diffusion" };
            return (new ImplicitScoreObjective(model, network, space, new LangevinChain(schedule), training, heldOut, options, 7), new DiffusionSampler(network, space, schedule, 1));
        }

        FlowPath lines = new(model == "flow" ? 2 : 1);
        ProbabilityPath path = model == "momentum diffusion" ? levels : lines;
        PathObjective objective = new(model, network, space, path, training, heldOut, 256, 7);
        return (objective, model == "momentum diffusion" ? new DenoisingSampler(network, space, levels, 1) : new FlowSampler(network, space, lines, 15, 1));
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
}
