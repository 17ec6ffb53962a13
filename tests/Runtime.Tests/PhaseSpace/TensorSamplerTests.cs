using Mandelstam.PhaseSpace;
using Mandelstam.PhaseSpace.Tensors;
using Mandelstam.Processes;
using Mandelstam.Randomness;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Mandelstam.Runtime.Tests.PhaseSpace;

/// <summary>The samplers as maps on tensors: against those in registers on the same numbers, against volumes, and against difference quotients.</summary>
public sealed class TensorSamplerTests
{
    // 4.5 standard errors: once in 1.5·10⁵ comparisons by chance.
    private const double Sigmas = 4.5;

    public static TheoryData<string, double, double[]> Samplers => Cases(["rambo", "stiefel", "diet", "sequential"]);

    /// <summary>And the massive step on the massless diet, which no sampler takes.</summary>
    public static TheoryData<string, double, double[]> Maps => Cases(["rambo", "stiefel", "diet", "sequential", "scaled diet"]);

    [Theory]
    [MemberData(nameof(Samplers))]
    public void Events_are_those_of_the_sampler_that_drew_the_numbers(string kind, double sqrtS, double[] masses)
    {
        using IDisposable scope = NewDisposeScope();

        // More than a block, and a last register that is not full.
        const int Count = PhaseSpaceSampler.BlockEvents + 331;
        PhaseSpacePoints points = Events.Create(kind, sqrtS, masses).Sample(Count, 41);
        Tensor uniforms = tensor(DrawnNumbers.Of(kind, masses.Length, Count, 41)).reshape(Count, -1);
        (Tensor p, Tensor weights) = Map(kind, sqrtS, masses)(uniforms);
        Tensor expected = tensor(points.Weights.ToArray());
        double momentum = (p - EventTensor.Of(points)).abs().max().item<double>() / sqrtS, weight = ((weights - expected).abs().max() / expected.max()).item<double>();

        // Rounding grows with γ² in RAMBO's boost and γ of a light cluster, up to 10³ for the rarest of so few events; of the latter's weight with M/(M − Σm).
        Assert.InRange(momentum, 0, 1e-12);
        Assert.InRange(weight, 0, 1e-12);
    }

    [Theory]
    [MemberData(nameof(Maps))]
    public void Momenta_balance_and_are_on_their_shells_to_the_last_digits(string kind, double sqrtS, double[] masses)
    {
        using IDisposable scope = NewDisposeScope();
        (Tensor p, _) = Map(kind, sqrtS, masses)(Uniforms(kind, masses.Length, 30_000, 3));
        Tensor total = p.sum(-2), shell = p.select(-1, 0).square() - p.narrow(-1, 1, 3).square().sum(-1) - tensor(masses).square();
        double balance = Math.Max((total.select(-1, 0) - sqrtS).abs().max().item<double>(), total.narrow(-1, 1, 3).abs().max().item<double>());

        // Units in the last place of √s, as of the samplers: two from each particle's rounding.
        Assert.InRange(balance / sqrtS, 0, 2 * masses.Length * 2.2e-16);
        Assert.InRange(shell.abs().max().item<double>() / (sqrtS * sqrtS), 0, 2 * 4.4e-16);
    }

    [Theory]
    [MemberData(nameof(Maps))]
    public void The_mean_weight_is_the_volume(string kind, double sqrtS, double[] masses)
    {
        using IDisposable scope = NewDisposeScope();
        (_, Tensor weights) = Map(kind, sqrtS, masses)(Uniforms(kind, masses.Length, 40_000, 29));
        (double mean, double error) = Events.Mean(weights.data<double>());

        // The quadrature is good to 1e-6, the closed form to rounding, of which the sum of 4·10⁴ numbers has 4e-12.
        bool isMassless = masses.All(static m => m == 0);
        double expected = isMassless ? PhaseSpaceVolume.Massless(sqrtS, masses.Length) : PhaseSpaceIntegral.Volume(sqrtS, masses), rounding = isMassless ? 1e-11 : 1e-6;
        Assert.InRange(mean / expected, 1 - rounding - (Sigmas * error / expected), 1 + rounding + (Sigmas * error / expected));
    }

    [Theory]
    [MemberData(nameof(Maps))]
    public void Gradients_of_momenta_and_weights_are_those_of_difference_quotients(string kind, double sqrtS, double[] masses)
    {
        using IDisposable scope = NewDisposeScope();
        Func<Tensor, (Tensor Momenta, Tensor Weights)> map = Map(kind, sqrtS, masses);
        double volume = map(Uniforms(kind, masses.Length, 1, 12)).Weights.item<double>();

        // In units of √s and of one event's weight, so that all numbers are about one; a few events, so that the numbers are sorted in different ways.
        for (ulong seed = 12; seed < 15; seed++)
        {
            EventTensor.CheckSlopes(Uniforms(kind, masses.Length, 1, seed), u =>
            {
                (Tensor p, Tensor weights) = map(u);
                return EventTensor.Number(p / sqrtS) + (weights / volume).sum();
            });
        }
    }

    [Fact]
    public void The_factor_has_the_derivative_of_the_implicit_function()
    {
        using IDisposable scope = NewDisposeScope();
        double[] masses = [0.2, 0, 0.5, 0.9];
        MassShellMap shell = new(3, masses);
        Tensor massless = EventTensor.Of(new StiefelSampler(3, masses.Length).Sample(50, 3)).requires_grad_(true);
        (Tensor p, _) = shell.ToEvents(massless);

        // ξ = k/|p|; of Σ√(mᵢ² + ξ²pᵢ²) = √s: dξ/dpᵢ = −(ξ²pᵢ/kᵢ⁰)/(ξΣpⱼ²/kⱼ⁰), where the particle without mass has k⁰ = ξp.
        Tensor energies = massless.select(-1, 0);
        Tensor scale = p.select(-2, 1).select(-1, 3) / massless.select(-2, 1).select(-1, 3);
        scale.sum().backward();
        using (no_grad())
        {
            Tensor velocity = scale.unsqueeze(-1) * energies / p.select(-1, 0);
            Tensor expected = -(scale.unsqueeze(-1) * velocity) / (energies * velocity).sum(-1, keepdim: true);
            Assert.InRange((massless.grad!.select(-1, 0) - expected).abs().max().item<double>(), 0, 1e-13);
        }
    }

    [Theory]
    [InlineData("rambo")]
    [InlineData("stiefel")]
    [InlineData("diet")]
    [InlineData("sequential")]
    public void Events_may_lie_in_any_number_of_dimensions_and_be_none(string kind)
    {
        using IDisposable scope = NewDisposeScope();
        Func<Tensor, (Tensor Momenta, Tensor Weights)> map = Map(kind, 10, [1, 2, 3]);
        Tensor uniforms = Uniforms(kind, 3, 12, 5);
        (Tensor flat, Tensor weights) = map(uniforms);
        (Tensor block, Tensor blockWeights) = map(uniforms.reshape(2, 6, -1));
        (Tensor one, Tensor oneWeight) = map(uniforms[7]);
        (Tensor none, Tensor noWeights) = map(uniforms.narrow(0, 0, 0));
        Assert.Equal([2, 6, 3, 4], block.shape);
        Assert.Equal([2, 6], blockWeights.shape);
        Assert.Equal([3, 4], one.shape);
        Assert.Empty(oneWeight.shape);
        Assert.Equal([0, 3, 4], none.shape);
        Assert.Equal([0], noWeights.shape);

        // Sums over other strides, and functions of other registers, may round otherwise.
        Assert.InRange((block.reshape(12, 3, 4) - flat).abs().max().item<double>(), 0, 1e-13);
        Assert.InRange((one - flat[7]).abs().max().item<double>(), 0, 1e-13);
        Assert.InRange(((blockWeights.flatten() / weights) - 1).abs().max().item<double>(), 0, 1e-13);
        Assert.InRange(((oneWeight / weights[7]) - 1).abs().item<double>(), 0, 1e-13);
    }

    [Fact]
    public void Other_shapes_precisions_and_masses_are_refused()
    {
        using IDisposable scope = NewDisposeScope();
        Tensor numbers = full([4, 5], 0.5, dtype: ScalarType.Float64), momenta = ones([4, 3, 4], dtype: ScalarType.Float64);
        Assert.Throws<ArgumentException>(() => new StiefelMap(1, 4).ToMomenta(numbers));
        Assert.Throws<ArgumentException>(() => new StiefelMap(1, 3).ToMomenta(numbers.to(ScalarType.Float32)));
        Assert.Throws<ArgumentException>(() => new SequentialMap(1, [0, 0]).ToEvents(numbers));
        Assert.Throws<ArgumentException>(() => new DietMap(1, [0, 0]).ToEvents(numbers));
        Assert.Throws<ArgumentException>(() => new DietMap(1, [0, 0]).FromMomenta(momenta));
        Assert.Throws<ArgumentException>(() => new MassShellMap(1, [0, 0]).ToEvents(momenta));
        Assert.Throws<ArgumentException>(() => new MassShellMap(1, [0, 0, 0]).ToEvents(momenta.to(ScalarType.Float32)));
        Assert.Throws<ArgumentException>(() => RamboMap.VectorsOf(momenta.narrow(-1, 0, 3)));
        Assert.Throws<MandelstamException>(() => new MassShellMap(1, [0.5, 0.5]));
        Assert.Throws<MandelstamException>(() => new SequentialMap(1, [0.5, 0.6]));
        Assert.Throws<ArgumentException>(() => new StiefelMap(1, 1));
    }

    private static Func<Tensor, (Tensor Momenta, Tensor Weights)> Map(string kind, double sqrtS, double[] masses)
    {
        int particles = masses.Length;
        switch (kind)
        {
            case "diet": return new DietMap(sqrtS, masses).ToEvents;
            case "sequential": return new SequentialMap(sqrtS, masses).ToEvents;
        }

        Func<Tensor, Tensor> massless = kind switch
        {
            "rambo" => uniforms => RamboMap.ToMomenta(RamboMap.VectorsOf(uniforms.reshape([.. uniforms.shape[..^1], particles, 4])), sqrtS),
            "stiefel" => new StiefelMap(sqrtS, particles).ToMomenta,
            "scaled diet" => new DietMap(sqrtS, new double[particles]).ToMomenta,
            _ => throw new ArgumentException($"There is no map '{kind}'.", nameof(kind)),
        };
        MassShellMap shell = new(sqrtS, masses);
        return uniforms => shell.ToEvents(massless(uniforms));
    }

    private static Tensor Uniforms(string kind, int particles, int count, ulong seed)
    {
        CounterRandom random = new(seed);
        int dimensions = kind == "rambo" ? 4 * particles : (3 * particles) - 4;
        return tensor([.. Enumerable.Range(0, count * dimensions).Select(_ => random.NextUniform())], [count, dimensions]);
    }

    private static TheoryData<string, double, double[]> Cases(string[] kinds)
    {
        TheoryData<string, double, double[]> data = [];
        foreach (string kind in kinds)
        {
            data.Add(kind, 10, [0, 0]);
            data.Add(kind, 91.2, [0, 0, 0, 0, 0]);
            data.Add(kind, 0.13957039, [0.1056583755, 0]);
            data.Add(kind, 0.1056583755, [0.00051099895, 0, 0]);
            data.Add(kind, 0.493677, [0.13957039, 0.13957039, 0.13957039]);
            data.Add(kind, 5.27941, [1.86966, 0.13957039, 0.13957039, 0.1349768]);
        }

        return data;
    }
}
