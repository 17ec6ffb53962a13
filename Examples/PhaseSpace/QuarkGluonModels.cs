using System.Collections.Immutable;
using Mandelstam.Generative;
using Mandelstam.Randomness;

namespace Mandelstam.Examples.PhaseSpace;

/// <summary>Generative models of e⁺e⁻ → q q̄ g, averaged over directions, with a cut on the products of momenta.</summary>
/// <remarks>
/// |M|² ∝ (x₁² + x₂²)/((1 − x₁)(1 − x₂)), x = 2E/√s of quark and antiquark (Ellis, Gaillard, Ross, Nucl. Phys. B 111 (1976) 253), and all
/// y_ij = 2p_i·p_j/s above the cut. 1 − x₁ and 1 − x₂ are drawn with the density of their poles, which leaves (x₁² + x₂²)/2 to hit-or-miss.
/// </remarks>
public sealed class QuarkGluonModels : GenerativeDefinition
{
    private const double Cut = 0.01;

    /// <inheritdoc/>
    public override string Name => "qqg";

    /// <inheritdoc/>
    public override string Title => "e⁺e⁻ → q q̄ g";

    /// <inheritdoc/>
    public override string Source => "|M|² ∝ (x₁² + x₂²)/((1 − x₁)(1 − x₂)), averaged over directions, where all 2p_i·p_j/s are above 0.01.";

    /// <inheritdoc/>
    public override ImmutableArray<string> Particles { get; } = ["q", "q̄", "g"];

    /// <inheritdoc/>
    public override double Energy => 91.1876;

    /// <inheritdoc/>
    public override double? SmallestShare => Cut;

    /// <inheritdoc/>
    public override MomentumTable Draw(int count, ulong seed) => Events.Draw(count, 3, Energy, seed, (random, p) =>
    {
        double one, two, quark, antiquark;
        do
        {
            one = OfPole(random);
            two = OfPole(random);
            (quark, antiquark) = (1 - one, 1 - two);
        }
        while (1 - one - two < Cut || random.NextUniform() >= 0.5 * ((quark * quark) + (antiquark * antiquark)));

        // 2p₁·p₂/s = x₁x₂ sin²(θ/2) fixes the angle between quark and antiquark.
        double half = (1 - one - two) / (quark * antiquark);
        double cosine = 1 - (2 * half), sine = 2 * Math.Sqrt(Math.Max(0, half * (1 - half)));
        p.Clear();
        p[2] = 0.5 * Energy * quark;
        p[3] = 0.5 * Energy * antiquark * sine;
        p[5] = 0.5 * Energy * antiquark * cosine;
        p[6] = -p[3];
        p[8] = -p[2] - p[5];
        Events.Turn(random, p);
        ConformalMap.ToMomenta(p, Energy, p);
    });

    /// <inheritdoc/>
    public override GenerativeOptions Options(bool quick) => quick
        ? new GenerativeOptions
        {
            TrainingEvents = 200_000,
            HeldOutEvents = 10_000,
            GeneratedEvents = 40_000,
            Network = new NetworkOptions { Layers = 3, Width = 128 },
            DiffusionNetwork = new NetworkOptions { Layers = 3, Width = 96, Floor = 0.1 },
            Schedule = new NoiseScheduleOptions
            {
                GeometricSteps = 60, GeometricFirst = 5e-5, GeometricRatio = 1.08, LinearSteps = 190, LinearFirst = 0.005, LinearLast = 0.05, ScalesOutput = true,
            },
            ScoreMatching = new ScoreMatchingOptions { Chains = 8192, StepsPerBlock = 100 },
            DiffusionTraining = GenerativeOptions.TrainingOf(2000),
            FlowTraining = GenerativeOptions.TrainingOf(15_000, 2e-3),
            TimePower = 3,
            FlowSteps = 50,
            MomentumTraining = GenerativeOptions.TrainingOf(4000, 2e-3),
            DenoisingLevels = 250,
            ClassifierTraining = new GenerativeOptions().ClassifierTraining with { Steps = 2000 },
        }
        : new GenerativeOptions { DiffusionNetwork = new NetworkOptions { Floor = 0.1 }, Schedule = NoiseScheduleOptions.Singular, TimePower = 3 };

    /// <summary>A number between the cut and its largest value with the density 1/y.</summary>
    private static double OfPole(CounterRandom random) => Cut * Math.Pow((1 - (2 * Cut)) / Cut, random.NextUniform());
}
