using static Mandelstam.Kinematics;

namespace AllHadronic;

public enum Sample { Top, Multijet }

/// <summary>t t̄ → six jets, with up to eight tracks of a soft-drop cone beside them: the W boson and the top quark nearest to their masses, and the order of jets.</summary>
[Event]
public partial record SixJets
{
    [Column("jet{1,2,3,4,5,6}_{pt,eta,phi,m}", Count = "n_jets", Absent = -999)] public partial UpTo6<FourVector<Lab>> Jets { get; init; }
    [Massless, Column("trk{1,2,3,4,5,6,7,8}_{pt,eta,phi}", Absent = -999)] public partial UpTo8<FourVector<Lab>> Tracks { get; init; }
    [Massless, Column("sub{1,2,3,4,5}_{pt,eta,phi}", Count = "n_sub", Absent = -999)] public partial UpTo5<FourVector<Lab>> Subjets { get; init; }
    [Massless, Column("fwd{1,2,3,4,5,6,7}_{pt,eta,phi}", Count = "n_fwd", Absent = -999)] public partial UpTo7<FourVector<Lab>> Forward { get; init; }
    [MissingMomentum, Column("met", "met_phi")] public partial TransverseVector<Lab> Met { get; init; }
    [Weight, Column("weight", Optional = true)] public partial double Weight { get; init; }
    [Label, Column("sample", Optional = true)] public partial Sample Sample { get; init; }

    [Feature("ht"), InvariantUnder<BoostZ, RotationZ, Permutation>] public Energy Ht => Jets.Sum(j => j.Pt);

    [Feature("n_hard")] public int Hard => Jets.CountWhere(j => j.Pt > 40.GeV);

    [Feature("pt6", Absent = -1)] public Energy? SixthPt => Jets.Has(5) ? Jets[5].Pt : null;

    [Feature("m_all"), InvariantUnder<Lorentz>] public Energy Mass => Jets.Sum(j => j).Mass;

    /// <summary>The mass of the two jets whose mass is nearest to that of the W boson.</summary>
    [Feature("m_w", Absent = -1)]
    public Energy? W
    {
        get
        {
            Energy nearest = 1e6.GeV, mass = 0.GeV;
            for (int i = 0; i < 6; i++)
            {
                for (int j = i + 1; j < 6; j++)
                {
                    if (Jets.Has(j) && Jets.Has(i) && Abs((Jets[i] + Jets[j]).Mass - 80.4.GeV) < nearest)
                    {
                        (mass, nearest) = ((Jets[i] + Jets[j]).Mass, Abs((Jets[i] + Jets[j]).Mass - 80.4.GeV));
                    }
                }
            }

            return Jets.Has(1) ? mass : null;
        }
    }

    [Feature("m_top", Absent = -1), InvariantUnder<Lorentz>]
    public Energy? LeadingThree => Jets.Has(2) ? (Jets[0] + Jets[1] + Jets[2]).Mass : null;

    [Feature("track_pt"), InvariantUnder<Permutation>] public Energy TrackPt => Tracks.Where(t => t.Pt > 1.GeV).Sum(t => t.Transverse).Pt;

    [Feature("hardest_track", Absent = -1)] public Energy? HardestTrack => Tracks.Max(t => t.Pt);

    [Feature("last_track", Absent = -9)] public double? LastTrack => Tracks.Has(7) ? Tracks[7].Eta.Value : null;

    [Feature("m_sub"), InvariantUnder<Lorentz, Permutation>] public Energy SubjetMass => Subjets.Sum(s => s).Mass;

    [Feature("fwd_e")] public Energy ForwardEnergy => Forward.Sum(f => f.E);

    [Nuisance(Prior.Normal, Mean = 1, Sigma = 0.02, Min = 0.9, Max = 1.1)]
    public SixJets JetScale(double s) => this with
    {
        Jets = Jets.Map(j => j.Pt < 60.GeV ? j.ScaledMomentum(s) : j.ScaledMomentum(1 + (s - 1) / 2)).OrderByDescending(j => j.Pt),
        Met = Met + Jets.Sum(j => (j.Pt < 60.GeV ? 1 - s : (1 - s) / 2) * j.Transverse),
    };

    [RateNuisance(Prior.LogNormal, LogMean = 0, LogSigma = 0.3)] public double Multijet(double k) => Sample is Sample.Multijet ? k : 1;

    [Selection] public bool Enough => Jets.Count >= 4 && Jets.Has(3) && Jets[3].Pt > 30.GeV;
}
