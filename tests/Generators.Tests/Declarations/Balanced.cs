using static Mandelstam.Kinematics;

namespace Declarations;

/// <summary>A feature for each symmetry, a nuisance for each kind: what property tests are generated for.</summary>
[Event]
public partial record Balanced
{
    [Column("mu_{pt,eta,phi,m}")] public partial FourVector<Lab> Muon { get; init; }
    [Massless, Column("tau_{pt,eta,phi}")] public partial FourVector<Lab> Tau { get; init; }
    [Massless, Column("jet{1,2,3}_{pt,eta,phi}", Count = "n_jet", Absent = -25)] public partial UpTo3<FourVector<Lab>> Jets { get; init; }
    [MissingMomentum, Column("met", "met_phi")] public partial TransverseVector<Lab> Met { get; init; }
    [Column("ht")] public partial Energy Ht { get; init; }
    [Label, Column("source")] public partial Origin Origin { get; init; }
    [Weight, Column("w")] public partial double Weight { get; init; }

    [Feature, InvariantUnder<Lorentz>] public Energy PairMass => (Muon + Tau).Mass;
    [Feature, InvariantUnder<Rotations>] public Energy TotalEnergy => Muon.E + Tau.E;
    [Feature, InvariantUnder<BoostZ, RotationZ, ReflectionZ>] public double Distance => Muon.DeltaRapidityR(Tau);
    [Feature, InvariantUnder<RotationZ>] public Angle Opening => Abs(DeltaPhi(Muon, Tau));
    [Feature, InvariantUnder<BoostZ>] public Rapidity Gap => new Rapidity(Muon.Rapidity - Tau.Rapidity);
    [Feature, InvariantUnder<ReflectionZ>] public double Forwardness => Abs(Muon.Eta) + Abs(Tau.Eta);
    [Feature(Absent = -25), InvariantUnder<Permutation>] public Energy? LeadingPairMass => Jets.Has(2) ? (Jets[0] + Jets[1] + Jets[2]).Mass : null;
    [Feature, InvariantUnder<RotationZ>] public Energy TransverseMassOfMuon => TransverseMass(Muon, Met);

    [Selection] public bool Selected => Tau.Pt > 20.GeV && Muon.Pt > 15.GeV;
    [Category] public Region Region => Jets.Count > 1 ? Region.Jetty : Region.Quiet;

    [Nuisance(Prior.Normal, Mean = 1, Sigma = 0.05)]
    public Balanced TauScale(double s) => this with { Tau = Tau.ScaledMomentum(s), Met = Met + (1 - s) * Tau.Transverse };

    [Nuisance(Prior.Normal, Mean = 0, Sigma = 0.05)]
    public Balanced JetShift(double d) => this with
    {
        Jets = Jets.Map(j => j.ScaledMomentum(1 + d)),
        Ht = Ht + d * Jets.Sum(j => j.Pt),
        Met = Met - d * Jets.Sum(j => j.Transverse),
    };

    [Nuisance(Prior.LogNormal, LogMean = 0, LogSigma = 1, Nominal = 0, Min = 0, Max = 5)]
    public Balanced SoftMet(Energy width, [Noise] Noise2 g) => this with { Met = Met + width * g };

    [RateNuisance(Prior.Normal, Mean = 1, Sigma = 0.1)]
    public double SignalRate(double s) => Origin == Origin.Signal ? s : 1;

    [Correction] public Balanced HardJets() => this with { Jets = Jets.Where(j => j.Pt > 30.GeV).OrderByDescending(j => j.Pt) };
}

public enum Origin { Background, Signal }

public enum Region { Quiet, Jetty }
