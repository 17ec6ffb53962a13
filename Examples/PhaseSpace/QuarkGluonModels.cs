using System.Collections.Immutable;
using Mandelstam.Generative;
using Mandelstam.PhaseSpace;

namespace Mandelstam.Examples.PhaseSpace;

/// <summary>Generative models of e⁺e⁻ → q q̄ g, averaged over directions, with a cut on the products of momenta.</summary>
/// <remarks>
/// The events are those of <see cref="QuarkPairGluon"/>, turned at random: then |M|² ∝ (x₁² + x₂²)/((1 − x₁)(1 − x₂)), x = 2E/√s of quark and antiquark
/// (Ellis, Gaillard, Ross, Nucl. Phys. B 111 (1976) 253), and all y_ij = 2p_i·p_j/s above the cut.
/// </remarks>
public sealed class QuarkGluonModels : GenerativeDefinition
{
    private const double Cut = 0.01;

    private static readonly Lazy<ProcessEstimate> s_estimate = new(static () => ProcessEstimate.Of(QuarkPairGluon.Process, threads: Environment.ProcessorCount));

    /// <inheritdoc/>
    public override string Name => "qqg";

    /// <inheritdoc/>
    public override string Title => "e⁺e⁻ → q q̄ g";

    /// <inheritdoc/>
    public override string Source => "|M|² ∝ (x₁² + x₂²)/((1 − x₁)(1 − x₂)), averaged over directions, where all 2p_i·p_j/s are above 0.01.";

    /// <inheritdoc/>
    public override ImmutableArray<string> Particles { get; } = ["q", "q̄", "g"];

    /// <inheritdoc/>
    public override double Energy => QuarkPairGluon.Process.TotalEnergy;

    /// <inheritdoc/>
    public override double? SmallestShare => Cut;

    /// <inheritdoc/>
    public override MomentumTable Draw(int count, ulong seed) => Events.Of(s_estimate.Value, count, seed, isTurned: true);

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
}
