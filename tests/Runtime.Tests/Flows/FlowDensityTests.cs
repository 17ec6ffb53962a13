using Mandelstam.Flows;
using Mandelstam.Flows.Fused;
using Mandelstam.Networks.Fused;
using Mandelstam.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Mandelstam.Runtime.Tests.Flows;

/// <summary>The fused kernel against the double-precision flow with the same weights, in which Torch does the arithmetic.</summary>
public sealed class FlowDensityTests
{
    [Theory]
    [InlineData(2, 6, 1, 7)]
    [InlineData(11, 30, 5, 64)]
    [InlineData(14, 30, 5, 64)]
    [InlineData(5, 5, 0, 1)]
    public void Fused_density_agrees_with_the_flow_in_double(int dimensions, int couplings, int hiddenLayers, int hiddenWidth)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        FlowOptions options = new() { Couplings = couplings, HiddenLayers = hiddenLayers, HiddenWidth = hiddenWidth, InitialScale = 0.5 };
        using ContrastiveFlow single = new(dimensions, options, seed: 21);
        using ContrastiveFlow precise = new(dimensions, options, seed: 21, ScalarType.Float64);

        // 1,100 rows: a whole chunk and one that is neither whole nor a multiple of a block.
        float[] events = Events(1100, dimensions);
        double[] expected = precise.LogProb(tensor(events, [1100, dimensions]).to(ScalarType.Float64)).data<double>().ToArray();
        float[] actual = new FlowDensity(single).LogProb(events, threads: 2);
        for (int i = 0; i < expected.Length; i++)
        {
            // float32: rounding of the result itself and of a sum over all layers.
            Assert.Equal(expected[i], actual[i], 1e-5 * Math.Max(1, Math.Abs(expected[i]) / 4));
        }
    }

    [Fact]
    public void Fused_density_of_the_papers_flow_is_that_of_Torch_within_1e_5()
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        using ContrastiveFlow flow = new(14, FlowOptions.Paper with { InitialScale = 0.5 }, seed: 3);
        float[] events = [.. Events(4000, 14).Select(static value => value / 1.5f)];
        float[] fused = new FlowDensity(flow).LogProb(events);
        if (FusedKernels.AreSupported)
        {
            Assert.True(flow.IsFused);
            flow.IsFused = false;
        }

        float[] torch = flow.LogProb(tensor(events, [4000, 14])).data<float>().ToArray();

        // Both sum up without loss; what remains is the rounding of 180 layers in either, 1e-6 on average, with a tail: a unit in the last place is 2e-6 here.
        double[] differences = [.. fused.Zip(torch, static (one, other) => Math.Abs((double)one - other))];
        Assert.InRange(differences.Count(static difference => difference > 1e-5), 0, differences.Length / 1000);
        Assert.All(differences, static difference => Assert.InRange(difference, 0, 2e-5));
    }

    [Fact]
    public void Layers_wider_than_the_kernels_are_good_for_go_through_Torch()
    {
        using ContrastiveFlow flow = new(3, new FlowOptions { Couplings = 2, HiddenLayers = 1, HiddenWidth = FusedKernels.WidestLayer + 1 });
        Assert.False(new FlowDensity(flow).IsFused);
        Assert.False(flow.IsFused);
        Assert.Throws<InvalidOperationException>(() => flow.IsFused = true);
        Assert.Equal(2, new FlowDensity(flow).LogProb(Events(2, 3)).Length);
    }

    [Fact]
    public void Both_register_widths_and_any_number_of_threads_agree()
    {
        if (!FusedKernels.AreSupported)
        {
            return;
        }

        using ContrastiveFlow flow = new(7, new FlowOptions { Couplings = 8, HiddenLayers = 2, HiddenWidth = 24, InitialScale = 1 }, seed: 5);
        FusedFlow fused = new(flow);
        float[] events = Events(3000, 7);
        float[] one = new float[3000];
        float[] three = new float[3000];
        float[] narrow = new float[3000];
        fused.LogProb(events, one, threads: 1);
        fused.LogProb(events, three, threads: 3);
        fused.LogProb(events, narrow, threads: 1, narrow: true);

        // Same operations per lane in the same order, whatever the width.
        Assert.Equal(one, three);
        Assert.Equal(one, narrow);
    }

    [Fact]
    public void Part_of_an_event_is_refused()
    {
        using ContrastiveFlow flow = new(3, new FlowOptions { Couplings = 2, HiddenLayers = 1, HiddenWidth = 4 });
        Assert.Throws<ArgumentException>(() => new FlowDensity(flow).LogProb([1f, 2f]));
        Assert.Empty(new FlowDensity(flow).LogProb([]));
    }

    private static float[] Events(int rows, int columns)
    {
        CounterRandom random = new(31, 0);
        return [.. Enumerable.Range(0, rows * columns).Select(i => (float)(1.5 * random.NormalAt((ulong)i)))];
    }
}
