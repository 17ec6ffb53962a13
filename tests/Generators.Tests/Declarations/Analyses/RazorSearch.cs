using static Mandelstam.Kinematics;

namespace Razors;

public static class RazorMath
{
    public static Energy MR(FourVector<Lab> a, FourVector<Lab> b) => Sqrt(Square(a.P + b.P) - Square(a.Pz + b.Pz));
    public static Energy MTR(FourVector<Lab> a, FourVector<Lab> b, TransverseVector<Lab> met)
        => Sqrt((met.Pt * (a.Pt + b.Pt) - met.Dot(a.Transverse + b.Transverse)) / 2);
}

[Event]
public partial record RazorSearch
{
    [Massless, Column("jet{1,2,3,4}_{pt,eta,phi}", Count = "njet", Absent = -1)] public partial UpTo4<FourVector<Lab>> Jets { get; init; }
    [Massless, Column("lep_{pt,eta,phi}", Count = "nlep", Absent = -1)] public partial UpTo1<FourVector<Lab>> Leptons { get; init; }
    [MissingMomentum, Column("metx", "mety")] public partial TransverseVector<Lab> Met { get; init; }
    [Column("ht")] public partial Energy Ht { get; init; }
    [Column("n_b")] public partial int NB { get; init; }
    [Column("nvtx"), Passenger] public partial int Vertices { get; init; }
    [Weight, Column("weight", Optional = true)] public partial double Weight { get; init; }
    [Label, Column("process", Optional = true)] public partial Kind Process { get; init; }
    public enum Kind { Signal, Znunu, Wlnu, Qcd }

    /// The two megajets: the grouping with the least sum of squared masses.
    private (FourVector<Lab> A, FourVector<Lab> B)? Hemispheres
    {
        get
        {
            switch (Jets.Count)
            {
                case 0 or 1: return null;
                case 2: return (Jets[0], Jets[1]);
                case 3:
                {
                    var best = (Jets[0], Jets[1] + Jets[2]);
                    if (SumM2((Jets[1], Jets[0] + Jets[2])) < SumM2(best)) best = (Jets[1], Jets[0] + Jets[2]);
                    if (SumM2((Jets[2], Jets[0] + Jets[1])) < SumM2(best)) best = (Jets[2], Jets[0] + Jets[1]);
                    return best;
                }
                default:
                {
                    var (a, b, c, d) = (Jets[0], Jets[1], Jets[2], Jets[3]);
                    var best = (a + b, c + d);
                    best = Better(best, (a + c, b + d));
                    best = Better(best, (a + d, b + c));
                    best = Better(best, (a, b + c + d));
                    best = Better(best, (b, a + c + d));
                    best = Better(best, (c, a + b + d));
                    best = Better(best, (d, a + b + c));
                    return best;
                }
            }
            static GeV2 SumM2((FourVector<Lab>, FourVector<Lab>) p) => p.Item1.M2 + p.Item2.M2;
            static (FourVector<Lab>, FourVector<Lab>) Better((FourVector<Lab>, FourVector<Lab>) x, (FourVector<Lab>, FourVector<Lab>) y) => SumM2(y) < SumM2(x) ? y : x;
        }
    }

    [Feature("mr", Absent = -1)] public Energy? MR => Hemispheres is var (a, b) ? MegaMass(a, b) : null;
    private static Energy MegaMass(FourVector<Lab> a, FourVector<Lab> b)
    {
        GeV2 square = Square(a.P + b.P) - Square(a.Pz + b.Pz);
        return square > 0 ? Sqrt(square) : 0.GeV;
    }
    private static Energy TransverseMr(FourVector<Lab> a, FourVector<Lab> b, TransverseVector<Lab> met)
    {
        GeV2 square = (met.Pt * (a.Pt + b.Pt) - met.Dot(a.Transverse + b.Transverse)) / 2;
        return square < 0 ? 0.GeV : Sqrt(square);
    }
    [Feature("r2", Absent = -1)] public double? R2
    {
        get
        {
            if (Hemispheres is not { } h) return null;
            Energy mr = MegaMass(h.A, h.B);
            if (mr <= 0) return null;
            return Square(TransverseMr(h.A, h.B, Met) / mr);
        }
    }
    [Feature("met")] public Energy MetPt => Met.Pt;
    [Feature("met_sig")] public double MetSig => Ht > 0 ? Met.Pt.InGeV / Math.Sqrt(Ht.InGeV) : 0;
    [Feature("meff")] public Energy Meff => Ht + Met.Pt;
    [Feature("met_over_meff")] public double Fraction => Met.Pt / (Ht + Met.Pt);
    [Feature("min_dphi", Absent = -9)] public double? MinDphi => Jets.Min(j => Abs(j.Transverse.DeltaPhi(Met).Value));
    [Feature("dphi_1", Absent = -9)] public Angle? DPhi1 => Jets.Has(0) ? Abs(DeltaPhi(Jets[0].Transverse, Met)) : null;
    [Feature("mht")] public Energy Mht => Jets.Sum(j => j.Transverse).Pt;
    [Feature("mht_met")] public double MhtRatio => Met.Pt > 0 ? Jets.Sum(j => j.Transverse).Pt / Met.Pt : 1;
    [Feature("alpha_t", Absent = -1)] public double? AlphaT => Jets.Has(1) ? Jets[1].Et / Max(1.GeV, (Jets[0] + Jets[1]).Mt) : null;
    [Feature("mct", Absent = -1)] public Energy? Contransverse => Jets.Has(1) ? Sqrt(2 * Jets[0].Pt * Jets[1].Pt * 2 * Square(Cos(DeltaPhi(Jets[0], Jets[1]) / 2))) : null;
    [Feature("mt_lep", Absent = -1)] public Energy? MtLepton => Leptons.Has(0) ? TransverseMass(Leptons[0], Met) : null;
    [Feature("n_central")] public int Central => Jets.CountWhere(j => Abs(j.Eta) < 2.5 && j.Pt > 30.GeV);
    [Feature("leading_pt", Absent = -1)] public Energy? Jet1 => Jets.Has(0) ? Jets[0].Pt : null;
    [Feature("ht_ratio", Absent = -1)] public double? LeadingShare => Jet1 is { } p && Ht > 0 ? p / Ht : null;
    [Feature("m_all", Absent = -1)] public Energy? MassOfAll => Jets.Any(j => j.Pt > 30.GeV) ? Jets.Sum(j => j).Mass : null;
    [Feature("shape", Absent = -1)] public double? Spread => Jets.Count > 0 ? Math.Sqrt(Jets.Sum(j => j.Pt.Squared) / Square(Jets.Sum(j => j.Pt))) : null;

    [Selection] public bool Trigger => Met.Pt > 200.GeV;
    [Selection] public bool Monojet => Jets.Has(0) && Jets[0].Pt > 150.GeV && Abs(Jets[0].Eta) < 2.4;
    [Selection] public bool AgainstQcd => MinDphi > 0.4;
    [Selection] public bool HighMeff => Meff > 400.GeV;

    [Category] public Region Bin => (Leptons.Count, NB) switch { (0, 0) => Region.ZeroB, (0, _) => Region.B, (_, 0) => Region.WControl, _ => Region.TopControl };
    public enum Region { ZeroB, B, WControl, TopControl }

    [Nuisance(Prior.Normal, Mean = 1, Sigma = 0.02, Min = 0.8, Max = 1.2)]
    public RazorSearch Jes(double s)
    {
        var scaled = Jets.Map(j => s * j);
        return this with { Jets = scaled, Ht = Ht + scaled.Sum(j => j.Pt) - Jets.Sum(j => j.Pt), Met = Met + (Jets.Sum(j => j) - scaled.Sum(j => j)).Transverse };
    }
    [Nuisance(Prior.Normal, Mean = 1, Sigma = 0.01, Min = 0.9, Max = 1.1)]
    public RazorSearch Les(double s) => this with { Leptons = Leptons.Map(l => l.ScaledMomentum(s)), Met = Met + (1 - s) * Leptons.Sum(l => l.Transverse) };
    [Nuisance(Prior.LogNormal, LogMean = 0, LogSigma = 1, Nominal = 0, Min = 0, Max = 20)]
    public RazorSearch Unclustered(Energy w, [Noise] Noise1 x, [Noise] Noise1 y) => this with { Met = Met + TransverseVector.XY<Lab>(w * x.Value, w * y.Value) };
    [RateNuisance(Prior.Normal, Mean = 1, Sigma = 0.1)]
    public double ZRate(double r) => Process == Kind.Znunu ? r : 1;
    [RateNuisance(Prior.LogNormal, LogMean = 0, LogSigma = 0.3)]
    public double QcdRate(double r) { if (Process != Kind.Qcd) return 1; return r; }
}

