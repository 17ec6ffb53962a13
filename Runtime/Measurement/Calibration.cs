using System.Collections.Immutable;
using Mandelstam.Events;
using Mandelstam.Inference;
using Mandelstam.Randomness;

namespace Mandelstam.Measurement;

/// <summary>From binned populations to templates, belt, intervals and coverage.</summary>
internal sealed class Calibration(
    MeasurementDefinition definition,
    MeasurementOptions options,
    ImmutableArray<ScoreBinning> binnings,
    RateFactors rates,
    ulong seed,
    int threads,
    int[] usable,
    EventBatch population,
    int templateRows,
    Sample[] widths,
    bool isSimulated)
{
    private const int ExperimentsPerSet = 100;

    // Templates and data are samples of one truth; else the population is the truth itself.
    private bool IsIndependent => templateRows < population.Rows;

    private int Processes => definition.Model.Processes.Length;

    private ImmutableArray<bool> Signal => [.. Enumerable.Range(0, Processes).Select(p => p == definition.Signal)];

    /// <summary>The true strengths of the test.</summary>
    public static ImmutableArray<double> TestStrengths(MeasurementOptions options) =>
        [.. Enumerable.Range(0, options.TestStrengths).Select(i => Math.Round(0.1 + (2.9 * i / (options.TestStrengths - 1)), 6))];

    /// <summary>The fit of a method with all nuisances that it determines.</summary>
    public IStrengthFit FitOf(int method, Sample[] grid) => Likelihood(TemplatesOf(method, grid, default));

    /// <summary>Belt and test of one method.</summary>
    public (MethodResult Result, FileResult? File) Run(
        int method, TrainedMethod trained, Sample[] grid, Sample[] belt, Sample[] test, CancellationToken cancellation)
    {
        System.Diagnostics.Stopwatch watch = System.Diagnostics.Stopwatch.StartNew();
        IStrengthFit Fit(TemplateGrid templates) => trained.FitsNuisances ? Likelihood(templates) : MuOnlyFit.AtNominal(Likelihood(templates));
        ImmutableArray<double> beltStrengths = BeltStrengths(), testStrengths = TestStrengths(options);
        float[] original = IsIndependent ? Subset(row => row < templateRows ? 1 : 0) : [];
        TemplateGrid templates = TemplatesOf(method, grid, original);
        IStrengthFit fit = Fit(templates);

        PseudoExperiment[] beltExperiments;
        PseudoExperiment[] testExperiments;
        NeymanBelt result;
        FileResult? file = null;
        if (!IsIndependent)
        {
            beltExperiments = PseudoExperiments.Run(Plan(BeltPoints(method, belt, test), beltStrengths, "belt"), fit, threads, cancellation);
            testExperiments = PseudoExperiments.Run(Plan(Points(method, test, default), testStrengths, "test"), fit, threads, cancellation);
            result = NeymanBelt.Build(beltExperiments);
        }
        else
        {
            // Every belt experiment has templates and data that are bootstrap replicas, as large as the real samples, of one truth.
            double[] same = [.. Enumerable.Repeat(1.0, Processes)];
            double[] size = [.. Enumerable.Range(0, Processes).Select(p =>
                (double)usable.Count(row => row >= templateRows && population.ProcessCodes[row] == p) / usable.Count(row => row < templateRows && population.ProcessCodes[row] == p))];
            ImmutableArray<double[]> data = [.. Enumerable.Range(0, options.BootstrapReplicas).AsParallel().AsOrdered().WithDegreeOfParallelism(threads)
                .WithCancellation(cancellation).Select(r => SumOf(method, belt[r % belt.Length], Bootstrap("bootstrap of data", r, size)).Yields)];
            beltExperiments = PseudoExperiments.Run(
                Plan(data, beltStrengths, "belt", ExperimentsEach(belt.Length, data.Length)),
                r => Fit(TemplatesOf(method, grid, Bootstrap("bootstrap of templates", r, same))), threads, cancellation);
            testExperiments = Resplits(method, grid, test, testStrengths, Fit, cancellation);

            float[] own = Subset(row => row >= templateRows ? 1 : 0);
            PseudoExperiment[] ownExperiments = PseudoExperiments.Run(Plan(Points(method, test, own), testStrengths, "file"), fit, threads, cancellation);
            result = NeymanBelt.Build(beltExperiments);
            CoverageRow row = CoverageTable.From(ownExperiments, result).Pooled;
            file = new(row.Bias, row.Interval, row.Experiments);
        }

        MethodResult finished = Finish(
            method, trained.Name, result, beltStrengths, beltExperiments, testExperiments, templates, watch,
            IsIndependent ? null : (plan, draws) => PseudoExperiments.Run(Plan(Points(method, draws, default), plan.Mu, plan.Purpose, plan.Each), fit, threads, cancellation), test);
        return (finished, file);
    }

    /// <summary>Belt and test of the method that finds its nuisances before it fits the strength.</summary>
    /// <param name="methods">One method for each block of nuisances.</param>
    /// <param name="name">What they are called together.</param>
    /// <param name="profile">How nuisances are found.</param>
    /// <param name="grid">Templates.</param>
    /// <param name="belt">The belt's draws, with moments of the scores.</param>
    /// <param name="test">The test's.</param>
    /// <param name="cancellation">Stops between draws.</param>
    public MethodResult RunProfiled(int[] methods, string name, NuisanceProfile profile, Sample[] grid, Sample[] belt, Sample[] test, CancellationToken cancellation)
    {
        System.Diagnostics.Stopwatch watch = System.Diagnostics.Stopwatch.StartNew();
        TemplateGrid[] templates = [.. methods.Select(m => TemplatesOf(m, grid, default))];

        // Of each block its own: the data are binned, and their sums drawn, with its score.
        double[] Found(Sample draw, int block) => profile.Minimise(draw.Profile[block].Sums(Total(SumOf(methods[block], draw, default).Yields), []));
        ProfileCalibration[] calibrations = [.. methods.Select((_, block) =>
            ProfileCalibration.Fit([.. belt.Select(draw => (Found(draw, block), profile.FittedOf(draw.Point)))]))];

        PseudoExperiment[] Run(Sample[] draws, Func<int, ImmutableArray<double[]>> pointsOf, ImmutableArray<double> strengths, string purpose, int each)
        {
            PseudoExperiment[][] all = new PseudoExperiment[draws.Length][];
            ImmutableArray<double[]>[] points = Array.ConvertAll(methods, m => pointsOf(m));
            Parallel.For(0, draws.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, draw =>
            {
                // Data are scored with the block nearest to what the draw's expectation gives; the templates of every block hold at all nuisances.
                int block = profile.Nearest(profile.Within(calibrations[0].Apply(Found(draws[draw], 0))));
                PseudoExperimentPlan plan = Plan(points[block], strengths, purpose, each);
                List<PseudoExperiment> own = [];
                double[] counts = new double[binnings[methods[block]].Bins], normals = new double[profile.Design.Length];
                for (int mu = 0; mu < strengths.Length; mu++)
                {
                    for (int replica = 0; replica < plan.Replicas; replica++)
                    {
                        PseudoExperiments.Draw(plan, draw, mu, replica, counts);
                        CounterRandom random = new(CounterRandom.SeedFor(plan.Seed, "sums of scores"), CounterRandom.StreamOf(draw, (mu * plan.Replicas) + replica));
                        foreach (ref double normal in normals.AsSpan())
                        {
                            normal = random.NextNormal();
                        }

                        double[] found = profile.OnAxes(profile.Within(calibrations[block].Apply(profile.Minimise(draws[draw].Profile[block].Sums(counts, normals)))));
                        own.Add(new(draw, mu, replica, strengths[mu], FitAt(templates[block], found).Fit(counts)));
                    }
                }

                all[draw] = [.. own];
            });
            return [.. all.SelectMany(static e => e)];
        }

        ImmutableArray<double> beltStrengths = BeltStrengths();
        PseudoExperiment[] beltExperiments = Run(BeltMoments(belt, test), m => BeltPoints(m, belt, test), beltStrengths, "belt", options.ExperimentsPerDraw);
        PseudoExperiment[] testExperiments = Run(test, m => Points(m, test, default), TestStrengths(options), "test", options.ExperimentsPerDraw);
        return Finish(
            methods[0], name, NeymanBelt.Build(beltExperiments), beltStrengths, beltExperiments, testExperiments, templates[0], watch,
            (plan, draws) => Run(draws, m => Points(m, draws, default), plan.Mu, plan.Purpose, plan.Each), test);
    }

    private double[] Total(double[] yields)
    {
        int bins = yields.Length / Processes;
        return [.. Enumerable.Range(0, bins).Select(bin => Enumerable.Range(0, Processes).Sum(p => yields[(p * bins) + bin]))];
    }

    // The strength alone, with templates at the nuisances that were found and nominal rates.
    private MuOnlyFit FitAt(TemplateGrid templates, double[] nuisances)
    {
        double[] yields = templates.YieldsAt(nuisances);
        double[] signal = new double[templates.Bins], background = new double[templates.Bins];
        for (int cell = 0; cell < yields.Length; cell++)
        {
            double[] sum = cell / templates.Bins == definition.Signal ? signal : background;
            sum[cell % templates.Bins] += Math.Max(yields[cell], 0);
        }

        return new([.. signal], [.. background.Select(static b => Math.Max(b, 1e-6))]);
    }

    private MethodResult Finish(
        int method,
        string name,
        NeymanBelt belt,
        ImmutableArray<double> beltStrengths,
        PseudoExperiment[] beltExperiments,
        PseudoExperiment[] testExperiments,
        TemplateGrid templates,
        System.Diagnostics.Stopwatch watch,
        Func<(ImmutableArray<double> Mu, string Purpose, int Each), Sample[], PseudoExperiment[]>? repeat,
        Sample[] test)
    {
        MeasuredExperiment Measured(PseudoExperiment e)
        {
            BeltInterval interval = belt.Invert(e.Estimate.Mu);
            return new(e.Point, e.MuTrue, e.Estimate.Mu, interval.P16, interval.P84);
        }

        // A hundred experiments at each strength: each draw of the nuisances as often as any other, and every experiment with rates and Poisson numbers of its own.
        RepeatedTest? Repeat(ImmutableArray<double> strengths, string purpose)
        {
            if (repeat is null || strengths.IsEmpty)
            {
                return null;
            }

            Sample[] draws = test[..Math.Min(test.Length, ExperimentsPerSet)];
            PseudoExperiment[] all = repeat((strengths, purpose, (ExperimentsPerSet + draws.Length - 1) / draws.Length), draws);
            return RepeatedTest.From(
                all.GroupBy(static e => e.MuTrue).SelectMany(static group => group.OrderBy(static e => e.Replica).Take(ExperimentsPerSet)).Select(Measured),
                definition.Score,
                CounterRandom.SeedFor(seed, purpose));
        }

        ImmutableArray<MeasuredExperiment> measured = [.. testExperiments.Select(Measured)];
        CoverageTable coverage = CoverageTable.From(measured);
        double? score = definition.Score(coverage.Pooled.Interval, coverage.Pooled.Coverage, coverage.Pooled.Experiments);
        RepeatedTest? repeated = Repeat(TestStrengths(options), "repeated test"), large = Repeat(LargeStrengths(), "large repeated test");
        ImmutableArray<double> medians = [.. beltStrengths.Select(mu => Median(beltExperiments.Where(e => e.MuTrue == mu).Select(static e => e.Estimate.Mu)))];
        return new(
            name, coverage, score, measured, belt, medians, binnings[method], templates, repeated, large, watch.Elapsed.TotalSeconds, testExperiments.Count(static e => !e.Estimate.Converged));
    }

    // True strengths of the large test: at random over the tested range, as the challenge draws them.
    private ImmutableArray<double> LargeStrengths()
    {
        CounterRandom random = new(CounterRandom.SeedFor(seed, "strengths of the large test"));
        return [.. Enumerable.Range(0, options.LargeTestSets).Select(i => 0.1 + (2.9 * random.UniformAt((ulong)i))).Order()];
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : sorted[sorted.Length / 2];
    }

    private ImmutableArray<double> BeltStrengths()
    {
        (double from, double to, double step) = IsIndependent ? options.WideBeltStrengths : options.BeltStrengths;
        return [.. Enumerable.Range(0, (int)Math.Round((to - from) / step) + 1).Select(i => Math.Round(from + (i * step), 6))];
    }

    private PseudoExperimentPlan Plan(ImmutableArray<double[]> points, ImmutableArray<double> strengths, string purpose, int experimentsEach = 0) =>
        new(points, Processes, Signal, strengths, experimentsEach > 0 ? experimentsEach : options.ExperimentsPerDraw, CounterRandom.SeedFor(seed, purpose + " experiments"), rates.Sample);

    // As many experiments in all as the draws would have had, shared out among the points that are used in their place.
    private int ExperimentsEach(int draws, int points) => Math.Max(1, (int)Math.Ceiling((double)options.ExperimentsPerDraw * draws / points));

    private ImmutableArray<double[]> Points(int method, Sample[] samples, float[]? factor) =>
        [.. samples.Select(s => SumOf(method, s, factor).Yields)];

    // Samples of belt and test are each a fluctuation of the truth, the same one for all of a sample's experiments. The belt has to hold wherever these lie: each of its draws has fluctuations of both sizes on top.
    private ImmutableArray<double[]> BeltPoints(int method, Sample[] belt, Sample[] test) => !isSimulated
        ? Points(method, belt, default)
        : [.. belt.Select((draw, d) => SimulationFluctuation.Of(
            SumOf(method, draw, default).Yields,
            [.. SumOf(method, draw, default).Variances.Zip(SumOf(method, test[d % test.Length], default).Variances, static (b, t) => b + t)],
            new CounterRandom(CounterRandom.SeedFor(seed, "fluctuations of belt and test"), (ulong)d)))];

    // The same for sums of scores; how the nuisances are found from them is learned from the belt as it is.
    private Sample[] BeltMoments(Sample[] belt, Sample[] test) => !isSimulated
        ? belt
        : [.. belt.Select((draw, d) =>
        {
            CounterRandom random = new(CounterRandom.SeedFor(seed, "fluctuations of sums of scores"), (ulong)d);
            return draw with { Profile = [.. draw.Profile.Zip(test[d % test.Length].Profile, (own, other) => own.Fluctuate(other, random))] };
        })];

    private (double[] Yields, double[] Variances) SumOf(int method, Sample sample, float[]? factor) =>
        sample.Events is null ? sample.Sums[method] : sample.Events.Sum(method, Processes, binnings[method].Bins, factor);

    private TemplateGrid TemplatesOf(int method, Sample[] grid, float[]? factor)
    {
        List<TemplateAxis> axes = [.. definition.FittedShapes.Select(n => new TemplateAxis(definition.Model.Nuisances[n].Name, definition.TemplatePoints))];
        static double[] Smooth(TemplateSmoothing? smoothing, double[] varied) => smoothing?.Smooth(varied) ?? varied;

        // The population of a shared run is its own truth; templates that are a sample of another truth keep only what their bins say together.
        TemplateSmoothing? SmoothingFrom(double[] reference) => IsIndependent ? new(reference, binnings[method]) : null;
        double[][] changes = [new double[Processes * binnings[method].Bins]];
        if (widths.Length > 0)
        {
            // The effect of the noise's width is taken from nominal shapes and added at all: a full grid would cost seven times as much.
            NuisanceInfo noise = definition.Model.Nuisances[definition.FittedNoise];
            double typical = definition.TemplateNuisances()[definition.FittedNoise];
            double[] reference = SumOf(method, widths[definition.NoisePoints.IndexOf(typical)], factor).Yields;
            TemplateSmoothing? smoothing = SmoothingFrom(reference);
            changes = [.. widths.Select(w => Smooth(smoothing, SumOf(method, w, factor).Yields).Zip(reference, static (y, r) => y - r).ToArray())];
            axes.Add(new(NoiseAxis(noise), [.. definition.NoisePoints.Select(x => NoiseCoordinate(noise, x))]));
        }

        double[] center = definition.TemplateNuisances();
        Sample nominal = grid.MinBy(point => point.Point.Zip(center, static (x, c) => Math.Abs(x - c)).Sum())!;
        TemplateSmoothing? smoothingOfPoints = SmoothingFrom(SumOf(method, nominal, factor).Yields);
        List<double> yields = [], variances = [];
        foreach (Sample point in grid)
        {
            (double[] y, double[] v) = SumOf(method, point, factor);
            y = Smooth(smoothingOfPoints, y);
            foreach (double[] change in changes)
            {
                yields.AddRange(y.Zip(change, static (value, delta) => Math.Max(value + delta, 0.01 * value)));
                variances.AddRange(v);
            }
        }

        return new([.. axes], definition.Model.Processes, binnings[method].Bins, [.. yields], [.. variances], SplineEnds.Natural);
    }

    // A log-normal prior is Gaussian in the logarithm: that is the variable of the fit.
    private static double NoiseCoordinate(NuisanceInfo noise, double width) => noise.Prior == Prior.LogNormal ? Math.Log(width) : width;

    private static string NoiseAxis(NuisanceInfo noise) => noise.Prior == Prior.LogNormal ? $"ln {noise.Name}" : noise.Name;

    /// <summary>The likelihood of a method's templates: μ, the fitted shapes and the rates.</summary>
    /// <remarks>The priors stay in the fit: the data know the scales better than the priors do, so they cost nothing, and they hold odd data to the grid.</remarks>
    public static BinnedLikelihood Likelihood(MeasurementDefinition definition, TemplateGrid templates, RateFactors rates) =>
        new(templates, [definition.Model.Processes[definition.Signal]], ShapesOf(definition, templates), rates.Parameters());

    /// <summary>The shape nuisances of templates, with their priors.</summary>
    public static ImmutableArray<FitParameter> ShapesOf(MeasurementDefinition definition, TemplateGrid templates)
    {
        List<FitParameter> shapes = [.. definition.FittedShapes.Select(n =>
        {
            NuisanceInfo nuisance = definition.Model.Nuisances[n];
            return new FitParameter(nuisance.Name, nuisance.Nominal, nuisance.Min, nuisance.Max, new GaussianConstraint(nuisance.Mean, nuisance.Sigma));
        })];
        if (templates.Axes.Length > shapes.Count)
        {
            NuisanceInfo noise = definition.Model.Nuisances[definition.FittedNoise];
            ImmutableArray<double> points = templates.Axes[^1].Points;
            shapes.Add(new(
                NoiseAxis(noise), NoiseCoordinate(noise, definition.TemplateNuisances()[definition.FittedNoise]), points[0] - 1, points[^1], new GaussianConstraint(noise.Mean, noise.Sigma)));
        }

        return [.. shapes];
    }

    private BinnedLikelihood Likelihood(TemplateGrid templates) => Likelihood(definition, templates, rates);

    // Coverage over random re-splits of templates and test events: a fixed pair of samples has one fluctuation, shared by all its experiments.
    private PseudoExperiment[] Resplits(
        int method, Sample[] grid, Sample[] test, ImmutableArray<double> strengths, Func<TemplateGrid, IStrengthFit> fit, CancellationToken cancellation)
    {
        int drawsPerSplit = Math.Max(1, (int)Math.Ceiling((double)test.Length / options.Resplits));
        PseudoExperiment[][] all = new PseudoExperiment[options.Resplits][];
        Parallel.For(0, options.Resplits, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, split =>
        {
            bool[] isTemplate = Resplit(split);
            IStrengthFit splitFit = fit(TemplatesOf(method, grid, Subset(row => isTemplate[row] ? 1 : 0)));
            float[] data = Subset(row => isTemplate[row] ? 0 : 1);
            Sample[] own = [.. Enumerable.Range(0, drawsPerSplit).Select(i => test[((split * drawsPerSplit) + i) % test.Length])];
            PseudoExperimentPlan plan = Plan(
                Points(method, own, data), strengths, FormattableString.Invariant($"resplit {split}"), ExperimentsEach(test.Length, options.Resplits * drawsPerSplit));
            all[split] = [.. PseudoExperiments.Run(plan, splitFit, 1, cancellation).Select(e => e with { Point = split })];
        });

        return [.. all.SelectMany(static e => e)];
    }

    private bool[] Resplit(int split)
    {
        CounterRandom random = new(CounterRandom.SeedFor(seed, "resplits"), (ulong)split);
        bool[] isTemplate = new bool[population.Rows];
        for (int p = 0; p < Processes; p++)
        {
            int[] rows = [.. usable.Where(row => population.ProcessCodes[row] == p)];
            int size = rows.Count(row => row < templateRows);
            random.Shuffle<int>(rows);
            foreach (int row in rows.AsSpan(0, size))
            {
                isTemplate[row] = true;
            }
        }

        return isTemplate;
    }

    // A replica as large as another sample: multiplicities with mean one and the other sample's relative fluctuation, process by process.
    private float[] Bootstrap(string purpose, int replica, double[] size)
    {
        ulong bootstrapSeed = CounterRandom.SeedFor(seed, purpose);
        return Subset(row => row >= templateRows
            ? 0
            : (float)(new CounterRandom(bootstrapSeed, CounterRandom.StreamOf(replica, row)).NextPoisson(size[population.ProcessCodes[row]]) / size[population.ProcessCodes[row]]));
    }

    // Factors on rows, such that each process keeps the total that the templates' part has: a subset estimates shapes, not normalisations.
    private float[] Subset(Func<int, float> factorOf)
    {
        float[] weights = population.Column(Population.WeightColumn(definition.Model));
        float[] factors = new float[population.Rows];
        double[] target = new double[Processes], sums = new double[Processes];
        foreach (int row in usable)
        {
            factors[row] = factorOf(row);
            sums[population.ProcessCodes[row]] += factors[row] * weights[row];
            target[population.ProcessCodes[row]] += row < templateRows ? weights[row] : 0;
        }

        foreach (int row in usable)
        {
            factors[row] = (float)(factors[row] * target[population.ProcessCodes[row]] / sums[population.ProcessCodes[row]]);
        }

        return factors;
    }
}
