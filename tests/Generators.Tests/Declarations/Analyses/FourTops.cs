using static Mandelstam.Kinematics;

namespace FourTops;

public enum Sample { Tttt, Ttw, Ttz, Tth, Fakes }

public enum Bin { TwoTags, ThreeTags, ManyTags }

/// <summary>Four top quarks with two leptons of the same charge: jets, b tags and scalar sums.</summary>
[Event]
public partial record SameSign
{
    [Column("lep1_{pt,eta,phi,m}")] public partial FourVector<Lab> Lead { get; init; }
    [Column("lep2_{pt,eta,phi,m}")] public partial FourVector<Lab> Trail { get; init; }
    [Column("lep1_charge")] public partial int LeadCharge { get; init; }
    [Column("lep2_charge")] public partial int TrailCharge { get; init; }
    [Massless, Column("jet{1,2,3,4}_{pt,eta,phi}", Count = "n_jets", Absent = 0)] public partial UpTo4<FourVector<Lab>> Jets { get; init; }
    [Massless, Column("bjet{1,2,3,4}_{pt,eta,phi}", Count = "n_btags", Absent = 0)] public partial UpTo4<FourVector<Lab>> BJets { get; init; }
    [DependsOn(nameof(Jets), nameof(BJets)), Column("ht_jets")] public partial Energy JetHt { get; init; }
    [MissingMomentum, Column("met", "met_phi")] public partial TransverseVector<Lab> Met { get; init; }
    [Column("true_b")] public partial int TrueBs { get; init; }
    [Weight, Column("weight", Optional = true)] public partial double Weight { get; init; }
    [Label, Column("sample", Optional = true)] public partial Sample Sample { get; init; }

    [Feature("jets")] public int JetCount => Jets.Count;

    [Feature("tags")] public int TagCount => BJets.Count;

    [Feature("ht")] public Energy Ht => JetHt + Lead.Pt + Trail.Pt;

    [Feature("st")] public Energy St => Ht + Met.Pt;

    [Feature("ht_over_n")] public Energy HtPerJet => Jets.Count + BJets.Count is > 0 and var n ? JetHt / n : 0.GeV;

    [Feature("m_ll"), InvariantUnder<Lorentz>] public Energy LeptonMass => (Lead + Trail).Mass;

    [Feature("dr_ll")] public double LeptonDistance => Lead.DeltaRapidityR(Trail);

    [Feature("m_lb_min", Absent = -1), InvariantUnder<Lorentz, Permutation>]
    public Energy? SmallestLeptonB => BJets.Min(b => Min((b + Lead).Mass, (b + Trail).Mass));

    [Feature("dr_bb", Absent = -1), InvariantUnder<BoostZ, RotationZ>]
    public double? LeadingBs => BJets is { Count: > 1 } tags ? tags[0].DeltaR(tags[1]) : null;

    [Feature("centrality")]
    public double Centrality
    {
        get
        {
            Energy pt = Jets.Sum(j => j.Pt) + BJets.Sum(b => b.Pt), e = Jets.Sum(j => j.E) + BJets.Sum(b => b.E);
            return e > 0.GeV ? pt / e : 0;
        }
    }

    [Feature("sphericity_t")]
    public double TransverseSphericity
    {
        get
        {
            var (xx, xy, yy) = (BJets.Sum(b => b.Px * b.Px), BJets.Sum(b => b.Px * b.Py), BJets.Sum(b => b.Py * b.Py));
            GeV2 trace = xx + yy;
            if (trace == 0)
            {
                return 0;
            }

            double difference = (xx - yy) / trace, mixed = 2 * (xy / trace);
            return 1 - Sqrt(Square(difference) + Square(mixed));
        }
    }

    [Feature("mt_lead")] public Energy TransverseMassLead => TransverseMass(Lead, Met);

    [Feature("charge")] public int Charge => LeadCharge + TrailCharge;

    [Nuisance(Prior.Normal, Mean = 1, Sigma = 0.02, Min = 0.9, Max = 1.1)]
    public SameSign JetScale(double s)
    {
        var (jets, bJets) = (Jets.Map(j => j.ScaledMomentum(s)), BJets.Map(b => b.ScaledMomentum(s)));
        return this with
        {
            Jets = jets,
            BJets = bJets,
            JetHt = s * JetHt,
            Met = Met + (1 - s) * (Jets.Sum(j => j.Transverse) + BJets.Sum(b => b.Transverse)),
        };
    }

    [Nuisance(Prior.Normal, Mean = 1, Sigma = 0.005)]
    public SameSign LeptonScale(double s) => this with
    {
        Lead = Lead.ScaledMomentum(s),
        Trail = Trail.ScaledMomentum(s),
        Met = Met + (1 - s) * (Lead.Transverse + Trail.Transverse),
    };

    /// <summary>A change of the efficiency of b tagging, for as many true b quarks as there are.</summary>
    [RateNuisance(Prior.Normal, Mean = 0, Sigma = 1)]
    public double TagEfficiency(double pull) => Math.Pow(1 + 0.02 * pull, Math.Min(TrueBs, 4));

    [RateNuisance(Prior.LogNormal, LogMean = 0, LogSigma = 0.2)]
    public double Ttw(double k) => Sample is Sample.Ttw ? k : 1;

    [RateNuisance(Prior.LogNormal, LogMean = 0, LogSigma = 0.3)]
    public double Fakes(double k) => Sample is Sample.Fakes ? k : 1;

    [Selection] public bool SameCharge => LeadCharge * TrailCharge > 0;

    [Selection] public bool Hard => Lead.Pt > 25.GeV && Trail.Pt > 20.GeV && JetHt > 300.GeV && Jets.Count + BJets.Count >= 6;

    [Selection] public bool NoZ => Abs((Lead + Trail).Mass - 91.2.GeV) > 15.GeV && (Lead + Trail).Mass > 12.GeV;

    [Category]
    public Bin Tags
    {
        get
        {
            switch (BJets.Count)
            {
                case <= 2:
                    return Bin.TwoTags;
                case 3:
                    return Bin.ThreeTags;
                default:
                    return Bin.ManyTags;
            }
        }
    }
}
