using static Mandelstam.Kinematics;

namespace TopReconstruction;

public static class TopCuts
{
    public static readonly Energy TopMass = 172.5.GeV;
    public static readonly Energy WMass = 80.4.GeV;
    public static readonly Energy TopWidth = 16.GeV;
    public static readonly Energy WWidth = 10.GeV;
    public const double BTag = 0.7;
    public static bool IsGoodJet(FourVector<Lab> j) => j.Pt > 25.GeV && Abs(j.Eta) < 2.5;
}

public static class TopExtensions
{
    extension(FourVector<Lab> p)
    {
        public bool IsCentral => Abs(p.Eta) < 2.5;
        public double Pull(Energy mass, Energy width) => (p.Mass - mass) / width;
    }
}

[Event]
public partial record TopPair
{
    [Massless, Column("lep_{pt,eta,phi}")] public partial FourVector<Lab> Lepton { get; init; }
    [Column("lep_charge")] public partial int Charge { get; init; }
    [Column("lep_is_muon")] public partial int IsMuon { get; init; }
    [Column("jet{1,2,3,4}_{pt,eta,phi,m}", Count = "n_jets", Absent = -99)] public partial UpTo4<FourVector<Lab>> Jets { get; init; }
    [Column("jet1_btag")] public partial double BTag1 { get; init; }
    [Column("jet2_btag")] public partial double BTag2 { get; init; }
    [Column("jet3_btag")] public partial double BTag3 { get; init; }
    [Column("jet4_btag")] public partial double BTag4 { get; init; }
    [MissingMomentum, Column("met", "met_phi")] public partial TransverseVector<Lab> Met { get; init; }
    [Weight, Column("weight", Optional = true)] public partial double Weight { get; init; }
    [Label, Column("process", Optional = true)] public partial TopProcess Process { get; init; }

    [Selection] public bool LeptonCuts => Lepton.Pt > 30.GeV && Lepton.IsCentral;
    [Selection] public bool FourJets => Jets.Count >= 4 && Jets.All(TopCuts.IsGoodJet);
    [Selection] public bool MetCut => IsMuon == 1 ? Met.Pt > 20.GeV : Met.Pt > 30.GeV;
    [Selection] public bool TransverseW => Met.Pt + LeptonicMt > 60.GeV;
    [Selection] public bool Tagged => NTags >= 1;

    private static int Tag(double score) => score > TopCuts.BTag ? 1 : 0;

    [Feature("n_tags")] public int NTags => Tag(BTag1) + Tag(BTag2) + Tag(BTag3) + Tag(BTag4);
    [Feature("mt_w")] public Energy LeptonicMt => TransverseMass(Lepton, Met);
    [Feature("ht")] public Energy Ht => Jets.Sum(j => j.Pt);
    [Feature("st")] public Energy St => Ht + Lepton.Pt + Met.Pt;

    /// Neutrino pz by the W mass constraint, the smaller |pz|; real part if complex.
    private FourVector<Lab> Neutrino
    {
        get
        {
            GeV2 mu = TopCuts.WMass.Squared / 2 + Lepton.Transverse.Dot(Met);
            Energy a = mu / Lepton.Pt.Squared * Lepton.Pz;
            GeV2 disc = a * a - (Lepton.E.Squared * Met.Pt.Squared - mu * mu) / Lepton.Pt.Squared;
            Energy pz = a;
            if (disc > 0)
            {
                Energy root = Sqrt(disc);
                pz = Abs(a - root) < Abs(a + root) ? a - root : a + root;
            }
            return FourVector.PxPyPzM<Lab>(Met.X, Met.Y, pz, 0.GeV);
        }
    }

    private FourVector<Lab> LeptonicW => Lepton + Neutrino;

    private static double Chi2(FourVector<Lab> lepW, FourVector<Lab> bLep, FourVector<Lab> bHad, FourVector<Lab> q1, FourVector<Lab> q2)
    {
        FourVector<Lab> hadW = q1 + q2;
        return Square(hadW.Pull(TopCuts.WMass, TopCuts.WWidth))
             + Square((hadW + bHad).Pull(TopCuts.TopMass, TopCuts.TopWidth))
             + Square((lepW + bLep).Pull(TopCuts.TopMass, TopCuts.TopWidth));
    }

    private (double Chi2, FourVector<Lab> Had, FourVector<Lab> Lep)? Best
    {
        get
        {
            if (Jets.Count < 4) return null;
            var w = LeptonicW;
            var (a, b, c, d) = (Jets[0], Jets[1], Jets[2], Jets[3]);
            double best = Chi2(w, a, b, c, d);
            FourVector<Lab> had = b + c + d, lep = w + a;
            double x = Chi2(w, b, a, c, d);
            if (x < best) { best = x; had = a + c + d; lep = w + b; }
            x = Chi2(w, c, a, b, d);
            if (x < best) { best = x; had = a + b + d; lep = w + c; }
            x = Chi2(w, d, a, b, c);
            if (x < best) { best = x; had = a + b + c; lep = w + d; }
            return (best, had, lep);
        }
    }

    [Feature("chi2", Absent = -1)] public double? BestChi2 => Best?.Chi2;
    [Feature("m_top_had", Absent = -1)] public Energy? HadronicTop => Best is { } b ? b.Had.Mass : null;
    [Feature("m_top_lep", Absent = -1)] public Energy? LeptonicTop => Best is { } b ? b.Lep.Mass : null;
    [Feature("m_tt", Absent = -1)] public Energy? Mtt => Best is { } b ? (b.Had + b.Lep).Mass : null;
    [Feature("pt_tt", Absent = -1)] public Energy? PtTt => Best is var (_, h, l) ? (h + l).Pt : null;
    [Feature("y_tt", Absent = -99)] public double? YTt => Best is { } b ? (b.Had + b.Lep).Rapidity : null;
    [Feature("chi_tt", Absent = -1)] public double? Chi => Best is { } b ? Exp(Abs(b.Had.Rapidity - b.Lep.Rapidity)) : null;
    [Feature("dy_charge", Absent = -99)] public double? DyCharge => Best is { } b ? Charge * (Abs(b.Lep.Rapidity) - Abs(b.Had.Rapidity)) : null;
    [Feature("cos_star", Absent = -9)]
    public double? CosStar
    {
        get
        {
            if (Best is not { } b) return null;
            var tt = b.Had + b.Lep;
            var top = b.Lep.InRestFrameOf(tt).P3;
            return top.Z / top.Magnitude;
        }
    }
    [Feature("lep_met_dphi")] public double LepMet => Abs(Lepton.Transverse.DeltaPhi(Met).Value);
    [Feature("min_dr", Absent = -1)] public double? MinDr => Jets.Min(j => j.DeltaR(Lepton, Convention.Eta));
    [Feature("centrality", Absent = -1)] public double? CentralityOfJets => Jets.Count > 0 ? Jets.Sum(j => j.Pt) / Jets.Sum(j => j.E) : null;
    [Feature("leading_share", Absent = -1)] public double? Share => Jets.Has(0) ? Jets[0].Pt / Ht : null;

    [Category] public TopRegion Region => (NTags, IsMuon) switch
    {
        (>= 2, 1) => TopRegion.TwoTagMuon,
        (>= 2, _) => TopRegion.TwoTagElectron,
        (_, 1) => TopRegion.OneTagMuon,
        _ => TopRegion.OneTagElectron,
    };

    [Nuisance(Prior.Normal, Mean = 1, Sigma = 0.02, Min = 0.9, Max = 1.1)]
    public TopPair JetScale(double s) => this with
    {
        Jets = Jets.Map(j => j.ScaledMomentum(s)),
        Met = Met - (s - 1) * Jets.Sum(j => j.Transverse),
    };

    [Nuisance(Prior.Normal, Mean = 1, Sigma = 0.005, Min = 0.97, Max = 1.03)]
    public TopPair LeptonScale(double s)
    {
        FourVector<Lab> scaled = Lepton.ScaledMomentum(s);
        return this with { Lepton = scaled, Met = Met + Lepton.Transverse - scaled.Transverse };
    }

    [Nuisance(Prior.LogNormal, LogMean = 0, LogSigma = 0.5, Nominal = 0, Min = 0, Max = 5)]
    public TopPair SoftMet(Energy width, [Noise] Noise2 g) => this with { Met = Met + width * g };

    [RateNuisance(Prior.Normal, Mean = 1, Sigma = 0.06)]
    public double TtbarRate(double r) => Process == TopProcess.Ttbar ? r : 1;

    [RateNuisance(Prior.Normal, Mean = 0, Sigma = 1, Min = -4, Max = 4)]
    public double BTagEfficiency(double z) => Math.Pow(1.03, z * NTags);
}

public enum TopProcess { Ttbar, SingleTop, WJets }
public enum TopRegion { OneTagElectron, OneTagMuon, TwoTagElectron, TwoTagMuon }

