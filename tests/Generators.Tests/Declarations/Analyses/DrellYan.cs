using static Mandelstam.Kinematics;

namespace Declarations.Analyses;

/// <summary>pp → Z/γ* → μμ(γ) with a photon of final-state radiation, Collins–Soper angles and φ*.</summary>
[Event(Unit = EnergyUnit.MeV)]
public partial record DrellYan
{
    [Column("mu_minus_{px,py,pz,m}")] public partial FourVector<Lab> Minus { get; init; }
    [Column("mu_plus_{px,py,pz,m}")] public partial FourVector<Lab> Plus { get; init; }
    [Massless, Column("fsr_{pt,eta,phi}", Absent = -1)] public partial UpTo1<FourVector<Lab>> Photon { get; init; }
    [Column("beam_energy")] public partial Energy BeamEnergy { get; init; }

    /// <summary>The muon nearer to the photon, dressed with it.</summary>
    private FourVector<Lab> Dressed(FourVector<Lab> muon) => muon + Photon.Where(p => p.DeltaR(muon, Convention.Eta) < 0.1).Sum(p => p);

    private FourVector<Lab> Pair => Minus + Plus + Photon.Sum(p => p);

    [Feature] public Energy BareMass => (Minus + Plus).Mass;
    [Feature, InvariantUnder<Lorentz>] public Energy DressedMass => Pair.Mass;
    [Feature] public Energy ConeMass => (Dressed(Minus) + Dressed(Plus)).Mass;
    [Feature] public Rapidity Y => Pair.Rapidity;
    [Feature] public double X1 => Pair.Mass / (2 * BeamEnergy) * Exp(Pair.Rapidity.Value);

    [Feature, InvariantUnder<BoostZ>]
    public double CosCollinsSoper
    {
        get
        {
            FourVector<Lab> q = Minus + Plus;
            double sign = q.Pz >= 0.GeV ? 1 : -1;
            return 2 * (Minus.E * Plus.Pz - Minus.Pz * Plus.E) / (q.Mass * Math.Sqrt((q.M2 + q.Pt.Squared).Value).GeV) * (sign * sign);
        }
    }

    /// <summary>φ* = tan(φ_acop/2)·sin θ*, of directions alone.</summary>
    [Feature, InvariantUnder<RotationZ>]
    public double PhiStar
    {
        get
        {
            double acoplanarity = Math.PI - Abs(DeltaPhi(Minus, Plus)).Value;
            double cosTheta = Tanh((Minus.Eta - Plus.Eta) / 2);
            return Math.Tan(acoplanarity / 2) * Math.Sqrt((1 - cosTheta) * (1 + cosTheta));
        }
    }

    [Selection] public bool InWindow => BareMass > 66.GeV && BareMass < 116.GeV;
    [Selection] public bool InAcceptance => Max(Abs(Minus.Eta), Abs(Plus.Eta)) < 2.4 && Min(Minus.Pt, Plus.Pt) > 20.GeV;

    [Nuisance(Prior.Normal, Mean = 0, Sigma = 0.0002)]
    public DrellYan Sagitta(double d) => this with
    {
        Minus = Minus.ScaledMomentum(1 / (1 + d * Minus.Pt.InTeV)),
        Plus = Plus.ScaledMomentum(1 / (1 - d * Plus.Pt.InTeV)),
    };

    [RateNuisance(Prior.LogNormal, LogMean = 0, LogSigma = 0.02)]
    public double Luminosity(double l) => l;
}
