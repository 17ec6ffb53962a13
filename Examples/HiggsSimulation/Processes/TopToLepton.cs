using static Mandelstam.Kinematics;

namespace Mandelstam.Examples.HiggsSimulation.Processes;

/// <summary>t → b W⁺ → b e⁺ν, averaged over the top quark's spin: ½ Σ|M|² = 64 G_F² m_W⁴ |1/(s − m_W² + i m_W Γ_W)|² (p_t·p_e)(p_b·p_ν), with |V_tb| = 1.</summary>
/// <remarks>In the rest frame of the W the lepton's angle shows its polarisation: longitudinal with the share m_t²/(m_t² + 2m_W²) for a massless b, else left-handed.</remarks>
[Decay("t -> (W+ -> e+ nu_e) b", OffShell = true)]
public partial record TopToLepton
{
    private const double WMass = 80.3692, WWidth = 2.085;

    /// <summary>The top quark, at rest.</summary>
    [Parent] public partial FourVector<Rest> Top { get; }

    /// <summary>The positron.</summary>
    [Daughter("e+"), Massless] public partial FourVector<Rest> Positron { get; init; }

    /// <summary>The neutrino.</summary>
    [Daughter("nu_e")] public partial FourVector<Rest> Neutrino { get; init; }

    /// <summary>The bottom quark.</summary>
    [Daughter("b")] public partial FourVector<Rest> Bottom { get; init; }

    /// <summary>½ Σ|M|², a pure number.</summary>
    [SquaredAmplitude]
    public double Amplitude => 64 * Square(Constants.FermiCoupling * Pole) * ((Top * Positron) * (Bottom * Neutrino) / Propagator);

    private GeV2 Pole => WMass.GeV.Squared;

    private GeV4 Propagator => ((Positron + Neutrino).M2 - Pole) * ((Positron + Neutrino).M2 - Pole) + WWidth.GeV.Squared * Pole;
}
