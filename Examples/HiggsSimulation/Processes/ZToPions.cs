using static Mandelstam.Kinematics;

namespace Mandelstam.Examples.HiggsSimulation.Processes;

/// <summary>Z → τ⁻τ⁺ → π⁻ν π⁺ν̄ with the spin correlation of a vector and an axial vector, averaged over the polarisation of the Z.</summary>
/// <remarks>
/// As for <see cref="HiggsToPions"/>, with γ^μ(v − aγ₅) between the projectors: −(v − a)p̸γ^μp̸′ + (v + a)m_τ²γ^μ. With R = (1 − m_π²/m_τ²)p − q for each tau,
/// Σ|M|² ∝ (v − a)² R·R′ + (v + a)² q·q′ + 4(v² − a²)(p·q)(p′·q′)/m_τ². The last term, and what the longitudinal part of the polarisation sum would add, are of the order m_τ²/m_Z²; the latter
/// is left out. v = −½ + 2sin²θ_W, a = −½. Both taus are at their pole.
/// </remarks>
[Decay("Z -> (tau- -> pi- nu_tau) (tau+ -> pi+ anti-nu_tau)")]
public partial record ZToPions
{
    // In GeV (Particle Data Group, Phys. Rev. D 110, 030001 (2024)).
    private const double PionMass = 0.13957039, TauMass = 1.77693;

    /// <summary>The negative pion.</summary>
    [Daughter("pi-")] public partial FourVector<Rest> Minus { get; init; }

    /// <summary>The neutrino.</summary>
    [Daughter("nu_tau")] public partial FourVector<Rest> Neutrino { get; init; }

    /// <summary>The positive pion.</summary>
    [Daughter("pi+")] public partial FourVector<Rest> Plus { get; init; }

    /// <summary>The antineutrino.</summary>
    [Daughter("anti-nu_tau")] public partial FourVector<Rest> AntiNeutrino { get; init; }

    /// <summary>Σ|M|² over flat phase space of the chain, up to a constant.</summary>
    public GeV2 SpinCorrelation => Square(Right) * (Reflected * AntiReflected) + Square(Left) * (Neutrino * AntiNeutrino) + 4 * Right * Left * Mixed;

    private FourVector<Rest> Tau => Minus + Neutrino;

    private FourVector<Rest> AntiTau => Plus + AntiNeutrino;

    private FourVector<Rest> Reflected => Share * Tau - Neutrino;

    private FourVector<Rest> AntiReflected => Share * AntiTau - AntiNeutrino;

    private GeV2 Mixed => (Tau * Neutrino) * (AntiTau * AntiNeutrino) / Tau2;

    private double Share => 1 - PionMass.GeV.Squared / Tau2;

    // v − a and v + a.
    private double Right => 2 * Constants.WeakMixingAtZ;

    private double Left => 2 * Constants.WeakMixingAtZ - 1;

    private GeV2 Tau2 => TauMass.GeV.Squared;
}
