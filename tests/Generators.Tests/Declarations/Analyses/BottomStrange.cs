using static Mandelstam.Kinematics;

namespace BottomStrange;

public enum Channel { Signal, LambdaB, Combinatorial }

public enum Tag { Untagged, Tagged }

public sealed class Psi;

public sealed class Phi;

/// <summary>Bₛ → J/ψ φ → μ⁺μ⁻K⁺K⁻: masses and helicity angles.</summary>
[Event]
public partial record BsCandidate
{
    private const double JPsiMass = 3.0969;
    private static readonly Energy PhiMass = 1019.461.MeV;

    [Column("mup_{PT,ETA,PHI,M}", Unit = EnergyUnit.MeV)] public partial FourVector<Lab> MuPlus { get; init; }
    [Column("mum_{PT,ETA,PHI,M}", Unit = EnergyUnit.MeV)] public partial FourVector<Lab> MuMinus { get; init; }
    [Column("Kp_PX", "Kp_PY", "Kp_PZ", "Kp_PE", Unit = EnergyUnit.MeV, Coordinates = Coordinates.PxPyPzE)] public partial FourVector<Lab> KPlus { get; init; }
    [Column("Km_PX", "Km_PY", "Km_PZ", "Km_PE", Unit = EnergyUnit.MeV, Coordinates = Coordinates.PxPyPzE)] public partial FourVector<Lab> KMinus { get; init; }
    [Column("decay_time")] public partial double DecayTime { get; init; }
    [Column("tag_decision")] public partial int TagDecision { get; init; }
    [Column("mistag", Absent = -1)] public partial double Mistag { get; init; }
    [Weight, Column("sWeight", Optional = true)] public partial double Weight { get; init; }
    [Label, Column("channel", Optional = true)] public partial Channel Channel { get; init; }

    private FourVector<Lab> Dimuon => MuPlus + MuMinus;

    private FourVector<Lab> Dikaon => KPlus + KMinus;

    private FourVector<Lab> Bs => Dimuon + Dikaon;

    [Feature("m_b"), InvariantUnder<Lorentz>] public Energy Mass => (MuPlus + MuMinus + KPlus + KMinus).Mass;

    [Feature("m_b_constrained")] public Energy ConstrainedMass => Bs.Mass - Dimuon.Mass + JPsiMass.GeV;

    [Feature("m_phi_pull")] public double PhiPull => (Dikaon.Mass - PhiMass) / 4.249.MeV;

    /// <summary>Cosine of the angle of μ⁺ in the J/ψ against where the φ comes from.</summary>
    [Feature("cos_l"), InvariantUnder<Lorentz>]
    public double CosMuon
    {
        get
        {
            (FourVector<Rest<Psi>> mu, FourVector<Rest<Psi>> kaons) = (MuPlus.InRestFrameOf<Psi>(Dimuon), Dikaon.InRestFrameOf<Psi>(Dimuon));
            return -mu.P3.Dot(kaons.P3) / (mu.P3.Magnitude * kaons.P3.Magnitude);
        }
    }

    [Feature("cos_k"), InvariantUnder<Lorentz>]
    public double CosKaon
    {
        get
        {
            var kaon = KPlus.InRestFrameOf<Phi>(Dikaon);
            var muons = Dimuon.InRestFrameOf<Phi>(Dikaon);
            return -kaon.P3.Dot(muons.P3) / (kaon.P * muons.P);
        }
    }

    [Feature] public double Oscillation => TagDecision * Math.Cos(17.77 * DecayTime);

    [Feature(Absent = -1)] public double? Dilution => Mistag >= 0 ? 1 - 2 * Mistag : null;

    [Feature] public bool IsForward => Bs.Rapidity.Value is > 2 and < 4.5;

    [Nuisance(Prior.Normal, Mean = 1, Sigma = 0.0003)]
    public BsCandidate MomentumScale(double alpha) => this with
    {
        MuPlus = MuPlus.ScaledMomentum(alpha),
        MuMinus = MuMinus.ScaledMomentum(alpha),
        KPlus = KPlus.ScaledMomentum(alpha),
        KMinus = KMinus.ScaledMomentum(alpha),
    };

    [Nuisance(Prior.Normal, Mean = 0, Sigma = 0.005)]
    public BsCandidate TimeResolution(double width, [Noise] Noise1 g) => this with { DecayTime = DecayTime + width * g };

    [RateNuisance(Prior.LogNormal, LogMean = 0, LogSigma = 0.2)]
    public double Reflection(double k) => Channel is Channel.LambdaB ? k : 1;

    [Selection] public bool MassWindow => Mass > 5.2.GeV && Mass < 5.55.GeV && Abs(Dikaon.Mass - PhiMass) < 30.MeV;

    [Selection] public bool Lifetime => DecayTime is > 0.3 and < 15;

    [Category] public Tag Flavour => TagDecision == 0 ? Tag.Untagged : Tag.Tagged;
}

[Decay("B_s0 -> (J/psi -> mu+ mu-) (phi -> K+ K-)")]
public partial record BsDecay
{
    [Parent] public partial FourVector<Rest> Bs { get; }
    [Daughter("mu+")] public partial FourVector<Rest> MuPlus { get; init; }
    [Daughter("mu-")] public partial FourVector<Rest> MuMinus { get; init; }
    [Daughter] public partial FourVector<Rest> KPlus { get; init; }
    [Daughter] public partial FourVector<Rest> KMinus { get; init; }
}
