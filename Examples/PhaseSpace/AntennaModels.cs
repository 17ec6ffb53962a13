using System.Collections.Immutable;
using System.Globalization;
using Mandelstam.Generative;
using Mandelstam.Randomness;

namespace Mandelstam.Examples.PhaseSpace;

/// <summary>Generative models of the antenna pole structure of N gluons, 1/((p₁p₂)(p₂p₃)…(p_Np₁)) and its permutations.</summary>
/// <remarks>
/// Events are SARGE's (van Hameren, Kleiss, hep-ph/0004047): two momenta back to back, then N − 2 emissions, each from the antenna of the momentum
/// before and the last one, with (p_i·k)/(p_i·p_j) of both ends between 1/ξ and ξ with the density of their poles; a boost and a scale take the sum
/// to rest. They are taken as they come, without SARGE's weights, and the particles in random order.
/// </remarks>
/// <param name="particles">Number of gluons, at least 3.</param>
public sealed class AntennaModels(int particles) : GenerativeDefinition
{
    private const double Range = 20;
    private const int MostForPerceptron = 5;

    /// <inheritdoc/>
    public override string Name => "antenna";

    /// <inheritdoc/>
    public override string Title => string.Create(CultureInfo.InvariantCulture, $"antennas of {particles} gluons");

    /// <inheritdoc/>
    public override string Source => string.Create(
        CultureInfo.InvariantCulture, $"SARGE's density of {particles - 2} emissions from antennas, with ξ = {Range}, unweighted, in random order of the particles.");

    /// <inheritdoc/>
    public override ImmutableArray<string> Particles { get; } = [.. Enumerable.Range(1, particles).Select(static i => string.Create(CultureInfo.InvariantCulture, $"g{i}"))];

    /// <inheritdoc/>
    public override double Energy => 1000;

    /// <inheritdoc/>
    public override MomentumTable Draw(int count, ulong seed) => Events.Draw(count, particles, Energy, seed, (random, p) =>
    {
        double cos = (2 * random.NextUniform()) - 1, across = Math.Sqrt((1 - cos) * (1 + cos));
        (double sine, double cosine) = Math.SinCos(2 * Math.PI * random.NextUniform());
        Span<double> first = p[..3], last = p[^3..];
        (first[0], first[1], first[2]) = (across * cosine, across * sine, cos);
        (last[0], last[1], last[2]) = (-first[0], -first[1], -first[2]);
        for (int i = 3; i < p.Length - 3; i += 3)
        {
            Emit(random, p.Slice(i - 3, 3), last, p.Slice(i, 3));
        }

        // The antenna structure knows an order, gluons do not.
        for (int i = particles - 1; i > 0; i--)
        {
            int j = (int)random.NextBelow((ulong)i + 1);
            for (int k = 0; k < 3; k++)
            {
                (p[(3 * i) + k], p[(3 * j) + k]) = (p[(3 * j) + k], p[(3 * i) + k]);
            }
        }

        ConformalMap.ToMomenta(p, Energy, p);
    });

    /// <inheritdoc/>
    public override GenerativeOptions Options(bool quick)
    {
        if (!quick)
        {
            NetworkOptions transformer = new() { Kind = NetworkKind.Transformer, Layers = 4, Width = 128, Heads = 4 };
            return new GenerativeOptions
            {
                Network = transformer,
                DiffusionNetwork = transformer with { Floor = 0.1 },
                Schedule = NoiseScheduleOptions.Singular,
                ScoreMatching = new ScoreMatchingOptions { IsExact = false, Chains = 4096 },
                TimePower = 3,
            };
        }

        // Exact divergences of a perceptron take N² directions: for more particles than a few a transformer and one probe are faster.
        bool isFew = particles <= MostForPerceptron;
        NetworkOptions network = isFew
            ? new NetworkOptions { Layers = 3, Width = 128 }
            : new NetworkOptions { Kind = NetworkKind.Transformer, Layers = 2, Width = 32, Heads = 4 };
        return new GenerativeOptions
        {
            TrainingEvents = 200_000,
            HeldOutEvents = 10_000,
            GeneratedEvents = isFew ? 40_000 : 10_000,
            Network = network,
            DiffusionNetwork = network with { Width = isFew ? 96 : 32, Floor = 0.1 },
            Schedule = new NoiseScheduleOptions
            {
                GeometricSteps = 60, GeometricFirst = 5e-5, GeometricRatio = 1.08, LinearSteps = 190, LinearFirst = 0.005, LinearLast = 0.05, ScalesOutput = true,
            },
            ScoreMatching = new ScoreMatchingOptions { Batch = isFew ? 1024 : 256, Chains = isFew ? 8192 : 2048, StepsPerBlock = 100, HeldOutChains = isFew ? 8192 : 2048, IsExact = isFew },
            DiffusionTraining = GenerativeOptions.TrainingOf(isFew ? 1500 : 600),
            Batch = isFew ? 1024 : 256,
            FlowTraining = GenerativeOptions.TrainingOf(isFew ? 15_000 : 2000, 2e-3),
            TimePower = 3,
            FlowSteps = isFew ? 50 : 30,
            MomentumTraining = GenerativeOptions.TrainingOf(isFew ? 4000 : 1000, 2e-3),
            DenoisingLevels = isFew ? 250 : 100,
            ClassifierTraining = new GenerativeOptions().ClassifierTraining with { Steps = 2000 },
        };
    }

    /// <summary>One emission: k = ξ₂a + ξ₁b + k_T with a·k = ξ₁a·b, b·k = ξ₂a·b and k_T across both, at a random azimuth.</summary>
    private static void Emit(CounterRandom random, ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> k)
    {
        double one = Math.Pow(Range, (2 * random.NextUniform()) - 1), two = Math.Pow(Range, (2 * random.NextUniform()) - 1);
        (double sine, double cosine) = Math.SinCos(2 * Math.PI * random.NextUniform());
        double energyA = Length(a), energyB = Length(b);
        double product = (energyA * energyB) - (a[0] * b[0]) - (a[1] * b[1]) - (a[2] * b[2]);
        double size = Math.Sqrt(2 * one * two * product);

        // Two unit vectors across a and b: e with no energy, and the one that completes them, (E_a b×e − E_b a×e)/(a·b) with energy a·(b×e)/(a·b).
        Span<double> e = stackalloc double[3], bCrossE = stackalloc double[3], aCrossE = stackalloc double[3];
        Cross(a, b, e);
        if (Length(e) < 1e-6 * energyA * energyB)
        {
            int least = Math.Abs(a[0]) < Math.Abs(a[1]) ? (Math.Abs(a[0]) < Math.Abs(a[2]) ? 0 : 2) : (Math.Abs(a[1]) < Math.Abs(a[2]) ? 1 : 2);
            Span<double> axis = stackalloc double[3];
            axis.Clear();
            axis[least] = 1;
            Cross(a, axis, e);
        }

        double norm = Length(e);
        for (int i = 0; i < 3; i++)
        {
            e[i] /= norm;
        }

        Cross(b, e, bCrossE);
        Cross(a, e, aCrossE);
        for (int i = 0; i < 3; i++)
        {
            double other = ((energyA * bCrossE[i]) - (energyB * aCrossE[i])) / product;
            k[i] = (two * a[i]) + (one * b[i]) + (size * ((cosine * e[i]) + (sine * other)));
        }
    }

    private static void Cross(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> product)
    {
        product[0] = (a[1] * b[2]) - (a[2] * b[1]);
        product[1] = (a[2] * b[0]) - (a[0] * b[2]);
        product[2] = (a[0] * b[1]) - (a[1] * b[0]);
    }

    private static double Length(ReadOnlySpan<double> v) => Math.Sqrt((v[0] * v[0]) + (v[1] * v[1]) + (v[2] * v[2]));
}
