using System.Collections.Immutable;
using Mandelstam.Inference;
using Mandelstam.Measurement;
using Mandelstam.Networks;
using Mandelstam.Progress;
using Mandelstam.Randomness;
using Mandelstam.Training;
using TorchSharp;

namespace Mandelstam.Generative;

/// <summary>A whole run: draw, train, sample, test. Killed at any moment, the same call goes on from the last checkpoint to the same numbers.</summary>
public sealed class GenerativeRun
{
    private readonly GenerativeDefinition _definition;
    private readonly GenerativeRequest _request;
    private readonly IProgressReporter _progress;

    /// <summary>Prepares a run.</summary>
    /// <param name="definition">What is learned.</param>
    /// <param name="request">The run.</param>
    /// <param name="progress">Told how long it goes.</param>
    /// <exception cref="MandelstamException">An option makes no sense.</exception>
    public GenerativeRun(GenerativeDefinition definition, GenerativeRequest request, IProgressReporter progress)
    {
        request.Options.Validate();
        _definition = definition;
        _request = request;
        _progress = progress;
    }

    private GenerativeOptions Options => _request.Options;

    private double Energy => _definition.Energy;

    private int Particles => _definition.Particles.Length;

    /// <summary>What a model is called in headings and legends.</summary>
    /// <param name="kind">The model.</param>
    public static string TitleOf(GenerativeModelKind kind) => kind switch
    {
        GenerativeModelKind.Diffusion => "diffusion, confined",
        GenerativeModelKind.Flow => "flow, confined",
        GenerativeModelKind.MomentumFlow => "flow of momenta",
        _ => "DDPM of momenta",
    };

    /// <summary>Runs to the end.</summary>
    /// <param name="cancellation">Stops at the next checkpoint.</param>
    /// <returns>What was found; models lie in the run's folder.</returns>
    /// <exception cref="MandelstamException">The folder holds another run.</exception>
    public GenerativeResult Run(CancellationToken cancellation)
    {
        torch.Device device = TorchDevice.Of(_request.Device);
        RunFolder folder = RunFolder.Open(_request.Folder, Identity());
        if (folder.IsResumed)
        {
            _progress.Say($"Going on with the run in '{folder.Path}'.");
        }

        MomentumTable training, heldOut, truth, control;
        using (_progress.Begin("Draw true events"))
        {
            training = _definition.Draw(Options.TrainingEvents, SeedOf("training events"));
            heldOut = _definition.Draw(Options.HeldOutEvents, SeedOf("held-out events"));
            truth = _definition.Draw(Options.GeneratedEvents, SeedOf("true events"));
            control = _definition.Draw(Options.GeneratedEvents, SeedOf("control events"));
        }

        ImmutableArray<GeneratedSample>.Builder models = ImmutableArray.CreateBuilder<GeneratedSample>();
        foreach (GenerativeModelKind kind in Enum.GetValues<GenerativeModelKind>())
        {
            string name = NameOf(kind);
            using EventNetwork network = EventNetwork.Create(Particles, NetworkOf(kind), SeedOf(name), device);
            (ITrainingObjective objective, EventSampler sampler, TrainingOptions options) = Model(kind, network, training, heldOut);
            TrainingResult result = StagedTraining.Run(objective, options, folder.Checkpoint(name + ".safetensors"), _progress, cancellation);
            Save(kind, network);
            (MomentumTable events, ConservationMeter everyStep) = Sample(name, sampler, folder, cancellation);
            models.Add(Judge(name, TitleOf(kind), IsConfined(kind), events, everyStep, truth, result, folder, cancellation));
        }

        MomentumTable uniform = UniformEvents(Options.GeneratedEvents);
        return new(
            _definition,
            _request,
            Judge("truth", "truth", true, truth, null, control, null, folder, cancellation),
            Judge("uniform", "uniform", true, uniform, null, truth, null, folder, cancellation),
            models.ToImmutable(),
            _progress.SecondsByStage());
    }

    private static string NameOf(GenerativeModelKind kind) => kind switch
    {
        GenerativeModelKind.Diffusion => "diffusion",
        GenerativeModelKind.Flow => "flow",
        GenerativeModelKind.MomentumFlow => "momentum_flow",
        _ => "momentum_diffusion",
    };

    private static bool IsConfined(GenerativeModelKind kind) => kind is GenerativeModelKind.Diffusion or GenerativeModelKind.Flow;

    private NetworkOptions NetworkOf(GenerativeModelKind kind) => kind == GenerativeModelKind.Diffusion ? Options.DiffusionNetwork : Options.Network;

    private string Identity() => string.Join('\n',
        $"generative {_definition.Name}, {Particles} particles, {_definition.Title}",
        $"version {VersionText.Of(typeof(GenerativeRun))}",
        $"torch {typeof(torch).Assembly.GetName().Name} {typeof(torch).Assembly.GetName().Version}",
        $"device {_request.Device}",
        FormattableString.Invariant($"threads {torch.get_num_threads()}"),
        FormattableString.Invariant($"seed {_request.Seed}"),
        Options.ToJson());

    private ulong SeedOf(string purpose) => CounterRandom.SeedFor(_request.Seed, purpose);

    private (ITrainingObjective Objective, EventSampler Sampler, TrainingOptions Options) Model(
        GenerativeModelKind kind, EventNetwork network, MomentumTable training, MomentumTable heldOut)
    {
        string name = NameOf(kind);
        ulong seed = SeedOf(name + " batches");
        if (kind == GenerativeModelKind.Diffusion)
        {
            ConformalSpace fibres = new(Particles, Energy);
            NoiseSchedule schedule = new(Options.Schedule);
            return (
                new ImplicitScoreObjective(name, network, fibres, new LangevinChain(schedule), training, heldOut, Options.ScoreMatching, seed),
                new DiffusionSampler(network, fibres, schedule, Energy),
                Options.DiffusionTraining);
        }

        IEventSpace space = kind == GenerativeModelKind.Flow ? new ConformalSpace(Particles, Energy, atRest: true) : new MomentumSpace(Particles, Energy);
        if (kind == GenerativeModelKind.MomentumDiffusion)
        {
            DenoisingPath levels = new(Options.DenoisingLevels);
            return (
                new PathObjective(name, network, space, levels, training, heldOut, Options.Batch, seed),
                new DenoisingSampler(network, space, levels, Energy),
                Options.MomentumTraining);
        }

        FlowPath path = new(Options.TimePower);
        return (
            new PathObjective(name, network, space, path, training, heldOut, Options.Batch, seed),
            new FlowSampler(network, space, path, Options.FlowSteps, Energy),
            kind == GenerativeModelKind.Flow ? Options.FlowTraining : Options.MomentumTraining);
    }

    private void Save(GenerativeModelKind kind, EventNetwork network)
    {
        string path = Path.Combine(_request.Folder, "model");
        Directory.CreateDirectory(path);
        Safetensors.Save(
            Path.Combine(path, NameOf(kind) + ".safetensors"),
            [.. network.state_dict().Select(static entry => (entry.Key, entry.Value))],
            new Dictionary<string, string>
            {
                [Safetensors.FingerprintKey] = FormattableString.Invariant($"{_definition.Name} {NameOf(kind)} {Particles} {OptionText.Of(NetworkOf(kind))}"),
            });
    }

    private (MomentumTable Events, ConservationMeter EveryStep) Sample(string name, EventSampler sampler, RunFolder folder, CancellationToken cancellation)
    {
        using IStage stage = _progress.Begin($"Sample {name}", EventSampler.BlocksOf(Options.GeneratedEvents) * (long)sampler.Steps);
        ConservationMeter meter = new();
        double[] numbers = folder.Numbers($"events_{name}", () =>
        {
            MomentumTable events = sampler.Sample(Options.GeneratedEvents, SeedOf(name + " events"), meter, stage, cancellation);
            return [.. meter.ToNumbers(), .. events.Values];
        });
        int split = numbers.Length - (3 * Particles * Options.GeneratedEvents);
        return (new(numbers[split..], Particles, Energy), ConservationMeter.FromNumbers(numbers.AsSpan(0, split)));
    }

    private MomentumTable UniformEvents(int count)
    {
        ConformalSpace space = new(Particles, Energy);
        double[] momenta = new double[3 * Particles * count];
        ulong seed = SeedOf("uniform events");
        Parallel.For(0, count, row =>
        {
            Span<double> q = momenta.AsSpan(3 * Particles * row, 3 * Particles);
            space.DrawPrior(new CounterRandom(seed, (ulong)row), q);
            space.ToMomenta(q, q);
        });
        return new(momenta, Particles, Energy);
    }

    private GeneratedSample Judge(
        string name, string title, bool isConfined, MomentumTable events, ConservationMeter? everyStep, MomentumTable truth, TrainingResult? training, RunFolder folder,
        CancellationToken cancellation)
    {
        ConservationMeter meter = new();
        for (int row = 0; row < events.Count; row++)
        {
            meter.Add(events.Event(row), Energy);
        }

        string stage = $"classifier_{name}";
        (ClassifierSample learning, ClassifierSample heldOut, ClassifierSample judging) = TwoSampleTest.Prepare(truth, events, SeedOf(stage));
        using TwoHeadedClassifier classifier = new(learning.Events.Columns, Options.Classifier, SeedOf(stage + " weights"));
        StagedTraining.Run(
            new ClassifierObjective(stage, classifier, learning, heldOut, 512, SeedOf(stage + " batches")),
            Options.ClassifierTraining,
            folder.Checkpoint(stage + ".safetensors"),
            _progress,
            cancellation);
        float[] scores = classifier.Logits(judging.Events.Values, judging.Heads);
        (double area, double error) = TwoSampleTest.AreaUnderCurve(
            [.. scores.Where((_, i) => judging.IsSignal[i])], [.. scores.Where((_, i) => !judging.IsSignal[i])]);
        return new(name, title, isConfined, events, meter, everyStep, area, error, Uniformity(events), training);
    }

    private ImmutableArray<KolmogorovSmirnov> Uniformity(MomentumTable events) =>
        [.. GenerativeQuantities.Uniforms(_definition, events).Select(static values => KolmogorovSmirnov.OfUniform(values))];
}
