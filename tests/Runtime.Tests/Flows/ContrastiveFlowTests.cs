using Mandelstam.Flows;
using TorchSharp;
using static TorchSharp.torch;

namespace Mandelstam.Runtime.Tests.Flows;

/// <summary>The whole flow: inverse, log-determinant, normalisation, symmetry between columns.</summary>
public sealed class ContrastiveFlowTests
{
    // Initial weights ten times larger than the default: far from the identity, as after training.
    private static readonly FlowOptions Small = new() { Couplings = 8, HiddenLayers = 2, HiddenWidth = 16, InitialScale = 1 };

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(14)]
    public void Data_to_normals_and_back_in_double(int dimensions)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        using ContrastiveFlow flow = new(dimensions, Small, seed: 3, ScalarType.Float64);
        Tensor data = Jacobians.Normals(300, dimensions, seed: 8) * 2;
        (Tensor latent, Tensor forward) = flow.Forward(data);
        (Tensor back, Tensor inverse) = flow.Inverse(latent);

        Assert.True((back - data).abs().max().item<double>() < 1e-9);
        Assert.True((forward + inverse).abs().max().item<double>() < 1e-9);
        Assert.True((latent - data).abs().max().item<double>() > 0.1);
    }

    [Fact]
    public void Data_to_normals_and_back_in_single()
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        using ContrastiveFlow flow = new(11, FlowOptions.Paper, seed: 4);
        Tensor data = Jacobians.Normals(500, 11, seed: 9).to(ScalarType.Float32);
        (Tensor back, _) = flow.Inverse(flow.Forward(data).Latent);

        // 30 layers of float32 rounding, 1e-7 each, amplified by slopes of order one.
        Assert.True((back - data).abs().max().item<float>() < 1e-4);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Log_determinant_is_the_one_of_autograds_Jacobian(int dimensions)
    {
        using DisposeScope scope = NewDisposeScope();
        using ContrastiveFlow flow = new(dimensions, Small, seed: 5, ScalarType.Float64);
        Tensor data = Jacobians.Normals(25, dimensions, seed: 10).requires_grad_();
        (Tensor latent, Tensor logDeterminant) = flow.Forward(data);
        Tensor[] rows = [.. Enumerable.Range(0, dimensions).Select(column => autograd.grad([latent.select(1, column).sum()], [data], retain_graph: true)[0])];
        double[] expected = Jacobians.LogDeterminants(stack(rows, 1));
        double[] actual = logDeterminant.detach().data<double>().ToArray();
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-9);
        }
    }

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(3UL)]
    public void Density_integrates_to_one_in_two_dimensions(ulong seed)
    {
        using ContrastiveFlow flow = new(2, Small, seed);
        Assert.Equal(1, Grids.Integral(flow, halfWidth: 30, cells: 600), 1e-2);
    }

    [Theory]
    [InlineData(2, 12)]
    [InlineData(11, 30)]
    [InlineData(14, 30)]
    public void Every_four_layers_move_each_column_once_by_each_kind(int dimensions, int couplings)
    {
        using ContrastiveFlow flow = new(dimensions, Small with { Couplings = couplings });
        for (int start = 0; start + 4 <= couplings; start += 4)
        {
            foreach (CouplingKind kind in Enum.GetValues<CouplingKind>())
            {
                int[] moved = [.. Enumerable.Range(start, 4).Where(layer => flow.Couplings[layer].Kind == kind).SelectMany(layer => flow.Splits[layer].Moved)];
                Assert.Equal(Enumerable.Range(0, dimensions), moved.Order());
            }
        }
    }

    [Fact]
    public void Untrained_flow_is_near_the_unit_normal()
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        using ContrastiveFlow flow = new(6, FlowOptions.Paper with { InitialScale = 0 }, seed: 1, ScalarType.Float64);
        Tensor data = Jacobians.Normals(50, 6, seed: 2);
        Tensor expected = ((data * data).sum(1) * -0.5) - (3 * Math.Log(2 * Math.PI));
        Assert.True((flow.LogProb(data) - expected).abs().max().item<double>() < 1e-12);
    }

    [Fact]
    public void Samples_follow_the_density()
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        using ContrastiveFlow flow = new(2, Small, seed: 7);
        Tensor events = flow.Sample(20_000, seed: 1);
        (double[] mean, double[] second) = Grids.Moments(flow, halfWidth: 30, cells: 600);
        for (int column = 0; column < 2; column++)
        {
            Tensor values = events.select(1, column).to(ScalarType.Float64);
            double variance = second[column] - (mean[column] * mean[column]);

            // Five standard errors of the mean: fails by chance once in 10⁶.
            Assert.Equal(mean[column], values.mean().item<double>(), 5 * Math.Sqrt(variance / 20_000));
            Assert.Equal(second[column], (values * values).mean().item<double>(), 0.1 * second[column]);
        }

        Assert.Equal(events.data<float>().ToArray(), flow.Sample(20_000, seed: 1).data<float>().ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public void Too_few_columns_are_refused(int dimensions) =>
        Assert.Contains("two columns", Assert.Throws<MandelstamException>(() => new ContrastiveFlow(dimensions)).Message, StringComparison.Ordinal);

    [Fact]
    public void Senseless_options_are_refused_by_name() =>
        Assert.Contains(
            nameof(FlowOptions.MinimumSlope),
            Assert.Throws<MandelstamException>(() => new ContrastiveFlow(3, FlowOptions.Paper with { MinimumSlope = 0 })).Message,
            StringComparison.Ordinal);
}
