using Mandelstam.Networks;
using Mandelstam.Randomness;
using Mandelstam.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Mandelstam.Runtime.Tests.Training;

/// <summary>The optimiser against the definition, in plain double arithmetic.</summary>
public sealed class AdamTests
{
    [Theory]
    [InlineData(double.PositiveInfinity, 0.0, ScalarType.Float64)]
    [InlineData(0.5, 0.0, ScalarType.Float64)]
    [InlineData(double.PositiveInfinity, 0.1, ScalarType.Float64)]
    [InlineData(double.PositiveInfinity, 0.0, ScalarType.Float32)]
    [InlineData(0.5, 0.0, ScalarType.Float32)]
    [InlineData(double.PositiveInfinity, 0.1, ScalarType.Float32)]
    public void Steps_are_those_of_the_definition(double maximumNorm, double weightDecay, ScalarType type)
    {
        // Float32: 50 steps that each round a weight of order one, with what the gradients' own rounding makes of it.
        (double norms, double weights) = type == ScalarType.Float64 ? (1e-9, 1e-10) : (1e-4, 2e-5);
        const double Rate = 0.05;
        using DisposeScope scope = NewDisposeScope();
        Perceptron model = new([2, 1], new CounterRandom(3, 0), dtype: type);
        using Adam adam = new(model.parameters(), new AdamOptions { WeightDecay = weightDecay });
        double[] w = Read(model);
        double[] m = new double[3];
        double[] v = new double[3];
        Tensor input = tensor([1.0, -2.0, 0.5, 3.0], [2, 2]).to(type);
        for (int t = 1; t <= 50; t++)
        {
            // loss = Σ (w·x + b)², gradient 2 Σ (w·x + b)·(x, 1)
            double[] g = new double[3];
            foreach ((double x, double y) in new[] { (1.0, -2.0), (0.5, 3.0) })
            {
                double residual = (w[0] * x) + (w[1] * y) + w[2];
                g[0] += 2 * residual * x;
                g[1] += 2 * residual * y;
                g[2] += 2 * residual;
            }

            double norm = Math.Sqrt(g.Sum(value => value * value));
            double scale = norm > maximumNorm ? maximumNorm / norm : 1;
            for (int i = 0; i < 3; i++)
            {
                g[i] *= scale;
                m[i] = (0.9 * m[i]) + (0.1 * g[i]);
                v[i] = (0.999 * v[i]) + (0.001 * g[i] * g[i]);
                w[i] *= 1 - (Rate * weightDecay);
                w[i] -= Rate * (m[i] / (1 - Math.Pow(0.9, t))) / (Math.Sqrt(v[i] / (1 - Math.Pow(0.999, t))) + 1e-8);
            }

            Tensor output = model.call(input);
            (output * output).sum().backward();
            Assert.Equal(norm, adam.Step(Rate, maximumNorm), norms * (1 + norm));
            double[] actual = Read(model);
            for (int i = 0; i < 3; i++)
            {
                Assert.Equal(w[i], actual[i], weights);
            }
        }
    }

    [Fact]
    public void Every_weight_takes_the_same_step_wherever_it_lies()
    {
        // 37 weights: whole registers and a rest. All have the same gradients, so that all have to move alike, to the last bit.
        using DisposeScope scope = NewDisposeScope();
        Perceptron model = new([37, 1], new CounterRandom(3, 0), outputScale: 0);
        using Adam adam = new(model.parameters(), new AdamOptions { WeightDecay = 0.01 });
        for (int step = 1; step <= 5; step++)
        {
            (model.call(ones(1, 37)) * (0.3 * step)).sum().backward();
            adam.Step(0.01, maximumNorm: 1);
        }

        double[] weights = Read(model);
        Assert.NotEqual(0, weights[0]);
        Assert.All(weights, weight => Assert.Equal(weights[0], weight));
    }

    [Fact]
    public void Gradient_that_is_not_finite_changes_nothing()
    {
        using DisposeScope scope = NewDisposeScope();
        Perceptron model = new([2, 1], new CounterRandom(3, 0));
        using Adam adam = new(model.parameters());
        double[] before = Read(model);
        (model.call(ones(1, 2)) * float.PositiveInfinity).sum().backward();
        Assert.False(double.IsFinite(adam.Step(0.1)));
        Assert.Equal(before, Read(model));
        Assert.Equal(0, adam.Steps);
    }

    private static double[] Read(Perceptron model) =>
        [.. model.parameters().SelectMany(parameter => parameter.detach().to(ScalarType.Float64).contiguous().data<double>().ToArray())];
}
