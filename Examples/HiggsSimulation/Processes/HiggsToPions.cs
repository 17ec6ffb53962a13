namespace Mandelstam.Examples.HiggsSimulation.Processes;

/// <summary>H → τ⁻τ⁺ → π⁻ν π⁺ν̄ with the spin correlation of a scalar.</summary>
/// <remarks>
/// τ⁻ → π⁻ν is proportional to ū(ν)(1 + γ₅)u(τ). Of the chain only terms with an odd number of γ matrices remain between the two projectors; for a scalar these are
/// ū(ν)(p̸ − p̸′)(1 − γ₅)v(ν̄), so that Σ|M|² ∝ 2(q·D)(q′·D) − D² q·q′, where D = p − p′ is the difference of the taus' momenta and q, q′ are those of the neutrinos. Both taus are at
/// their pole, where their propagators and the couplings are a constant factor, which is left out.
/// </remarks>
[Decay("H -> (tau- -> pi- nu_tau) (tau+ -> pi+ anti-nu_tau)")]
public partial record HiggsToPions
{
    /// <summary>The negative pion.</summary>
    [Daughter("pi-")] public partial FourVector<Rest> Minus { get; init; }

    /// <summary>The neutrino.</summary>
    [Daughter("nu_tau")] public partial FourVector<Rest> Neutrino { get; init; }

    /// <summary>The positive pion.</summary>
    [Daughter("pi+")] public partial FourVector<Rest> Plus { get; init; }

    /// <summary>The antineutrino.</summary>
    [Daughter("anti-nu_tau")] public partial FourVector<Rest> AntiNeutrino { get; init; }

    /// <summary>Σ|M|² over flat phase space of the chain, up to a constant.</summary>
    public GeV4 SpinCorrelation => 2 * ((Neutrino * Difference) * (AntiNeutrino * Difference)) - Difference.M2 * (Neutrino * AntiNeutrino);

    private FourVector<Rest> Difference => Minus + Neutrino - (Plus + AntiNeutrino);
}
