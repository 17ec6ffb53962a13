using System.Collections.Immutable;
using Mandelstam.Flows;
using Mandelstam.Measurement;
using Mandelstam.Networks;
using Mandelstam.Progress;
using Mandelstam.Randomness;
using Mandelstam.Training;
using MathNet.Numerics.LinearAlgebra;
using static TorchSharp.torch;

namespace Mandelstam.Examples.ContrastiveToys;

/// <summary>The toy in ten dimensions: four ways to classify deformed events (arXiv:2505.08709, Table 1 and Fig. 3).</summary>
/// <param name="options">How.</param>
/// <param name="seed">Seed of everything random but the matrices.</param>
/// <param name="device">Where networks live.</param>
/// <param name="folder">Where checkpoints go.</param>
/// <param name="progress">Told how long it goes.</param>
internal sealed class EmbeddedToys(ToyOptions options, ulong seed, Device device, RunFolder folder, IProgressReporter progress)
{
    private const int Dimensions = EmbeddedGaussians.Dimensions;
    private const double HeldOut = 0.2;

    /// <summary>Whitened coordinates are cut here: nothing is learned beyond, and float32 has an end.</summary>
    private const double Reach = 50;

    /// <summary>What Φ is stretched by, so that it has about the spread of a standardised variable.</summary>
    private const float PhiScale = 3.4f;

    private readonly EmbeddedGaussians _events = new(options.MatrixSeed);

    /// <summary>Trains and tests.</summary>
    /// <param name="cancellation">Stops at the next checkpoint.</param>
    public ImmutableArray<DeformationResult> Run(CancellationToken cancellation)
    {
        // Accuracy by deformation, network, φ and repetition.
        (string Name, string Title)[] networks =
        [
            ("classifier", "(i) DNN, unperturbed"), ("flow", "(ii) CNF, c = 1"), ("classifier_perturbed", "(iii) DNN, perturbed"), ("classifier_phi", "(iv) DNN with Φ, perturbed"),
        ];
        double[][][][] accuracies = [.. Deformation.All.Select(_ => networks.Select(_ => Enumerable.Range(0, options.TestPoints).Select(_ => new double[options.Repetitions]).ToArray()).ToArray())];
        for (int repetition = 0; repetition < options.Repetitions; repetition++)
        {
            Repeat(repetition, accuracies, cancellation);
        }

        return [.. Deformation.All.Select((deformation, d) =>
        {
            double[] phi = deformation.Grid(options.TestPoints);
            return new DeformationResult(
                deformation,
                [.. phi],
                [.. networks.Select((network, n) => new AccuracyCurve(network.Name, network.Title, [.. accuracies[d][n].Select(static a => a.Average())], [.. accuracies[d][n].Select(ErrorOf)]))],
                Predict(deformation, phi));
        })];
    }

    // The test events' binomial error, or that of the mean over trainings where these scatter more.
    private double ErrorOf(double[] repetitions)
    {
        double mean = repetitions.Average(), binomial = Math.Sqrt(mean * (1 - mean) / (2.0 * options.TestEvents));
        double spread = repetitions.Length < 2 ? 0 : Math.Sqrt(repetitions.Sum(a => (a - mean) * (a - mean)) / (repetitions.Length - 1) / repetitions.Length);
        return Math.Max(binomial, spread);
    }

    private void Repeat(int repetition, double[][][][] accuracies, CancellationToken cancellation)
    {
        string suffix = FormattableString.Invariant($"_{repetition}");
        Deformation none = Deformation.All[0];
        double[] signal = _events.Draw(true, options.EmbeddedEvents, none, 0, SeedOf("signal" + suffix));
        double[] background = _events.Draw(false, options.EmbeddedEvents, none, 0, SeedOf("background" + suffix));
        Frame frame = new([.. signal, .. background]);
        using ContrastiveFlow ofSignal = TrainFlow("flow_signal" + suffix, frame, signal, background, cancellation);
        using ContrastiveFlow ofBackground = TrainFlow("flow_background" + suffix, frame, background, signal, cancellation);
        (FlowDensity Density, double Offset, double Width)[] flows = [Calibrated(ofSignal, frame, signal), Calibrated(ofBackground, frame, background)];
        using TwoHeadedClassifier plain = TrainClassifier("classifier" + suffix, frame.Standardised([.. signal, .. background]), Dimensions, Labels(options.EmbeddedEvents, options.EmbeddedEvents), cancellation);
        ClassifierLogits plainLogits = new(plain);
        for (int d = 0; d < Deformation.All.Count; d++)
        {
            Deformation deformation = Deformation.All[d];
            (double[] perturbed, bool[] labels) = PerturbedSample(deformation, suffix);
            float[] inputs = frame.Standardised(perturbed);
            using TwoHeadedClassifier onPerturbed = TrainClassifier($"perturbed_{deformation.Name}{suffix}", inputs, Dimensions, labels, cancellation);
            using TwoHeadedClassifier withPhi = TrainClassifier($"phi_{deformation.Name}{suffix}", WithPhi(inputs, perturbed, frame, flows), Dimensions + 2, labels, cancellation);
            ClassifierLogits perturbedLogits = new(onPerturbed), phiLogits = new(withPhi);
            double[] phi = deformation.Grid(options.TestPoints);
            using IStage stage = progress.Begin($"Test {deformation.Title}{(options.Repetitions > 1 ? FormattableString.Invariant($", repetition {repetition + 1}") : "")}", phi.Length);
            for (int point = 0; point < phi.Length; point++)
            {
                cancellation.ThrowIfCancellationRequested();
                double[] test = [.. _events.Draw(true, options.TestEvents, deformation, phi[point], SeedOf("test signal" + suffix)), .. _events.Draw(false, options.TestEvents, deformation, phi[point], SeedOf("test background" + suffix))];
                float[] standardised = frame.Standardised(test);
                int[] heads = new int[2 * options.TestEvents];
                double threshold = Math.Log(options.DensityThreshold);
                accuracies[d][0][point][repetition] = Accuracy(Array.ConvertAll(plainLogits.Of(standardised, heads), static l => l > 0));
                accuracies[d][1][point][repetition] = Accuracy(Array.ConvertAll(LogProb(flows[0].Density, frame, test), l => l + frame.LogUnit > threshold));
                accuracies[d][2][point][repetition] = Accuracy(Array.ConvertAll(perturbedLogits.Of(standardised, heads), static l => l > 0));
                accuracies[d][3][point][repetition] = Accuracy(Array.ConvertAll(phiLogits.Of(WithPhi(standardised, test, frame, flows), heads), static l => l > 0));
                stage.Advance();
            }
        }
    }

    private double Accuracy(bool[] calledSignal) => calledSignal.Where((called, i) => called == i < options.TestEvents).Count() / (double)calledSignal.Length;

    private (double[] Events, bool[] Labels) PerturbedSample(Deformation deformation, string suffix)
    {
        double[] phi = deformation.Grid(options.TrainingPoints);
        List<double> events = [];
        int signals = options.EventsPerPoint / 2;
        for (int point = 0; point < phi.Length; point++)
        {
            ulong own = SeedOf(FormattableString.Invariant($"perturbed {deformation.Name}{suffix} {point}"));
            events.AddRange(_events.Draw(true, signals, deformation, phi[point], own));
            events.AddRange(_events.Draw(false, options.EventsPerPoint - signals, deformation, phi[point], own + 1));
        }

        return ([.. events], [.. Enumerable.Range(0, phi.Length * options.EventsPerPoint).Select(i => i % options.EventsPerPoint < signals)]);
    }

    private ContrastiveFlow TrainFlow(string name, Frame frame, double[] target, double[] contrast, CancellationToken cancellation)
    {
        ContrastiveFlow flow = new(Dimensions, options.EmbeddedFlow, SeedOf(name), device: device);
        ContrastiveObjective objective = new(
            name,
            flow,
            new ContrastiveLoss { Contrast = 1, Floor = -(options.EventFloor + Dimensions) },
            new TrainingSample(frame.Whitened(target), Dimensions).Split(HeldOut, 1),
            new TrainingSample(frame.Whitened(contrast), Dimensions).Split(HeldOut, 2),
            options.EmbeddedBatch,
            SeedOf(name + " batches"));
        StagedTraining.Run(objective, options.EmbeddedTraining, folder.Checkpoint(name + ".safetensors"), progress, cancellation);
        return flow;
    }

    private TwoHeadedClassifier TrainClassifier(string name, float[] inputs, int columns, bool[] labels, CancellationToken cancellation)
    {
        TwoHeadedClassifier classifier = new(columns, options.Classifier, SeedOf(name), device);
        (ClassifierSample learning, ClassifierSample held) = new ClassifierSample(new TrainingSample(inputs, columns), labels, new int[labels.Length]).Split(HeldOut, 3);
        StagedTraining.Run(
            new ClassifierObjective(name, classifier, learning, held, options.ClassifierBatch, SeedOf(name + " batches")),
            options.ClassifierTraining,
            folder.Checkpoint(name + ".safetensors"),
            progress,
            cancellation);
        return classifier;
    }

    private static bool[] Labels(int signals, int backgrounds) => [.. Enumerable.Range(0, signals + backgrounds).Select(i => i < signals)];

    private static float[] LogProb(FlowDensity density, Frame frame, double[] events) =>
        Array.ConvertAll(density.LogProb(frame.Whitened(events)), static value => float.IsNaN(value) ? float.NegativeInfinity : value);

    // Median and half the central 68 % of log p over the events that were learned.
    private static (FlowDensity Density, double Offset, double Width) Calibrated(ContrastiveFlow flow, Frame frame, double[] target)
    {
        FlowDensity density = new(flow);
        float[] values = LogProb(density, frame, target);
        Array.Sort(values);
        return (density, values[values.Length / 2], Math.Max(0.5 * (values[(int)(0.84 * values.Length)] - values[(int)(0.16 * values.Length)]), 1e-3));
    }

    private static float[] WithPhi(float[] inputs, double[] events, Frame frame, (FlowDensity Density, double Offset, double Width)[] flows)
    {
        int rows = inputs.Length / Dimensions, width = Dimensions + flows.Length;
        float[] result = new float[rows * width];
        for (int row = 0; row < rows; row++)
        {
            inputs.AsSpan(row * Dimensions, Dimensions).CopyTo(result.AsSpan(row * width));
        }

        for (int f = 0; f < flows.Length; f++)
        {
            float[] logProb = LogProb(flows[f].Density, frame, events);
            for (int row = 0; row < rows; row++)
            {
                result[(row * width) + Dimensions + f] = PhiScale * (Discriminant.Phi(logProb[row] / (2 * flows[f].Width), flows[f].Offset / (2 * flows[f].Width)) - 0.5f);
            }
        }

        return result;
    }

    private ImmutableArray<AccuracyCurve> Predict(Deformation deformation, double[] phi)
    {
        ContrastiveDensity even = new(1, PlaneGaussian.Signal, PlaneGaussian.Background);
        double known = even.Accuracy(PlaneGaussian.Signal, PlaneGaussian.Background);
        double[] unperturbed = [.. phi.Select(p => even.Accuracy(_events.Seen(true, deformation, p), _events.Seen(false, deformation, p)))];
        double[] ideal = new double[phi.Length], marginal = new double[phi.Length];
        double threshold = Math.Log(options.DensityThreshold) + Math.Log(even.Normalisation);
        double[] grid = deformation.Grid(options.TrainingPoints);
        using IStage stage = progress.Begin($"Predict {deformation.Title}", phi.Length);
        for (int point = 0; point < phi.Length; point++)
        {
            double[] test = [.. _events.Draw(true, options.TestEvents, deformation, phi[point], SeedOf("prediction signal")), .. _events.Draw(false, options.TestEvents, deformation, phi[point], SeedOf("prediction background"))];
            (double[] s, double[] b) = _events.LogDensities(test, deformation, 0);
            ideal[point] = Accuracy([.. s.Zip(b, (one, other) => one > other && one + Math.Log(1 - Math.Exp(other - one)) > threshold)]);

            // Without φ the best decision compares densities averaged over it.
            double[] ratio = new double[test.Length / Dimensions];
            (double[] Signal, double[] Background)[] all = [.. grid.Select(p => _events.LogDensities(test, deformation, p))];
            Parallel.For(0, ratio.Length, row =>
                ratio[row] = LogSum(Array.ConvertAll(all, pair => pair.Signal[row])) - LogSum(Array.ConvertAll(all, pair => pair.Background[row])));

            marginal[point] = Accuracy(Array.ConvertAll(ratio, static r => r > 0));
            stage.Advance();
        }

        return
        [
            new("bayes_known_phi", "Bayes-optimal, φ known", [.. phi.Select(_ => known)], []),
            new("bayes_unperturbed", "Bayes-optimal at φ = 0", [.. unperturbed], []),
            new("flow_exact", "Eq. 10 above the threshold", [.. ideal], []),
            new("bayes_unknown_phi", "Bayes-optimal, φ not known", [.. marginal], []),
        ];
    }

    private static double LogSum(double[] values)
    {
        double largest = values.Max(), sum = 0;
        foreach (double value in values)
        {
            sum += Math.Exp(value - largest);
        }

        return largest + Math.Log(sum);
    }

    private ulong SeedOf(string purpose) => CounterRandom.SeedFor(seed, purpose);

    /// <summary>The coordinates that networks see, from the undeformed events: whitened for flows, each column standardised for classifiers.</summary>
    private sealed class Frame
    {
        private readonly double[] _mean = new double[Dimensions];
        private readonly double[] _width = new double[Dimensions];
        private readonly double[,] _whitening;

        public Frame(double[] events)
        {
            int count = events.Length / Dimensions;
            Matrix<double> covariance = Matrix<double>.Build.Dense(Dimensions, Dimensions);
            for (int i = 0; i < events.Length; i++)
            {
                _mean[i % Dimensions] += events[i] / count;
            }

            for (int row = 0; row < count; row++)
            {
                for (int i = 0; i < Dimensions; i++)
                {
                    for (int j = 0; j <= i; j++)
                    {
                        covariance[i, j] += (events[(row * Dimensions) + i] - _mean[i]) * (events[(row * Dimensions) + j] - _mean[j]) / count;
                        covariance[j, i] = covariance[i, j];
                    }
                }
            }

            Matrix<double> factor = covariance.Cholesky().Factor;
            LogUnit = -Enumerable.Range(0, Dimensions).Sum(i => Math.Log(factor[i, i]));
            _whitening = factor.Inverse().ToArray();
            for (int i = 0; i < Dimensions; i++)
            {
                _width[i] = Math.Sqrt(covariance[i, i]);
            }
        }

        /// <summary>What is added to log p of whitened coordinates to get that of the data.</summary>
        public double LogUnit { get; }

        public float[] Whitened(double[] events) => Map(events, (from, to) =>
        {
            for (int i = 0; i < Dimensions; i++)
            {
                double sum = 0;
                for (int j = 0; j <= i; j++)
                {
                    sum += _whitening[i, j] * (from[j] - _mean[j]);
                }

                to[i] = (float)Math.Clamp(sum, -Reach, Reach);
            }
        });

        public float[] Standardised(double[] events) => Map(events, (from, to) =>
        {
            for (int i = 0; i < Dimensions; i++)
            {
                to[i] = (float)((from[i] - _mean[i]) / _width[i]);
            }
        });

        private static float[] Map(double[] events, Action<ReadOnlySpan<double>, Span<float>> map)
        {
            float[] result = new float[events.Length];
            Parallel.For(0, events.Length / Dimensions, row => map(events.AsSpan(row * Dimensions, Dimensions), result.AsSpan(row * Dimensions, Dimensions)));
            return result;
        }
    }
}
