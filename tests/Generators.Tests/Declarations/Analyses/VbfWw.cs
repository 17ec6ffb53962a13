using static Mandelstam.Kinematics;

namespace VbfWw;

public enum Process { Vbf, GluonFusion, WW, Top }

public enum Region { Signal, TopControl, Other }

/// <summary>Vector-boson fusion H → WW* → eνμν: lepton kinematics, the two tagging jets, and what lies between them.</summary>
[Event]
public partial record Candidate
{
    [Massless, Column("el_{pt,eta,phi}")] public partial FourVector<Lab> Electron { get; init; }
    [Massless, Column("mu_{pt,eta,phi}")] public partial FourVector<Lab> Muon { get; init; }
    [Column("jet{1,2,3}_{pt,eta,phi,m}", Count = "n_jets", Absent = -99)] public partial UpTo3<FourVector<Lab>> Jets { get; init; }
    [Column("n_btag")] public partial int BTags { get; init; }
    [MissingMomentum, Column("met_et", "met_phi")] public partial TransverseVector<Lab> Met { get; init; }
    [Weight, Column("weight", Optional = true)] public partial double Weight { get; init; }
    [Label, Column("process", Optional = true)] public partial Process Process { get; init; }

    private FourVector<Lab> Leptons => Electron + Muon;

    private (FourVector<Lab> First, FourVector<Lab> Second)? Tags => Jets.Has(1) ? (Jets[0], Jets[1]) : null;

    [Feature("mll"), InvariantUnder<Lorentz>] public Energy MassOfLeptons => Leptons.Mass;

    [Feature("ptll")] public Energy PtOfLeptons => Leptons.Pt;

    [Feature("dphill"), InvariantUnder<RotationZ, BoostZ>] public Angle AngleOfLeptons => Abs(DeltaPhi(Electron, Muon));

    /// <summary>m_T² = (E_T^ll + E_T^miss)² − |p_T^ll + p_T^miss|², written out: the energies' part minus the momenta's.</summary>
    [Feature("mt")]
    public Energy TransverseMassOfAll
    {
        get
        {
            Energy et = Leptons.Mt;
            GeV2 cross = et * Met.Pt - Leptons.Transverse.Dot(Met);
            return Sqrt(Leptons.M2 + 2 * Max(cross, GeV2.Zero));
        }
    }

    [Feature("mjj", Absent = -99)] public Energy? TagMass => Tags is (var a, var b) ? (a + b).Mass : null;

    [Feature("detajj", Absent = -99)] public double? TagGap => Tags is var (a, b) ? Abs(a.Eta - b.Eta) : null;

    [Feature("dyjj", Absent = -99), InvariantUnder<BoostZ, RotationZ, ReflectionZ>]
    public double? TagRapidityGap => Tags is { First: var a, Second: var b } ? Abs(a.Rapidity - b.Rapidity) : null;

    [Feature("dphijj", Absent = -99)] public Angle? TagAngle => Tags is var (a, b) ? Abs(DeltaPhi(a, b)) : null;

    /// <summary>How far outside the tagging jets each lepton is, in units of half their gap.</summary>
    [Feature("centrality", Absent = -99)]
    public double? Centrality
    {
        get
        {
            if (Tags is not var (a, b))
            {
                return null;
            }

            double half = Math.Max(Math.Abs(a.Eta - b.Eta) / 2, 1e-3), middle = (a.Eta + b.Eta) / 2;
            return Outside(Electron) + Outside(Muon);

            double Outside(FourVector<Lab> lepton) => Math.Abs(lepton.Eta - middle) / half;
        }
    }

    [Feature("third_jet", Absent = -99)]
    public double? ThirdJet => Jets.Has(2) ? Jets[2].Eta.Value - (Jets[0].Eta + Jets[1].Eta) / 2 : null;

    [Feature("ht_balance")] public double Balance => (Leptons.Transverse + Met + Jets.Sum(j => j.Transverse)).Pt / (1.GeV + Leptons.Pt + Met.Pt);

    [Feature("m_lj", Absent = -99)] public Energy? LeptonJet => Jets.Min(j => (j + Electron).Mass) + Jets.Min(j => (j + Muon).Mass);

    [Nuisance(Prior.Normal, Mean = 0, Sigma = 1, Min = -5, Max = 5)]
    public Candidate JetEnergyScale(double pull)
    {
        var shifted = Jets.Map(Shifted).OrderByDescending(j => j.Pt);
        return this with { Jets = shifted, Met = Met + Jets.Sum(j => j.Transverse) - shifted.Sum(j => j.Transverse) };

        FourVector<Lab> Shifted(FourVector<Lab> jet) => jet.ScaledMomentum(1 + pull * Uncertainty.Of(jet));
    }

    [Nuisance(Prior.Normal, Mean = 1, Sigma = 0.002)]
    public Candidate ElectronScale(double s) => this with { Electron = s * Electron, Met = Met - (s - 1) * Electron.Transverse };

    [Nuisance(Prior.LogNormal, LogMean = 0, LogSigma = 0.5, Nominal = 0, Min = 0, Max = 4)]
    public Candidate SoftTerm(Energy width, [Noise] Noise2 g) => this with { Met = Met + width * g };

    [RateNuisance(Prior.LogNormal, LogMean = 0, LogSigma = 0.08)]
    public double TopNorm(double k)
    {
        switch (Process)
        {
            case Process.Top:
                return k;
            default:
                return 1;
        }
    }

    [Selection] public bool TwoJets => Jets is { Count: >= 2 } && Jets[0].Pt > 30.GeV && Jets[1].Pt > 30.GeV;

    [Selection] public bool Leptonic => Electron.Pt > 15.GeV && Muon.Pt > 15.GeV && Max(Electron.Pt, Muon.Pt) > 22.GeV && Leptons.Mass > 10.GeV;

    [Category]
    public Region Region => (BTags, CentralJetVeto) switch
    {
        (0, true) => Region.Signal,
        (> 0, _) => Region.TopControl,
        _ => Region.Other,
    };

    private bool CentralJetVeto => !Jets.Has(2) || Jets[2].Pt < 20.GeV || Abs(Jets[2].Eta) > 4.5;
}

/// <summary>The relative uncertainty of a jet's energy.</summary>
public static class Uncertainty
{
    private const double Central = 0.01, Forward = 0.03;

    public static double Of(FourVector<Lab> jet) => Abs(jet.Eta) < 2.5 ? Central : Forward;
}
