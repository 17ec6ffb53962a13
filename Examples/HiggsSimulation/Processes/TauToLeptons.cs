namespace Mandelstam.Examples.HiggsSimulation.Processes;

/// <summary>τ⁻ → e⁻ν̄ν, averaged over the tau's spin, with a massless electron: ½ Σ|M|² = 64 G_F² (p_τ·p_ν̄)(p_e·p_ν).</summary>
[Decay("tau- -> e- anti-nu_e nu_tau")]
public partial record TauToLeptons
{
    /// <summary>The tau, at rest.</summary>
    [Parent] public partial FourVector<Rest> Tau { get; }

    /// <summary>The electron.</summary>
    [Daughter("e-"), Massless] public partial FourVector<Rest> Electron { get; init; }

    /// <summary>The electron antineutrino.</summary>
    [Daughter("anti-nu_e")] public partial FourVector<Rest> AntiNeutrino { get; init; }

    /// <summary>The tau neutrino.</summary>
    [Daughter("nu_tau")] public partial FourVector<Rest> Neutrino { get; init; }

    /// <summary>½ Σ|M|², a pure number.</summary>
    [SquaredAmplitude]
    public double Amplitude => 64 * Constants.FermiCoupling.Squared * (Tau * AntiNeutrino) * (Electron * Neutrino);
}
