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
    Sample[] widths)
{
    private int Processes => definition.Model.Processes.Length;

    private ImmutableArray<bool> Signal => [.. Enumerable.Range(0, Processes).Select(p => p == definition.Signal)];

    /// <summary>The true strengths of the test.</summary>
    public static ImmutableArray<double> TestStrengths(MeasurementOptions options) =>
        [.. Enumerable.Range(0, options.TestStrengths).Select(i => Math.Round(0.1 + (2.9 * i / (options.TestStrengths - 1)), 6))];

    /// <summary>The fit of a method with all nuisances that it determines.</summary>
    public IStrengthFit FitOf(int method, Sample[] grid) => Likelihood(TemplatesOf(method, grid, default));

    /// <summary>Belt and test of one method.</summary>
    public (MethodResult Result, FileResult? File) Run(
        int method, TrainedMethod trained, Sample[] grid, Sample[] belt, Sample[] test, bool isIndependent, CancellationToken cancellation)
    {
        IStrengthFit Fit(TemplateGrid templates) => trained.FitsNuisances ? Likelihood(templates) : MuOnlyFit.AtNominal(Likelihood(templates));
        ImmutableArray<double> beltStrengths = BeltStrengths(isIndependent), testStrengths = TestStrengths(options);
        float[] original = isIndependent ? Subset(row => row < templateRows ? 1 : 0) : [];
        TemplateGrid templates = TemplatesOf(method, grid, original);
        IStrengthFit fit = Fit(templates);

        PseudoExperiment[] beltExperiments;
        PseudoExperiment[] testExperiments;
        NeymanBelt result;
        FileResult? file = null;
        if (!isIndependent)
        {
            beltExperiments = PseudoExperiments.Run(Plan(Points(method, belt, default), beltStrengths, "belt"), fit, threads, cancellation);
            testExperiments = PseudoExperiments.Run(Plan(Points(method, test, default), testStrengths, "test"), fit, threads, cancellation);
            result = NeymanBelt.Build(beltExperiments);
        }
        else
        {
            // Every belt experiment has templates and data that are bootstrap replicas, as large as the real samples, of one truth.
            double[] same = [.. Enumerable.Repeat(1.0, Processes)];
            float[][] templateReplicas = [.. belt.Select((_, d) => Bootstrap(CounterRandom.SeedFor(seed, "bootstrap of templates"), d, same))];
            double[] size = [.. Enumerable.Range(0, Processes).Select(p =>
                (double)usable.Count(row => row >= templateRows && population.ProcessCodes[row] == p) / usable.Count(row => row < templateRows && population.ProcessCodes[row] == p))];
            ImmutableArray<double[]> data = [.. belt.Select((sample, d) =>
                sample.Events!.Sum(method, Processes, binnings[method].Bins, Bootstrap(CounterRandom.SeedFor(seed, "bootstrap of data"), d, size)).Yields)];
            beltExperiments = PseudoExperiments.Run(Plan(data, beltStrengths, "belt"), d => Fit(TemplatesOf(method, grid, templateReplicas[d])), threads, cancellation);
            testExperiments = Resplits(method, grid, test, testStrengths, Fit, cancellation);

            float[] own = Subset(row => row >= templateRows ? 1 : 0);
            PseudoExperiment[] ownExperiments = PseudoExperiments.Run(Plan(Points(method, test, own), testStrengths, "file"), fit, threads, cancellation);
            result = NeymanBelt.Build(beltExperiments);
            CoverageRow row = CoverageTable.From(ownExperiments, result).Pooled;
            file = new(row.Bias, row.Interval, row.Experiments);
        }

        ImmutableArray<MeasuredExperiment> measured = [.. testExperiments.Select(e =>
        {
            BeltInterval interval = result.Invert(e.Estimate.Mu);
            return new MeasuredExperiment(e.Point, e.MuTrue, e.Estimate.Mu, interval.P16, interval.P84);
        })];
        CoverageTable coverage = CoverageTable.From(measured);
        double? score = definition.Score(coverage.Pooled.Interval, coverage.Pooled.Coverage, coverage.Pooled.Experiments);
        ImmutableArray<double> medians = [.. beltStrengths.Select(mu => Median(beltExperiments.Where(e => e.MuTrue == mu).Select(static e => e.Estimate.Mu)))];
        return (new(trained.Name, coverage, score, measured, result, medians, binnings[method], templates, testExperiments.Count(static e => !e.Estimate.Converged)), file);
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : sorted[sorted.Length / 2];
    }

    private ImmutableArray<double> BeltStrengths(bool isIndependent)
    {
        (double from, double to, double step) = isIndependent ? options.WideBeltStrengths : options.BeltStrengths;
        return [.. Enumerable.Range(0, (int)Math.Round((to - from) / step) + 1).Select(i => Math.Round(from + (i * step), 6))];
    }

    private PseudoExperimentPlan Plan(ImmutableArray<double[]> points, ImmutableArray<double> strengths, string purpose) =>
        new(points, Processes, Signal, strengths, options.ExperimentsPerDraw, CounterRandom.SeedFor(seed, purpose + " experiments"), rates.Sample);

    private ImmutableArray<double[]> Points(int method, Sample[] samples, float[]? factor) =>
        [.. samples.Select(s => SumOf(method, s, factor).Yields)];

    private (double[] Yields, double[] Variances) SumOf(int method, Sample sample, float[]? factor) =>
        sample.Events is null ? sample.Sums[method] : sample.Events.Sum(method, Processes, binnings[method].Bins, factor);

    private TemplateGrid TemplatesOf(int method, Sample[] grid, float[]? factor)
    {
        List<TemplateAxis> axes = [.. definition.FittedShapes.Select(n => new TemplateAxis(definition.Model.Nuisances[n].Name, definition.TemplatePoints))];
        double[][] changes = [new double[Processes * binnings[method].Bins]];
        if (widths.Length > 0)
        {
            // The effect of the noise's width is taken from nominal shapes and added at all: a full grid would cost seven times as much.
            NuisanceInfo noise = definition.Model.Nuisances[definition.FittedNoise];
            double typical = definition.TemplateNuisances()[definition.FittedNoise];
            double[] reference = SumOf(method, widths[definition.NoisePoints.IndexOf(typical)], factor).Yields;
            changes = [.. widths.Select(w => SumOf(method, w, factor).Yields.Zip(reference, static (y, r) => y - r).ToArray())];
            axes.Add(new(NoiseAxis(noise), [.. definition.NoisePoints.Select(x => NoiseCoordinate(noise, x))]));
        }

        List<double> yields = [], variances = [];
        foreach (Sample point in grid)
        {
            (double[] y, double[] v) = SumOf(method, point, factor);
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

    /// <summary>The likelihood of a method's templates.</summary>
    /// <remarks>The priors stay in the fit: the data know the scales better than the priors do, so they cost nothing, and they hold odd data to the grid.</remarks>
    public static BinnedLikelihood Likelihood(MeasurementDefinition definition, TemplateGrid templates)
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

        return new(templates, [definition.Model.Processes[definition.Signal]], [.. shapes], []);
    }

    private BinnedLikelihood Likelihood(TemplateGrid templates) => Likelihood(definition, templates);

    // Coverage over random re-splits of templates and test events: a fixed pair of samples has one fluctuation, shared by all its experiments.
    private PseudoExperiment[] Resplits(
        int method, Sample[] grid, Sample[] test, ImmutableArray<double> strengths, Func<TemplateGrid, IStrengthFit> fit, CancellationToken cancellation)
    {
        List<PseudoExperiment> all = [];
        int drawsPerSplit = Math.Max(1, (int)Math.Ceiling((double)test.Length / options.Resplits));
        for (int split = 0; split < options.Resplits; split++)
        {
            cancellation.ThrowIfCancellationRequested();
            bool[] isTemplate = Resplit(split);
            IStrengthFit splitFit = fit(TemplatesOf(method, grid, Subset(row => isTemplate[row] ? 1 : 0)));
            float[] data = Subset(row => isTemplate[row] ? 0 : 1);
            Sample[] own = [.. Enumerable.Range(0, drawsPerSplit).Select(i => test[((split * drawsPerSplit) + i) % test.Length])];
            PseudoExperimentPlan plan = Plan(Points(method, own, data), strengths, FormattableString.Invariant($"resplit {split}"));
            all.AddRange(PseudoExperiments.Run(plan, splitFit, threads, cancellation).Select(e => e with { Point = split }));
        }

        return [.. all];
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
    private float[] Bootstrap(ulong bootstrapSeed, int draw, double[] size) => Subset(row => row >= templateRows
        ? 0
        : (float)(new CounterRandom(bootstrapSeed, CounterRandom.StreamOf(draw, row)).NextPoisson(size[population.ProcessCodes[row]]) / size[population.ProcessCodes[row]]));

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
