using static Mandelstam.Kinematics;

namespace PenguinDecays;

public abstract class BMeson;
public abstract class KStar;
public abstract class Dimuon;

public static class Angles
{
    public static double Cos<TFrame>(Momentum<TFrame> a, Momentum<TFrame> b) where TFrame : IFrame => a.Dot(b) / (a.Magnitude * b.Magnitude);
}

/// <summary>B⁰ → K*⁰ μ⁺μ⁻ with masses, angles, a decay time and vetoes: more loops than one, and numbers that several of them take in either precision.</summary>
[Event]
public partial record BToKstarMuMu
{
    [Column("mup_{px,py,pz,e}")] public partial FourVector<Lab> MuPlus { get; init; }
    [Column("mum_{px,py,pz,e}")] public partial FourVector<Lab> MuMinus { get; init; }
    [Column("k_{pt,eta,phi,m}")] public partial FourVector<Lab> Kaon { get; init; }
    [Column("pi_{pt,eta,phi,m}")] public partial FourVector<Lab> Pion { get; init; }
    [Column("k_charge")] public partial int KaonCharge { get; init; }
    [Column("fd")] public partial double FlightDistance { get; init; }
    [Column("ip_chi2")] public partial double IpChi2 { get; init; }
    [Column("k_pid")] public partial double KaonPid { get; init; }
    [Weight, Column("sweight", Optional = true)] public partial double Weight { get; init; }

    private static readonly Energy BMass = 5279.66.MeV, KStarMass = 895.55.MeV;

    private FourVector<Lab> DiMuon => MuPlus + MuMinus;
    private FourVector<Lab> KPi => Kaon + Pion;
    private FourVector<Lab> B => DiMuon + KPi;

    [Feature("m_b")] public Energy MassB => B.Mass;
    [Feature("m_kpi")] public Energy MassKPi => KPi.Mass;
    [Feature("q2")] public GeV2 Q2 => DiMuon.M2;
    [Feature("cos_theta_l"), InvariantUnder<Lorentz>]
    public double CosThetaL
    {
        get
        {
            var lepton = KaonCharge > 0 ? MuPlus : MuMinus;
            var mu = lepton.InRestFrameOf<Dimuon>(DiMuon).P3;
            var b = B.InRestFrameOf<Dimuon>(DiMuon).P3;
            return -mu.Dot(b) / (mu.Magnitude * b.Magnitude);
        }
    }
    [Feature("cos_theta_k")]
    public double CosThetaK => -Angles.Cos(Kaon.InRestFrameOf<KStar>(KPi).P3, B.InRestFrameOf<KStar>(KPi).P3);
    [Feature("phi")]
    public Angle Phi
    {
        get
        {
            var (l, lb) = KaonCharge > 0 ? (MuPlus, MuMinus) : (MuMinus, MuPlus);
            var p1 = l.InRestFrameOf<BMeson>(B).P3;
            var p2 = lb.InRestFrameOf<BMeson>(B).P3;
            var k = Kaon.InRestFrameOf<BMeson>(B).P3;
            var pi = Pion.InRestFrameOf<BMeson>(B).P3;
            // normals of the two planes
            (GeV2 X, GeV2 Y, GeV2 Z) n = (p1.Y * p2.Z - p1.Z * p2.Y, p1.Z * p2.X - p1.X * p2.Z, p1.X * p2.Y - p1.Y * p2.X);
            (GeV2 X, GeV2 Y, GeV2 Z) m = (k.Y * pi.Z - k.Z * pi.Y, k.Z * pi.X - k.X * pi.Z, k.X * pi.Y - k.Y * pi.X);
            GeV4 cos = n.X * m.X + n.Y * m.Y + n.Z * m.Z;
            Energy axisNorm = KPi.InRestFrameOf<BMeson>(B).P;
            var e = KPi.InRestFrameOf<BMeson>(B).P3;
            GeV4 cx = n.Y * m.Z - n.Z * m.Y, cy = n.Z * m.X - n.X * m.Z, cz = n.X * m.Y - n.Y * m.X;
            GeV4 sin = cx * (e.X / axisNorm) + cy * (e.Y / axisNorm) + cz * (e.Z / axisNorm);
            return Math.Atan2(sin.Value, cos.Value).Rad;
        }
    }
    [Feature("p_b")] public Energy BMomentum => B.P;
    [Feature("eta_b")] public double EtaB => B.Eta;
    [Feature("decay_time")] public double ProperTime => FlightDistance * (B.Mass / B.P) / 0.299792458;
    [Feature("dtf_mass")] public Energy ConstrainedMass => B.Mass - DiMuon.Mass + 3096.9.MeV;
    [Feature("kpi_pull")] public double KPull => (KPi.Mass - KStarMass) / 47.3.MeV;
    [Feature("swap_mass")] public Energy SwappedMass
    {
        get
        {
            var k = FourVector.PtEtaPhiM<Lab>(Kaon.Pt, Kaon.Eta, Kaon.Phi, 139.57.MeV);
            var pi = FourVector.PtEtaPhiM<Lab>(Pion.Pt, Pion.Eta, Pion.Phi, 493.677.MeV);
            return (k + pi).Mass;
        }
    }
    [Feature("phi_veto")] public Energy PhiMass
    {
        get
        {
            var pi = FourVector.PtEtaPhiM<Lab>(Pion.Pt, Pion.Eta, Pion.Phi, Kaon.Mass);
            return (Kaon + pi).Mass;
        }
    }
    [Feature("log_ip")] public double LogIp => IpChi2 > 0 ? Log(IpChi2) : -20;
    [Feature("asym_pt")] public double MuonAsymmetry => (MuPlus.Pt - MuMinus.Pt) / (MuPlus.Pt + MuMinus.Pt);
    [Feature("angle_k_mu")] public Angle KaonMuon => Kaon.OpeningAngle(KaonCharge > 0 ? MuPlus : MuMinus);
    [Feature("min_pt")] public Energy MinPt => Min(Min(MuPlus.Pt, MuMinus.Pt), Min(Kaon.Pt, Pion.Pt));
    [Feature("kallen")] public Energy KaonStar
    {
        get
        {
            GeV2 m = KPi.M2, k = Kaon.M2, p = Pion.M2;
            GeV4 lambda = Square(m - k - p) - 4 * k * p;
            return lambda > 0 ? Sqrt(lambda.Sqrt()) * Math.Sqrt(lambda.Sqrt() / m) / 2 : 0.GeV;
        }
    }

    [Selection] public bool MassWindow => Abs(MassB - BMass) < 170.MeV;
    [Selection] public bool Resonance => MassKPi is { InMeV: > 796 and < 996 };
    [Selection] public bool NotJpsi => Q2.Value is not (> 8 and < 11) and not (> 12.5 and < 15);
    [Selection] public bool NotPhi => !(Abs(PhiMass - 1.0195.GeV) < 0.012.GeV && KaonPid < 0);
    [Selection] public bool Muons => MuPlus.P > 3.GeV && MuMinus.P > 3.GeV && MinPt > 250.MeV;

    [Category] public Q2Bin Bin => Q2.Value switch { < 0.98 => Q2Bin.Photon, < 6 => Q2Bin.Low, < 12.5 => Q2Bin.Middle, _ => Q2Bin.High };
    public enum Q2Bin { Photon, Low, Middle, High }

    [Nuisance(Prior.Normal, Mean = 1, Sigma = 0.0003, Min = 0.99, Max = 1.01)]
    public BToKstarMuMu MomentumScale(double s) => this with
    {
        MuPlus = MuPlus.ScaledMomentum(s), MuMinus = MuMinus.ScaledMomentum(s), Kaon = Kaon.ScaledMomentum(s), Pion = Pion.ScaledMomentum(s),
    };

    [Nuisance(Prior.Normal, Mean = 0, Sigma = 0.001, Min = -0.01, Max = 0.01)]
    public BToKstarMuMu KaonMaterial(Energy loss) => this with { Kaon = FourVector.PtEtaPhiM<Lab>(Max(Kaon.Pt - loss, 0.01.GeV), Kaon.Eta, Kaon.Phi, Kaon.Mass) };

    [RateNuisance(Prior.Normal, Mean = 0, Sigma = 1)]
    public double Pid(double z) => 1 + 0.02 * z * Math.Tanh(KaonPid / 10);
}
