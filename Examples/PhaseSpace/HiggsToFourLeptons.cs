using static Mandelstam.Kinematics;

namespace Mandelstam.Examples.PhaseSpace;

/// <summary>H → Z Z* → e⁻e⁺ μ⁻μ⁺ at tree level: a chain whose Z bosons have line shapes.</summary>
/// <remarks>
/// The H Z Z vertex is 2m_Z²/v, that of a Z and a lepton 2m_Z/v with g_L = −½ + sin²θ_W and g_R = sin²θ_W. Leptons of like chirality give 16 (p_e·p_μ)(p_ē·p_μ̄),
/// of unlike ones 16 (p_e·p_μ̄)(p_ē·p_μ); propagators have a fixed width. v⁻² = √2 G_F.
/// </remarks>
[Decay("H -> (Z -> e- e+) (Z -> mu- mu+)", OffShell = true)]
public partial record HiggsToFourLeptons
{
    private const double ZMass = 91.188, ZWidth = 2.4955;

    /// <summary>The electron.</summary>
    [Daughter("e-"), Massless] public partial FourVector<Rest> Electron { get; init; }

    /// <summary>The positron.</summary>
    [Daughter("e+"), Massless] public partial FourVector<Rest> Positron { get; init; }

    /// <summary>The muon.</summary>
    [Daughter("mu-"), Massless] public partial FourVector<Rest> Muon { get; init; }

    /// <summary>The antimuon.</summary>
    [Daughter("mu+"), Massless] public partial FourVector<Rest> Antimuon { get; init; }

    /// <summary>Σ|M|² in GeV⁻².</summary>
    [SquaredAmplitude]
    public InverseGeV2 Amplitude => 2048 * Math.Sqrt(2) * Constants.FermiCoupling
        * (Constants.FermiCoupling.Squared * (Like * (Electron * Muon) * (Positron * Antimuon) + Unlike * (Electron * Antimuon) * (Positron * Muon)))
        * Propagator((Electron + Positron).M2) * Propagator((Muon + Antimuon).M2);

    private double Left => Square(Constants.WeakMixingAtZ - 0.5);

    private double Right => Square(Constants.WeakMixingAtZ);

    private double Like => Square(Left) + Square(Right);

    private double Unlike => 2 * Left * Right;

    // m_Z⁴ |1/(s − m_Z² + i m_Z Γ_Z)|²
    private double Propagator(GeV2 s) => Pole * Pole / ((s - Pole) * (s - Pole) + ZWidth.GeV.Squared * Pole);

    private GeV2 Pole => ZMass.GeV.Squared;
}
