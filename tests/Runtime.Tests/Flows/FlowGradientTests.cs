using Mandelstam.Flows;
using Mandelstam.Flows.Fused;
using Mandelstam.Networks.Fused;
using Mandelstam.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Mandelstam.Runtime.Tests.Flows;

/// <summary>The fused backward pass, element by element, against Torch's automatic derivatives of the same flow in double precision.</summary>
public sealed class FlowGradientTests
{
    // Whole chunks and blocks, parts of them, and single events; odd numbers of columns and units; a flow without hidden layers.
    public static TheoryData<int, int, int, int, int, bool> Cases => new()
    {
        { 14, 6, 5, 64, 300, false }, { 14, 6, 5, 64, 300, true }, { 2, 8, 2, 32, 64, false }, { 2, 8, 2, 32, 1, true },
        { 5, 5, 0, 1, 37, false }, { 5, 5, 0, 1, 37, true }, { 7, 4, 1, 19, 257, false }, { 7, 4, 1, 19, 257, true }, { 3, 4, 3, 100, 513, false },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients_are_those_of_automatic_differentiation(int dimensions, int couplings, int hiddenLayers, int hiddenWidth, int rows, bool narrow)
    {
        if (!FusedKernels.AreSupported)
        {
            return;
        }

        using DisposeScope scope = NewDisposeScope();
        FlowOptions options = new() { Couplings = couplings, HiddenLayers = hiddenLayers, HiddenWidth = hiddenWidth, InitialScale = 1, QuadraticRange = 1.5 };
        using ContrastiveFlow single = new(dimensions, options, seed: 7);
        using ContrastiveFlow precise = new(dimensions, options, seed: 7, ScalarType.Float64);
        (float[] events, float[] weights) = (Numbers(rows * dimensions, 1.5, 1), Numbers(rows, 1, 2));

        Tensor doubles = tensor(events, [rows, dimensions]).to(ScalarType.Float64).requires_grad_();
        Tensor[] expected = GradientsOf(precise.LogProb(doubles), tensor(weights).to(ScalarType.Float64), doubles, precise);
        Tensor floats = tensor(events, [rows, dimensions]).requires_grad_();
        FlowTraining training = new(single, narrow);
        Tensor[] fused = GradientsOf(FusedLogProb.apply([training, 2, floats, .. FusedLogProb.ParametersOf(single)]), tensor(weights), floats, single);
        single.IsFused = false;
        Tensor[] operators = GradientsOf(single.LogProb(floats), tensor(weights), floats, single);
        for (int i = 0; i < expected.Length; i++)
        {
            double[] exact = Read(expected[i]);
            double largest = exact.Max(Math.Abs);

            // Sums over hundreds of events of numbers that went through dozens of layers in float32: a few 1e-6 of the largest element, as with Torch's operators.
            Assert.All(exact.Zip(Read(fused[i])), pair => Assert.Equal(pair.First, pair.Second, 2e-5 * largest + 1e-7));
            Assert.All(exact.Zip(Read(operators[i])), pair => Assert.Equal(pair.First, pair.Second, 2e-5 * largest + 1e-7));
        }
    }

    [Fact]
    public void Gradients_do_not_depend_on_the_number_of_threads()
    {
        if (!FusedKernels.AreSupported)
        {
            return;
        }

        using DisposeScope scope = NewDisposeScope();
        using ContrastiveFlow flow = new(6, new FlowOptions { Couplings = 6, HiddenLayers = 2, HiddenWidth = 20, InitialScale = 1 }, seed: 9);
        float[] events = Numbers(1500 * 6, 1.5, 3);
        float[][][] results = [.. new[] { 1, 2, 3 }.Select(threads =>
        {
            Tensor data = tensor(events, [1500, 6]).requires_grad_();
            Tensor logProb = FusedLogProb.apply([new FlowTraining(flow), threads, data, .. FusedLogProb.ParametersOf(flow)]);
            return Array.ConvertAll(GradientsOf(logProb, ones(1500), data, flow), static gradient => gradient.data<float>().ToArray());
        })];
        Assert.Equal(results[0], results[1]);
        Assert.Equal(results[0], results[2]);
    }

    [Fact]
    public void Log_density_for_training_is_that_for_scoring()
    {
        using DisposeScope scope = NewDisposeScope();
        using ContrastiveFlow flow = new(14, FlowOptions.Paper, seed: 2);
        float[] events = Numbers(700 * 14, 1, 4);
        Assert.Equal(new FlowDensity(flow).LogProb(events), flow.LogProb(tensor(events, [700, 14])).data<float>().ToArray());
    }

    [Fact]
    public void Second_derivatives_are_refused_and_not_taken_for_zero()
    {
        if (!FusedKernels.AreSupported)
        {
            return;
        }

        using DisposeScope scope = NewDisposeScope();
        using ContrastiveFlow flow = new(3, new FlowOptions { Couplings = 2, HiddenLayers = 1, HiddenWidth = 4, InitialScale = 1 });
        Tensor data = tensor(Numbers(6, 1, 5), [2, 3]).requires_grad_();
        Exception refused = Assert.ThrowsAny<Exception>(() => autograd.grad([flow.LogProb(data).sum()], [data], create_graph: true));
        Assert.Contains(nameof(ContrastiveFlow.IsFused), refused.ToString());
        flow.IsFused = false;
        Tensor slope = autograd.grad([flow.LogProb(data).sum()], [data], create_graph: true)[0];
        Assert.NotEqual(0, autograd.grad([slope.sum()], [data])[0].abs().sum().item<float>());
    }

    [Fact]
    public void Operators_of_gelu_in_registers_are_good_to_a_rounding()
    {
        if (!FusedKernels.AreSupported)
        {
            return;
        }

        using DisposeScope scope = NewDisposeScope();
        float[] x = [.. Enumerable.Range(-9000, 18001).Select(static i => i / 1000f), float.Epsilon, -30, 30, 1e30f, -1e30f];
        Tensor points = tensor(Array.ConvertAll(x, static value => (double)value)).requires_grad_();
        Tensor exact = nn.functional.gelu(points);
        exact.sum().backward();
        (double[] values, double[] slopes) = (Read(exact), Read(points.grad!));
        for (int i = 0; i < x.Length; i++)
        {
            (float value, float slope) = GeluProbe.At(x[i]);

            // Interpolation, 5e-8 and 2e-7, and rounding.
            Assert.Equal(values[i], value, 7e-8 + (6e-8 * Math.Abs(values[i])));
            Assert.Equal(slopes[i], slope, 4e-7);
        }
    }

    private static Tensor[] GradientsOf(Tensor logProb, Tensor weights, Tensor data, ContrastiveFlow flow) =>
        [.. autograd.grad([logProb], [data, .. FusedLogProb.ParametersOf(flow)], [weights])];

    private static double[] Read(Tensor values) => values.detach().to(ScalarType.Float64).contiguous().data<double>().ToArray();

    private static float[] Numbers(int count, double width, ulong stream)
    {
        CounterRandom random = new(17, stream);
        return [.. Enumerable.Range(0, count).Select(i => (float)(width * random.NormalAt((ulong)i)))];
    }

    private static unsafe class GeluProbe
    {
        public static (float Value, float Slope) At(float x)
        {
            float value = Lanes256.Sum(LaneMath<Lanes256>.Gelu(Lanes256.All(x), GeluTable.Values, GeluTable.Slopes, out Lanes256 slope)) / 8;
            Assert.Equal(value, Lanes256.Sum(LaneMath<Lanes256>.Gelu(Lanes256.All(x), GeluTable.Values)) / 8);
            return (value, Lanes256.Sum(slope) / 8);
        }
    }
}
