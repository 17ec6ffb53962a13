using Mandelstam.PhaseSpace;
using Mandelstam.Processes;
using Mandelstam.Simd;
using Xunit;

namespace Mandelstam.Runtime.Tests.PhaseSpace;

/// <summary>Samplers against closed forms, each other, and integrals without random numbers. p-values: 1e-3 at least, for seeds that were not chosen.</summary>
public sealed class SamplerTests
{
    private const double LeastProbability = 1e-3;

    // 4.5 standard errors: once in 1.5·10⁵ comparisons by chance.
    private const double Sigmas = 4.5;

    public static TheoryData<string, int> Massless => Cases(["rambo", "stiefel", "diet", "quasi"], [2, 3, 4, 6, 10]);

    public static TheoryData<string, int> RandomMassless => Cases(["rambo", "stiefel", "diet"], [3, 4, 6, 10]);

    public static TheoryData<string, double, double[]> Massive
    {
        get
        {
            TheoryData<string, double, double[]> data = [];
            foreach (string kind in (string[])["rambo", "stiefel", "diet", "quasi", "sequential"])
            {
                data.Add(kind, 0.1056583755, [0.00051099895, 0, 0]);
                data.Add(kind, 0.493677, [0.13957039, 0.13957039, 0.13957039]);
                data.Add(kind, 10, [1, 2, 3]);
                data.Add(kind, 5.27941, [1.86966, 0.13957039, 0.13957039, 0.1349768]);
                data.Add(kind, 0.13957039, [0.1056583755, 0]);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Massless))]
    public void Massless_momenta_balance_to_the_last_digits(string kind, int particles)
    {
        const double SqrtS = 91.2;
        PhaseSpacePoints points = Events.Create(kind, SqrtS, new double[particles]).Sample(1 << 17, 3);
        (double momentum, double shell) = Events.Violations(points, SqrtS, new double[particles]);

        double units = Units(kind);
        Assert.InRange(momentum / SqrtS, 0, units * particles * 2.2e-16);
        Assert.InRange(shell / (SqrtS * SqrtS), 0, units * 4.4e-16);
    }

    [Theory]
    [MemberData(nameof(Massive))]
    public void Massive_momenta_balance_to_the_last_digits(string kind, double sqrtS, double[] masses)
    {
        PhaseSpacePoints points = Events.Create(kind, sqrtS, masses).Sample(1 << 16, 3);
        (double momentum, double shell) = Events.Violations(points, sqrtS, masses);
        double units = Units(kind);
        Assert.InRange(momentum / sqrtS, 0, units * masses.Length * 2.2e-16);
        Assert.InRange(shell / (sqrtS * sqrtS), 0, units * 4.4e-16);
    }

    [Theory]
    [MemberData(nameof(Massless))]
    public void Energies_and_pair_masses_of_massless_events_have_the_moments_of_flat_phase_space(string kind, int particles)
    {
        PhaseSpacePoints points = Events.Create(kind, 10, new double[particles]).Sample(200_000, 11);
        double n = particles;
        double[] weights = points.Weights.ToArray();
        Assert.All(weights, weight => Assert.Equal(PhaseSpaceVolume.Massless(10, particles), weight));
        for (int i = 0; i < particles; i++)
        {
            int j = (i + 1) % particles;
            double[] pairs = Events.Each(points, row => Events.MassSquared(points, row, i, j) / 100);
            Near(2 / (n * (n - 1)), Events.Mean(pairs));
            Near(12 / (n * n * ((n * n) - 1)), Events.Mean(pairs.Select(static y => y * y)), particles == 2 ? 1e-14 : 0);
            Near(2 / n, Events.Mean(Events.Each(points, row => points.Energy(i)[row] / 5)));
            Near(0, Events.Mean(Events.Each(points, row => points.Px(i)[row])));
            Near(1.0 / 3, Events.Mean(Events.Each(points, row => Square(points.Pz(i)[row] / points.Energy(i)[row]))));
        }

        static double Square(double x) => x * x;
        static void Near(double expected, (double Mean, double Error) found, double rounding = 1e-14) =>
            Assert.InRange(found.Mean, expected - (Sigmas * found.Error) - rounding, expected + (Sigmas * found.Error) + rounding);
    }

    [Theory]
    [MemberData(nameof(RandomMassless))]
    public void The_energy_of_a_massless_particle_has_a_beta_distribution(string kind, int particles)
    {
        PhaseSpacePoints points = Events.Create(kind, 2, new double[particles]).Sample(100_000, 5);
        for (int i = 0; i < particles; i++)
        {
            double[] x = points.Energy(i).ToArray();
            double probability = Kolmogorov.PValue(x, e => 1 - (Math.Pow(1 - e, particles - 2) * (1 + ((particles - 2) * e))));
            Assert.InRange(probability, LeastProbability, 1);
        }
    }

    [Theory]
    [InlineData("rambo", "stiefel")]
    [InlineData("rambo", "diet")]
    [InlineData("stiefel", "diet")]
    public void Two_generators_agree(string one, string other)
    {
        PhaseSpacePoints a = Events.Create(one, 2, 0, 0, 0, 0, 0).Sample(60_000, 17), b = Events.Create(other, 2, 0, 0, 0, 0, 0).Sample(60_000, 23);
        Agree(static (points, row) => points.Energy(4)[row]);
        Agree(static (points, row) => points.Pz(2)[row] / points.Energy(2)[row]);
        Agree(static (points, row) => Math.Atan2(points.Py(3)[row], points.Px(3)[row]));
        Agree(static (points, row) => Events.MassSquared(points, row, 0, 1));
        Agree(static (points, row) => Events.MassSquared(points, row, 2, 3, 4));
        Agree(static (points, row) => Enumerable.Range(1, 4).Min(i => Events.MassSquared(points, row, 0, i)));
        Agree(static (points, row) => (points.Px(0)[row] * points.Py(1)[row] * points.Pz(2)[row]) - (points.Py(0)[row] * points.Px(1)[row] * points.Pz(2)[row]));

        void Agree(Func<PhaseSpacePoints, int, double> number) => Assert.InRange(
            Kolmogorov.PValue(Events.Each(a, row => number(a, row)), Events.Each(b, row => number(b, row))), LeastProbability, 1);
    }

    [Theory]
    [MemberData(nameof(Massive))]
    public void The_mean_weight_of_massive_events_is_the_volume(string kind, double sqrtS, double[] masses)
    {
        PhaseSpaceSampler sampler = Events.Create(kind, sqrtS, masses);
        (double mean, double error) = Events.Mean(sampler.Sample(200_000, 29).Weights.ToArray());

        // The quadrature is good to 1e-6, the weights of two bodies to rounding.
        double expected = PhaseSpaceIntegral.Volume(sqrtS, masses);
        Assert.InRange(mean / expected, 1 - 1e-6 - (Sigmas * error / expected), 1 + 1e-6 + (Sigmas * error / expected));
        Assert.Equal(masses.Length == 2 ? expected : null, sampler.Volume);
    }

    [Fact]
    public void The_volume_of_three_bodies_is_the_area_of_the_Dalitz_plot()
    {
        // ∫ dm₁₂² dm₂₃² / (128π³M²): the limits of m₂₃² at each m₁₂² are 4·p₂p₃ apart (Review of Particle Physics, section 49.4.3).
        const double M = 3;
        double[] m = [0.2, 0.5, 0.9];
        const int Nodes = 4000;
        double low = (m[0] + m[1]) * (m[0] + m[1]), high = (M - m[2]) * (M - m[2]), area = 0;
        for (int node = 0; node < Nodes; node++)
        {
            double t = (node + 0.5) / Nodes, sin = Math.Sin(Math.PI / 2 * t), m12 = Math.Sqrt(low + ((high - low) * sin * sin));
            double p2 = PhaseSpaceVolume.TwoBodyMomentum(m12, m[0], m[1]), p3 = PhaseSpaceVolume.TwoBodyMomentum(M, m12, m[2]) * M / m12;
            area += (high - low) * Math.PI / 2 * Math.Sin(Math.PI * t) / Nodes * 4 * p2 * p3;
        }

        Assert.Equal(1, area / (128 * Math.Pow(Math.PI, 3) * M * M) / PhaseSpaceIntegral.Volume(M, m), 1e-5);
    }

    [Theory]
    [InlineData("rambo")]
    [InlineData("stiefel")]
    [InlineData("diet")]
    [InlineData("sequential")]
    public void Weighted_massive_events_fill_the_Dalitz_plot_evenly(string kind)
    {
        // Mean of functions of m₁₂² and m₂₃², by weights and over the flat plot; thresholds matter, so do the corners.
        double[] masses = [0.2, 0.5, 0.9];
        PhaseSpacePoints points = Events.Create(kind, 3, masses).Sample(200_000, 31), other = Events.Create("quasi", 3, masses).Sample(1 << 20, 1);
        Agree(static (points, row) => Events.MassSquared(points, row, 0, 1));
        Agree(static (points, row) => Events.MassSquared(points, row, 1, 2));
        Agree(static (points, row) => Events.MassSquared(points, row, 0, 1) * Events.MassSquared(points, row, 1, 2));
        Agree(static (points, row) => Math.Pow(points.Energy(0)[row], 4));

        void Agree(Func<PhaseSpacePoints, int, double> function)
        {
            (double mean, double error) = Ratio(points, function);
            (double expected, _) = Ratio(other, function);
            Assert.InRange(mean, expected - (Sigmas * error) - (1e-4 * expected), expected + (Sigmas * error) + (1e-4 * expected));
        }
    }

    [Theory]
    [InlineData("rambo")]
    [InlineData("stiefel")]
    [InlineData("diet")]
    [InlineData("quasi")]
    [InlineData("sequential")]
    public void Events_depend_on_seed_and_number_alone(string kind)
    {
        double[] masses = [0.3, 0, 0.7, 0.1];
        PhaseSpaceSampler sampler = Events.Create(kind, 5, masses);
        const int Count = (5 * PhaseSpaceSampler.BlockEvents) + 77;
        double[] expected = Numbers(sampler.Sample(Count, 7));
        Assert.Equal(expected, Numbers(sampler.Sample(Count, 7, threads: 3)));
        Assert.NotEqual(expected, Numbers(sampler.Sample(Count, 8)));

        PhaseSpacePoints later = new(4, Count - (2 * PhaseSpaceSampler.BlockEvents));
        sampler.Fill(later, 7, firstEvent: 2 * PhaseSpaceSampler.BlockEvents);
        Assert.Equal(sampler.Sample(Count, 7).Px(2)[(2 * PhaseSpaceSampler.BlockEvents)..].ToArray(), later.Px(2).ToArray());

        int widest = RegisterWidth.Bits;
        try
        {
            foreach (int bits in (int[])[128, 256])
            {
                RegisterWidth.Bits = bits;
                Assert.Equal(expected, Numbers(sampler.Sample(Count, 7)));
            }
        }
        finally
        {
            RegisterWidth.Bits = widest;
        }
    }

    [Fact]
    public void What_is_no_phase_space_is_refused()
    {
        Assert.Throws<MandelstamException>(() => new RamboSampler(1, [0.5, 0.6]));
        Assert.Throws<MandelstamException>(() => new DietSampler(0.5, [0.5, 0]));
        Assert.Throws<MandelstamException>(() => new StiefelSampler(double.NaN, 3));
        Assert.Throws<ArgumentException>(() => new RamboSampler(1, 1));
        Assert.Throws<ArgumentException>(() => new RamboSampler(1, [0.1, -0.1]));
        RamboSampler sampler = new(1, 3);
        Assert.Throws<ArgumentException>(() => sampler.Fill(new(4, 1), 1));
        Assert.Throws<ArgumentException>(() => sampler.Fill(new(3, 1), 1, firstEvent: 5));
    }

    // Units in the last place of √s: two from each particle's rounding; RAMBO's boosts, up to γ = 4, multiply that by γ² = 16.
    private static double Units(string kind) => kind == "rambo" ? 32 : 2;

    private static (double Mean, double Error) Ratio(PhaseSpacePoints points, Func<PhaseSpacePoints, int, double> function)
    {
        double[] weights = points.Weights.ToArray(), values = Events.Each(points, row => function(points, row));
        double sum = weights.Sum(), mean = weights.Zip(values, static (w, v) => w * v).Sum() / sum;
        return (mean, Math.Sqrt(weights.Zip(values, (w, v) => w * w * (v - mean) * (v - mean)).Sum()) / sum);
    }

    private static double[] Numbers(PhaseSpacePoints points) =>
        [.. Enumerable.Range(0, points.Particles).SelectMany(i => (double[])[.. points.Energy(i), .. points.Px(i), .. points.Py(i), .. points.Pz(i)]), .. points.Weights];

    private static TheoryData<string, int> Cases(string[] kinds, int[] particles)
    {
        TheoryData<string, int> data = [];
        foreach (string kind in kinds)
        {
            foreach (int n in particles)
            {
                data.Add(kind, n);
            }
        }

        return data;
    }
}
