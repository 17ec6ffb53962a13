using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace Mandelstam.Runtime.Tests.Torch;

public sealed class ModuleTests
{
    [Fact]
    public void Fields_are_registered_under_their_names()
    {
        using Net net = new();
        Assert.Equal(
            ["first.bias", "first.weight", "rest.0.weight", "rest.1.weight", "scale"],
            net.named_parameters().Select(entry => entry.name).Order(StringComparer.Ordinal));
        Assert.Contains("mean", net.state_dict().Keys);
        net.eval();
        Assert.False(net.first.training);
    }

    [Fact]
    public void A_state_goes_into_another_module()
    {
        using DisposeScope scope = NewDisposeScope();
        using Net source = new();
        using Net target = new();
        Tensor x = randn(4, 3);
        Assert.False(source.call(x).allclose(target.call(x)));
        target.load_state_dict(source.state_dict());
        Assert.True(source.call(x).allclose(target.call(x)));
        Assert.Throws<InvalidOperationException>(() => target.load_state_dict([]));
    }

    [Fact]
    public void A_module_converts_parameters_and_buffers()
    {
        using DisposeScope scope = NewDisposeScope();
        using Net net = new Net().to(float64);
        Assert.All(net.state_dict().Values, tensor => Assert.Equal(ScalarType.Float64, tensor.dtype));
        Assert.Equal(ScalarType.Float64, net.call(randn(4, 3, dtype: float64)).dtype);
    }

    [Fact]
    public void Adam_makes_the_steps_of_its_paper()
    {
        using DisposeScope scope = NewDisposeScope();
        Parameter x = nn.Parameter(tensor(new double[] { 1.0 }));
        using Adam adam = optim.Adam([x], lr: 0.1);
        double value = 1, mean = 0, square = 0;
        for (int t = 1; t <= 5; t++)
        {
            adam.zero_grad();
            x.pow(2).sum().backward();
            adam.step();
            double gradient = 2 * value;
            mean = (0.9 * mean) + (0.1 * gradient);
            square = (0.999 * square) + (0.001 * gradient * gradient);
            value -= 0.1 * (mean / (1 - Math.Pow(0.9, t))) / (Math.Sqrt(square / (1 - Math.Pow(0.999, t))) + 1e-8);
            Assert.Equal(value, x.detach()[0].item<double>(), 12);
        }
    }

    [Fact]
    public void Decoupled_weight_decay_shrinks_a_parameter_without_gradient_force()
    {
        using DisposeScope scope = NewDisposeScope();
        Parameter x = nn.Parameter(tensor(new double[] { 2.0 }));
        using AdamW adam = optim.AdamW([x], lr: 0.1, weight_decay: 0.5);
        (x * 0).sum().backward();
        adam.step();
        Assert.Equal(2 * (1 - (0.1 * 0.5)), x.detach()[0].item<double>(), 14);
    }

    [Fact]
    public void A_cosine_schedule_ends_at_its_last_step_length()
    {
        using DisposeScope scope = NewDisposeScope();
        Parameter x = nn.Parameter(ones(1));
        using SGD sgd = optim.SGD([x], 1.0);
        optim.lr_scheduler.LRScheduler schedule = optim.lr_scheduler.CosineAnnealingLR(sgd, 10, eta_min: 0.1);
        Assert.Equal(1.0, sgd.ParamGroups.Single().LearningRate, 12);
        for (int i = 0; i < 5; i++)
        {
            schedule.step();
        }
        Assert.Equal(0.55, sgd.ParamGroups.Single().LearningRate, 12);
        for (int i = 0; i < 5; i++)
        {
            schedule.step();
        }
        Assert.Equal(0.1, sgd.ParamGroups.Single().LearningRate, 12);
    }

    [Fact]
    public void Gradients_are_clipped_to_a_norm()
    {
        using DisposeScope scope = NewDisposeScope();
        Parameter x = nn.Parameter(tensor(new double[] { 3, 4 }));
        x.pow(2).sum().backward();
        Assert.Equal(10, nn.utils.clip_grad_norm_([x], 1), 12);
        Assert.Equal(1, x.grad!.norm().item<double>(), 6);
    }

    private sealed class Net : nn.Module<Tensor, Tensor>
    {
        internal readonly Linear first = nn.Linear(3, 4);
        internal readonly ModuleList<nn.Module<Tensor, Tensor>> rest = nn.ModuleList<nn.Module<Tensor, Tensor>>(nn.Linear(4, 4, hasBias: false), nn.Linear(4, 1, hasBias: false));
        internal readonly Parameter scale = nn.Parameter(ones(1));
        internal readonly Tensor mean = zeros(3);

        public Net()
            : base(nameof(Net))
            => RegisterComponents();

        public override Tensor forward(Tensor input) => rest.Aggregate(first.call(input - mean), (x, module) => module.call(x)) * scale;
    }
}
