using System.Globalization;
using System.Reflection;
using FsCheck;
using FsCheck.Fluent;
using Mandelstam.Events;
using Mandelstam.TestKit;
using Microsoft.CodeAnalysis;
using Xunit;
using static TorchSharp.torch;

namespace Mandelstam.Generators.Tests.Parity;

/// <summary>Declarations that no one wrote: every backend gives what each gives when it runs as plain C#.</summary>
public sealed class RandomDeclarationTests
{
    // Many declarations in one compilation: loading the references and starting the compiler costs more than any of them.
    private const int Compilations = 6, PerCompilation = 35, Rows = 12;

    // Derivatives are several times the code of what they are of, all of which the just-in-time compiler takes its time over: some declarations of each compilation.
    private const int PerDerivatives = 5;

    /// <summary>How far inputs are moved to see how well a feature is conditioned: well above float32's own step, well below anything physical.</summary>
    private const double Step = 1e-6;

    /// <summary>
    /// Name; what may be lost of the value, and of its response to the step; the features. Double precision rounds at 1e-16; where intermediate results
    /// are larger than inputs, or a form loses digits twice, some thousand times as much is allowed. Single precision rounds at 6e-8, about a
    /// tenth of the step: the response itself, and as much again for what is rounded on the way, covers it.
    /// </summary>
    private static readonly (string Name, double OfValue, double OfResponse, Func<DeclarationProbe, EventBatch, double[], double[], double[][]> Features)[] _backends =
    [
        ("scalar", 1e-11, 1e-6, static (probe, batch, point, noise) => [.. probe.Model.Perturb<double>(batch, point, noise, selection: false).Features]),
        ("torch", 1e-11, 1e-6, Tensors),
        ("simd", 2e-6, 4, static (probe, batch, point, noise) =>
            [.. probe.Model.Perturb<float>(batch, point, noise, selection: false).Features.Select(static f => f.Select(static value => (double)value).ToArray())]),
    ];

    /// <summary>The lanes' functions are good to 10⁻¹² of what they give; where forms lose digits, some thousand times as much is allowed, as above.</summary>
    private const double DerivativeOfValue = 1e-10, DerivativeOfResponse = 1e-4;

    /// <summary>
    /// A length that vanishes, like the mass of a system whose energy and momentum are equal, is the root of what is left of a difference: of 10⁻¹⁶ of its terms,
    /// 10⁻⁸ of their root. What divides by such a length, and what is left of derivatives that cancel there, is known to so much of the whole gradient,
    /// and differently so in any two ways to round. Ten times that is allowed.
    /// </summary>
    private const double DerivativeFloor = 1e-7;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Compilations)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_backend_is_the_declaration(int seed)
    {
        string[] texts = [.. Enumerable.Range(0, PerCompilation).Select(i => DeclarationGrammar.Declaration(i).Sample(1, new Rnd((ulong)((seed * 1000) + i), 1), 10).Single())];
        string probes = string.Concat(texts.Select((_, i) => DeclarationProbe.SourceFor($"Random{i}.Declared", $"Probe{i}")));
        (Compilation output, GeneratorRunResult run) = Project.WithTorch.Generate(Project.WithTorch.Compile(string.Concat(texts), probes));
        Assert.Null(run.Exception);
        Assert.Empty(run.Diagnostics);
        foreach ((string text, int i) in texts.Select(static (text, i) => (text, i)))
        {
            Assert.True(run.GeneratedSources.Any(s => s.HintName == $"Random{i}.Declared.Scalar.g.cs"), "It was not compiled to a kernel:\n" + text);
        }

        Assembly assembly = GeneratorHarness.Load(output);
        int compared = 0, skipped = 0;
        for (int i = 0; i < texts.Length; i++)
        {
            DeclarationProbe probe = (DeclarationProbe)Activator.CreateInstance(assembly.GetType($"Probe{i}")!)!;
            Compare(probe, texts[i], seed, ref compared, ref skipped);
            if (i % PerDerivatives == 0)
            {
                CompareDerivatives((CompiledEventModel)probe.Model, texts[i], seed, ref compared, ref skipped);
            }
        }

        // Jumps and poles are rare; were they not, the test would say nothing.
        Assert.True(skipped < 0.1 * compared, $"{skipped} of {compared + skipped} values are ill-conditioned");
    }

    private static void Compare(DeclarationProbe probe, string text, int seed, ref int compared, ref int skipped)
    {
        EventModel model = probe.Model;
        EventBatch batch = RandomEvents.Make(model, Rows, seed, edges: false, sentinel: -25);
        EventBatch[] moved = [.. Enumerable.Range(1, 3).Select(i => RandomEvents.Moved(batch, Step, i))];
        double[] noise = RandomEvents.Normals(model.NoiseCount * Rows, seed);
        foreach (double[] point in new[] { model.NominalNuisances(), model.DrawNuisances([.. model.Nuisances.Select((_, i) => 0.6 - (0.4 * i))]) })
        {
            double[][][] results = [.. _backends.Select(b => b.Features(probe, batch, point, noise))];
            for (int row = 0; row < Rows; row++)
            {
                double[] own = [.. Enumerable.Range(0, model.NoiseCount).Select(k => noise[(k * Rows) + row])];
                double[] expected = probe.Run(batch, row, point, own).Features;
                double[][] near = [.. moved.Select(m => probe.Run(m, row, point, own).Features)];
                for (int f = 0; f < expected.Length; f++)
                {
                    double response = near.Max(n => Math.Abs(n[f] - expected[f]));
                    if (!(response <= 1e-3 * Math.Max(1, Math.Abs(expected[f]))))
                    {
                        skipped++; // a jump, a pole, or not a number
                        continue;
                    }

                    compared++;
                    for (int b = 0; b < _backends.Length; b++)
                    {
                        double tolerance = (_backends[b].OfValue * Math.Max(1, Math.Abs(expected[f]))) + (_backends[b].OfResponse * response);
                        double actual = results[b][f][row];
                        Assert.True(
                            Math.Abs(actual - expected[f]) <= tolerance,
                            string.Create(CultureInfo.InvariantCulture, $"{_backends[b].Name}, {model.Features[f].Name}, row {row}: expected {expected[f]:R}, was {actual:R}, tolerance {tolerance:R}\n{model.Features[f].Formula}\n{text}"));
                    }
                }
            }
        }
    }

    // The derivatives in lanes against those of the scalar kernel: of every feature by every input, and of all features along one direction.
    private static void CompareDerivatives(CompiledEventModel model, string text, int seed, ref int compared, ref int skipped)
    {
        EventBatch batch = RandomEvents.Make(model, Rows, seed, edges: false, sentinel: -25);
        EventBatch[] moved = [.. Enumerable.Range(1, 3).Select(i => RandomEvents.Moved(batch, Step, i))];
        double[] noise = RandomEvents.Normals(model.NoiseCount * Rows, seed), point = model.DrawNuisances([.. model.Nuisances.Select((_, i) => 0.6 - (0.4 * i))]);
        int[] columns = [.. Enumerable.Range(0, model.Columns.Length).Where(i => model.Columns[i].Role == ColumnRole.Primary && !model.Columns[i].IsText)];
        string[] inputs = [.. columns.Select(c => model.Columns[c].Name), .. model.Nuisances.Select(static n => n.Name)];
        EventDirection direction = new([.. model.Columns.Select((_, i) => 1.0 / (1 + i))], [.. point.Select(static (_, i) => 0.5 - i)]);
        double[][] Forward(EventBatch at, bool inLanes) => model.Pushforward(at, point, direction, noise, threads: 1, reuse: null, inLanes).Features;
        double Size(int input, int row) => Math.Max(1, Math.Abs(input < columns.Length ? batch.Column(columns[input])[row] : point[input - columns.Length]));
        double[][] along = Forward(batch, inLanes: false), alongInLanes = Forward(batch, inLanes: true);
        double[][][] alongMoved = [.. moved.Select(m => Forward(m, inLanes: false))];
        for (int f = 0; f < model.Features.Length; f++)
        {
            EventWeights weights = EventWeights.OfFeature(model, f, Rows);
            double[][] Reverse(EventBatch at, bool inLanes)
            {
                EventGradients gradients = model.Pullback(at, point, weights, noise, threads: 1, reuse: null, inLanes);
                return [.. columns.Select(c => gradients.Columns[c]!), .. gradients.Nuisances];
            }

            double[][] back = Reverse(batch, inLanes: false), backInLanes = Reverse(batch, inLanes: true);
            double[][][] backMoved = [.. moved.Select(m => Reverse(m, inLanes: false))];
            for (int row = 0; row < Rows; row++)
            {
                // What the feature changes by where all inputs change by their own size.
                double scale = Enumerable.Range(0, inputs.Length).Sum(i => Math.Abs(back[i][row]) * Size(i, row));
                for (int i = 0; i < inputs.Length; i++)
                {
                    Near(back[i][row], backInLanes[i][row], backMoved.Max(m => Math.Abs(m[i][row] - back[i][row])), scale / Size(i, row), $"back to {inputs[i]}", f, row, ref compared, ref skipped);
                }

                Near(along[f][row], alongInLanes[f][row], alongMoved.Max(m => Math.Abs(m[f][row] - along[f][row])), scale, "forward", f, row, ref compared, ref skipped);
            }
        }

        void Near(double expected, double actual, double response, double scale, string what, int f, int row, ref int compared, ref int skipped)
        {
            if (!(response <= 1e-3 * Math.Max(1, Math.Max(scale, Math.Abs(expected)))))
            {
                skipped++; // a jump, a pole, or not a number
                return;
            }

            compared++;
            double tolerance = (DerivativeOfValue * Math.Abs(expected)) + (DerivativeOfResponse * response) + (DerivativeFloor * Math.Max(1, scale));
            Assert.True(
                Math.Abs(actual - expected) <= tolerance,
                string.Create(CultureInfo.InvariantCulture, $"lanes, {model.Features[f].Name} {what}, row {row}: expected {expected:R}, was {actual:R}, tolerance {tolerance:R}\n{model.Features[f].Formula}\n{text}"));
        }
    }

    private static double[][] Tensors(DeclarationProbe probe, EventBatch batch, double[] point, double[] noise)
    {
        using TorchSharp.DisposeScope scope = NewDisposeScope();
        Tensor?[] columns =
        [
            .. batch.Model.Columns.Select((info, i) => info.Role == ColumnRole.Primary ? tensor([.. batch.Column(i).Select(static value => (double)value)], dtype: ScalarType.Float64) : null),
        ];
        Tensor? normals = noise.Length == 0 ? null : tensor(noise, dtype: ScalarType.Float64).reshape(batch.Model.NoiseCount, -1);
        TensorEvents events = probe.Perturb(columns, [.. point.Select(static value => tensor(value, dtype: ScalarType.Float64))], normals, null);
        double[] values = events.Features.contiguous().data<double>().ToArray();
        int features = batch.Model.Features.Length;
        return [.. Enumerable.Range(0, features).Select(f => Enumerable.Range(0, batch.Rows).Select(row => values[(row * features) + f]).ToArray())];
    }
}
