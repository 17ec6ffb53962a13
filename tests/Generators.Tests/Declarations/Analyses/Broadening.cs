using static Mandelstam.Kinematics;

namespace Broadening;

/// <summary>Event shapes of e⁺e⁻ → hadrons with respect to an axis that the file holds.</summary>
[Event]
public partial record Hadronic
{
    [Column("axis_{px,py,pz,e}")] public partial FourVector<CentreOfMass> Axis { get; init; }
    [Massless, Column("c{1,2,3,4}_{px,py,pz}", Count = "n", Absent = 0)] public partial UpTo4<FourVector<CentreOfMass>> Clusters { get; init; }
    [Column("ecm")] public partial Energy CentreOfMassEnergy { get; init; }

    [Feature(Absent = -1), InvariantUnder<Rotations, Permutation>]
    public double? Thrust => Total > 0 ? Clusters.Sum(c => Abs(c.P3.Dot(Axis.P3)) / Axis.P) / Total : null;

    [Feature(Absent = -1)]
    public double? OneMinusThrust => Thrust is { } t ? 1 - t : null;

    private Energy Total => Clusters.Sum(c => c.P);

    [Feature, InvariantUnder<Rotations, Permutation>]
    public Energy HemisphereMass => Clusters.Where(c => c.P3.Dot(Axis.P3) > 0).Sum(c => c).Mass;

    [Feature]
    public double HeavyJetMass
    {
        get
        {
            var forward = Clusters.Where(c => c.P3.Dot(Axis.P3) > 0).Sum(c => c);
            var backward = Clusters.Where(c => c.P3.Dot(Axis.P3) <= 0).Sum(c => c);
            var (m, n) = (forward.M2, backward.M2);
            return Max(m, n) / CentreOfMassEnergy.Squared;
        }
    }

    [Feature(Absent = -1), InvariantUnder<Rotations>]
    public double? EnergyEnergyCorrelation => Clusters.Has(1)
        ? Clusters[0].E * Clusters[1].E * (1 - Cosine(Clusters[0], Clusters[1])) / CentreOfMassEnergy.Squared
        : null;

    [Feature] public double Sphericity => Clusters.Sum(c => c.Pt * c.Pt / (CentreOfMassEnergy * 1.GeV));

    [Feature] public int Charged => Clusters.CountWhere(c => c.P > 0.2.GeV);

    [Nuisance(Prior.Normal, Mean = 1, Sigma = 0.01)]
    public Hadronic ClusterScale(double s) => this with { Clusters = Clusters.Map(c => c.ScaledMomentum(s)) };

    [Selection] public bool Visible => Clusters.Sum(c => c.E) > 0.5 * CentreOfMassEnergy && Abs(Axis.Pz / Axis.P) < 0.9;

    private static double Cosine(FourVector<CentreOfMass> a, FourVector<CentreOfMass> b) => a.P3.Dot(b.P3) / (a.P * b.P);
}

[Scattering("e- e+ -> u anti-u g", SqrtS = 91.2)]
public partial record ThreePartons
{
    [Incoming, Massless] public partial FourVector<CentreOfMass> Electron { get; }
    [Incoming, Massless] public partial FourVector<CentreOfMass> Positron { get; }
    [Daughter("u"), Massless] public partial FourVector<CentreOfMass> Quark { get; init; }
    [Daughter("anti-u"), Massless] public partial FourVector<CentreOfMass> AntiQuark { get; init; }
    [Daughter("g")] public partial FourVector<CentreOfMass> Gluon { get; init; }

    private FourVector<CentreOfMass> Q => Electron + Positron;

    private double X(FourVector<CentreOfMass> p) => 2 * (p * Q) / Q.M2;

    [SquaredAmplitude]
    public InverseGeV2 Amplitude
    {
        get
        {
            var (x1, x2) = (X(Quark), X(AntiQuark));
            return (Square(x1) + Square(x2)) / ((1 - x1) * (1 - x2)) / Q.M2;
        }
    }

    [Selection] public bool Resolved => MinPairMass(Quark, AntiQuark, Gluon) > 10.GeV;
}
