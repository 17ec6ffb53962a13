using System.Collections.Immutable;
using Mandelstam.Generative;
using Mandelstam.PhaseSpace;

namespace Mandelstam.Examples.PhaseSpace;

/// <summary>Generative models of μ⁻ → e⁻ ν̄_e ν_μ with a massless electron.</summary>
/// <remarks>
/// The events are those of <see cref="MuonDecay"/>: averaged over the spin of the muon, |M|² ∝ (p_μ·p_ν̄)(p_e·p_ν) ∝ x(1 − x) with x = 2E/m_μ of the antineutrino
/// (Okun, Leptons and Quarks, ch. 3).
/// </remarks>
public sealed class MuonDecayModels : GenerativeDefinition
{
    private const int Electron = 0;
    private const int Antineutrino = 1;

    private static readonly Lazy<ProcessEstimate> s_estimate = new(static () => ProcessEstimate.Of(MuonDecay.Process, threads: Environment.ProcessorCount));

    /// <inheritdoc/>
    public override string Name => "muon-decay";

    /// <inheritdoc/>
    public override string Title => "μ⁻ → e⁻ ν̄ₑ ν_μ";

    /// <inheritdoc/>
    public override string Source => "|M|² ∝ x(1 − x), x = 2E/m_μ of the electron antineutrino, for a muon without polarisation and a massless electron.";

    /// <inheritdoc/>
    public override ImmutableArray<string> Particles { get; } = ["e⁻", "ν̄ₑ", "ν_μ"];

    /// <inheritdoc/>
    public override double Energy => MuonDecay.Process.TotalEnergy;

    /// <inheritdoc/>
    public override ImmutableArray<string> Uniforms { get; } = ["u₁ (ν̄ energy)", "u₂ (e energy)", "u₃ (ν̄ polar)", "u₄ (ν̄ azimuth)", "u₅ (e about ν̄)"];

    /// <inheritdoc/>
    public override MomentumTable Draw(int count, ulong seed) => Events.Of(s_estimate.Value, count, seed);

    /// <inheritdoc/>
    /// <remarks>
    /// x of the antineutrino has the density 12x²(1 − x); given it, the electron's is uniform from 1 − x to 1; directions are isotropic: two
    /// numbers for the antineutrino's, one for the azimuth of the electron about it, measured from the z axis.
    /// </remarks>
    public override void Transform(ReadOnlySpan<double> momenta, Span<double> uniforms)
    {
        double x = ShareOf(momenta, Antineutrino), electron = ShareOf(momenta, Electron);
        ReadOnlySpan<double> p = momenta.Slice(3 * Antineutrino, 3), e = momenta.Slice(3 * Electron, 3);
        double cos = 2 * p[2] / (x * Energy), azimuth = Math.Atan2(p[1], p[0]);

        // Axes across the antineutrino: towards growing polar angle, and towards growing azimuth.
        (double sine, double cosine) = Math.SinCos(azimuth);
        double across = ((cosine * e[0]) + (sine * e[1])) * cos;
        double polar = across - (e[2] * Math.Sqrt(Math.Max(0, (1 - cos) * (1 + cos))));
        double about = Math.Atan2((cosine * e[1]) - (sine * e[0]), polar);
        uniforms[0] = x * x * x * (4 - (3 * x));
        uniforms[1] = (electron - 1 + x) / x;
        uniforms[2] = (cos + 1) / 2;
        uniforms[3] = (azimuth / (2 * Math.PI)) + 0.5;
        uniforms[4] = (about / (2 * Math.PI)) + 0.5;
    }

    /// <inheritdoc/>
    public override GenerativeOptions Options(bool quick) => quick
        ? new GenerativeOptions
        {
            TrainingEvents = 200_000,
            HeldOutEvents = 10_000,
            GeneratedEvents = 40_000,
            Network = new NetworkOptions { Layers = 3, Width = 128 },
            DiffusionNetwork = new NetworkOptions { Layers = 3, Width = 96, Floor = 0.3 },
            Schedule = new NoiseScheduleOptions { LinearSteps = 250, LinearFirst = 0.003, LinearLast = 0.03 },
            ScoreMatching = new ScoreMatchingOptions { Chains = 8192, StepsPerBlock = 100 },
            DiffusionTraining = GenerativeOptions.TrainingOf(3000),
            FlowTraining = GenerativeOptions.TrainingOf(10_000, 2e-3),
            FlowSteps = 50,
            MomentumTraining = GenerativeOptions.TrainingOf(4000, 2e-3),
            DenoisingLevels = 250,
            ClassifierTraining = new GenerativeOptions().ClassifierTraining with { Steps = 2000 },
        }
        : new GenerativeOptions();

    private double ShareOf(ReadOnlySpan<double> momenta, int particle)
    {
        ReadOnlySpan<double> p = momenta.Slice(3 * particle, 3);
        return 2 * Math.Sqrt((p[0] * p[0]) + (p[1] * p[1]) + (p[2] * p[2])) / Energy;
    }
}
