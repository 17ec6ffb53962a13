using static Mandelstam.Kinematics;

namespace Mandelstam.Examples.Tests.PhaseSpace;

/// <summary>τ⁻ → μ⁻ ν̄_μ ν_τ with the mass of the muon.</summary>
[Decay("tau- -> mu- anti-nu_mu nu_tau")]
public partial record TauToMuon
{
    [Parent] public partial FourVector<Rest> Tau { get; }

    [Daughter("mu-")] public partial FourVector<Rest> Muon { get; init; }

    [Daughter("anti-nu_mu")] public partial FourVector<Rest> AntiNuMu { get; init; }

    [Daughter("nu_tau")] public partial FourVector<Rest> NuTau { get; init; }

    [SquaredAmplitude]
    public double Amplitude => 64 * Constants.FermiCoupling.Squared * (Tau * AntiNuMu) * (Muon * NuTau);
}

/// <summary>π⁺ → μ⁺ ν_μ with f_π = 130.2 MeV and V_ud = 0.9737.</summary>
[Decay("pi+ -> mu+ nu_mu")]
public partial record PionToMuon
{
    public const double Coupling = 0.1302 * 0.9737;

    [Daughter("mu+")] public partial FourVector<Rest> Muon { get; init; }

    [Daughter("nu_mu")] public partial FourVector<Rest> NuMu { get; init; }

    [SquaredAmplitude]
    public GeV2 Amplitude => 4 * (Constants.FermiCoupling * Coupling.GeV.Squared) * (Constants.FermiCoupling * Muon.M2) * (Muon * NuMu);
}

/// <summary>Z → e⁺ e⁻, averaged over the three polarisations.</summary>
[Decay("Z -> e+ e-")]
public partial record ZToElectrons
{
    [Parent] public partial FourVector<Rest> Z { get; }

    [Daughter("e+"), Massless] public partial FourVector<Rest> Positron { get; init; }

    [Daughter("e-"), Massless] public partial FourVector<Rest> Electron { get; init; }

    [SquaredAmplitude]
    public GeV2 Amplitude => 4 * Math.Sqrt(2) / 3 * Couplings * (Constants.FermiCoupling * Z.M2)
        * (Positron * Electron + 2 * (Z * Positron) * (Z * Electron) / Z.M2);

    private double Couplings => Square(2 * Constants.WeakMixingAtZ - 0.5) + 0.25;
}

/// <summary>e⁺e⁻ → μ⁺μ⁻ through a photon, where the mass of the muon matters.</summary>
[Scattering("e+ e- -> mu+ mu-", SqrtS = 0.4)]
public partial record SlowMuonPair
{
    [Incoming("e+"), Massless] public partial FourVector<CentreOfMass> Positron { get; }

    [Incoming("e-"), Massless] public partial FourVector<CentreOfMass> Electron { get; }

    [Daughter("mu+")] public partial FourVector<CentreOfMass> Antimuon { get; init; }

    [Daughter("mu-")] public partial FourVector<CentreOfMass> Muon { get; init; }

    [SquaredAmplitude]
    public double Amplitude => 128 * Math.PI * Math.PI * Square(Constants.FineStructure)
        * ((Positron * Muon) * (Electron * Antimuon) + (Positron * Antimuon) * (Electron * Muon) + Muon.M2 * (Positron * Electron))
        / Square((Positron + Electron).M2);
}

/// <summary>Compton's scattering: a massive particle comes in, and nothing diverges.</summary>
[Scattering("gamma e- -> gamma e-", SqrtS = 0.001)]
public partial record ComptonScattering
{
    [Incoming("gamma")] public partial FourVector<CentreOfMass> Photon { get; }

    [Incoming("e-")] public partial FourVector<CentreOfMass> Electron { get; }

    [Daughter("gamma")] public partial FourVector<CentreOfMass> ScatteredPhoton { get; init; }

    [Daughter("e-")] public partial FourVector<CentreOfMass> ScatteredElectron { get; init; }

    [SquaredAmplitude]
    public double Amplitude => 32 * Math.PI * Math.PI * Square(Constants.FineStructure)
        * (After / Before + Before / After + 2 * (Shift * Electron.M2) + Square(Shift * Electron.M2));

    private GeV2 Before => Electron * Photon;

    private GeV2 After => Electron * ScatteredPhoton;

    private InverseGeV2 Shift => 1 / Before - 1 / After;
}

/// <summary>K⁺ → π⁺ π⁺ π⁻ with a slope along the odd pion's energy: two identical particles with mass.</summary>
[Decay("K+ -> pi+ pi+ pi-")]
public partial record KaonToPions
{
    [Daughter("pi+")] public partial FourVector<Rest> First { get; init; }

    [Daughter("pi+")] public partial FourVector<Rest> Second { get; init; }

    [Daughter("pi-")] public partial FourVector<Rest> Odd { get; init; }

    [SquaredAmplitude]
    public double Amplitude => 1 + 2 * ((First + Second).M2 / Scale - 4);

    private GeV2 Scale => First.M2;
}

/// <summary>t → b W⁺ → b e⁺ ν_e: a chain with a line shape, a massive and two massless particles.</summary>
[Decay("t -> b (W+ -> e+ nu_e)", OffShell = true)]
public partial record TopDecay
{
    public const double WMass = 80.3692, WWidth = 2.085;

    [Parent] public partial FourVector<Rest> Top { get; }

    [Daughter("b")] public partial FourVector<Rest> Bottom { get; init; }

    [Daughter("e+"), Massless] public partial FourVector<Rest> Positron { get; init; }

    [Daughter("nu_e")] public partial FourVector<Rest> Neutrino { get; init; }

    [SquaredAmplitude]
    public double Amplitude => 64 * Constants.FermiCoupling.Squared * (Top * Positron) * (Bottom * Neutrino) * Propagator((Positron + Neutrino).M2);

    private GeV2 Pole => WMass.GeV.Squared;

    private double Propagator(GeV2 s) => Pole * Pole / ((s - Pole) * (s - Pole) + WWidth.GeV.Squared * Pole);
}
