using System.Collections.Immutable;
using Mandelstam.Events;
using Mandelstam.Flows;
using Mandelstam.Networks;
using Mandelstam.Progress;
using Mandelstam.Randomness;
using Mandelstam.Training;
using Mandelstam.Trees;
using static TorchSharp.torch;

namespace Mandelstam.Measurement;

/// <summary>Trains all networks of a measurement on one part of the events: flows on unperturbed ones, classifiers on perturbed ones.</summary>
/// <param name="definition">What is measured.</param>
/// <param name="options">How.</param>
/// <param name="seed">Seed of everything random.</param>
/// <param name="device">Where the networks live.</param>
/// <param name="progress">Told how long it goes.</param>
internal sealed class ModelTrainer(MeasurementDefinition definition, MeasurementOptions options, ulong seed, Device device, IProgressReporter progress)
{
    private static readonly StandardizerOptions Scaling = new() { Limit = 5, Logarithms = [] };

    private readonly CounterRandom _halves = new(CounterRandom.SeedFor(seed, "halves of the flows"));

    /// <summary>How each training went, by name.</summary>
    public Dictionary<string, TrainingResult> Results { get; } = new(StringComparer.Ordinal);

    /// <summary>Methods that were asked for and could not be had, each with the reason.</summary>
    public ImmutableArray<string> LeftOut { get; private set; } = [];

    /// <summary>Trains, or goes on from checkpoints.</summary>
    /// <param name="events">The training events, with weights and labels.</param>
    /// <param name="folder">Where checkpoints are kept.</param>
    /// <param name="cancellation">Stops after writing a checkpoint.</param>
    public TrainedModels Train(EventBatch events, RunFolder folder, CancellationToken cancellation)
    {
        PerturbedEvents<float> nominal = definition.Model.Perturb<float>(events, definition.Model.NominalNuisances(), threads: Environment.ProcessorCount);
        int[] heads = [.. Enumerable.Range(0, nominal.Count).Select(i => definition.Categories.IndexOf(nominal.Category[i]))];
        CheckSample(nominal, heads);

        Standardizer classifierScale = FitClassifierScale(nominal, heads);
        ImmutableArray<Standardizer> flowScales = [.. Enumerable.Range(0, 2).Select(head => FitFlowScale(nominal, heads, head))];
        ImmutableArray<TrainedFlow> flows = TrainFlows(nominal, heads, flowScales, isTwin: false, folder, cancellation);
        TrainedModels scoring = new(definition, classifierScale, flowScales, flows, [], []);
        ImmutableArray<TrainedFlow> twinFlows = TrainFlows(nominal, heads, flowScales, isTwin: true, folder, cancellation);
        using TrainedModels twins = new(definition, classifierScale, flowScales, twinFlows, [], []);
        (ClassifierSample sample, int[] folds, int[] processes, double[][] points) = PerturbedSample(events, scoring, twins, cancellation);
        ImmutableArray<TrainedClassifier> seeing = TrainEnsemble("cnf", usesFlows: true, sample, folds, folder, cancellation);
        int variables = definition.ClassifierInputs.Length;
        float[] narrow = TrainedModels.Narrow(sample.Events.Values, sample.Events.Columns, variables);
        ClassifierSample plain = sample with { Events = new TrainingSample(narrow, variables, sample.Events.Weights) };
        ImmutableArray<TrainedClassifier> unseeing = TrainEnsemble("plain", usesFlows: false, plain, folds, folder, cancellation);

        // Φ of a flow that has learned from few events carries noise of its own; classifiers that do without it err elsewhere, and the mean of both errs least.
        ImmutableArray<int> withoutFlows = [.. Enumerable.Range(seeing.Length, unseeing.Length)];
        ImmutableArray<TrainedMethod> methods =
        [
            new("cnf", FitsNuisances: true, [.. Enumerable.Range(0, seeing.Length), .. withoutFlows]),
            new("dnn", FitsNuisances: true, withoutFlows),
            new("baseline", FitsNuisances: false, withoutFlows),
        ];
        // What is not for measuring comes last.
        ImmutableArray<TrainedClassifier> classifiers = [.. seeing, .. unseeing];
        if (options.TreesMethod && GrowTrees(plain) is { } trees)
        {
            methods = [.. methods, new("trees", FitsNuisances: true, [classifiers.Length])];
            classifiers = [.. classifiers, new("classifier_trees", UsesFlows: false, trees)];
        }

        if (options.LikelihoodMethod)
        {
            NuisanceProfile profile = new(definition, options.FitNoise);
            ImmutableArray<TrainedClassifier> told = TrainEnsemble("likelihood", usesFlows: false, ToldNuisances(plain, processes, points, profile), folds, folder, cancellation, seesNuisances: true);
            ImmutableArray<int> members = [.. Enumerable.Range(classifiers.Length, told.Length)];
            classifiers = [.. classifiers, .. told];
            methods = [.. methods, .. profile.Blocks.Select(block => new TrainedMethod("likelihood", FitsNuisances: true, members, block))];
        }

        return new(definition, classifierScale, flowScales, flows, classifiers, methods);
    }

    // The library is the only thing here that may be missing on a machine; the run goes on without the row, and says so.
    private BoostedTreePair? GrowTrees(ClassifierSample sample)
    {
        using IStage stage = progress.Begin("Train classifier_trees");
        try
        {
            return BoostedTreePair.Train(sample, options.Trees with { Seed = (int)(SeedOf("trees") % int.MaxValue), Threads = Environment.ProcessorCount });
        }
        catch (MandelstamException missing)
        {
            string reason = $"The row 'trees' is left out: {missing.Message}";
            progress.Say(reason);
            LeftOut = [.. LeftOut, reason];
            return null;
        }
    }

    // Every event with two blocks of nuisances, of which one is its own: the first for signal, the second for background (equation 25 of the paper). The other block is that of another
    // sub-sample: were it a draw of its own, a net would tell the classes by which block it has seen before.
    private ClassifierSample ToldNuisances(ClassifierSample sample, int[] processes, double[][] points, NuisanceProfile profile)
    {
        EventModel model = definition.Model;
        RateFactors rates = new(definition);
        CounterRandom others = new(SeedOf("other nuisances"));
        int variables = sample.Events.Columns, block = profile.Width, width = variables + (2 * block);

        // A sub-sample has one set of nuisances; its rates are drawn here, since they move no event.
        Dictionary<double[], int> subSample = new(ReferenceEqualityComparer.Instance);
        List<(float[] Coordinates, double[] Factors)> known = [];
        foreach (double[] shapes in points)
        {
            if (subSample.TryAdd(shapes, known.Count))
            {
                CounterRandom random = new(SeedOf("rates of sub-samples"), (ulong)known.Count);
                double[] drawn = model.DrawNuisances([.. Enumerable.Range(0, block).Select(_ => random.NextNormal())]);
                double[] point = [.. shapes.Select((value, n) => model.Nuisances[n].Kind == NuisanceKind.Rate ? drawn[n] : value)];
                known.Add((profile.Coordinates(point), rates.Of(point)));
            }
        }

        float[] values = new float[processes.Length * width], weights = new float[processes.Length];
        for (int i = 0; i < processes.Length; i++)
        {
            int mine = subSample[points[i]];
            (float[] Coordinates, double[] Factors) own = known[mine];
            int skipped = (int)(others.NextUniform() * (known.Count - 1));
            float[] other = known.Count == 1 ? own.Coordinates : known[(mine + 1 + skipped) % known.Count].Coordinates;
            (float[] first, float[] second) = sample.IsSignal[i] ? (own.Coordinates, other) : (other, own.Coordinates);
            Span<float> row = values.AsSpan(i * width, width);
            sample.Events.Values.AsSpan(i * variables, variables).CopyTo(row);
            first.CopyTo(row[variables..]);
            second.CopyTo(row[(variables + block)..]);
            weights[i] = (float)(sample.Events.Weights[i] * own.Factors[processes[i]]);
        }

        return (sample with { Events = new TrainingSample(values, width, weights) }).Balanced();
    }

    private ImmutableArray<TrainedFlow> TrainFlows(
        PerturbedEvents<float> nominal, int[] heads, ImmutableArray<Standardizer> scales, bool isTwin, RunFolder folder, CancellationToken cancellation)
    {
        ImmutableArray<TrainedFlow>.Builder flows = ImmutableArray.CreateBuilder<TrainedFlow>();
        for (int head = 0; head < 2; head++)
        {
            foreach (bool isSignal in new[] { true, false })
            {
                foreach (double contrast in options.Contrasts)
                {
                    flows.Add(TrainFlow(nominal, heads, head, isSignal, contrast, scales[head], isTwin, folder, cancellation));
                }
            }
        }

        return flows.ToImmutable();
    }

    // A flow knows the events that it was trained on: its Φ is too good there, and a classifier that learns from them trusts it too much.
    // So flows are trained twice, on disjoint halves, and the classifier sees each event through the flow that has not; scoring takes the first.
    private bool BelongsToTwin(int row) => _halves.UniformAt((ulong)row) < 0.5;

    private ulong SeedOf(string purpose) => CounterRandom.SeedFor(seed, purpose);

    private void CheckSample(PerturbedEvents<float> events, int[] heads)
    {
        for (int head = 0; head < 2; head++)
        {
            foreach (bool isSignal in new[] { true, false })
            {
                int count = Enumerable.Range(0, events.Count).Count(i => heads[i] == head && events.Process[i] == definition.Signal == isSignal);
                if (count < 50)
                {
                    throw new MandelstamException(
                        $"Only {count} {(isSignal ? "signal" : "background")} events of category '{definition.Model.Categories[definition.Categories[head]]}' are there to train on; at least 50 are needed. Give a file with more events.");
                }
            }
        }
    }

    private Standardizer FitClassifierScale(PerturbedEvents<float> events, int[] heads)
    {
        InputTable table = new(definition.Model, definition.ClassifierInputs);
        float[][] columns = table.Columns(events, [.. Enumerable.Range(0, events.Count).Where(i => heads[i] >= 0)]);
        return Standardizer.Fit([.. table.Variables.Select(static v => v.Source)], columns, default, table.Absent, Scaling);
    }

    private Standardizer FitFlowScale(PerturbedEvents<float> events, int[] heads, int head)
    {
        int[] rows = [.. Enumerable.Range(0, events.Count).Where(i => heads[i] == head)];
        double signal = rows.Where(i => events.Process[i] == definition.Signal).Sum(i => events.Weight[i]);
        double background = rows.Where(i => events.Process[i] != definition.Signal).Sum(i => events.Weight[i]);
        float[] weights = [.. rows.Select(i => (float)(events.Weight[i] / (events.Process[i] == definition.Signal ? signal : background)))];
        InputTable table = new(definition.Model, definition.FlowInputs(head));
        return Standardizer.Fit([.. table.Variables.Select(static v => v.Source)], table.Columns(events, rows), weights, table.Absent, Scaling);
    }

    private TrainedFlow TrainFlow(
        PerturbedEvents<float> events, int[] heads, int head, bool isSignal, double contrast, Standardizer scale, bool isTwin, RunFolder folder, CancellationToken cancellation)
    {
        string category = definition.Model.Categories[definition.Categories[head]];
        string name = FormattableString.Invariant($"{(isTwin ? "twin" : "flow")}_{(isSignal ? "signal" : "background")}_c{contrast}_{category}");
        ulong flowSeed = SeedOf(name);
        (TrainingSample Training, TrainingSample HeldOut) target = FlowSample(events, heads, head, isSignal, isTwin, scale, SeedOf(name + " target"));
        (TrainingSample Training, TrainingSample HeldOut) avoided = FlowSample(events, heads, head, !isSignal, isTwin, scale, SeedOf(name + " contrast"));
        ContrastiveFlow flow = new(definition.FlowInputs(head).Length, options.Flow, flowSeed, device: device);
        ContrastiveLoss loss = new() { Contrast = contrast, Clamp = options.LossClamp, Floor = -(options.EventFloor + flow.Dimensions) };
        ContrastiveObjective objective = new(name, flow, loss, target, avoided, options.FlowBatch, flowSeed);
        Results[name] = Run(objective, options.FlowTraining, folder, cancellation);

        float[] logProb = new FlowDensity(flow).LogProb(target.HeldOut.Values);
        (double offset, double width) = Spread(logProb, target.HeldOut.Weights);
        return new(name, head, isSignal, contrast, flow, offset, width);
    }

    private TrainingResult Run(ITrainingObjective objective, TrainingOptions training, RunFolder folder, CancellationToken cancellation) =>
        StagedTraining.Run(objective, training, folder.Checkpoint(objective.Stage + ".safetensors"), progress, cancellation);

    // Training events appear as they are and mirrored in z, each with noise; the held-out ones as they are. The split is by event.
    private (TrainingSample Training, TrainingSample HeldOut) FlowSample(
        PerturbedEvents<float> events, int[] heads, int head, bool isSignal, bool isTwin, Standardizer scale, ulong sampleSeed)
    {
        int[] rows = [.. Enumerable.Range(0, events.Count).Where(i =>
            heads[i] == head && events.Process[i] == definition.Signal == isSignal && BelongsToTwin(events.Source[i]) == isTwin)];
        CounterRandom split = new(SeedOf("held-out events of the flows"));
        bool[] isHeldOut = [.. rows.Select(i => split.UniformAt((ulong)events.Source[i]) < options.HeldOut)];
        int[] training = [.. rows.Where((_, i) => !isHeldOut[i])], held = [.. rows.Where((_, i) => isHeldOut[i])];
        CounterRandom random = new(sampleSeed);
        InputTable table = new(definition.Model, definition.FlowInputs(head));
        int width = table.Variables.Length;
        List<float> values = [];
        List<float> weights = [];
        foreach (bool mirrored in new[] { false, true })
        {
            EventSymmetry[] symmetry = [.. training.Select(_ => new EventSymmetry(0, false, mirrored))];
            float[][] columns = table.Columns(events, training, symmetry, random);
            float[] standardised = scale.Apply(columns, [.. Enumerable.Range(0, width)], [.. Enumerable.Range(0, training.Length)]);
            for (int i = 0; i < standardised.Length; i++)
            {
                values.Add((float)(standardised[i] + (options.FlowJitter * random.NextNormal())));
            }

            weights.AddRange(training.Select(i => (float)events.Weight[i]));
        }

        float[] heldValues = scale.Apply(table.Columns(events, held), [.. Enumerable.Range(0, width)], [.. Enumerable.Range(0, held.Length)]);
        return (new TrainingSample([.. values], width, [.. weights]), new TrainingSample(heldValues, width, [.. held.Select(i => (float)events.Weight[i])]));
    }

    private static (double Median, double HalfWidth) Spread(float[] values, float[] weights)
    {
        int[] order = [.. Enumerable.Range(0, values.Length).OrderBy(i => values[i])];
        double total = weights.Sum(static w => (double)w), sum = 0;
        double[] quantiles = new double[3];
        double[] levels = [0.16, 0.5, 0.84];
        int next = 0;
        foreach (int i in order)
        {
            sum += weights[i];
            while (next < 3 && sum >= levels[next] * total)
            {
                quantiles[next++] = values[i];
            }
        }

        return (quantiles[1], Math.Max(0.5 * (quantiles[2] - quantiles[0]), 1e-3));
    }

    private (ClassifierSample Sample, int[] Folds, int[] Processes, double[][] Points) PerturbedSample(EventBatch events, TrainedModels scoring, TrainedModels twins, CancellationToken cancellation)
    {
        EventModel model = definition.Model;
        int[] usable = [.. Enumerable.Range(0, events.Rows).Where(row => definition.CanEnter(events, row))];
        List<float> values = [];
        List<float> weights = [];
        List<bool> isSignal = [];
        List<int> heads = [];
        List<int> folds = [];
        List<int> processes = [];
        List<double[]> points = [];
        CounterRandom foldOf = new(SeedOf("folds of the classifiers"));
        int foldCount = Math.Max(options.ClassifierMembers, 4);
        using IStage stage = progress.Begin("Perturb training events", options.ClassifierPasses * options.ClassifierSubsets);
        for (int pass = 0; pass < options.ClassifierPasses; pass++)
        {
            int[] order = [.. usable];
            new CounterRandom(SeedOf("classifier passes"), (ulong)pass).Shuffle<int>(order);
            for (int subset = 0; subset < options.ClassifierSubsets; subset++)
            {
                cancellation.ThrowIfCancellationRequested();
                CounterRandom random = new(SeedOf("classifier subsets"), CounterRandom.StreamOf(pass, subset));
                int[] rows = order[(int)((long)order.Length * subset / options.ClassifierSubsets)..(int)((long)order.Length * (subset + 1) / options.ClassifierSubsets)];
                double[] point = DrawShapes(definition, random);
                double[] noise = [.. Enumerable.Range(0, model.NoiseCount * rows.Length).Select(_ => random.NextNormal())];
                PerturbedEvents<float> perturbed = model.Perturb<float>(Population.Repeat(events, rows), point, noise);
                int[] head = scoring.Heads(perturbed);
                foreach (bool isTwin in new[] { false, true })
                {
                    int[] used = [.. Enumerable.Range(0, perturbed.Count).Where(i => head[i] >= 0 && BelongsToTwin(rows[perturbed.Source[i]]) == isTwin)];
                    EventSymmetry[] symmetry = [.. used.Select(_ => EventSymmetry.Draw(random))];
                    values.AddRange((isTwin ? scoring : twins).Inputs(perturbed, used, head, symmetry));
                    foreach (int i in used)
                    {
                        weights.Add((float)perturbed.Weight[i]);
                        isSignal.Add(perturbed.Process[i] == definition.Signal);
                        heads.Add(head[i]);
                        processes.Add(perturbed.Process[i]);
                        points.Add(point);
                        folds.Add((int)(foldOf.UniformAt((ulong)rows[perturbed.Source[i]]) * foldCount));
                    }
                }

                stage.Advance();
            }
        }

        int columns = definition.ClassifierInputs.Length + scoring.PhiCount;
        ClassifierSample sample = new(new TrainingSample([.. values], columns, [.. weights]), [.. isSignal], [.. heads]);
        return (sample.Balanced(), [.. folds], [.. processes], [.. points]);
    }

    /// <summary>Draws the nuisances that move momenta from their priors; rates stay nominal.</summary>
    internal static double[] DrawShapes(MeasurementDefinition definition, CounterRandom random)
    {
        EventModel model = definition.Model;
        double[] point = model.DrawNuisances([.. Enumerable.Range(0, model.Nuisances.Length).Select(_ => random.NextNormal())]);
        for (int i = 0; i < point.Length; i++)
        {
            point[i] = model.Nuisances[i].Kind == NuisanceKind.Rate ? model.Nuisances[i].Nominal : point[i];
        }

        return point;
    }

    private ImmutableArray<TrainedClassifier> TrainEnsemble(string ensemble, bool usesFlows, ClassifierSample sample, int[] folds, RunFolder folder, CancellationToken cancellation, bool seesNuisances = false)
    {
        // Nets that are told nuisances are asked at many blocks for every event: two of them have to do.
        int count = seesNuisances ? 2 : options.ClassifierMembers;
        ImmutableArray<TrainedClassifier>.Builder members = ImmutableArray.CreateBuilder<TrainedClassifier>();
        for (int member = 0; member < count; member++)
        {
            string name = FormattableString.Invariant($"classifier_{ensemble}_{member}");
            TwoHeadedClassifier classifier = new(sample.Events.Columns, options.Classifier, SeedOf(name), device);
            int[] training = [.. Enumerable.Range(0, folds.Length).Where(i => folds[i] != member)];
            int[] held = [.. Enumerable.Range(0, folds.Length).Where(i => folds[i] == member)];
            ClassifierObjective objective = new(name, classifier, sample.Take(training), sample.Take(held), options.ClassifierBatch, SeedOf(name + " batches"));
            Results[name] = Run(objective, options.ClassifierTraining, folder, cancellation);
            members.Add(new(name, usesFlows, classifier, seesNuisances));
        }

        return members.ToImmutable();
    }
}
