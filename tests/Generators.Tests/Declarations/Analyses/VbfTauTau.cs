using static Mandelstam.Kinematics;

namespace VbfTaus;

public static class TauTools
{
    /// The momentum fractions of collinear tau decays, from the missing momentum.
    public static (double X1, double X2)? Fractions(FourVector<Lab> a, FourVector<Lab> b, TransverseVector<Lab> met)
    {
        GeV2 cross = a.Px * b.Py - a.Py * b.Px;
        if (Abs(cross) <= 1e-3 * a.Pt * b.Pt) return null;
        GeV2 da = met.X * b.Py - met.Y * b.Px;
        GeV2 db = a.Px * met.Y - a.Py * met.X;
        double ra = da / cross, rb = db / cross;
        if (ra < 0 || rb < 0) return null;
        return (1 / (1 + ra), 1 / (1 + rb));
    }
}

[Event]
public partial record VbfTauTau
{
    [Massless, Column("lep_{pt,eta,phi}")] public partial FourVector<Lab> Lepton { get; init; }
    [Column("tau_{pt,eta,phi,m}")] public partial FourVector<Lab> Tau { get; init; }
    [Column("tau_ntracks")] public partial int Tracks { get; init; }
    [Column("lep_q")] public partial int LeptonCharge { get; init; }
    [Column("tau_q")] public partial int TauCharge { get; init; }
    [Massless, Column("jet_{leading,subleading,third}_{pt,eta,phi}", Count = "n_jets", Absent = -25)] public partial UpTo3<FourVector<Lab>> Jets { get; init; }
    [MissingMomentum, Column("met_et", "met_phi")] public partial TransverseVector<Lab> Met { get; init; }
    [Column("sum_et"), DependsOn] public partial Energy SumEt { get; init; }
    [Weight, Column("weight")] public partial double Weight { get; init; }
    [Label, Column("process", Optional = true)] public partial Sample Process { get; init; }
    public enum Sample { Higgs, Ztt, Fakes }

    private bool HasDijet => Jets.Count >= 2;
    private FourVector<Lab> Visible => Lepton + Tau;
    private TransverseVector<Lab> HiggsT => Visible.Transverse + Met;

    [Selection] public bool OppositeSign => LeptonCharge * TauCharge == -1;
    [Selection] public bool Objects => Lepton.Pt > 26.GeV && Tau.Pt > 30.GeV && Abs(Tau.Eta) < 2.47 && Tracks is 1 or 3;
    [Selection] public bool AgainstW => TransverseMass(Lepton, Met) < 70.GeV;

    [Feature("m_vis")] public Energy VisibleMass => Visible.Mass;
    [Feature("m_coll", Absent = -99)] public Energy? CollinearMass => TauTools.Fractions(Lepton, Tau, Met) is { } x ? VisibleMass / Math.Sqrt(x.X1 * x.X2) : null;
    [Feature("x1", Absent = -99)] public double? X1 => TauTools.Fractions(Lepton, Tau, Met)?.X1;
    [Feature("x2", Absent = -99)] public double? X2 => TauTools.Fractions(Lepton, Tau, Met)?.X2;
    [Feature("mt")] public Energy Mt => TransverseMass(Lepton, Met);
    [Feature("mt_tau")] public Energy MtTau => TransverseMass(Tau, Met);
    [Feature("mt_tot")] public Energy MtTotal => Sqrt(TransverseMass(Lepton, Met).Squared + TransverseMass(Tau, Met).Squared + TransverseMass(Lepton, Tau.Transverse).Squared);
    [Feature("pt_h")] public Energy HiggsPt => HiggsT.Pt;
    [Feature("pt_tot", Absent = -25)] public Energy? TotalPt => HasDijet ? (HiggsT + Jets[0].Transverse + Jets[1].Transverse).Pt : null;
    [Feature("m_jj", Absent = -25)] public Energy? Mjj => HasDijet ? InvariantMass(Jets[0], Jets[1]) : null;
    [Feature("deta_jj", Absent = -25)] public double? DeltaEtaJj => HasDijet ? Abs(DeltaEta(Jets[0], Jets[1])) : null;
    [Feature("prod_eta", Absent = -99)] public double? ProductEta => HasDijet ? Jets[0].Eta * Jets[1].Eta : null;
    [Feature("dphi_jj", Absent = -99)] public double? SignedDphi
    {
        get
        {
            if (!HasDijet) return null;
            var (forward, backward) = Jets[0].Eta > Jets[1].Eta ? (Jets[0], Jets[1]) : (Jets[1], Jets[0]);
            return DeltaPhi(backward, forward).Value;
        }
    }
    [Feature("tau_cent", Absent = -1)] public double? TauCentrality => CentralityOf(Tau.Eta);
    [Feature("lep_cent", Absent = -1)] public double? LepCentrality => CentralityOf(Lepton.Eta);
    private double? CentralityOf(double eta)
    {
        if (!HasDijet) return null;
        double d = Jets[0].Eta - Jets[1].Eta;
        if (Abs(d) < 0.01) return 0;
        double mean = (Jets[0].Eta + Jets[1].Eta) / 2;
        return Exp(-4 / (d * d) * Square(eta - mean));
    }
    [Feature("met_cent")] public double MetCentrality
    {
        get
        {
            // where between lepton and tau the missing momentum points
            double a = Sin(Met.Phi - Lepton.Phi), b = Sin(Tau.Phi - Met.Phi), n = Sin(Tau.Phi - Lepton.Phi);
            if (Abs(n) < 1e-6) return 0;
            a /= n;
            b /= n;
            double norm = Math.Sqrt(a * a + b * b);
            return norm > 0 ? (a + b) / norm : 0;
        }
    }
    [Feature("dr")] public double Dr => Lepton.DeltaRapidityR(Tau);
    [Feature("pt_ratio")] public double PtRatio => Lepton.Pt / Tau.Pt;
    [Feature("sum_pt")] public Energy SumPt => Lepton.Pt + Tau.Pt + Jets.Sum(j => j.Pt);
    [Feature("met_sig")] public double MetSignificance => Met.Pt.InGeV / Math.Sqrt(Math.Max(SumEt.InGeV, 1));
    [Feature("third_gap", Absent = -9)] public double? ThirdJet => Jets.Has(2) ? Abs(Jets[2].Eta - (Jets[0].Eta + Jets[1].Eta) / 2) : null;

    [Category] public Bin Category => Jets.Count switch
    {
        >= 2 when Mjj is { } m && m > 300.GeV && DeltaEtaJj > 3 && ProductEta < 0 => Bin.Vbf,
        _ when HiggsPt > 100.GeV => Bin.Boosted,
        0 => Bin.ZeroJet,
        _ => Bin.Rest,
    };
    public enum Bin { ZeroJet, Rest, Boosted, Vbf }

    [Nuisance(Prior.Normal, Mean = 1, Sigma = 0.01, Min = 0.9, Max = 1.1)]
    public VbfTauTau Tes(double tes) => this with { Tau = Tau.ScaledMomentum(tes), Met = Met + (1 - tes) * Tau.Transverse };

    [Nuisance(Prior.Normal, Mean = 1, Sigma = 0.01, Min = 0.9, Max = 1.1)]
    public VbfTauTau Jes(double jes)
    {
        var jets = Jets.Map(j => j.ScaledMomentum(jes));
        TransverseVector<Lab> before = Jets.Sum(j => j.Transverse), after = jets.Sum(j => j.Transverse);
        return this with { Jets = jets, Met = Met + before - after };
    }

    [Nuisance(Prior.LogNormal, LogMean = 0, LogSigma = 1, Nominal = 0, Min = 0, Max = 5)]
    public VbfTauTau Soft(Energy width, [Noise] Noise2 g) => this with { Met = TransverseVector.XY<Lab>(Met.X + width * g.X, Met.Y + width * g.Y) };

    [RateNuisance(Prior.Normal, Mean = 1, Sigma = 0.02)]
    public double ZRate(double r) => Process == Sample.Ztt ? r : 1;

    [RateNuisance(Prior.Normal, Mean = 0, Sigma = 1)]
    public double FakeShape(double z) => Process == Sample.Fakes ? Math.Exp(0.1 * z * (Tau.Pt / 100.GeV - 0.5)) : 1;

    [Correction]
    public VbfTauTau Pileup() => this with { Jets = Jets.Where(j => j.Pt > 30.GeV || Abs(j.Eta) < 2.4) };
}

