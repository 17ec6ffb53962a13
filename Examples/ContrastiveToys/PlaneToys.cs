using System.Collections.Immutable;
using Mandelstam.Flows;
using Mandelstam.Measurement;
using Mandelstam.Networks;
using Mandelstam.Progress;
using Mandelstam.Randomness;
using Mandelstam.Training;
using static TorchSharp.torch;

namespace Mandelstam.Examples.ContrastiveToys;

/// <summary>The toys in the plane: flows of several contrasts against Eq. 10, and a classifier (arXiv:2505.08709, Figs. 1, 2 and 7).</summary>
/// <param name="options">How.</param>
/// <param name="seed">Seed of everything random.</param>
/// <param name="device">Where networks live.</param>
/// <param name="folder">Where checkpoints go.</param>
/// <param name="progress">Told how long it goes.</param>
internal sealed class PlaneToys(ToyOptions options, ulong seed, Device device, RunFolder folder, IProgressReporter progress)
{
    /// <summary>The rectangle of the pictures.</summary>
    public static readonly (double Min, double Max) PictureX = (-9, 5), PictureY = (-9, 17);

    /// <summary>Points of the pictures' grid along each axis.</summary>
    public const int PicturePoints = 141;

    /// <summary>Angle of the turn that may mislead a classifier.</summary>
    public const double Turn = Math.PI / 6;

    /// <summary>Share of the peak of Eq. 10 above which the flow calls an event signal.</summary>
    private const double FlowThreshold = 0.01;

    private const double HeldOut = 0.1;
    private const int TestEvents = 100_000;
    private const int MisledPoints = 12;

    // Beyond 4.5 widths of either Gaussian.
    private static readonly (double Min, double Max) IntegrationX = (-10.6, 8.2), IntegrationY = (-14, 22.2);

    private static readonly PlaneGaussian Signal = PlaneGaussian.Signal, Background = PlaneGaussian.Background;

    // Mean and width of the even mixture.
    private static readonly (double X, double Y) Center = (0.5 * (Signal.MeanX + Background.MeanX), 0.5 * (Signal.MeanY + Background.MeanY));
    private static readonly (double X, double Y) Width = (
        WidthOf(Signal.Xx, Background.Xx, Signal.MeanX - Background.MeanX), WidthOf(Signal.Yy, Background.Yy, Signal.MeanY - Background.MeanY));

    /// <summary>Trains and compares.</summary>
    /// <param name="cancellation">Stops at the next checkpoint.</param>
    public PlaneResult Run(CancellationToken cancellation)
    {
        TrainingSample signal = new(Standardised(Signal.Draw(options.PlaneEvents, SeedOf("plane signal"))), 2);
        TrainingSample background = new(Standardised(Background.Draw(options.PlaneEvents, SeedOf("plane background"))), 2);
        ImmutableArray<PlaneFit>.Builder fits = ImmutableArray.CreateBuilder<PlaneFit>();
        double[] signalTest = Signal.Draw(TestEvents, SeedOf("plane test signal")), backgroundTest = Background.Draw(TestEvents, SeedOf("plane test background"));
        double[] turned = Turned(backgroundTest);
        (double, double) flowCalls = default;
        foreach (double contrast in options.Contrasts)
        {
            string name = FormattableString.Invariant($"plane_c{contrast}");
            using ContrastiveFlow flow = new(2, options.PlaneFlow, SeedOf(name), device: device);
            ContrastiveObjective objective = new(
                name,
                flow,
                new ContrastiveLoss { Contrast = contrast, Floor = -options.EventFloor },
                signal.Split(HeldOut, 1),
                background.Split(HeldOut, 2),
                options.PlaneBatch,
                SeedOf(name + " batches"));
            TrainingResult training = StagedTraining.Run(objective, options.PlaneTraining, folder.Checkpoint(name + ".safetensors"), progress, cancellation);
            ContrastiveDensity exact = new(contrast, Signal, Background);
            FlowDensity density = new(flow);
            fits.Add(Compare(exact, density, training));
            if (contrast == 1)
            {
                double threshold = FlowThreshold * PeakOf(exact);
                double Share(double[] points) => Densities(density, points).Count(p => p > threshold) / (double)TestEvents;
                flowCalls = (Share(backgroundTest), Share(turned));
            }
        }

        using TwoHeadedClassifier classifier = new(2, options.Classifier, SeedOf("plane classifier"), device);
        ClassifierSample sample = new(
            new TrainingSample([.. signal.Values, .. background.Values], 2), [.. Enumerable.Range(0, 2 * options.PlaneEvents).Select(i => i < options.PlaneEvents)], new int[2 * options.PlaneEvents]);
        (ClassifierSample learning, ClassifierSample held) = sample.Split(HeldOut, 3);
        TrainingResult trained = StagedTraining.Run(
            new ClassifierObjective("plane_classifier", classifier, learning, held, options.ClassifierBatch, SeedOf("plane classifier batches")),
            options.ClassifierTraining,
            folder.Checkpoint("plane_classifier.safetensors"),
            progress,
            cancellation);
        ClassifierLogits logits = new(classifier);
        float[] Logits(double[] points) => logits.Of(Standardised(points), new int[points.Length / 2]);
        float[] ofSignal = Logits(signalTest), ofBackground = Logits(backgroundTest), ofTurned = Logits(turned);
        ContrastiveDensity even = new(1, Signal, Background);
        double accuracy = (ofSignal.Count(static l => l > 0) + ofBackground.Count(static l => l <= 0)) / (2.0 * TestEvents);
        int differently = Differences(signalTest, ofSignal) + Differences(backgroundTest, ofBackground);
        int Differences(double[] points, float[] values) => Enumerable.Range(0, TestEvents).Count(i => even.Decision(points[2 * i], points[(2 * i) + 1]) > 0 != values[i] > 0);
        double CalledSignal(float[] values) => values.Count(static l => l > 0) / (double)TestEvents;
        int[] misled = [.. Enumerable.Range(0, TestEvents).Where(i => ofBackground[i] < 0 && ofTurned[i] > 0).Take(MisledPoints)];
        return new(
            fits.ToImmutable(),
            Field((x, y) => [.. Logits([.. x.Zip(y, static (a, b) => new[] { a, b }).SelectMany(static p => p)]).Select(static l => (double)Discriminant.Phi(l, 0))]),
            trained,
            even.Accuracy(Signal, Background),
            accuracy,
            Math.Sqrt(accuracy * (1 - accuracy) / (2 * TestEvents)),
            differently / (2.0 * TestEvents),
            ((CalledSignal(ofBackground), CalledSignal(ofTurned)), flowCalls),
            [.. misled.Select(i => ((backgroundTest[2 * i], backgroundTest[(2 * i) + 1]), (turned[2 * i], turned[(2 * i) + 1])))]);
    }

    /// <summary>A function at the corners of the pictures' grid.</summary>
    /// <param name="values">All values at once, given abscissas and ordinates.</param>
    public static double[,] Field(Func<double[], double[], double[]> values) => Field(values, PictureX, PictureY, PicturePoints);

    private static double[,] Field(Func<double[], double[], double[]> values, (double Min, double Max) x, (double Min, double Max) y, int points)
    {
        double[] xs = new double[points * points], ys = new double[points * points];
        for (int k = 0; k < xs.Length; k++)
        {
            xs[k] = x.Min + ((x.Max - x.Min) * (k / points) / (points - 1));
            ys[k] = y.Min + ((y.Max - y.Min) * (k % points) / (points - 1));
        }

        double[] flat = values(xs, ys);
        double[,] field = new double[points, points];
        Buffer.BlockCopy(flat, 0, field, 0, sizeof(double) * flat.Length);
        return field;
    }

    private static double WidthOf(double one, double other, double distance) => Math.Sqrt((0.5 * (one + other)) + (0.25 * distance * distance));

    private static float[] Standardised(double[] points) =>
        [.. points.Select(static (value, i) => (float)(i % 2 == 0 ? (value - Center.X) / Width.X : (value - Center.Y) / Width.Y))];

    private static double[] Turned(double[] points)
    {
        double[] result = new double[points.Length];
        for (int i = 0; i < points.Length; i += 2)
        {
            result[i] = (Math.Cos(Turn) * points[i]) - (Math.Sin(Turn) * points[i + 1]);
            result[i + 1] = (Math.Sin(Turn) * points[i]) + (Math.Cos(Turn) * points[i + 1]);
        }

        return result;
    }

    private static double[] Densities(FlowDensity density, double[] points) =>
        [.. density.LogProb(Standardised(points)).Select(static value => Math.Exp(value) / (Width.X * Width.Y))];

    private static double PeakOf(ContrastiveDensity exact) =>
        Field((x, y) => [.. x.Zip(y, exact.Density)]).Cast<double>().Max();

    private PlaneFit Compare(ContrastiveDensity exact, FlowDensity density, TrainingResult training)
    {
        double[] Learned(double[] x, double[] y) => Densities(density, [.. x.Zip(y, static (a, b) => new[] { a, b }).SelectMany(static p => p)]);
        double[] learned = [.. Field(Learned, IntegrationX, IntegrationY, options.GridPoints).Cast<double>()];
        double[] truth = [.. Field((x, y) => [.. x.Zip(y, exact.Density)], IntegrationX, IntegrationY, options.GridPoints).Cast<double>()];
        double cell = (IntegrationX.Max - IntegrationX.Min) * (IntegrationY.Max - IntegrationY.Min) / Math.Pow(options.GridPoints - 1, 2);
        double peak = truth.Max();
        double[] difference = [.. learned.Zip(truth, static (one, other) => one - other)];
        return new(
            exact,
            Field(Learned),
            difference.Max(Math.Abs) / peak,
            Math.Sqrt(difference.Zip(truth, static (delta, weight) => delta * delta * weight).Sum() / truth.Sum()) / peak,
            0.5 * cell * difference.Sum(Math.Abs),
            cell * learned.Sum(),
            training);
    }

    private ulong SeedOf(string purpose) => CounterRandom.SeedFor(seed, purpose);
}
