using System.Globalization;
using Mandelstam.Events;
using Mandelstam.Simd;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Mandelstam.Generators.Tests.Parity;

/// <summary>
/// The float32 kernel is within its bound of the double one: |result − reference| ≤ 4 ulp(reference) + Σ |∂f/∂xᵢ| ulp(xᵢ), over the columns xᵢ.
/// The second term is what the file's own precision leaves open; derivatives are those of the tensor code in double precision.
/// </summary>
public sealed class FusedKernelTests
{
    private const int Rows = 3000;

    /// <summary>Declaration, and what stands for an absent object in its file.</summary>
    public static TheoryData<string, float> Declarations => BackendParityTests.Declarations;

    [Theory]
    [MemberData(nameof(Declarations))]
    public void Every_feature_is_within_its_bound(string type, float sentinel)
    {
        DeclarationProbe probe = Compiled.Probe(type);
        EventModel model = probe.Model;
        int ties = 0, unknown = 0, compared = 0;
        foreach ((int seed, double[] point) in BackendParityTests.Points(model).Index())
        {
            EventBatch batch = RandomEvents.Make(model, Rows, seed + 10, edges: true, sentinel);
            double[] noise = RandomEvents.Normals(model.NoiseCount * Rows, seed + 20);
            PerturbedEvents<double> expected = model.Perturb<double>(batch, point, noise, selection: false);
            PerturbedEvents<float> actual = model.Perturb<float>(batch, point, noise, selection: false);
            double[][] open = Uncertainties(probe, batch, point, noise);
            Assert.Equal(Rows, actual.Count);
            for (int row = 0; row < Rows; row++)
            {
                if (IsTie(expected, actual, row))
                {
                    ties++;
                    continue;
                }

                compared += model.Features.Length;
                Assert.Equal(expected.Category[row], actual.Category[row]);
                Assert.Equal(expected.Weight[row], actual.Weight[row], 1e-12 * Math.Abs(expected.Weight[row]));
                for (int i = 0; i < model.Features.Length; i++)
                {
                    // Of a choice that is not taken, autograd makes 0·∞ at the edges: then the derivative is unknown.
                    if (double.IsNaN(open[i][row]))
                    {
                        unknown++;
                        continue;
                    }

                    Within(expected.Features[i][row], actual.Features[i][row], open[i][row], model.Features[i].Name, row);
                }
            }
        }

        // A value within float32's error of half a step may be rounded to the other side.
        Assert.InRange(ties, 0, Rows / 100);
        Assert.InRange(unknown, 0, compared / 50);
    }

    [Theory]
    [MemberData(nameof(Declarations))]
    public void The_same_events_are_kept_in_the_same_order_with_any_registers_and_threads(string type, float sentinel)
    {
        EventModel model = Compiled.Probe(type).Model;
        EventBatch batch = RandomEvents.Make(model, 20_011, seed: 5, edges: true, sentinel);
        double[] noise = RandomEvents.Normals(model.NoiseCount * batch.Rows, seed: 6);
        double[] point = BackendParityTests.Points(model).Last();
        PerturbedEvents<double> expected = model.Perturb<double>(batch, point, noise);
        PerturbedEvents<float> first = model.Perturb<float>(batch, point, noise);
        Assert.InRange(expected.Source.Take(expected.Count).Except(first.Source.Take(first.Count)).Count(), 0, batch.Rows / 1000);
        PerturbedEvents<float> all = model.Perturb<float>(batch, point, noise, selection: false);
        foreach ((int place, int row) in first.Source.Take(first.Count).Index())
        {
            Assert.Equal(Values(all, row), Values(first, place));
        }

        int widest = RegisterWidth.Bits;
        try
        {
            PerturbedEvents<float>? reuse = null;
            foreach ((int bits, int threads) in new[] { (widest, 2), (widest, 3), (256, 1), (128, 1), (256, 2) })
            {
                RegisterWidth.Bits = bits;
                reuse = model.Perturb<float>(batch, point, noise, threads: threads, reuse: reuse);
                Assert.Equal(first.Source.Take(first.Count), reuse.Source.Take(reuse.Count));
                for (int place = 0; place < first.Count; place++)
                {
                    Assert.Equal(Values(first, place), Values(reuse, place));
                }
            }
        }
        finally
        {
            RegisterWidth.Bits = widest;
        }
    }

    private static double[] Values(PerturbedEvents<float> events, int at) =>
    [
        .. events.Columns.OfType<float[]>().Select(c => (double)c[at]), .. events.Features.Select(f => (double)f[at]),
        events.Category[at], events.Weight[at], events.Process[at],
    ];

    // For each feature and row, Σ |∂f/∂xᵢ| ulp(xᵢ).
    private static double[][] Uncertainties(DeclarationProbe probe, EventBatch batch, double[] point, double[] noise)
    {
        EventModel model = probe.Model;
        using DisposeScope scope = NewDisposeScope();
        Tensor?[] columns = BackendParityTests.Columns(batch);
        foreach (Tensor column in columns.OfType<Tensor>())
        {
            column.requires_grad = true;
        }

        TensorEvents events = probe.Perturb(
            columns, [.. point.Select(value => tensor(value, dtype: ScalarType.Float64))], BackendParityTests.NoiseTensor(model, noise), BackendParityTests.Processes(batch));
        double[][] sums = [.. model.Features.Select(_ => new double[batch.Rows])];
        int[] measured = [.. columns.Index().Where(c => c.Item is not null).Select(c => c.Index)];
        for (int i = 0; i < sums.Length; i++)
        {
            Tensor feature = events.Features.select(1, i);
            IList<Tensor> gradients = autograd.grad([feature.sum()], [.. measured.Select(c => columns[c]!)], retain_graph: true, allow_unused: true);
            foreach ((int index, Tensor gradient) in gradients.Index().Where(g => !g.Item.IsInvalid))
            {
                double[] slopes = gradient.data<double>().ToArray();
                for (int row = 0; row < batch.Rows; row++)
                {
                    sums[i][row] += Math.Abs(slopes[row]) * Ulp(batch.Column(measured[index])[row]);
                }
            }
        }

        return sums;
    }

    // A column that was rounded to the other side of half a step moves by the step, far more than float32's error.
    private static bool IsTie(PerturbedEvents<double> expected, PerturbedEvents<float> actual, int row)
    {
        for (int i = 0; i < expected.Columns.Length; i++)
        {
            if (expected.Columns[i] is { } column && Math.Abs(column[row] - actual.Columns[i]![row]) > 4e-4 + (4 * Ulp(column[row])))
            {
                return true;
            }
        }

        return false;
    }

    private static double Ulp(double value)
    {
        float magnitude = Math.Max(Math.Abs((float)value), 1e-30f);
        return MathF.BitIncrement(magnitude) - magnitude;
    }

    private static void Within(double expected, double actual, double open, string name, int row)
    {
        double bound = (4 * Ulp(expected)) + open;
        bool holds = double.IsFinite(expected) ? Math.Abs(actual - expected) <= bound : expected.Equals(actual);
        Assert.True(holds, string.Create(
            CultureInfo.InvariantCulture, $"{name}, row {row}: expected {expected:R}, was {actual:R}, {Math.Abs(actual - expected) / bound:F2} of the bound {bound:R}"));
    }
}
