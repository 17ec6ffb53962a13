using System.Globalization;
using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Events;
using Mandelstam.Generators.Tests.Algebra;
using Mandelstam.Simd;
using Xunit;
using static TorchSharp.torch;

namespace Mandelstam.Generators.Tests.Parity;

/// <summary>The generated derivatives of whole declarations: against central differences, and forward against reverse.</summary>
public sealed class DerivativeParityTests
{
    private const int Rows = 200;

    /// <summary>
    /// The best fourth-order difference in double precision has ten digits of a smooth function of order one. Features are up to a
    /// thousand times steeper than their inputs are large (masses of light particles), which leaves seven.
    /// </summary>
    private const double DifferenceTolerance = 1e-7;

    /// <summary>Two orders of the same sums of products; what is left is cancellation between terms of an event's sum.</summary>
    private const double TransposeTolerance = 1e-9;

    /// <summary>About the last digit that a file's number has in single precision.</summary>
    private const double LastDigit = 1e-7;

    /// <summary>
    /// The lanes' functions are good to 10⁻¹² of what they give (<see cref="DoubleMath{T}"/>). Where a form loses digits on the way, a thousand times that; where it
    /// loses more, like the mass of a system of light particles, a ten-thousandth of what the last digit of the file's numbers makes of it.
    /// </summary>
    private const double LanesTolerance = 1e-9, LanesResponse = 1e-4;

    /// <summary>Declaration, what stands for an absent object in its file, and the kernel: a register of events at a time, or one event after another.</summary>
    public static TheoryData<string, float, bool> Kernels
    {
        get
        {
            TheoryData<string, float, bool> kernels = [];
            foreach (object[] declaration in BackendParityTests.Declarations)
            {
                kernels.Add((string)declaration[0], (float)declaration[1], false);
                kernels.Add((string)declaration[0], (float)declaration[1], true);
            }

            return kernels;
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Forward_is_the_limit_of_differences(string type, float sentinel, bool inLanes)
    {
        const int Few = 16;
        EventModel model = Compiled.Probe(type).Model;
        EventProgram program = Compiled.Program(type);
        EventBatch batch = RandomEvents.Make(model, Few, seed: 21, edges: true, sentinel);
        double[] noise = RandomEvents.Normals(model.NoiseCount * Few, seed: 22);
        double[] point = model.DrawNuisances([.. Enumerable.Range(0, model.Nuisances.Length).Select(i => 0.6 + (0.1 * i))]);
        Expr[] roots = [.. program.Columns.Select(static c => c.Value), .. program.Features.Select(static f => f.Result), program.Rate];
        IReadOnlyList<Expr> nodes = program.Pool.Reach(roots);
        int compared = 0;
        List<string> far = [];
        foreach ((Op kind, int index, string name, EventDirection direction) in Inputs(model))
        {
            EventTangents tangents = Push(model, batch, point, direction, noise, inLanes);
            for (int row = 0; row < Few; row++)
            {
                double Input(Expr input, double step) => (input.Op, input.Index) switch
                {
                    (Op.Column, int c) => batch.Column(c)[row] + (kind == Op.Column && c == index ? step : 0),
                    (Op.Nuisance, int k) => point[k] + (kind == Op.Nuisance && k == index ? step : 0),
                    (Op.Noise, int k) => noise[(k * Few) + row],
                    _ => batch.ProcessCodes[row],
                };
                Interpreter at = new Interpreter(nodes, input => Input(input, 0)).Run();
                double[] At(double step)
                {
                    Interpreter moved = new Interpreter(nodes, input => Input(input, step)).Run(at);
                    return [.. roots.Select(root => moved[root])];
                }

                double[] derivatives = [.. program.Columns.Select(c => tangents.Columns[c.Column]![row]), .. tangents.Features.Select(f => f[row]), tangents.Rate[row]];
                double[] values = [.. roots.Select(root => at[root])];
                double[] deviations = CentralDifference.Deviations(At, derivatives, Math.Max(0.1, Math.Abs(Input(program.Pool.Input(kind, index), 0))));
                for (int i = 0; i < roots.Length; i++)
                {
                    string output = i < program.Columns.Count ? model.Columns[program.Columns[i].Column].Name : i < roots.Length - 1 ? model.Features[i - program.Columns.Count].Name : "rate";
                    if (!double.IsFinite(values[i]))
                    {
                        continue; // a rest frame of what is not timelike: the declaration says NaN
                    }

                    string what = string.Create(CultureInfo.InvariantCulture, $"∂{output}/∂{name}, row {row}: {derivatives[i]:R}, off by {deviations[i]:R}");
                    Assert.True(double.IsFinite(derivatives[i]), what);
                    if (deviations[i] > DifferenceTolerance)
                    {
                        far.Add(what);
                    }

                    compared += derivatives[i] != 0 && double.IsFinite(deviations[i]) ? 1 : 0;
                }
            }
        }

        // √(E² − p²) of an almost massless particle bends within every step that double precision allows (where it even ends, there is no
        // difference to compare with). Such events are among the edges on purpose: reverse has to agree there all the same.
        Assert.True(compared > Few && far.Count <= compared / 50, $"{far.Count} of {compared}: {string.Join('\n', far.Take(20))}");
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Reverse_is_the_transpose_of_forward(string type, float sentinel, bool inLanes)
    {
        EventModel model = Compiled.Probe(type).Model;
        EventBatch batch = RandomEvents.Make(model, Rows, seed: 23, edges: true, sentinel);
        double[] noise = RandomEvents.Normals(model.NoiseCount * Rows, seed: 24);
        double[] point = model.DrawNuisances([.. Enumerable.Range(0, model.Nuisances.Length).Select(i => -0.4 + (0.1 * i))]);
        List<(Op Kind, int Index, string Name, EventDirection Direction)> inputs = [.. Inputs(model)];
        PerturbedEvents<double> values = model.Perturb<double>(batch, point, noise, selection: false);
        List<EventTangents> forward = [.. inputs.Select(input => Push(model, batch, point, input.Direction, noise, inLanes))];
        foreach ((string output, int feature, EventWeights weights, Func<EventTangents, double[]> part) in Outputs(model))
        {
            EventGradients gradients = Pull(model, batch, point, weights, noise, inLanes);
            for (int i = 0; i < inputs.Count; i++)
            {
                double[] back = inputs[i].Kind == Op.Column ? gradients.Columns[inputs[i].Index]! : gradients.Nuisances[inputs[i].Index];
                double[] there = part(forward[i]);
                for (int row = 0; row < Rows; row++)
                {
                    // Where the feature itself is no number, neither is its derivative.
                    Assert.True(
                        (feature >= 0 && !double.IsFinite(values.Features[feature][row]))
                        || Math.Abs(back[row] - there[row]) <= TransposeTolerance * Math.Max(1, Math.Abs(there[row])),
                        string.Create(CultureInfo.InvariantCulture, $"∂{output}/∂{inputs[i].Name}, row {row}: back {back[row]:R}, there {there[row]:R}"));
                }
            }
        }
    }

    /// <summary>The passes on tensors, and autograd through the differentiable tensor code, give what the scalar kernels and the lanes give.</summary>
    [Theory]
    [MemberData(nameof(BackendParityTests.Declarations), MemberType = typeof(BackendParityTests))]
    public void Tensors_and_autograd_agree(string type, float sentinel)
    {
        DeclarationProbe probe = Compiled.Probe(type);
        EventModel model = probe.Model;
        EventBatch batch = RandomEvents.Make(model, Rows, seed: 27, edges: true, sentinel);
        double[] noise = RandomEvents.Normals(model.NoiseCount * Rows, seed: 28), mixture = RandomEvents.Normals(Rows * (model.Features.Length + model.Columns.Length + 1), seed: 29);
        double[] point = model.DrawNuisances([.. Enumerable.Range(0, model.Nuisances.Length).Select(i => 0.5 - (0.1 * i))]);
        using TorchSharp.DisposeScope scope = NewDisposeScope();
        Tensor?[] columns = BackendParityTests.Columns(batch);
        Tensor[] nuisances = [.. point.Select(value => full(Rows, value, dtype: ScalarType.Float64))];
        Tensor? noiseTensor = BackendParityTests.NoiseTensor(model, noise), processes = BackendParityTests.Processes(batch);

        // A feature that is no number in some event has no part, in any backend: autograd would spread its NaN.
        PerturbedEvents<double> values = model.Perturb<double>(batch, point, noise, selection: false);
        double[][] mixtures = [.. mixture.Chunk(Rows)];
        double[]?[] featureWeights = [.. model.Features.Select((_, i) => values.Features[i].All(double.IsFinite) ? mixtures[i] : null)];
        double[]?[] columnWeights = [.. model.Columns.Select((_, i) => values.Columns[i] is null ? null : mixtures[model.Features.Length + i])];
        EventWeights mixed = new(columnWeights, featureWeights, mixtures[^1]);
        EventGradients expected = Pull(model, batch, point, mixed, noise, inLanes: false), lanes = Pull(model, batch, point, mixed, noise, inLanes: true);
        EventGradients[] near = [.. Enumerable.Range(1, 2).Select(i => Pull(model, RandomEvents.Moved(batch, LastDigit, seed: i), point, mixed, noise, inLanes: false))];
        Tensor Weight(double[]? weight) => weight is null ? zeros(Rows, ScalarType.Float64) : tensor(weight, dtype: ScalarType.Float64);
        TensorWeights weights = new(stack([.. featureWeights.Select(Weight)], 1), [.. columnWeights.Select(w => w is null ? null : Weight(w))], Weight(mixtures[^1]));
        TensorGradients pulled = probe.Pull(columns, nuisances, weights, noiseTensor, processes);

        foreach (Tensor leaf in columns.OfType<Tensor>().Concat(nuisances))
        {
            leaf.requires_grad = true;
        }

        TensorEvents events = probe.Perturb(columns, nuisances, noiseTensor, processes);
        int[] used = [.. featureWeights.Index().Where(static w => w.Item is not null).Select(static w => w.Index)];
        Tensor loss = (events.Rate * weights.Rate!).sum();
        foreach (int i in used)
        {
            loss += (events.Features.select(1, i) * weights.Feature(i, loss)).sum();
        }

        foreach (int i in Enumerable.Range(0, columns.Length).Where(i => columnWeights[i] is not null))
        {
            loss += (events.Columns[i]! * weights.Columns![i]!).sum();
        }

        loss.backward();
        for (int i = 0; i < columns.Length; i++)
        {
            if (columns[i] is not null)
            {
                Near(expected.Columns[i]!, Numbers(pulled.Columns[i]!), $"tensors, {model.Columns[i].Name}");
                double[] gradient = columns[i]!.grad is { } grad ? Numbers(grad) : new double[Rows];
                NearWhereFinite(expected.Columns[i]!, gradient, $"autograd, {model.Columns[i].Name}");
                NearWhereFinite(lanes.Columns[i]!, Known(gradient, static (g, i) => g.Columns[i]!, i), $"autograd and lanes, {model.Columns[i].Name}");
            }
        }

        for (int i = 0; i < point.Length; i++)
        {
            Near(expected.Nuisances[i], Numbers(pulled.Nuisances[i]), $"tensors, {model.Nuisances[i].Name}");
            NearWhereFinite(expected.Nuisances[i], Numbers(nuisances[i].grad!), $"autograd, {model.Nuisances[i].Name}");
            NearWhereFinite(lanes.Nuisances[i], Known(Numbers(nuisances[i].grad!), static (g, i) => g.Nuisances[i], i), $"autograd and lanes, {model.Nuisances[i].Name}");
        }

        foreach ((Op kind, int index, string name, EventDirection direction) in Inputs(model).Where(static (_, i) => i % 5 == 0))
        {
            Tensor one = tensor(1.0, dtype: ScalarType.Float64);
            using IDisposable noGradient = no_grad();
            TensorTangents pushed = probe.Push(
                columns, nuisances, kind == Op.Column ? [.. columns.Select((_, i) => i == index ? one : null)] : null,
                kind == Op.Nuisance ? [.. nuisances.Select((_, i) => i == index ? one : null)] : null, noiseTensor, processes);
            EventTangents tangents = Push(model, batch, point, direction, noise, inLanes: false);
            Near(tangents.Rate, Numbers(pushed.Rate), $"forward, {name}, rate");
            foreach (int i in used)
            {
                Near(tangents.Features[i], Numbers(pushed.Features.select(1, i)), $"forward, {name}, {model.Features[i].Name}");
            }

            for (int i = 0; i < columns.Length; i++)
            {
                Near(tangents.Columns[i] ?? [], pushed.Columns[i] is { } column ? Numbers(column) : [], $"forward, {name}, {model.Columns[i].Name}");
            }
        }

        // What the lanes' functions lose shows where the last digit of the file's numbers decides anyway; such rows are left out.
        double[] Known(double[] gradient, Func<EventGradients, int, double[]> part, int i) =>
            [.. gradient.Select((value, row) => near.All(n => IsKnown(part(expected, i)[row], Math.Abs(part(n, i)[row] - part(expected, i)[row]))) ? value : double.NaN)];

        static double[] Numbers(Tensor values) => values.contiguous().data<double>().ToArray();

        // Autograd has 0 · ∞ where a guard caught a zero: rows with collinear objects, or of mass zero, which the edges make.
        static void NearWhereFinite(double[] expected, double[] actual, string name)
        {
            Assert.InRange(actual.Count(double.IsFinite), Rows / 2, Rows);
            Near([.. expected.Where((_, i) => double.IsFinite(actual[i]))], [.. actual.Where(double.IsFinite)], name);
        }

        // The same formulas in the same precision, but not the same cosh and sinh: an ulp of E − p is 10⁻⁷ of it where a mass is a thousandth of a
        // momentum, and the derivative of the mass inherits that.
        static void Near(double[] expected, double[] actual, string name)
        {
            Assert.Equal(expected.Length, actual.Length);
            double scale = expected.Select(Math.Abs).DefaultIfEmpty(0).Max();
            for (int i = 0; i < expected.Length; i++)
            {
                Assert.True(
                    Math.Abs(expected[i] - actual[i]) <= 1e-6 * Math.Max(1, Math.Max(1e-3 * scale, Math.Abs(expected[i]))),
                    string.Create(CultureInfo.InvariantCulture, $"{name}, row {i}: expected {expected[i]:R}, was {actual[i]:R}"));
            }
        }
    }

    /// <summary>The lanes give what the scalar kernel gives, at the edges too; where either knows the derivative.</summary>
    [Theory]
    [MemberData(nameof(BackendParityTests.Declarations), MemberType = typeof(BackendParityTests))]
    public void Lanes_are_the_scalar_kernel(string type, float sentinel)
    {
        EventModel model = Compiled.Probe(type).Model;
        EventBatch batch = RandomEvents.Make(model, Rows + 3, seed: 31, edges: true, sentinel);
        EventBatch[] moved = [RandomEvents.Moved(batch, LastDigit, seed: 1), RandomEvents.Moved(batch, LastDigit, seed: 2)];
        double[] noise = RandomEvents.Normals(model.NoiseCount * batch.Rows, seed: 32);
        double[] point = model.DrawNuisances([.. Enumerable.Range(0, model.Nuisances.Length).Select(i => 0.2 - (0.1 * i))]);
        int compared = 0, open = 0;
        foreach ((Op _, int _, string name, EventDirection direction) in Inputs(model))
        {
            Same($"∂/∂{name}: ", (at, inLanes) =>
            {
                EventTangents tangents = Push(model, at, point, direction, noise, inLanes);
                return [.. tangents.Columns.OfType<double[]>(), .. tangents.Features, tangents.Rate];
            });
        }

        for (int i = 0; i < model.Features.Length; i++)
        {
            EventWeights weights = EventWeights.OfFeature(model, i, batch.Rows);
            Same($"{model.Features[i].Name} back to input ", (at, inLanes) =>
            {
                EventGradients gradients = Pull(model, at, point, weights, noise, inLanes);
                return [.. gradients.Columns.OfType<double[]>(), .. gradients.Nuisances];
            });
        }

        Assert.True(compared > batch.Rows && open < compared / 10, $"{compared} derivatives were compared, {open} are not known");

        void Same(string what, Func<EventBatch, bool, double[][]> derivatives)
        {
            double[][] expected = derivatives(batch, false), actual = derivatives(batch, true);
            double[][][] near = [.. moved.Select(m => derivatives(m, false))];
            for (int i = 0; i < expected.Length; i++)
            {
                for (int row = 0; row < batch.Rows; row++)
                {
                    double size = Math.Max(1, Math.Abs(expected[i][row])), response = near.Max(n => Math.Abs(n[i][row] - expected[i][row]));
                    string message = string.Create(CultureInfo.InvariantCulture, $"{what}{i}, row {row}: expected {expected[i][row]:R}, was {actual[i][row]:R}, response {response:R}");
                    Assert.True(double.IsFinite(expected[i][row]) == double.IsFinite(actual[i][row]), message);
                    if (!double.IsFinite(expected[i][row]) || !IsKnown(expected[i][row], response))
                    {
                        open++;
                        continue;
                    }

                    Assert.True(Math.Abs(expected[i][row] - actual[i][row]) <= (LanesTolerance * size) + (LanesResponse * response), message);
                    compared += expected[i][row] != 0 ? 1 : 0;
                }
            }
        }
    }

    /// <summary>A few events are taken one after the other, many in lanes.</summary>
    [Fact]
    public void The_number_of_events_chooses_the_kernel()
    {
        EventModel model = Compiled.Probe("Declarations.Balanced").Model;
        double[] point = model.NominalNuisances();
        foreach ((int rows, bool inLanes) in new[] { (63, false), (64, true) })
        {
            EventBatch batch = RandomEvents.Make(model, rows, seed: 36, edges: false, -25);
            double[] noise = RandomEvents.Normals(model.NoiseCount * rows, seed: 37);
            EventWeights weights = EventWeights.OfFeature(model, 0, rows);
            EventDirection direction = EventDirection.ByNuisance(model, 0);
            Assert.Equal(Pull(model, batch, point, weights, noise, inLanes).Columns, model.Pullback(batch, point, weights, noise).Columns);
            Assert.Equal(Push(model, batch, point, direction, noise, inLanes).Features, model.Pushforward(batch, point, direction, noise).Features);
        }
    }

    /// <summary>What an earlier call left in the arrays does not show, in those that are zero for all events least of all.</summary>
    [Theory]
    [InlineData(20)]
    [InlineData(200)]
    public void Arrays_are_written_again(int rows)
    {
        EventModel model = Compiled.Probe("Declarations.Balanced").Model;
        double[] point = model.NominalNuisances();
        EventBatch batch = RandomEvents.Make(model, rows, seed: 38, edges: false, -25);
        double[] noise = RandomEvents.Normals(model.NoiseCount * rows, seed: 39);
        EventDirection direction = EventDirection.ByNuisance(model, 0);
        EventWeights weights = EventWeights.OfFeature(model, 0, rows);
        EventTangents expected = model.Pushforward(batch, point, direction, noise), tangents = model.Pushforward(batch, point, EventDirection.ByColumn(model, 0), noise);
        EventGradients expectedBack = model.Pullback(batch, point, weights, noise), gradients = model.Pullback(batch, point, EventWeights.OfFeature(model, 1, rows), noise);
        foreach (double[] array in (double[][])[.. tangents.Columns.OfType<double[]>(), .. tangents.Features, tangents.Rate, .. gradients.Columns.OfType<double[]>(), .. gradients.Nuisances])
        {
            Array.Fill(array, 7);
        }

        Assert.Same(tangents, model.Pushforward(batch, point, direction, noise, reuse: tangents));
        Assert.Same(gradients, model.Pullback(batch, point, weights, noise, reuse: gradients));
        Assert.Equal(expected.Columns, tangents.Columns);
        Assert.Equal(expected.Features, tangents.Features);
        Assert.Equal(expected.Rate, tangents.Rate);
        Assert.Equal(expectedBack.Columns, gradients.Columns);
        Assert.Equal(expectedBack.Nuisances, gradients.Nuisances);

        EventBatch fewer = RandomEvents.Make(model, rows - 1, seed: 40, edges: false, -25);
        Assert.Throws<ArgumentException>("reuse", () => model.Pushforward(fewer, point, direction, reuse: tangents));
        Assert.Throws<ArgumentException>("reuse", () => model.Pullback(fewer, point, EventWeights.OfFeature(model, 0, rows - 1), reuse: gradients));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Threads_do_not_change_a_digit(bool inLanes)
    {
        const int Many = 20_000;
        EventModel model = Compiled.Probe("Declarations.Noisy").Model;
        EventBatch batch = RandomEvents.Make(model, Many, seed: 25, edges: true, 0);
        double[] noise = RandomEvents.Normals(model.NoiseCount * Many, seed: 26), point = [1.2, 0.1, 0.4];
        EventDirection direction = EventDirection.ByNuisance(model, 1);
        EventWeights weights = EventWeights.OfFeature(model, 3, Many);
        Assert.Equal(Push(model, batch, point, direction, noise, inLanes).Features, Push(model, batch, point, direction, noise, inLanes, threads: 3).Features);
        EventGradients one = Pull(model, batch, point, weights, noise, inLanes), three = Pull(model, batch, point, weights, noise, inLanes, threads: 3);
        Assert.Equal(one.Nuisances, three.Nuisances);
        Assert.Equal(one.SumOverEvents(), three.SumOverEvents());
    }

    [Fact]
    public void Arguments_of_the_wrong_length_are_refused()
    {
        EventModel model = Compiled.Probe("Declarations.Noisy").Model;
        EventBatch batch = model.CreateBatch(3);
        double[] point = [0, 0, 0];
        Assert.Throws<ArgumentException>("direction", () => model.Pushforward(batch, point, new([], point)));
        Assert.Throws<ArgumentException>("nuisances", () => model.Pushforward(batch, [1], EventDirection.ByNuisance(model, 0)));
        Assert.Throws<ArgumentException>("weights", () => model.Pullback(batch, point, EventWeights.OfFeature(model, 0, 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => EventDirection.ByColumn(model, model.Columns.Length));
    }

    // Not at a jump or a pole, nor where a mass is concerned that the file's digits do not tell from zero.
    private static bool IsKnown(double derivative, double response) => response <= 1e-3 * Math.Max(1, Math.Abs(derivative));

    private static EventTangents Push(EventModel model, EventBatch batch, double[] point, EventDirection direction, double[] noise, bool inLanes, int threads = 1) =>
        ((CompiledEventModel)model).Pushforward(batch, point, direction, noise, threads, reuse: null, inLanes);

    private static EventGradients Pull(EventModel model, EventBatch batch, double[] point, EventWeights weights, double[] noise, bool inLanes, int threads = 1) =>
        ((CompiledEventModel)model).Pullback(batch, point, weights, noise, threads, reuse: null, inLanes);

    private static IEnumerable<(Op Kind, int Index, string Name, EventDirection Direction)> Inputs(EventModel model)
    {
        foreach ((int i, ColumnInfo column) in model.Columns.Index().Where(static c => c.Item.Role == ColumnRole.Primary && !c.Item.IsText))
        {
            yield return (Op.Column, i, column.Name, EventDirection.ByColumn(model, i));
        }

        foreach ((int i, NuisanceInfo nuisance) in model.Nuisances.Index())
        {
            yield return (Op.Nuisance, i, nuisance.Name, EventDirection.ByNuisance(model, i));
        }
    }

    private static IEnumerable<(string Name, int Feature, EventWeights Weights, Func<EventTangents, double[]> Part)> Outputs(EventModel model)
    {
        for (int i = 0; i < model.Features.Length; i++)
        {
            int feature = i;
            yield return (model.Features[i].Name, i, EventWeights.OfFeature(model, i, Rows), tangents => tangents.Features[feature]);
        }

        double[] ones = [.. Enumerable.Repeat(1.0, Rows)];
        EventWeights none = new(new double[]?[model.Columns.Length], new double[]?[model.Features.Length]);
        foreach ((int i, ColumnInfo column) in model.Columns.Index().Where(static c => c.Item.Role == ColumnRole.Primary && !c.Item.IsText))
        {
            yield return (column.Name, -1, none with { Columns = [.. model.Columns.Select((_, c) => c == i ? ones : null)] }, tangents => tangents.Columns[i]!);
        }

        yield return ("rate", -1, none with { Rate = ones }, static tangents => tangents.Rate);
    }
}
