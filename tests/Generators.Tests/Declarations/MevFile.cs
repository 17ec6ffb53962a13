using static Mandelstam.Kinematics;

namespace Declarations;

/// <summary>A file in MeV, one column of it in GeV; objects without a count column; missing momentum in components.</summary>
[Event(Unit = EnergyUnit.MeV)]
public partial record MevFile
{
    [Column("lep_{pt,eta,phi,m}")] public partial FourVector<Lab> Lepton { get; init; }
    [Column("jet{1,2,3}_{pt,eta,phi,e}", Absent = -999)] public partial UpTo3<FourVector<Lab>> Jets { get; init; }
    [MissingMomentum, Column("met_x", "met_y")] public partial TransverseVector<Lab> Met { get; init; }
    [Column("ht", Unit = EnergyUnit.GeV)] public partial Energy Ht { get; init; }
    [Weight, Column("w")] public partial double Weight { get; init; }

    [Feature("lep_pt_after")] public Energy LeptonPt => Lepton.Pt;
    [Feature("met_x_after")] public Energy MetX => Met.X;
    [Feature("ht_after")] public Energy HtAfter => Ht;
    [Feature] public Energy TransverseMassW => TransverseMass(Lepton, Met);
    [Feature] public Energy LeptonEnergy => Lepton.E;
    [Feature] public GeV2 LeptonM2 => Lepton.M2;
    [Feature] public Energy JetSum => Jets.Sum(j => j.Pt);
    [Feature(Absent = -1)] public Energy? LeadingMass => Jets.Has(0) ? Jets[0].Mass : null;
    [Feature(Absent = -1)] public Energy? LeadingEnergy => Jets.Has(0) ? Jets[0].E : null;
    [Feature(Absent = -1)] public Energy? Trijet => Jets.Has(0) && Jets.Has(1) && Jets.Has(2) ? (Jets[0] + Jets[1] + Jets[2]).Mass : null;
    [Feature(Absent = -1)] public double? NearestJet => Jets.Has(1) ? DeltaR(Lepton, Jets[1], Convention.Eta) : null;
    [Feature] public int JetCount => Jets.Count;
    [Feature] public int HardJets => Jets.CountWhere(j => j.Pt > 40.GeV);
    [Selection] public bool Selected => Lepton.Pt > 20.GeV && Met.Pt > 10_000.MeV;

    [Nuisance(Prior.Normal, Mean = 1, Sigma = 0.02)]
    public MevFile LeptonScale(double s) => this with { Lepton = Lepton.ScaledMomentum(s), Met = Met + (1 - s) * Lepton.Transverse };

    [Nuisance(Prior.Uniform, Min = -5, Max = 5)]
    public MevFile MetShift(Energy shift) => this with { Met = Met + TransverseVector.XY<Lab>(shift, -shift), Ht = Ht + 2 * shift };
}
