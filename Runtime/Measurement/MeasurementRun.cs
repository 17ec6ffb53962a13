using System.Collections.Immutable;
using Mandelstam.Data;
using Mandelstam.Events;
using Mandelstam.Inference;
using Mandelstam.Networks;
using Mandelstam.Progress;
using Mandelstam.Publishing;
using Mandelstam.Randomness;
using TorchSharp;

namespace Mandelstam.Measurement;

/// <summary>A whole run: read, train, calibrate, test. Killed at any moment, the same call goes on from the last checkpoint to the same numbers.</summary>
/// <remarks>
/// Half of the events train the networks. The other half, its weights rescaled per process, is the population that templates, belt and
/// pseudo-experiments are drawn from. A pseudo-experiment perturbs and scores the population event by event at its drawn nuisances, once for
/// all strengths and rates, and fluctuates the bins by Poisson numbers; the fit's own interpolated templates are never drawn from.
/// </remarks>
public sealed class MeasurementRun
{
    // Bins, yields and pictures are made from as many simulated events.
    private const int BinningEvents = 200_000;

    private readonly MeasurementDefinition _definition;
    private readonly MeasurementRequest _request;
    private readonly IProgressReporter _progress;
    private readonly int _threads = Environment.ProcessorCount;
    private readonly RateFactors _rates;

    /// <summary>Prepares a run.</summary>
    /// <param name="definition">What is measured.</param>
    /// <param name="request">The run.</param>
    /// <param name="progress">Told how long it goes.</param>
    /// <exception cref="MandelstamException">An option makes no sense.</exception>
    public MeasurementRun(MeasurementDefinition definition, MeasurementRequest request, IProgressReporter progress)
    {
        request.Options.Validate();
        _definition = definition;
        _request = request;
        _progress = progress;
        _rates = new(definition);
    }

    private EventModel Model => _definition.Model;

    private MeasurementOptions Options => _request.Options;

    private int Processes => Model.Processes.Length;

    /// <summary>Runs to the end.</summary>
    /// <param name="cancellation">Stops at the next checkpoint.</param>
    /// <returns>What was found; models and tables lie in the run's folder.</returns>
    /// <exception cref="MandelstamException">An input is not usable, or the folder holds another run.</exception>
    public MeasurementResult Run(CancellationToken cancellation)
    {
        torch.Device device = TorchDevice.Of(_request.Device);
        IEventSimulation? simulation = _request.Simulation;
        string dataDigest = simulation is null ? RunFolder.DigestOf(_request.Data) : "simulated by " + simulation.Identity;
        string testDigest = _request.Test is null ? "none" : RunFolder.DigestOf(_request.Test);
        if (testDigest == dataDigest)
        {
            throw new MandelstamException($"'{_request.Test}' holds the same events as '{_request.Data}', so it is not independent of them. Leave --test out, or give another sample.");
        }

        // Bootstrap replicas would need the sums of scores event by event: with another file's events the likelihood method is left out.
        NuisanceProfile? profile = Options.LikelihoodMethod && _request.Test is null ? new(_definition, Options.FitNoise) : null;
        if (profile is not null)
        {
            ProfileCalibration.CheckDraws(profile.Fitted, Options.BeltDraws);
        }

        RunFolder folder = RunFolder.Open(_request.Folder, Identity(dataDigest, testDigest));
        if (folder.IsResumed)
        {
            _progress.Say($"Going on with the run in '{folder.Path}'.");
        }

        string[] unused = [];
        EventBatch training, held;
        int read;
        if (simulation is not null)
        {
            training = Simulate(simulation, "training", Options.TrainingEvents, cancellation);
            held = Simulate(simulation, "bins", (int)Math.Min(Options.TemplateEvents, BinningEvents), cancellation);
            read = training.Rows;
        }
        else
        {
            (training, held, read, unused) = Read();
        }

        ModelTrainer trainer = new(_definition, Options with { LikelihoodMethod = profile is not null }, _request.Seed, device, _progress);
        using TrainedModels models = trainer.Train(training, folder, cancellation);
        bool isIndependent = _request.Test is not null;
        EventBatch population = isIndependent ? Join(held, EventFile.ReadAll(_request.Test!, Model, ReadWith(static _ => { }))) : held;
        int templateRows = held.Rows;
        int[] usable = [.. Enumerable.Range(0, population.Rows).Where(row => _definition.CanEnter(population, row))];

        Replicas replicas = new(population, usable, Options.Replicas, _definition);
        ImmutableArray<ScoreBinning> binnings = ChooseBins(models, replicas, templateRows, isIndependent ? Options.MinBackgroundEventsWithTest : Options.MinBackgroundEvents);
        Scorer scorer = new(_definition, models, binnings, _threads, profile);
        SimulatedSamples? samples = simulation is null ? null : new(_definition, simulation, _request.Seed, scorer, ThinningFrom(held, scorer), folder, _progress, _threads);
        double[][] gridPoints = [.. GridPoints()], widthPoints = [.. WidthPoints()];
        Sample[] grid, widths, belt, test;
        if (samples is not null)
        {
            Sample[] all = samples.Score("templates", Options.TemplateEvents, [.. gridPoints, .. widthPoints], 1, false, cancellation);
            (grid, widths) = (all[..gridPoints.Length], all[gridPoints.Length..]);
            belt = samples.Score("belt", Options.BeltEvents, [.. Enumerable.Range(0, Options.BeltDraws).Select(d => DrawnPoint("belt", d))], Options.DrawGroups, true, cancellation);
            test = samples.Score("test", Options.TestEvents, [.. Enumerable.Range(0, Options.TestDraws).Select(d => DrawnPoint("test", d))], Options.DrawGroups, true, cancellation);
        }
        else
        {
            grid = ScoreGrid(gridPoints, scorer, replicas, folder, isIndependent, cancellation);
            widths = ScoreWidths(widthPoints, scorer, replicas, folder, isIndependent, cancellation);
            belt = ScoreDraws("belt", Options.BeltDraws, scorer, replicas, folder, isIndependent, cancellation);
            test = ScoreDraws("test", Options.TestDraws, scorer, replicas, folder, isIndependent, cancellation);
        }

        Calibration calibration = new(_definition, Options, binnings, _rates, _request.Seed, _threads, usable, population, templateRows, widths, samples is not null);
        ImmutableArray<MethodResult>.Builder methods = ImmutableArray.CreateBuilder<MethodResult>();
        FileResult? file = null;
        int[] plain = [.. Enumerable.Range(0, models.Methods.Length).Where(m => models.Methods[m].Block is null)];
        int[] profiled = [.. Enumerable.Range(0, models.Methods.Length).Where(m => models.Methods[m].Block is not null)];
        using (IStage stage = _progress.Begin("Fit pseudo-experiments", plain.Length + (profile is null ? 0 : 1)))
        {
            void Done(MethodResult result)
            {
                methods.Add(result);
                stage.Advance(1, FormattableString.Invariant($"{result.Name}: interval {result.Coverage.Pooled.Interval:F3}, coverage {result.Coverage.Pooled.Coverage:F3}"));
            }

            foreach (int m in plain)
            {
                (MethodResult result, FileResult? own) = calibration.Run(m, models.Methods[m], grid, belt, test, cancellation);
                file ??= own;
                Done(result);
            }

            if (profile is not null)
            {
                Done(calibration.RunProfiled(profiled, models.Methods[profiled[0]].Name, profile, grid, belt, test, cancellation));
            }
        }

        CoverageTable? eventExperiments = isIndependent || Options.EventExperiments == 0
            ? null
            : RunEventExperiments(scorer, held, samples, calibration.FitOf(0, grid), methods[0].Belt, folder, cancellation);
        ModelStore.Save(Path.Combine(folder.Path, "model"), _definition, Options, models, methods.ToImmutable(), dataDigest, VersionText.Of(typeof(MeasurementRun)));

        PerturbedEvents<float> nominal = Model.Perturb<float>(held, Model.NominalNuisances(), threads: _threads);
        double[] shifted = Model.NominalNuisances();
        shifted[_definition.FittedShapes[0]] = _definition.TemplatePoints[^1];
        return new(
            _request,
            methods.ToImmutable(),
            Publication.Of(_definition, methods[0].Name, methods[0].Binning, methods[0].Templates, methods[0].Belt, []),
            simulation is not null ? PopulationKind.Simulated : isIndependent ? PopulationKind.File : PopulationKind.Shared,
            samples is null
                ? []
                : [
                    new("training", SimulatedSamples.SeedOf(_request.Seed, "training"), training.Rows, training.Rows),
                    new("bins", SimulatedSamples.SeedOf(_request.Seed, "bins"), held.Rows, held.Rows),
                    .. samples.Sizes,
                ],
            file,
            eventExperiments,
            trainer.Results,
            [.. Yields("training", training), .. Yields("population", held)],
            read,
            trainer.LeftOut,
            [.. unused],
            _progress.SecondsByStage(),
            nominal,
            Model.Perturb<float>(held, shifted, threads: _threads));
    }

    private EventBatch Simulate(IEventSimulation simulation, string purpose, int events, CancellationToken cancellation) =>
        simulation.Generate(SimulatedSamples.SeedOf(_request.Seed, purpose), null, 0, events, events, _threads, cancellation);

    private static ReadOptions ReadWith(Action<IReadOnlyList<string>> onUnused) =>
        new() { Weights = ColumnPresence.Required, Labels = ColumnPresence.Required, OnUnusedColumns = onUnused };

    private (EventBatch Training, EventBatch Held, int Read, string[] Unused) Read()
    {
        string[] unused = [];
        EventBatch events = EventFile.ReadAll(_request.Data, Model, ReadWith(columns => unused = [.. columns]));
        if (unused.Length > 0)
        {
            _progress.Say($"Columns of '{_request.Data}' that '{Model.Name}' does not name are left alone: {string.Join(", ", unused)}.");
        }

        double[] totals = Population.Totals(events);
        (int[] first, int[] second) = Population.Halve(events.Rows, _request.Seed);
        return (Population.Take(events, first, totals, "half that trains the networks"), Population.Take(events, second, totals, "half that templates are made of"), events.Rows, unused);
    }

    private static EventBatch Join(EventBatch a, EventBatch b)
    {
        EventModel model = a.Model;
        EventBatch result = model.CreateBatch(a.Rows + b.Rows);
        foreach ((EventBatch part, int at) in new[] { (a, 0), (b, a.Rows) })
        {
            for (int c = 0; c < model.Columns.Length; c++)
            {
                if (!model.Columns[c].IsText)
                {
                    part.Column(c).AsSpan(0, part.Rows).CopyTo(result.Column(c).AsSpan(at));
                }
            }

            part.ProcessCodes.AsSpan(0, part.Rows).CopyTo(result.ProcessCodes.AsSpan(at));
            part.RowIds.AsSpan(0, part.Rows).CopyTo(result.RowIds.AsSpan(at));
        }

        return result;
    }

    private string Identity(string dataDigest, string testDigest) => string.Join('\n',
        $"measurement {_definition.Name}",
        $"version {VersionText.Of(typeof(MeasurementRun))}",
        $"torch {typeof(torch).Assembly.GetName().Name} {typeof(torch).Assembly.GetName().Version}",
        $"device {_request.Device}",
        FormattableString.Invariant($"threads {_threads}"),
        FormattableString.Invariant($"seed {_request.Seed}"),
        $"data {dataDigest}",
        $"test {testDigest}",
        Options.ToJson());

    private ulong SeedOf(string purpose) => CounterRandom.SeedFor(_request.Seed, purpose);

    // Bins are chosen once, from the templates' own part of the population at the point where the templates stand.
    private ImmutableArray<ScoreBinning> ChooseBins(TrainedModels models, Replicas replicas, int templateRows, double minBackgroundEvents)
    {
        using IStage stage = _progress.Begin("Choose bins of the score");
        double[] point = _definition.TemplateNuisances();
        (EventBatch events, int[] rows) = replicas.For(point);
        ScoredEvents scored = new Scorer(_definition, models, [], _threads).Score(events, point, Population.Noise(Model, rows, SeedOf("templates")));
        ImmutableArray<ScoreBinning>.Builder binnings = ImmutableArray.CreateBuilder<ScoreBinning>();
        for (int m = 0; m < models.Methods.Length; m++)
        {
            List<WeightedScores> categories = [];
            for (int head = 0; head < 2; head++)
            {
                int[] own = [.. Enumerable.Range(0, scored.Used.Length).Where(i => scored.Heads[i] == head && rows[scored.Perturbed.Source[scored.Used[i]]] < templateRows)];
                categories.Add(new(
                    Array.ConvertAll(own, i => (double)scored.Scores[m][i]),
                    Array.ConvertAll(own, i => (double)scored.Weight[i]),
                    Array.ConvertAll(own, i => scored.Process[i] == _definition.Signal)));
            }

            binnings.Add(ScoreBinning.Build(categories, new BinningOptions(Options.Bins, MinBackgroundEvents: minBackgroundEvents)));
        }

        return binnings.ToImmutable();
    }

    // What is worth scoring is learned from the events that the bins are made from.
    private EventThinning ThinningFrom(EventBatch events, Scorer scorer)
    {
        (float[] logits, int[] heads) = scorer.Screen(events);
        int[] used = [.. Enumerable.Range(0, events.Rows).Where(i => heads[i] >= 0)];
        float[] weights = events.Column(Population.WeightColumn(Model));
        return new(
            Array.ConvertAll(used, i => logits[i]),
            Array.ConvertAll(used, i => heads[i]),
            Array.ConvertAll(used, i => weights[i]),
            Array.ConvertAll(used, i => events.ProcessCodes[i] == _definition.Signal));
    }

    private Sample[] ScoreGrid(double[][] points, Scorer scorer, Replicas replicas, RunFolder folder, bool keepEvents, CancellationToken cancellation)
    {
        Sample[] samples = new Sample[points.Length];
        using IStage stage = _progress.Begin("Make templates", points.Length);
        for (int g = 0; g < points.Length; g++)
        {
            cancellation.ThrowIfCancellationRequested();

            // The same noise at every point, so that templates differ by the nuisances alone.
            samples[g] = ScorePoint($"template_{g:D3}", points[g], SeedOf("templates"), scorer, replicas.For(points[g]), folder, keepEvents);
            stage.Advance();
        }

        return samples;
    }

    // How the templates change with the width of the noise, at nominal shapes; the same copies and noise at every width.
    private Sample[] ScoreWidths(double[][] points, Scorer scorer, Replicas replicas, RunFolder folder, bool keepEvents, CancellationToken cancellation)
    {
        if (points.Length == 0)
        {
            return [];
        }

        Sample[] samples = new Sample[points.Length];
        using IStage stage = _progress.Begin("Make templates of the noise", points.Length);
        for (int w = 0; w < points.Length; w++)
        {
            cancellation.ThrowIfCancellationRequested();
            samples[w] = ScorePoint($"width_{w:D3}", points[w], SeedOf("templates"), scorer, replicas.Most, folder, keepEvents);
            stage.Advance();
        }

        return samples;
    }

    private IEnumerable<double[]> WidthPoints() => !Options.FitNoise || _definition.FittedNoise < 0
        ? []
        : _definition.NoisePoints.Select(width =>
        {
            double[] point = _definition.TemplateNuisances();
            point[_definition.FittedNoise] = width;
            return point;
        });

    private double[] DrawnPoint(string purpose, int draw) => ModelTrainer.DrawShapes(_definition, new CounterRandom(SeedOf(purpose + " nuisances"), (ulong)draw));

    private IEnumerable<double[]> GridPoints()
    {
        ImmutableArray<double> axis = _definition.TemplatePoints;
        int shapes = _definition.FittedShapes.Length, count = (int)Math.Pow(axis.Length, shapes);
        for (int g = 0; g < count; g++)
        {
            double[] point = _definition.TemplateNuisances();
            for (int s = shapes - 1, rest = g; s >= 0; s--, rest /= axis.Length)
            {
                point[_definition.FittedShapes[s]] = axis[rest % axis.Length];
            }

            yield return point;
        }
    }

    private Sample[] ScoreDraws(string purpose, int count, Scorer scorer, Replicas replicas, RunFolder folder, bool keepEvents, CancellationToken cancellation)
    {
        Sample[] samples = new Sample[count];
        using IStage stage = _progress.Begin($"Score {purpose} draws", count);
        for (int d = 0; d < count; d++)
        {
            cancellation.ThrowIfCancellationRequested();
            double[] point = DrawnPoint(purpose, d);
            samples[d] = ScorePoint($"{purpose}_{d:D4}", point, CounterRandom.SeedFor(SeedOf(purpose + " noise"), d.ToString(System.Globalization.CultureInfo.InvariantCulture)), scorer, replicas.For(point), folder, keepEvents, isDraw: true);
            stage.Advance();
        }

        return samples;
    }

    private Sample ScorePoint(
        string name, double[] point, ulong noiseSeed, Scorer scorer, (EventBatch Events, int[] Rows) replicated, RunFolder folder, bool keepEvents, bool isDraw = false)
    {
        ScoredEvents Scored() => scorer.Score(replicated.Events, point, Population.Noise(Model, replicated.Rows, noiseSeed));

        if (keepEvents)
        {
            return new(point, scorer.Bin(Scored(), replicated.Rows), [], []);
        }

        double[] numbers = folder.Numbers(name, () =>
        {
            ScoredEvents scored = Scored();
            BinnedEvents binned = scorer.Bin(scored, replicated.Rows);
            return
            [
                .. Enumerable.Range(0, binned.Bins.Length).SelectMany(m =>
                {
                    (double[] yields, double[] variances) = binned.Sum(m, Processes, scorer.BinsOfMethod(m));
                    return yields.Concat(variances);
                }),
                .. isDraw ? scorer.ProfileSums(scored, Scorer.ProfiledRows(replicated.Events.Rows)) : [],
            ];
        });
        List<(double[], double[])> sums = [];
        int at = 0;
        for (int m = 0; m < scorer.MethodCount; m++)
        {
            int size = Processes * scorer.BinsOfMethod(m);
            sums.Add((numbers[at..(at + size)], numbers[(at + size)..(at + (2 * size))]));
            at += 2 * size;
        }

        return new(point, null, sums, scorer.MomentsOf(numbers.AsSpan(at)));
    }

    private CoverageTable RunEventExperiments(Scorer scorer, EventBatch events, SimulatedSamples? samples, IStrengthFit fit, NeymanBelt belt, RunFolder folder, CancellationToken cancellation)
    {
        ImmutableArray<double> strengths = Calibration.TestStrengths(Options);
        List<MeasuredExperiment> experiments = [];
        using IStage stage = _progress.Begin("Experiments drawn event by event", Options.EventExperiments);
        int bins = scorer.BinsOfMethod(0);
        for (int e = 0; e < Options.EventExperiments; e++)
        {
            cancellation.ThrowIfCancellationRequested();
            double mu = strengths[e % strengths.Length];
            int experiment = e;
            double[] counts = folder.Numbers($"experiment_{e:D4}", () =>
            {
                if (samples is not null)
                {
                    return samples.Experiment(experiment, mu, 0, cancellation);
                }

                ExperimentDraw draw = _definition.DrawExperiment(events, mu, (long)(SeedOf("event by event") % 1_000_000_000) + experiment);

                // Only events that can enter a category are scored; their noise is the one of their place among all.
                int[] places = [.. Enumerable.Range(0, draw.Rows.Length).Where(i => _definition.CanEnter(events, draw.Rows[i]))];
                double[] noise = [.. Enumerable.Range(0, Model.NoiseCount).SelectMany(k => places.Select(i => draw.Noise[(k * draw.Rows.Length) + i]))];
                EventBatch drawn = Population.Repeat(events, Array.ConvertAll(places, i => draw.Rows[i]));
                double[] shapes = [.. draw.Nuisances.Select((value, n) => Model.Nuisances[n].Kind == NuisanceKind.Rate ? Model.Nuisances[n].Nominal : value)];
                ScoredEvents scored = scorer.Score(drawn, shapes, noise, only: 0);
                double[] found = new double[bins];
                foreach (ushort bin in scorer.BinsOf(scored, 0))
                {
                    found[bin]++;
                }

                return found;
            });
            StrengthEstimate estimate = fit.CreateFitter().Fit(counts);
            BeltInterval interval = belt.Invert(estimate.Mu);
            experiments.Add(new(e, mu, estimate.Mu, interval.P16, interval.P84));
            stage.Advance();
        }

        return CoverageTable.From(experiments);
    }

    private IEnumerable<YieldRow> Yields(string sample, EventBatch events)
    {
        PerturbedEvents<float> selected = Model.Perturb<float>(events, Model.NominalNuisances(), threads: _threads);
        float[] weights = events.Column(Population.WeightColumn(Model));
        for (int p = 0; p < Processes; p++)
        {
            int[] all = [.. Enumerable.Range(0, events.Rows).Where(i => events.ProcessCodes[i] == p)];
            yield return new(sample, Model.Processes[p], "read", all.Length, all.Sum(i => (double)weights[i]));
            int[] kept = [.. Enumerable.Range(0, selected.Count).Where(i => selected.Process[i] == p)];
            yield return new(sample, Model.Processes[p], "selected", kept.Length, kept.Sum(i => selected.Weight[i]));
            for (int c = 0; c < Model.Categories.Length; c++)
            {
                int[] own = [.. kept.Where(i => selected.Category[i] == c)];
                yield return new(sample, Model.Processes[p], Model.Categories[c], own.Length, own.Sum(i => selected.Weight[i]));
            }
        }
    }
}
