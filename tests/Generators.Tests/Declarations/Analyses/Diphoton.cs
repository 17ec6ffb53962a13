using static Mandelstam.Kinematics;

namespace Declarations.Analyses;

/// <summary>H → γγ with jets: masses, the thrust-like transverse momentum, and an energy scale that depends on the calorimeter.</summary>
[Event]
public partial record Diphoton
{
    [Massless, Column("ph{1,2}_{pt,eta,phi}", Absent = -1)] public partial UpTo2<FourVector<Lab>> Photons { get; init; }
    [Massless, Column("jet{1,2,3}_{pt,eta,phi}", Count = "njet", Absent = -1)] public partial UpTo3<FourVector<Lab>> Jets { get; init; }
    [Column("vertex_z")] public partial double VertexZ { get; init; }
    [Column("sigma_m_over_m")] public partial double Resolution { get; init; }
    [MissingMomentum, Column("met_{pt,phi}")] public partial TransverseVector<Lab> Met { get; init; }

    [Selection] public bool Two => Photons.Has(1);
    [Selection] public bool Relative => Photons.Has(1) && Photons[0].Pt > (Photons[0] + Photons[1]).Mass / 3 && Photons[1].Pt > (Photons[0] + Photons[1]).Mass / 4;

    private FourVector<Lab> Pair => Photons.Sum(p => p);

    [Feature] public Energy Mass => Pair.Mass;

    /// <summary>|pT₁ × pT₂| against the thrust axis: no cancellation between nearly opposite photons.</summary>
    [Feature(Absent = -1), InvariantUnder<BoostZ, RotationZ, Permutation>]
    public Energy? Ptt
    {
        get
        {
            if (!Photons.Has(1))
            {
                return null;
            }

            var t = Photons[0].Transverse - Photons[1].Transverse;
            var sum = Photons[0].Transverse + Photons[1].Transverse;
            return t.Pt > 0.GeV ? Abs(sum.X * t.Y - sum.Y * t.X) / t.Pt : null;
        }
    }

    [Feature(Absent = -9), InvariantUnder<BoostZ>]
    public double? CosThetaStar => Photons.Has(1) && Pair.Mt * Pair.Mass != 0
        ? Abs(Sinh(Photons[0].Eta - Photons[1].Eta)) * 2 * Photons[0].Pt * Photons[1].Pt / (Pair.Mt * Pair.Mass)
        : null;

    [Feature] public double Centrality => Jets.CountWhere(j => Photons.All(p => p.DeltaR(j) > 0.4));

    /// <summary>The barrel's scale and the endcaps' differ: the photons may change places.</summary>
    [Nuisance(Prior.Normal, Mean = 0, Sigma = 0.002)]
    public Diphoton EndcapScale(double k) => this with
    {
        Photons = Photons.Map(p => Abs(p.Eta) > 1.5 ? p.ScaledMomentum(1 + k) : p).OrderByDescending(p => p.Pt),
        Met = Met - k * Photons.Where(p => Abs(p.Eta) > 1.5).Sum(p => p.Transverse),
    };

    [Correction] public Diphoton Cleaned() => this with { Jets = Jets.Where(j => j.Pt > 30.GeV) };
}
