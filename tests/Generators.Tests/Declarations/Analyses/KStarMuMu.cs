using static Mandelstam.Kinematics;
using LabVector = Mandelstam.FourVector<Mandelstam.Lab>;

namespace KStarMuMu;

public enum Sample { Signal, JPsiKStar, Combinatorial }

public enum Q2Bin { Low, JPsi, High }

public sealed class Dimuon;

public sealed class KStar;

/// <summary>B⁰ → K*⁰(K⁺π⁻) μ⁺μ⁻: q², masses and the three decay angles, after LHCb, JHEP 02 (2016) 104.</summary>
[Event(Unit = EnergyUnit.MeV)]
public partial record BCandidate
{
    private static readonly Energy KStarMass = 895.55.MeV;

    [Column("mup_{PX,PY,PZ,M}")] public partial LabVector MuPlus { get; init; }
    [Column("mum_{PX,PY,PZ,M}")] public partial LabVector MuMinus { get; init; }
    [Column("K_{PX,PY,PZ,M}")] public partial LabVector Kaon { get; init; }
    [Column("pi_{PX,PY,PZ,M}")] public partial LabVector Pion { get; init; }
    [Column("kaon_charge")] public partial int KaonCharge { get; init; }
    [Column("b_iso")] public partial double Isolation { get; init; }
    [Weight, Column("sWeight", Optional = true)] public partial double Weight { get; init; }
    [Label, Column("sample", Optional = true)] public partial Sample Sample { get; init; }

    private LabVector Leptons => MuPlus + MuMinus;

    private LabVector Hadrons => Kaon + Pion;

    private LabVector B => Leptons + Hadrons;

    /// <summary>The muon with the charge of the lepton in B⁰ decay, whichever flavour this candidate is.</summary>
    private LabVector Muon => KaonCharge > 0 ? MuPlus : MuMinus;

    [Feature("m_b"), InvariantUnder<Lorentz>] public Energy Mass => B.Mass;

    [Feature("q2"), InvariantUnder<Lorentz>] public GeV2 Q2 => Leptons.M2;

    [Feature("m_kpi")] public Energy KPiMass => Hadrons.Mass;

    [Feature("m_kpi_pull")] public double KStarPull => (Hadrons.Mass - KStarMass) / 47.3.MeV;

    /// <summary>Cosine of the angle of the muon in the dimuon's rest frame, against the direction away from the B.</summary>
    [Feature("cos_l"), InvariantUnder<Lorentz>]
    public double CosLepton
    {
        get
        {
            var (muon, b) = (Muon.InRestFrameOf<Dimuon>(Leptons), B.InRestFrameOf<Dimuon>(Leptons));
            return -Cosine(muon.P3, b.P3);
        }
    }

    [Feature("cos_k"), InvariantUnder<Lorentz>]
    public double CosKaon => -Cosine(Kaon.InRestFrameOf<KStar>(Hadrons).P3, B.InRestFrameOf<KStar>(Hadrons).P3);

    /// <summary>Angle between the planes of the two decays, in the rest frame of the B, whichever side of one the other is on.</summary>
    [Feature("phi")]
    public Angle PlaneAngle
    {
        get
        {
            var (mup, mum, k, pi) = (MuPlus.InRestFrameOf(B).P3, MuMinus.InRestFrameOf(B).P3, Kaon.InRestFrameOf(B).P3, Pion.InRestFrameOf(B).P3);
            var axis = (Kaon + Pion).InRestFrameOf(B).P3;
            var (lx, ly, lz) = Cross(mup, mum);
            var (hx, hy, hz) = Cross(k, pi);
            GeV4 cos = lx * hx + ly * hy + lz * hz;

            // (l × h)·axis, over the length of the axis.
            GeV4 sine = (ly * hz - lz * hy) * (axis.X / axis.Magnitude) + (lz * hx - lx * hz) * (axis.Y / axis.Magnitude) + (lx * hy - ly * hx) * (axis.Z / axis.Magnitude);
            return Math.Abs(Math.Atan2(sine / Unit, cos / Unit)).Rad;

            static (GeV2 X, GeV2 Y, GeV2 Z) Cross(Momentum<Rest> a, Momentum<Rest> b) => (a.Y * b.Z - a.Z * b.Y, a.Z * b.X - a.X * b.Z, a.X * b.Y - a.Y * b.X);
        }
    }

    [Feature("e_star"), InvariantUnder<Lorentz>] public Energy KaonEnergy => Kaon.InRestFrameOf(B).E;

    [Feature("pt_b")] public Energy Pt => B.Pt;

    [Nuisance(Prior.Normal, Mean = 1, Sigma = 0.0003)]
    public BCandidate MomentumScale(double alpha) => this with
    {
        MuPlus = MuPlus.ScaledMomentum(alpha),
        MuMinus = MuMinus.ScaledMomentum(alpha),
        Kaon = Kaon.ScaledMomentum(alpha),
        Pion = Pion.ScaledMomentum(alpha),
    };

    [RateNuisance(Prior.LogNormal, LogMean = 0, LogSigma = 0.1)]
    public double Peaking(double k) => Sample switch { Sample.JPsiKStar => k, _ => 1 };

    [Selection] public bool InWindow => Mass is var m && m > 5.17.GeV && m < 5.7.GeV;

    [Selection] public bool IsKStar => Abs(Hadrons.Mass - KStarMass) < 100.MeV && Isolation > 0.2;

    [Category]
    public Q2Bin Bin => Q2 switch
    {
        var q when q < 8 * Unit2 => Q2Bin.Low,
        var q when q < 11 * Unit2 => Q2Bin.JPsi,
        _ => Q2Bin.High,
    };

    private static GeV2 Unit2 => 1.GeV * 1.GeV;

    private static GeV4 Unit => Unit2.Squared;

    private static double Cosine<TFrame>(Momentum<TFrame> a, Momentum<TFrame> b)
        where TFrame : IFrame => a.Dot(b) / (a.Magnitude * b.Magnitude);
}

[Decay("B0 -> (K*(892)0 -> K+ pi-) mu+ mu-")]
public partial record BDecay
{
    [Parent] public partial FourVector<Rest> B { get; }
    [Daughter("K+")] public partial FourVector<Rest> Kaon { get; init; }
    [Daughter("pi-")] public partial FourVector<Rest> Pion { get; init; }
    [Daughter("mu+")] public partial FourVector<Rest> MuPlus { get; init; }
    [Daughter("mu-")] public partial FourVector<Rest> MuMinus { get; init; }
}
