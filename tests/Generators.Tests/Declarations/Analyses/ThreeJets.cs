using static Mandelstam.Kinematics;

namespace ThreeJets;

/// <summary>p p → three jets as a Dalitz plot: energy fractions in the rest frame of the three.</summary>
[Event]
public partial record TriJet
{
    [Column("j{1,2,3}_{pt,y,phi,m}", Absent = 0)] public partial UpTo3<FourVector<Lab>> Jets { get; init; }
    [DependsOn(nameof(Jets)), Column("m3j")] public partial Energy StoredMass { get; init; }
    [Column("rho")] public partial double PileupDensity { get; init; }

    private FourVector<Lab> All => Jets.Sum(j => j);

    [Feature(Absent = -1), InvariantUnder<Lorentz, Permutation>] public Energy? Mass => Jets.Has(2) ? (Jets[0] + Jets[1] + Jets[2]).Mass : null;

    [Feature(Absent = -1)] public double? X1 => Jets.Has(2) ? Fraction(Jets[0]) : null;

    [Feature(Absent = -1)] public double? X2 => Jets.Has(2) ? Fraction(Jets[1]) : null;

    [Feature(Absent = -1), InvariantUnder<Lorentz, Permutation>]
    public double? DalitzProduct
    {
        get
        {
            if (Jets.Count < 3)
            {
                return null;
            }

            var (a, b, c) = (Jets[0], Jets[1], Jets[2]);
            GeV2 ab = (a + b).M2, bc = (b + c).M2, ca = (c + a).M2;
            GeV2 sum = ab + bc + ca;
            return 27 * (ab / sum) * (bc / sum) * (ca / sum);
        }
    }

    [Feature(Absent = -1)] public Energy? Smallest => Jets.Has(2) ? MinPairMass(Jets[0], Jets[1], Jets[2]) : null;

    /// <summary>Polar angle of the leading jet in the rest frame of the three.</summary>
    [Feature(Absent = -2)]
    public double? CosTheta => Leading is { } star ? star.Pz / star.P : null;

    private FourVector<Rest>? Leading => Jets.Has(2) ? Jets[0].InRestFrameOf(Jets[0] + Jets[1] + Jets[2]) : null;

    [Feature(Absent = -9)]
    public Angle? Decorrelation => Jets switch
    {
        { } jets when jets.Has(1) => Abs(DeltaPhi(jets[0], jets[1])),
        _ => null,
    };

    [Feature(Absent = -1)] public double? Gap => Jets.Has(1) ? Jets[0].DeltaRapidityR(Jets[1]) : null;

    [Feature] public double Ratio => StoredMass > 0 ? Jets.Sum(j => j.Pt) / StoredMass : 0;

    [Nuisance(Prior.Normal, Mean = 1, Sigma = 0.01, Min = 0.9, Max = 1.1)]
    public TriJet JetScale(double s) => this with { Jets = Jets.Map(j => s * j), StoredMass = s * StoredMass };

    [Nuisance(Prior.Normal, Mean = 0, Sigma = 1)]
    public TriJet Pileup(Energy offset) => this with
    {
        Jets = Jets.Map(j => j.ScaledMomentum(1 + 0.01 * offset / (20.GeV + j.Pt))).OrderByDescending(j => j.Pt),
        StoredMass = Jets.Map(j => j.ScaledMomentum(1 + 0.01 * offset / (20.GeV + j.Pt))).Sum(j => j).Mass,
    };

    [Selection] public bool ThreeHardJets => Jets.Has(2) && Jets[2].Pt > 30.GeV && Jets.All(j => Abs(j.Rapidity) < 2.8);

    private double Fraction(FourVector<Lab> jet) => 2 * (jet * All) / All.M2;
}
