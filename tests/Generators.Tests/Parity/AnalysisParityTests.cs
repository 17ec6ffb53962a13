using System.Globalization;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Events;
using Mandelstam.Generators.Tests.Accuracy;
using Xunit;
using static TorchSharp.torch;

namespace Mandelstam.Generators.Tests.Parity;

/// <summary>Analyses of all kinds, run as plain C#, by the scalar kernel and as tensor code, on events as detectors see them.</summary>
public sealed class AnalysisParityTests
{
    private const int Rows = 120;

    /// <summary>Forms differ, none cancels on ordinary events: a thousand roundings and more.</summary>
    private const double Tolerance = 1e-9;

    [Theory]
    [MemberData(nameof(AnalysisScanTests.Declarations), MemberType = typeof(AnalysisScanTests))]
    public void Every_backend_is_the_declaration(string file, string type)
    {
        DeclarationProbe probe = Compiled.Probe(type, file);
        EventProgram program = Compiled.Program(type, file);
        EventModel model = probe.Model;
        EventBatch batch = DirectedMomenta.Make(program.Spec, model, "Ordinary", Rows, seed: 31);
        double[] noise = RandomEvents.Normals(model.NoiseCount * Rows, seed: 32);
        int absent = 0;
        foreach (double[] point in BackendParityTests.Points(model))
        {
            PerturbedEvents<double> scalar = model.Perturb<double>(batch, point, noise, selection: false);
            using TorchSharp.DisposeScope scope = NewDisposeScope();
            TensorEvents tensors = probe.Perturb(
                BackendParityTests.Columns(batch), [.. point.Select(value => tensor(value, dtype: ScalarType.Float64))], BackendParityTests.NoiseTensor(model, noise), BackendParityTests.Processes(batch));
            double[] features = tensors.Features.contiguous().data<double>().ToArray(), rates = tensors.Rate.contiguous().data<double>().ToArray();
            long[] categories = tensors.Category.contiguous().data<long>().ToArray();
            bool[] selected = tensors.Selected.contiguous().data<bool>().ToArray();
            for (int row = 0; row < Rows; row++)
            {
                int at = row;
                ReferenceEvent expected;
                try
                {
                    expected = probe.Run(batch, row, point, [.. Enumerable.Range(0, model.NoiseCount).Select(k => noise[(k * Rows) + at])]);
                }
                catch (AbsentObjectException)
                {
                    absent++; // a correction took away what the stored event has: plain C# throws, kernels write the absent value
                    continue;
                }

                Assert.Equal(expected.Selected, selected[row]);
                Assert.Equal(expected.Category, scalar.Category[row]);
                Assert.Equal(expected.Category, categories[row]);
                Near(expected.Rate, rates[row], "rate", row);
                foreach ((int i, FeatureInfo feature) in model.Features.Index())
                {
                    Near(expected.Features[i], scalar.Features[i][row], feature.Name, row);
                    Near(expected.Features[i], features[(row * model.Features.Length) + i], feature.Name, row);
                }
            }
        }

        Assert.InRange(absent, 0, Rows); // of three times as many
    }

    private static void Near(double expected, double actual, string name, int row) => Assert.True(
        Math.Abs(expected - actual) <= Tolerance * Math.Max(1, Math.Abs(expected)) || expected.Equals(actual), // NaN and infinities too
        string.Create(CultureInfo.InvariantCulture, $"{name}, row {row}: expected {expected:R}, was {actual:R}"));
}
