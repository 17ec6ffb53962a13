using static Mandelstam.Kinematics;

namespace Declarations.Analyses;

public enum Pairing { Best, Other }

/// <summary>H → ZZ* → 4μ: two pairs, the mass nearer to the Z's first, and the angles of the decay planes.</summary>
[Event]
public partial record FourLeptons
{
    [Column("mup{1,2}_{pt,eta,phi,m}", Absent = -99)] public partial UpTo2<FourVector<Lab>> Plus { get; init; }
    [Column("mum{1,2}_{pt,eta,phi,m}", Absent = -99)] public partial UpTo2<FourVector<Lab>> Minus { get; init; }
    [Weight, Column("w")] public partial double Weight { get; init; }

    private bool IsComplete => Plus.Has(1) && Minus.Has(1);

    private static Energy Distance(FourVector<Lab> pair) => Abs(pair.Mass - 91.1876.GeV);

    [Selection] public bool HasFour => Plus.Has(1) && Minus.Has(1);

    [Feature(Absent = -1)]
    public Energy? FourMass => Plus.Has(1) && Minus.Has(1) ? (Plus[0] + Plus[1] + Minus[0] + Minus[1]).Mass : null;

    [Feature(Absent = -1)]
    public Energy? Nearest => Plus.Has(1) && Minus.Has(1)
        ? Min(Min(Distance(Plus[0] + Minus[0]), Distance(Plus[0] + Minus[1])), Min(Distance(Plus[1] + Minus[0]), Distance(Plus[1] + Minus[1])))
        : null;

    /// <summary>Sum over both pairings: which muon is called first does not matter.</summary>
    [Feature(Absent = -1), InvariantUnder<Lorentz, Permutation>]
    public GeV2? PairProducts => Plus.Has(1) && Minus.Has(1) ? Plus[0] * Minus[0] + Plus[1] * Minus[1] + (Plus[0] * Minus[1] + Plus[1] * Minus[0]) : null;

    /// <summary>Of the first negative muon in the frame of its pair, against the pair's direction in the frame of the four.</summary>
    [Feature(Absent = -9)]
    public double? CosTheta
    {
        get
        {
            if (!IsComplete)
            {
                return null;
            }

            FourVector<Lab> pair = Plus[0] + Minus[0], all = pair + Plus[1] + Minus[1];
            FourVector<Rest> muon = Minus[0].InRestFrameOf(pair), other = (Plus[1] + Minus[1]).InRestFrameOf(pair);
            return -muon.P3.Dot(other.P3) / (muon.P * other.P) * (all.Pt > 0.GeV ? 1 : 1);
        }
    }

    [Nuisance(Prior.Normal, Mean = 1, Sigma = 0.0005)]
    public FourLeptons MuonScale(double s) => this with { Plus = Plus.Map(m => m.ScaledMomentum(s)), Minus = Minus.Map(m => m.ScaledMomentum(s)) };

    [Nuisance(Prior.Normal, Mean = 0, Sigma = 0.001)]
    public FourLeptons ChargeDependentScale(double k) => this with
    {
        Plus = Plus.Map(m => m.ScaledMomentum(1 + k)),
        Minus = Minus.Map(m => m.ScaledMomentum(1 - k)),
    };
}
