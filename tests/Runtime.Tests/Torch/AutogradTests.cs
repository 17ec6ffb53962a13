using System.Runtime.InteropServices;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Mandelstam.Runtime.Tests.Torch;

public sealed class AutogradTests
{
    [Fact]
    public void Backward_gives_the_derivative()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(new double[] { 0.5, -1.25 }, requires_grad: true);
        (x.sin() * x).sum().backward();
        double[] gradient = x.grad!.data<double>().ToArray();
        Assert.Equal((0.5 * Math.Cos(0.5)) + Math.Sin(0.5), gradient[0], 14);
        Assert.Equal((-1.25 * Math.Cos(-1.25)) + Math.Sin(-1.25), gradient[1], 14);
        Assert.True(x.is_leaf);
        Assert.False((x * 2).is_leaf);
    }

    [Fact]
    public void Second_derivatives_come_from_a_recorded_first_one()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(1.5, requires_grad: true);
        Tensor first = autograd.grad([x.pow(4)], [x], create_graph: true)[0];
        Tensor second = autograd.grad([first], [x])[0];
        Assert.Equal(4 * Math.Pow(1.5, 3), first.item<double>(), 12);
        Assert.Equal(12 * 1.5 * 1.5, second.item<double>(), 12);
    }

    [Fact]
    public void The_gradient_of_a_network_is_that_of_finite_differences()
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(3);
        using TorchSharp.Modules.Sequential net = nn.Sequential(nn.Linear(3, 5), nn.Tanh(), nn.Linear(5, 1)).to(float64);
        Tensor x = randn(1, 3, dtype: float64, requires_grad: true);
        net.call(x).sum().backward();
        double[] exact = x.grad!.data<double>().ToArray();
        using IDisposable quiet = no_grad();
        // A central difference errs by h² f''' / 6 and by rounding over h: about 1e-10 each for h = 1e-5.
        const double Step = 1e-5;
        for (int i = 0; i < 3; i++)
        {
            Tensor shift = zeros(1, 3, dtype: float64);
            shift[0, i] = Step;
            double difference = (net.call(x + shift) - net.call(x - shift)).sum().item<double>() / (2 * Step);
            Assert.Equal(difference, exact[i], 8);
        }
    }

    [Fact]
    public void No_grad_records_nothing_and_ends()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = ones(2, requires_grad: true);
        using (no_grad())
        {
            Assert.False((x * 2).requires_grad);
            using (enable_grad())
            {
                Assert.True((x * 2).requires_grad);
            }
        }
        Assert.True((x * 2).requires_grad);
        Assert.False(x.detach().requires_grad);
    }

    [Fact]
    public void A_custom_function_has_its_own_derivative()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(new double[] { 1, 2, 3 }, requires_grad: true);
        Tensor y = Cube.apply(x, 10.0);
        Assert.Equal([10, 80, 270], y.data<double>().ToArray());
        y.sum().backward();
        Assert.Equal([30, 120, 270], x.grad!.data<double>().ToArray());
    }

    [Fact]
    public void A_custom_function_of_two_results_adds_their_gradients()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(3.0, requires_grad: true);
        Tensor y = tensor(5.0, requires_grad: true);
        List<Tensor> results = SumAndProduct.apply(x, y);
        (results[0] + (2 * results[1])).backward();
        Assert.Equal(1 + (2 * 5), x.grad!.item<double>());
        Assert.Equal(1 + (2 * 3), y.grad!.item<double>());
    }

    [Fact]
    public void An_error_of_libtorch_carries_its_message()
    {
        using DisposeScope scope = NewDisposeScope();
        ExternalException shapes = Assert.Throws<ExternalException>(() => ones(2, 3).mm(ones(2, 3)));
        Assert.Contains("cannot be multiplied", shapes.Message, StringComparison.Ordinal);
        Assert.Throws<ExternalException>(() => ones(2).backward());
        Assert.Throws<ExternalException>(() => ones(6).view(4));
    }

    private sealed class Cube : autograd.SingleTensorFunction<Cube>
    {
        public override string Name => nameof(Cube);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            Tensor x = (Tensor)vars[0];
            ctx.save_for_backward([x]);
            ctx.save_data("factor", vars[1]);
            return x.pow(3) * (double)vars[1];
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
            => [grad_output * 3 * (double)ctx.get_data("factor")! * ctx.get_saved_variables()[0].square(), null!];
    }

    private sealed class SumAndProduct : autograd.MultiTensorFunction<SumAndProduct>
    {
        public override string Name => nameof(SumAndProduct);

        public override List<Tensor> forward(autograd.AutogradContext ctx, params object[] vars)
        {
            Tensor x = (Tensor)vars[0], y = (Tensor)vars[1];
            ctx.save_for_backward([x, y]);
            return [x + y, x * y];
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, List<Tensor> grad_outputs)
        {
            List<Tensor> saved = ctx.get_saved_variables();
            return [grad_outputs[0] + (grad_outputs[1] * saved[1]), grad_outputs[0] + (grad_outputs[1] * saved[0])];
        }
    }
}
