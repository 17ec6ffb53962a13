using static Mandelstam.Kinematics;

namespace Monojet;

public enum Sample { DarkMatter, ZNuNu, WLNu, Multijet }

public enum RecoilBin { Low, Medium, High }

/// <summary>A hard jet against missing momentum: recoil, angles that tell mismeasured jets, and the scale of jet energies with its order restored.</summary>
[Event(Unit = EnergyUnit.MeV)]
public partial record MonojetEvent
{
    [Column("jet{1,2,3,4}_{pt,eta,phi,m}", Count = "n_jet", Absent = -999)] public partial UpTo4<FourVector<Lab>> Jets { get; init; }
    [Column("mu{1,2}_{pt,eta,phi,m}", Count = "n_mu", Absent = -999)] public partial UpTo2<FourVector<Lab>> Muons { get; init; }
    [MissingMomentum, Column("met", "met_phi")] public partial TransverseVector<Lab> Met { get; init; }
    [DependsOn(nameof(Jets), nameof(Muons)), Column("sumet")] public partial Energy SumEt { get; init; }
    [Column("jet1_chf")] public partial double ChargedFraction { get; init; }
    [Weight, Column("weight", Optional = true)] public partial double Weight { get; init; }
    [Label, Column("sample", Optional = true)] public partial Sample Sample { get; init; }

    /// <summary>What the boson recoils with: missing momentum and its visible leptons.</summary>
    private TransverseVector<Lab> Recoil => Met + Muons.Sum(m => m.Transverse);

    [Feature("recoil"), InvariantUnder<BoostZ, RotationZ>] public Energy RecoilPt => Recoil.Pt;

    [Feature("lead_pt", Absent = -999)] public Energy? LeadPt => Jets is { Count: > 0 } ? Jets[0].Pt : null;

    [Feature("min_dphi", Absent = -9), InvariantUnder<RotationZ, BoostZ, Permutation>]
    public Angle? SmallestAngle => Jets.Min(j => Abs(DeltaPhi(j, Recoil)));

    [Feature("balance", Absent = -9)] public double? Balance => LeadPt is { } pt && Recoil.Pt > 0 ? pt / Recoil.Pt : null;

    [Feature("significance")] public double Significance => Met.Pt / (SumEt + 10.GeV) * Math.Sqrt((SumEt + 10.GeV) / 1.GeV);

    [Feature("alpha", Absent = -9)]
    public double? Alpha
    {
        get
        {
            if (!Jets.Has(1))
            {
                return null;
            }

            var (first, second) = (Jets[0], Jets[1]);
            Energy mass = (first + second).Mass;
            return mass > 0 ? second.Pt / mass : null;
        }
    }

    [Feature("m_mumu", Absent = -9)] public Energy? DimuonMass => Muons.Has(1) ? (Muons[0] + Muons[1]).Mass : null;

    [Feature("mt_mu", Absent = -9)] public Energy? TransverseMassOfMuon => Muons.Has(0) ? TransverseMass(Muons[0], Met) : null;

    [Feature("ht_miss"), InvariantUnder<Permutation>] public Energy MissingHt => Jets.Where(j => j.Pt > 30.GeV).Sum(j => j.Transverse).Pt;

    [Feature("chf")] public double Fraction => ChargedFraction;

    [Nuisance(Prior.Normal, Mean = 0, Sigma = 1, Min = -4, Max = 4)]
    public MonojetEvent JetScale(double pull)
    {
        double Factor(FourVector<Lab> jet) => 1 + pull * (0.01 + 0.5.GeV / (20.GeV + jet.Pt));
        TransverseVector<Lab> gained = Jets.Sum(j => (Factor(j) - 1) * j.Transverse);
        return this with
        {
            Jets = Jets.Map(j => j.ScaledMomentum(Factor(j))).OrderByDescending(j => j.Pt),
            SumEt = SumEt + Jets.Sum(j => (Factor(j) - 1) * j.Pt),
            Met = Met - gained,
        };
    }

    [Nuisance(Prior.Normal, Mean = 1, Sigma = 0.002)]
    public MonojetEvent MuonScale(double s) => this with
    {
        Muons = Muons.Map(m => m.ScaledMomentum(s)),
        SumEt = SumEt + (s - 1) * Muons.Sum(m => m.Pt),
        Met = Met + (1 - s) * Muons.Sum(m => m.Transverse),
    };

    [Nuisance(Prior.LogNormal, LogMean = 0, LogSigma = 1, Nominal = 0, Min = 0, Max = 5)]
    public MonojetEvent Unclustered(Energy width, [Noise] Noise2 g) => this with { Met = Met + width * g };

    /// <summary>An uncertain slope of the spectrum of W and Z bosons.</summary>
    [RateNuisance(Prior.Normal, Mean = 0, Sigma = 1)]
    public double BosonSlope(double pull) => Sample is Sample.ZNuNu or Sample.WLNu ? 1 + 0.02 * pull * Tanh((Recoil.Pt - 500.GeV) / 500.GeV) : 1;

    [Selection] public bool Trigger => Recoil.Pt > 250.GeV;

    [Selection] public bool HardCentralJet => Jets.Has(0) && Jets[0] is { Pt.InGeV: > 100, Eta.Value: > -2.4 and < 2.4 } && ChargedFraction > 0.1;

    [Selection] public bool NotMismeasured => Jets.All(j => Abs(DeltaPhi(j, Recoil)) > 0.5.Rad || j.Pt < 30.GeV);

    [Category]
    public RecoilBin Bin => Recoil.Pt switch
    {
        var pt when pt < 400.GeV => RecoilBin.Low,
        var pt when pt < 700.GeV => RecoilBin.Medium,
        _ => RecoilBin.High,
    };
}
