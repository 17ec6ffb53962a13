namespace Mandelstam.Examples.PhaseSpace;

/// <summary>The decay of a muon at rest, averaged over its spin, with a massless electron.</summary>
/// <remarks>
/// Four-fermion interaction: ½ Σ|M|² = 64 G_F² (p_μ·p_ν̄e)(p_e·p_νμ), Γ = G_F² m_μ⁵/(192π³). With x = 2E/m_μ the electron antineutrino has
/// p(x) = 12x²(1 − x), electron and muon neutrino have p(x) = 2x²(3 − 2x), and hit-or-miss keeps 2/3 of uniform phase space.
/// T. Kinoshita, A. Sirlin, Phys. Rev. 113 (1959) 1652, without radiative corrections.
/// </remarks>
[Decay("mu- -> e- anti-nu_e nu_mu")]
public partial record MuonDecay
{
    /// <summary>The muon, at rest.</summary>
    [Parent] public partial FourVector<Rest> Muon { get; }

    /// <summary>The electron.</summary>
    [Daughter("e-"), Massless] public partial FourVector<Rest> Electron { get; init; }

    /// <summary>The electron antineutrino.</summary>
    [Daughter("anti-nu_e")] public partial FourVector<Rest> AntiNuE { get; init; }

    /// <summary>The muon neutrino.</summary>
    [Daughter("nu_mu")] public partial FourVector<Rest> NuMu { get; init; }

    /// <summary>½ Σ|M|², a pure number.</summary>
    [SquaredAmplitude]
    public double Amplitude => 64 * Constants.FermiCoupling.Squared * (Muon * AntiNuE) * (Electron * NuMu);
}
