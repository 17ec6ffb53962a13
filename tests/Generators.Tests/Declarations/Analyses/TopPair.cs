using static Mandelstam.Kinematics;

namespace Tops;

public enum TopProcess { TtSemiLeptonic, SingleTop, WJets }

public enum BTagBin { OneTag, TwoTags }

/// <summary>t t̄ → ℓν b q q̄ b̄ with up to four jets.</summary>
[Event(Unit = EnergyUnit.MeV)]
public partial record TopPair
{
    [Column("lep_{pt,eta,phi,m}")] public partial FourVector<Lab> Lepton { get; init; }
    [Column("lep_charge")] public partial int LeptonCharge { get; init; }
    [Column("bjet{1,2}_{pt,eta,phi,m}", Count = "n_bjets", Absent = -999)] public partial UpTo2<FourVector<Lab>> BJets { get; init; }
    [Column("jet{1,2,3,4}_{pt,eta,phi,m}", Count = "n_jets", Absent = -999)] public partial UpTo4<FourVector<Lab>> LightJets { get; init; }
    [MissingMomentum, Column("met_met", "met_phi")] public partial TransverseVector<Lab> Met { get; init; }
    [Weight, Column("mc_weight")] public partial double Weight { get; init; }
    [Label, Column("sample")] public partial TopProcess Sample { get; init; }

    private static readonly Energy WMass = 80.377.GeV;
    private const double TopMassGeV = 172.5;

    /// <summary>Scalar sum of all transverse momenta.</summary>
    [Feature("ht"), InvariantUnder<BoostZ, RotationZ>]
    public Energy Ht => Lepton.Pt + BJets.Sum(b => b.Pt) + LightJets.Sum(j => j.Pt);

    [Feature("st")] public Energy St => Ht + Met.Pt;

    [Feature("mt_w"), InvariantUnder<BoostZ, RotationZ>]
    public Energy TransverseMassW => TransverseMass(Lepton, Met);

    private FourVector<Lab>? HadronicW => LightJets.Has(1) ? LightJets[0] + LightJets[1] : null;

    [Feature("m_w_had", Absent = -999), InvariantUnder<Lorentz>]
    public Energy? HadronicWMass => HadronicW?.Mass;

    private FourVector<Lab>? HadronicTop => HadronicW is { } w && BJets.Has(0) ? w + BJets[0] : null;

    [Feature("m_top_had", Absent = -999)]
    public Energy? HadronicTopMass => HadronicTop is { } top ? top.Mass : null;

    /// <summary>χ² of the hadronic side.</summary>
    [Feature("chi2", Absent = -1)]
    public double? ChiSquared
    {
        get
        {
            if (!LightJets.Has(1) || !BJets.Has(0))
            {
                return null;
            }

            FourVector<Lab> w = LightJets[0] + LightJets[1];
            FourVector<Lab> t = w + BJets[0];
            double pullW = (w.Mass - 80.377.GeV) / 10.GeV;
            double pullT = (t.Mass - TopMassGeV.GeV) / 20.GeV;
            return Square(pullW) + Square(pullT);
        }
    }

    [Feature("mlb_min", Absent = -999), InvariantUnder<Lorentz, Permutation>]
    public Energy? SmallestLeptonB => BJets.Has(1) ? Min((Lepton + BJets[0]).Mass, (Lepton + BJets[1]).Mass) : null;

    [Feature("dr_bb", Absent = -999)]
    public double? DistanceOfBs => BJets.Has(1) ? BJets[0].DeltaRapidityR(BJets[1]) : null;

    [Feature("dphi_lep_met")] public Angle LeptonMetAngle => Abs(DeltaPhi(Lepton, Met));

    [Feature("centrality")]
    public double Centrality => Ht / (Lepton.E + BJets.Sum(b => b.E) + LightJets.Sum(j => j.E));

    [Feature("lep_charge_eta")] public double ChargeEta => LeptonCharge * Lepton.Eta;

    [Feature("cos_star", Absent = -2), InvariantUnder<Lorentz>]
    public double? CosOfHelicity
    {
        get
        {
            if (!LightJets.Has(1) || !BJets.Has(0)) return null;
            var w = LightJets[0] + LightJets[1];
            var quark = LightJets[0].InRestFrameOf(w);
            var b = BJets[0].InRestFrameOf(w);
            return -quark.P3.Dot(b.P3) / (quark.P3.Magnitude * b.P3.Magnitude);
        }
    }

    [Nuisance(Prior.Normal, Mean = 1, Sigma = 0.02, Min = 0.8, Max = 1.2)]
    public TopPair JetEnergyScale(double jes) => this with
    {
        BJets = BJets.Map(b => b.ScaledMomentum(jes)),
        LightJets = LightJets.Map(j => j.ScaledMomentum(jes)),
        Met = Met + (1 - jes) * (BJets.Sum(b => b.Transverse) + LightJets.Sum(j => j.Transverse)),
    };

    [Nuisance(Prior.Normal, Mean = 0, Sigma = 1, Min = -3, Max = 3)]
    public TopPair BJetScale(double pull) => this with
    {
        BJets = BJets.Map(b => b.ScaledMomentum(1 + 0.01 * pull)),
        Met = Met - 0.01 * pull * BJets.Sum(b => b.Transverse),
    };

    [RateNuisance(Prior.LogNormal, LogMean = 0, LogSigma = 0.05)]
    public double TtbarCrossSection(double k) => Sample is TopProcess.TtSemiLeptonic ? k : 1;

    [RateNuisance(Prior.Normal, Mean = 1, Sigma = 0.1, Min = 0)]
    public double WPlusJets(double k) => Sample == TopProcess.WJets ? k : 1;

    [Selection] public bool OneGoodLepton => Lepton.Pt > 27.GeV && Abs(Lepton.Eta) < 2.5;
    [Selection] public bool FourJets => BJets.Count + LightJets.Count >= 4 && BJets.Count >= 1;
    [Selection] public bool TriangularCut => Met.Pt + TransverseMass(Lepton, Met) > 60.GeV;
    [Category] public BTagBin Tags => BJets.Count >= 2 ? BTagBin.TwoTags : BTagBin.OneTag;
}
