using static Mandelstam.Kinematics;

namespace Monophoton;

/// <summary>e⁺e⁻ → γ A′ with an invisible A′: its mass from the recoil of the photon.</summary>
[Event]
public partial record PhotonRecoil
{
    private static readonly Energy Her = 7.007.GeV;
    private static readonly Energy Ler = 4000.MeV;

    [Massless, Column("gamma_{px,py,pz}")] public partial FourVector<Lab> Photon { get; init; }
    [Massless, Column("extra{1,2}_{pt,eta,phi}", Count = "n_extra", Absent = -1)] public partial UpTo2<FourVector<Lab>> Extra { get; init; }
    [Column("t0")] public partial double Time { get; init; }

    private static FourVector<Lab> Electron => FourVector.PxPyPzE<Lab>(0.GeV, 0.GeV, Her, Her);

    private static FourVector<Lab> Positron => FourVector.PxPyPzE<Lab>(0.GeV, 0.GeV, -Ler, Ler);

    private static FourVector<Lab> Beams => Electron + Positron;

    /// <summary>Energy of the photon in the centre of mass.</summary>
    [Feature("e_star")] public Energy EnergyInCms => Photon.InRestFrameOf(Beams).E;

    [Feature("m2_recoil")] public GeV2 RecoilMass2 => (Beams - Photon).M2;

    [Feature("m2_recoil_again")] public GeV2 AlsoRecoil => Beams.M2 - 2 * (Beams * Photon);

    [Feature("cos_star")]
    public double CosInCms
    {
        get
        {
            var star = Photon.InRestFrameOf(Beams);
            return star.Pz / star.P;
        }
    }

    [Feature("x")] public double Inelasticity => 2 * EnergyInCms / Beams.Mass;

    [Feature] public Energy ExtraEnergy => Extra.Sum(c => c.E);

    [Feature(Absent = -9)] public double? Nearest => Extra.Min(c => DeltaR(c, Photon));

    [Nuisance(Prior.Normal, Mean = 1, Sigma = 0.002)]
    public PhotonRecoil PhotonScale(double k) => this with { Photon = k * Photon };

    [Correction] public PhotonRecoil Cleaned() => this with { Extra = Extra.Where(c => c.E > 50.MeV && c.Pt > 0) };

    [Selection] public bool InBarrel => Photon.Eta.Value is > -0.8 and < 1.3;

    [Selection] public bool Alone => ExtraEnergy < 0.2.GeV && EnergyInCms > 2.GeV && Abs(Time) < 5;
}

[NewParticle("A'", Mass = 1.5, TwiceSpin = 2), Scattering("e- e+ -> gamma A'", SqrtS = 10.58)]
public partial record DarkPhotonProduction
{
    [Incoming, Massless] public partial FourVector<CentreOfMass> Electron { get; }
    [Incoming, Massless] public partial FourVector<CentreOfMass> Positron { get; }
    [Daughter] public partial FourVector<CentreOfMass> Photon { get; init; }
    [Daughter("A'")] public partial FourVector<CentreOfMass> Dark { get; init; }

    private GeV2 S => (Electron + Positron).M2;

    private GeV2 T => (Electron - Photon).M2;

    private GeV2 U => (Electron - Dark).M2;

    [SquaredAmplitude]
    public double Amplitude => 1e-6 * Square(4 * Math.PI * Constants.FineStructure) * 2 * (T * T + U * U + 2 * S * Dark.M2) / (T * U);

    [Selection] public bool Central => Photon.Pt > 0.5.GeV;
}

[NewParticle("A'", Mass = 0.02, TwiceSpin = 2), Decay("pi0 -> gamma (A' -> e- e+)")]
public partial record PionToDarkPhoton;
