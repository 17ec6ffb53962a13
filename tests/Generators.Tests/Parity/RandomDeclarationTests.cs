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
        }

        // Jumps and poles are rare; were they not, the test would say nothing.
        Assert.True(skipped < 0.1 * compared, $"{skipped} of {compared + skipped} values are ill-conditioned");
    }

    private static void Compare(DeclarationProbe probe, string text, int seed, ref int compared, ref int skipped)
    {
        EventModel model = probe.Model;
        EventBatch batch = RandomEvents.Make(model, Rows, seed, edges: false, sentinel: -25);
        EventBatch[] moved = [Moved(batch, 1), Moved(batch, 2), Moved(batch, 3)];
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

    // Every number of a batch moved by a random part of the step; counts and sentinels, which are whole numbers, stay.
    private static EventBatch Moved(EventBatch batch, int seed)
    {
        Random random = new(seed);
        EventBatch moved = batch.Model.CreateBatch(batch.Rows);
        for (int column = 0; column < batch.Model.Columns.Length; column++)
        {
            for (int row = 0; row < batch.Rows; row++)
            {
                float value = batch.Column(column)[row];
                moved.Column(column)[row] = value == MathF.Round(value) ? value : (float)(value * (1 + (Step * ((2 * random.NextDouble()) - 1))));
            }
        }

        return moved;
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
