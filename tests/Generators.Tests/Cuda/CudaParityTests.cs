using System.Globalization;
using Mandelstam.Cuda;
using Mandelstam.Events;
using Mandelstam.Generators.Tests.Parity;
using Xunit;
using static TorchSharp.torch;

namespace Mandelstam.Generators.Tests.Cuda;

/// <summary>The CUDA backend gives what the scalar kernel gives, forward and reverse: on a device where there is one, and as C++ on the CPU everywhere.</summary>
public sealed class CudaParityTests
{
    private const int Rows = 200;

    /// <summary>The same formulas in double precision; other implementations of cosh and sinh, whose last digit E − p of light particles magnifies.</summary>
    private const double DoubleTolerance = 1e-6;

    /// <summary>Declaration, and what stands for an absent object in its file.</summary>
    public static TheoryData<string, float> Declarations => BackendParityTests.Declarations;

    [CompilerTheory]
    [MemberData(nameof(Declarations))]
    public void The_source_as_cpp_is_the_scalar_kernel_in_double_precision(string type, float sentinel) =>
        AssertDouble(type, sentinel, static model => new(model, CPU, ScalarType.Float64, new CpuKernels(model.CudaSource!, "double")));

    [CompilerTheory]
    [MemberData(nameof(Declarations))]
    public void The_source_as_cpp_is_the_scalar_kernel_in_single_precision(string type, float sentinel) =>
        AssertSingle(type, sentinel, static model => new(model, CPU, ScalarType.Float32, new CpuKernels(model.CudaSource!, "float")));

    [CudaTheory]
    [MemberData(nameof(Declarations))]
    public void The_device_is_the_scalar_kernel_in_double_precision(string type, float sentinel) =>
        AssertDouble(type, sentinel, static model => CudaEvents.For(model, type: ScalarType.Float64));

    [CudaTheory]
    [MemberData(nameof(Declarations))]
    public void The_device_is_the_scalar_kernel_in_single_precision(string type, float sentinel) =>
        AssertSingle(type, sentinel, static model => CudaEvents.For(model));

    /// <summary>A kernel trusts its pointers, so that nothing wrong may reach it.</summary>
    [Fact]
    public void Tensors_that_a_kernel_would_misread_are_refused()
    {
        EventModel model = Compiled.Probe("Declarations.Noisy").Model;
        CudaEvents events = new(model, CPU, ScalarType.Float32, new NoKernels());
        using TorchSharp.DisposeScope scope = NewDisposeScope();
        Tensor?[] Columns(Tensor odd) => [.. model.Columns.Select((_, i) => i == 2 ? odd : zeros(4))];
        Tensor point = zeros(3);
        events.Perturb(Columns(zeros(4)), point, zeros(6, 4));
        foreach (Tensor odd in new[] { zeros(3), zeros(4, 1), zeros(4, ScalarType.Float64), zeros(8).slice(0, 0, 8, 2) })
        {
            Assert.Contains(model.Columns[2].Name, Assert.Throws<ArgumentException>(() => events.Perturb(Columns(odd), point)).Message, StringComparison.Ordinal);
        }

        Assert.Throws<ArgumentException>(() => events.Perturb(Columns(zeros(4)), zeros(2)));
        Assert.Throws<ArgumentException>(() => events.Perturb(Columns(zeros(4)), point, zeros(4, 6)));
        Assert.Throws<ArgumentException>(() => events.Perturb(Columns(zeros(4)), point, null, zeros(4)));
        Assert.Throws<ArgumentException>(() => events.Perturb([], point));
        Assert.Throws<ArgumentException>(() => events.Pull(Columns(zeros(4)), point, new(zeros(4, 2))));
    }

    /// <summary>Without a device the message says what is missing; a wrong request is the caller's error anywhere.</summary>
    [Fact]
    public void What_is_not_there_is_said()
    {
        EventModel model = Compiled.Probe("Declarations.Noisy").Model;
        Assert.Throws<ArgumentException>(() => CudaEvents.For(model, CPU));
        Assert.Throws<ArgumentException>(() => CudaEvents.For(model, type: ScalarType.Int64));
        if (!CudaEvents.IsAvailable)
        {
            Assert.Matches("CUDA|NVRTC", Assert.Throws<MandelstamException>(() => CudaEvents.For(model)).Message);
        }
    }

    private static void AssertDouble(string type, float sentinel, Func<EventModel, CudaEvents> make)
    {
        EventModel model = Compiled.Probe(type).Model;
        Case data = Case.Make(model, sentinel, seed: 31);
        CudaEvents events = make(model);
        using TorchSharp.DisposeScope scope = NewDisposeScope();
        TensorEvents actual = data.Perturb(events, ScalarType.Float64);
        Assert.Equal(data.Selected, Numbers(actual.Selected));
        Assert.Equal(data.Expected.Category.Take(Rows).Select(static c => (double)c), Numbers(actual.Category));
        foreach ((string name, double[] expected, double[] values) in Outputs(model, data.Expected, actual))
        {
            Near(expected, values, name);
        }

        TensorGradients gradients = data.Pull(events, ScalarType.Float64);
        foreach ((string name, double[] expected, double[] values) in Inputs(model, data.Gradients, gradients))
        {
            Near(expected, values, name);
        }

        static void Near(double[] expected, double[] actual, string name)
        {
            double scale = expected.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
            for (int i = 0; i < Rows; i++)
            {
                double bound = DoubleTolerance * Math.Max(1, Math.Max(1e-3 * scale, Math.Abs(expected[i])));
                Assert.True(expected[i].Equals(actual[i]) || Math.Abs(expected[i] - actual[i]) <= bound, Message(name, i, expected[i], actual[i]));
            }
        }
    }

    private static void AssertSingle(string type, float sentinel, Func<EventModel, CudaEvents> make)
    {
        EventModel model = Compiled.Probe(type).Model;
        Case data = Case.Make(model, sentinel, seed: 33);
        CudaEvents events = make(model);
        using TorchSharp.DisposeScope scope = NewDisposeScope();
        TensorEvents actual = data.Perturb(events, ScalarType.Float32);
        List<string> far = [];
        int compared = 0;
        foreach ((string name, double[] expected, double[] values) in Outputs(model, data.Expected, actual))
        {
            double[] sensitivity = data.Sensitivity(name);
            for (int i = 0; i < Rows; i++)
            {
                compared++;

                // A few operations, each of which rounds to single precision, on inputs that were rounded to it.
                double bound = 32 * (Ulp(expected[i]) + sensitivity[i] + Ulp(1));
                if (!expected[i].Equals(values[i]) && !(Math.Abs(expected[i] - values[i]) <= bound))
                {
                    far.Add(Message(name, i, expected[i], values[i]));
                }
            }
        }

        foreach ((string name, double[] expected, double[] values) in Inputs(model, data.Gradients, data.Pull(events, ScalarType.Float32)))
        {
            double scale = expected.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Average();
            for (int i = 0; i < Rows; i++)
            {
                // A gradient has the rounding of second derivatives in it, which no bound from first ones covers: three digits.
                compared++;
                if (!(Math.Abs(expected[i] - values[i]) <= 1e-3 * (1 + scale + Math.Abs(expected[i]))) && double.IsFinite(expected[i]))
                {
                    far.Add(Message(name, i, expected[i], values[i]));
                }
            }
        }

        // A rounding tie, a threshold, an azimuth at ±π, and E − p of a light particle may fall the other way in single precision. A pT of 40 GeV
        // kept to three decimals has a tie within reach in one of 250 cases, and an event of the challenge fifteen such numbers, all of which its
        // features share.
        Assert.True(far.Count <= compared / 25, $"{far.Count} of {compared}\n{string.Join('\n', far.Take(30))}");
    }

    private static double Ulp(double x) => double.IsFinite(x) ? MathF.BitIncrement(MathF.Abs((float)x)) - MathF.Abs((float)x) : 0;

    private static string Message(string name, int row, double expected, double actual) =>
        string.Create(CultureInfo.InvariantCulture, $"{name}, row {row}: expected {expected:R}, was {actual:R}");

    private static double[] Numbers(Tensor values) => values.to(ScalarType.Float64).cpu().contiguous().data<double>().ToArray();

    private static IEnumerable<(string Name, double[] Expected, double[] Actual)> Outputs(EventModel model, PerturbedEvents<double> expected, TensorEvents actual)
    {
        for (int i = 0; i < model.Features.Length; i++)
        {
            yield return ("feature " + model.Features[i].Name, expected.Features[i], Numbers(actual.Features.select(1, i)));
        }

        for (int i = 0; i < model.Columns.Length; i++)
        {
            if (expected.Columns[i] is { } column)
            {
                yield return ("column " + model.Columns[i].Name, column, Numbers(actual.Columns[i]!));
            }
        }
    }

    private static IEnumerable<(string Name, double[] Expected, double[] Actual)> Inputs(EventModel model, EventGradients expected, TensorGradients actual)
    {
        for (int i = 0; i < model.Columns.Length; i++)
        {
            if (expected.Columns[i] is { } column)
            {
                yield return ("by column " + model.Columns[i].Name, column, Numbers(actual.Columns[i]!));
            }
        }

        for (int i = 0; i < model.Nuisances.Length; i++)
        {
            yield return ("by nuisance " + model.Nuisances[i].Name, expected.Nuisances[i], Numbers(actual.Nuisances[i]));
        }
    }

    private sealed class NoKernels : IEventKernels
    {
        public void Launch(string name, ReadOnlySpan<long> arguments, long rows)
        {
        }
    }

    /// <summary>Random events, and what the scalar kernels make of them.</summary>
    private sealed record Case(
        EventModel Model, EventBatch Batch, double[] Point, double[] Noise, EventWeights Weights, PerturbedEvents<double> Expected, double[] Selected, EventGradients Gradients)
    {
        public static Case Make(EventModel model, float sentinel, int seed)
        {
            // Point, noise and weights are numbers of single precision too: what is compared is arithmetic, not the rounding of inputs.
            static double[] Single(IEnumerable<double> values) => [.. values.Select(static v => (double)(float)v)];
            EventBatch batch = RandomEvents.Make(model, Rows, seed, edges: true, sentinel);
            double[] point = Single(model.DrawNuisances([.. Enumerable.Range(0, model.Nuisances.Length).Select(i => 0.3 + (0.2 * i))]));
            double[] noise = Single(RandomEvents.Normals(model.NoiseCount * Rows, seed + 100));
            double[][] mixture = [.. RandomEvents.Normals((model.Features.Length + model.Columns.Length + 1) * Rows, seed + 200).Chunk(Rows).Select(Single)];
            PerturbedEvents<double> expected = model.Perturb<double>(batch, point, noise, selection: false);
            PerturbedEvents<double> selected = model.Perturb<double>(batch, point, noise);
            HashSet<int> kept = [.. selected.Source.Take(selected.Count)];
            EventWeights weights = new(
                [.. model.Columns.Select((_, i) => expected.Columns[i] is null ? null : mixture[model.Features.Length + i])],
                [.. model.Features.Select((_, i) => expected.Features[i].All(double.IsFinite) ? mixture[i] : new double[Rows])],
                mixture[^1]);
            return new(
                model, batch, point, noise, weights, expected, [.. Enumerable.Range(0, Rows).Select(row => kept.Contains(row) ? 1.0 : 0)],
                model.Pullback(batch, point, weights, noise));
        }

        public TensorEvents Perturb(CudaEvents events, ScalarType type) =>
            events.Perturb(Columns(type, events), On(events, Point, type), NoiseTensor(type, events), Processes(events));

        public TensorGradients Pull(CudaEvents events, ScalarType type) => events.Pull(
            Columns(type, events),
            On(events, Point, type),
            new(stack([.. Weights.Features.Select(w => On(events, w!, type))], 1), [.. Weights.Columns.Select(w => w is null ? null : On(events, w, type))], On(events, Weights.Rate!, type)),
            NoiseTensor(type, events),
            Processes(events));

        /// <summary>What rounding each input by one unit of its last place changes an output by, event by event.</summary>
        public double[] Sensitivity(string output)
        {
            double[] ones = [.. Enumerable.Repeat(1.0, Rows)];
            EventWeights one = new(
                [.. Model.Columns.Select((c, i) => output == "column " + c.Name ? ones : null)],
                [.. Model.Features.Select((f, i) => output == "feature " + f.Name ? ones : null)]);
            EventGradients gradients = Model.Pullback(Batch, Point, one, Noise);
            double[] sum = new double[Rows];
            for (int row = 0; row < Rows; row++)
            {
                sum[row] = Model.Columns.Select((_, i) => gradients.Columns[i] is { } by ? Math.Abs(by[row]) * Ulp(Batch.Column(i)[row]) : 0).Sum()
                    + Point.Select((p, k) => Math.Abs(gradients.Nuisances[k][row]) * Ulp(p)).Sum();
            }

            return sum;
        }

        private Tensor?[] Columns(ScalarType type, CudaEvents events) => [.. BackendParityTests.Columns(Batch).Select(c => c?.to(type).to(events.Device))];

        private Tensor? NoiseTensor(ScalarType type, CudaEvents events) => BackendParityTests.NoiseTensor(Model, Noise)?.to(type).to(events.Device);

        private Tensor? Processes(CudaEvents events) => BackendParityTests.Processes(Batch)?.to(events.Device);

        private static Tensor On(CudaEvents events, double[] values, ScalarType type) => tensor(values, dtype: type).to(events.Device);
    }
}
