using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Mandelstam.Runtime.Tests.Torch;

/// <summary>Operators against closed forms that C# computes itself. Double precision agrees to 1e-12: a few roundings of numbers near one.</summary>
public sealed class OperatorTests
{
    private const int Digits = 12;

    private static readonly double[] Points = [-1.7, -0.3, 0.2, 0.9, 2.5];

    public static TheoryData<string> Functions => [.. Closed.Keys];

    private static Dictionary<string, (Func<Tensor, Tensor> Operator, Func<double, double> Formula)> Closed { get; } = new()
    {
        ["exp"] = (x => x.exp(), Math.Exp),
        ["expm1"] = (x => x.expm1(), x => Math.Exp(x) - 1),
        ["log of square"] = (x => x.square().log(), x => Math.Log(x * x)),
        ["log1p"] = (x => x.square().log1p(), x => Math.Log(1 + (x * x))),
        ["sqrt"] = (x => x.square().sqrt(), Math.Abs),
        ["rsqrt"] = (x => x.square().rsqrt(), x => 1 / Math.Abs(x)),
        ["sin"] = (x => x.sin(), Math.Sin),
        ["cos"] = (x => x.cos(), Math.Cos),
        ["tan"] = (x => x.tan(), Math.Tan),
        ["sinh"] = (x => x.sinh(), Math.Sinh),
        ["cosh"] = (x => x.cosh(), Math.Cosh),
        ["asinh"] = (x => x.asinh(), Math.Asinh),
        ["atan"] = (x => x.atan(), Math.Atan),
        ["atan2"] = (x => x.atan2(tensor(2.0)), x => Math.Atan2(x, 2)),
        ["tanh"] = (x => x.tanh(), Math.Tanh),
        ["sigmoid"] = (x => x.sigmoid(), x => 1 / (1 + Math.Exp(-x))),
        ["softplus"] = (x => nn.functional.softplus(x), x => Math.Log(1 + Math.Exp(x))),
        ["silu"] = (x => nn.functional.silu(x), x => x / (1 + Math.Exp(-x))),
        ["relu"] = (x => nn.functional.relu(x), x => Math.Max(0, x)),
        ["abs"] = (x => x.abs(), Math.Abs),
        ["sign"] = (x => x.sign(), x => Math.Sign(x)),
        ["floor"] = (x => x.floor(), Math.Floor),
        ["ceil"] = (x => x.ceil(), Math.Ceiling),
        ["pow"] = (x => x.pow(3), x => x * x * x),
        ["clamp"] = (x => x.clamp(-0.5, 1), x => Math.Clamp(x, -0.5, 1)),
        ["reciprocal"] = (x => x.reciprocal(), x => 1 / x),
        ["remainder"] = (x => x.remainder(0.7), x => x - (0.7 * Math.Floor(x / 0.7))),
        ["arithmetic"] = (x => (2 * x) + 1 - (x / 4) - (3 - x) + (1 / x), x => (2 * x) + 1 - (x / 4) - (3 - x) + (1 / x)),
        ["where"] = (x => where(x > 0, x, x * 10), x => x > 0 ? x : x * 10),
        ["maximum"] = (x => maximum(x, tensor(0.5)), x => Math.Max(x, 0.5)),
        ["lerp"] = (x => x.lerp(tensor(2.0), tensor(0.25)), x => x + (0.25 * (2 - x))),
        ["erfinv of erf"] = (x => x.tanh().erf().erfinv(), Math.Tanh),
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public void An_operator_computes_its_formula(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        (Func<Tensor, Tensor> op, Func<double, double> formula) = Closed[name];
        double[] computed = op(tensor(Points)).data<double>().ToArray();
        for (int i = 0; i < Points.Length; i++)
        {
            Assert.Equal(formula(Points[i]), computed[i], Digits);
        }
    }

    [Fact]
    public void Reductions_follow_their_definitions()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(new double[,] { { 1, 5, 3 }, { 4, 2, 9 } });
        Assert.Equal(24, x.sum().item<double>());
        Assert.Equal([5, 7, 12], x.sum(dim: 0).data<double>().ToArray());
        Assert.Equal([3.0, 5.0], x.mean([1]).data<double>().ToArray());
        Assert.Equal([1L, 2L], x.argmax(1).data<long>().ToArray());
        (Tensor values, Tensor indices) = x.max(1);
        Assert.Equal([5.0, 9.0], values.data<double>().ToArray());
        Assert.Equal([1L, 2L], indices.data<long>().ToArray());
        // Sample variance of 1, 5, 3: squares of -2, 2, 0 over two.
        Assert.Equal(4, x.var(1)[0].item<double>(), Digits);
        Assert.Equal(2, x.std(1)[0].item<double>(), Digits);
        Assert.Equal(Math.Log(Math.E + Math.Exp(5) + Math.Exp(3)), x.logsumexp(1)[0].item<double>(), Digits);
        Assert.Equal([1, 6, 9], x.cumsum(1)[0].data<double>().ToArray());
        Assert.True((x > 0).all().item<bool>());
        Assert.False((x > 9).any().item<bool>());
        Assert.Equal(3, x.quantile(tensor(0.5), 1)[0].item<double>(), Digits);
        Assert.Equal(15, x.prod(1)[0].item<double>(), Digits);
        Assert.Equal(Math.Sqrt(35), linalg.vector_norm(x[0]).item<double>(), Digits);
    }

    [Fact]
    public void Shapes_change_as_in_numpy()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = arange(24, dtype: float64).reshape(2, 3, 4);
        Assert.Equal([4, 2, 3], x.permute(2, 0, 1).shape);
        Assert.Equal([2, 4, 3], x.transpose(1, 2).shape);
        Assert.Equal([2, 12], x.flatten(1).shape);
        Assert.Equal([1, 2, 3, 4], x.unsqueeze(0).shape);
        Assert.Equal([2, 3, 4], x.unsqueeze(0).squeeze(0).shape);
        Assert.Equal([5, 2], ones(2).expand(5, 2).shape);
        Assert.Equal([2, 2, 4], x.narrow(1, 1, 2).shape);
        Assert.Equal([4, 3, 4], cat([x, x], 0).shape);
        Assert.Equal([2, 2, 3, 4], stack([x, x]).shape);
        Assert.Equal([2L, 1L], x.split([2, 1], 1).Select(part => part.shape[1]));
        Assert.Equal(2, x.chunk(2, dim: 2).Length);
        Assert.Equal([23, 22, 21, 20], x.flip(0, 1, 2)[0, 0].data<double>().ToArray());
        Tensor columns = tensor(new long[] { 2, 0 });
        Assert.Equal([2, 0, 6, 4], x[0].index_select(1, columns)[TensorIndex.Slice(0, 2)].data<double>().ToArray());
    }

    [Fact]
    public void Linear_algebra_inverts_and_multiplies()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = tensor(new double[,] { { 4, 1 }, { 1, 3 } });
        Assert.Equal(11, linalg.det(a).item<double>(), Digits);
        Assert.True((a.matmul(linalg.inv(a)) - eye(2, dtype: float64)).abs().max().item<double>() < 1e-14);
        Tensor b = tensor(new double[,] { { 1 }, { 2 } });
        Assert.True(a.mm(linalg.solve(a, b)).allclose(b));
        Tensor l = linalg.cholesky(a);
        Assert.True(l.mm(l.t()).allclose(a));
        Assert.True(einsum("ij,jk->ik", a, b).allclose(a.mm(b)));
    }

    [Fact]
    public void Types_are_promoted_as_PyTorch_promotes_them()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor integers = tensor(new long[] { 1, 2 });
        Assert.Equal(ScalarType.Int64, (integers + 1).dtype);
        Assert.Equal(ScalarType.Float32, (integers + 1.5).dtype);
        Assert.Equal(ScalarType.Float32, (integers / 2).dtype);
        Assert.Equal(ScalarType.Float64, (integers + tensor(new double[] { 1, 2 })).dtype);
        Assert.Equal(ScalarType.Float32, (ones(2) * 2.5).dtype);
        Assert.Equal(ScalarType.Bool, (integers > 1).dtype);
        Assert.Equal(ScalarType.Int64, arange(3).dtype);
        Assert.Equal(ScalarType.Float32, arange(0, 1, 0.5).dtype);
    }

    [Fact]
    public void Seeds_repeat_random_numbers()
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(7);
        Tensor first = randn(100);
        manual_seed(7);
        Assert.True(first.Equals(randn(100)));
        using Generator generator = new(7);
        Tensor drawn = rand(5, generator: generator);
        generator.manual_seed(7);
        Assert.True(drawn.Equals(rand(5, generator: generator)));
        Assert.Equal(Enumerable.Range(0, 50).Select(i => (long)i), randperm(50).data<long>().ToArray().Order());
        Tensor drawnIntegers = randint(3, 6, [1000]);
        Assert.Equal(3, drawnIntegers.min().item<long>());
        Assert.Equal(5, drawnIntegers.max().item<long>());
    }
}
