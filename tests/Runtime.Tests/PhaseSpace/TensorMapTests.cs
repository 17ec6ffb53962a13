using Mandelstam.PhaseSpace;
using Mandelstam.PhaseSpace.Tensors;
using Mandelstam.Processes;
using Mandelstam.Randomness;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Mandelstam.Runtime.Tests.PhaseSpace;

/// <summary>The maps on tensors against the samplers, their own inverses and difference quotients.</summary>
public sealed class TensorMapTests
{
    private const double SqrtS = 91.2;

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void The_map_balances_momenta_and_its_image_of_the_prior_is_flat(int particles)
    {
        using IDisposable scope = NewDisposeScope();
        Tensor p = RamboMap.ToMomenta(Prior(20_000, particles, 3), SqrtS);
        Tensor total = p.sum(-2);
        Assert.InRange((total.select(-1, 0) - SqrtS).abs().max().item<double>() / SqrtS, 0, 1e-14);
        Assert.InRange(total.narrow(-1, 1, 3).abs().max().item<double>() / SqrtS, 0, 1e-14);
        double[] x = [.. (p.select(-1, 0).select(-1, 0) * (2 / SqrtS)).data<double>()];
        if (particles > 2)
        {
            double probability = Kolmogorov.PValue(x, e => 1 - (Math.Pow(1 - e, particles - 2) * (1 + ((particles - 2) * e))));
            Assert.InRange(probability, 1e-3, 1);
        }
    }

    [Fact]
    public void Momenta_with_their_fibre_are_vectors_again()
    {
        using IDisposable scope = NewDisposeScope();
        Tensor q = Prior(1000, 4, 5);
        (Tensor boost, Tensor scale) = RamboMap.FibreOf(q, SqrtS);
        Tensor back = RamboMap.FromMomenta(RamboMap.ToMomenta(q, SqrtS), boost, scale);

        // Rounding grows as γ², which is 100 for one event in some 10⁴.
        Assert.InRange((back - q).abs().max().item<double>(), 0, 1e-12);
    }

    [Fact]
    public void Vectors_that_are_balanced_already_keep_their_directions()
    {
        using IDisposable scope = NewDisposeScope();
        PhaseSpacePoints points = new RamboSampler(SqrtS, 5).Sample(500, 7);
        Tensor p = EventTensor.Of(points);
        Assert.InRange((RamboMap.ToMomenta(p.narrow(-1, 1, 3) * 0.01, SqrtS) - p).abs().max().item<double>(), 0, 1e-12);
    }

    [Theory]
    [InlineData(1.0, 0.0, 0.0)]
    [InlineData(1000.0, 0.0, 0.0, 0.0, 0.0, 0.0)]
    [InlineData(5.28, 1.87, 0.14, 0.135, 0.0)]
    public void The_diet_is_that_of_the_sampler_and_goes_back(double sqrtS, params double[] masses)
    {
        using IDisposable scope = NewDisposeScope();
        const int Count = 2000;
        DietSampler sampler = new(sqrtS, masses);
        CounterRandom random = new(8);
        double[] numbers = [.. Enumerable.Range(0, Count * sampler.Dimensions).Select(_ => random.NextUniform())];
        PhaseSpacePoints points = new(masses.Length, Count);
        sampler.Map(numbers, points);
        DietMap map = new(sqrtS, masses);
        Tensor uniforms = tensor(numbers, [Count, sampler.Dimensions]), p = map.ToMomenta(uniforms);

        // Light clusters are fast, and rounding grows with their γ.
        Assert.InRange((p - EventTensor.Of(points)).abs().max().item<double>() / sqrtS, 0, 1e-11);
        Assert.InRange((map.FromMomenta(p) - uniforms).abs().max().item<double>(), 0, 1e-7);
    }

    [Fact]
    public void Gradients_are_those_of_difference_quotients()
    {
        using IDisposable scope = NewDisposeScope();
        CounterRandom random = new(12);
        DietMap map = new(3, [0.1, 0.5, 0.2, 0.7]);
        EventTensor.CheckSlopes(tensor([.. Enumerable.Range(0, 8).Select(_ => random.NextUniform())], [1, 8]), u => EventTensor.Number(map.ToMomenta(u)));
        EventTensor.CheckSlopes(Prior(1, 4, 9), q => EventTensor.Number(RamboMap.ToMomenta(q, 3)));
    }

    [Fact]
    public void Other_shapes_and_precisions_are_refused()
    {
        using IDisposable scope = NewDisposeScope();
        Assert.Throws<ArgumentException>(() => RamboMap.ToMomenta(zeros([4, 3, 3]), 1));
        Assert.Throws<ArgumentException>(() => RamboMap.ToMomenta(zeros([4, 3, 4], dtype: ScalarType.Float64), 1));
        Assert.Throws<ArgumentException>(() => new DietMap(1, [0, 0, 0]).ToMomenta(zeros([4, 4], dtype: ScalarType.Float64)));
    }

    // Isotropic vectors whose lengths have the density |q|exp(−|q|).
    private static Tensor Prior(int events, int particles, ulong seed)
    {
        CounterRandom random = new(seed);
        double[] values = new double[3 * events * particles];
        for (int i = 0; i < values.Length; i += 3)
        {
            double length = -Math.Log(random.NextUniform() * random.NextUniform()), cosine = (2 * random.NextUniform()) - 1, azimuth = 2 * Math.PI * random.NextUniform();
            double transverse = length * Math.Sqrt(1 - (cosine * cosine));
            (values[i], values[i + 1], values[i + 2]) = (transverse * Math.Cos(azimuth), transverse * Math.Sin(azimuth), length * cosine);
        }

        return tensor(values, [events, particles, 3]);
    }
}
