using static Mandelstam.Kinematics;

namespace Curvatures;

/// <summary>Two muons at energies where a bias of the curvature turns some of them around.</summary>
[Event]
public partial record Dimuon
{
    [Column("plus_{pt,eta,phi,m}")] public partial FourVector<Lab> Plus { get; init; }

    [Massless, Column("minus_{pt,eta,phi}")] public partial FourVector<Lab> Minus { get; init; }

    [Massless, Column("jet{1,2}_{pt,eta,phi}", Count = "n_jets", Absent = -25)] public partial UpTo2<FourVector<Lab>> Jets { get; init; }

    [MissingMomentum, Column("met", "met_phi")] public partial TransverseVector<Lab> Met { get; init; }

    private FourVector<Lab> Pair => Plus + Minus;

    [Feature("m")] public Energy Mass => Pair.Mass;

    [Feature("pt_plus")] public Energy PtPlus => Plus.Pt;

    [Feature("eta_plus")] public double EtaPlus => Plus.Eta;

    [Feature("p_minus")] public Energy PMinus => Minus.P;

    [Feature("e_plus")] public Energy EPlus => Plus.E;

    [Feature("pz")] public Energy Pz => Pair.Pz;

    [Feature("pt")] public Energy Pt => Pair.Pt;

    [Feature("y")] public double Rapidity => Pair.Rapidity;

    [Feature("y_minus")] public double RapidityMinus => Minus.Rapidity;

    [Feature("dphi")] public Angle DeltaPhi => Abs(Plus.DeltaPhi(Minus));

    [Feature("dr")] public double DeltaR => Plus.DeltaR(Minus, Convention.Eta);

    [Feature("angle")] public Angle OpeningAngle => Plus.OpeningAngle(Minus);

    [Feature("mt")] public Energy TransverseMass => Kinematics.TransverseMass(Minus, Met);

    [Feature("boosted")] public Energy Boosted => Minus.BoostedZ(0.3).Pz;

    [Feature("m_jet", Absent = -1)] public Energy? JetMass => Jets.Has(0) ? (Jets[0] + Plus).Mass : null;

    [Feature("eta_jet", Absent = -9)] public double? JetEta => Jets.Has(1) ? Jets[1].Eta : null;

    /// <summary>A track that is straighter than it should be, or bent the other way.</summary>
    [Nuisance(Prior.Normal, Mean = 0, Sigma = 0.001)]
    public Dimuon Sagitta(double d)
    {
        var (plus, minus) = (Plus.ScaledMomentum(1 / (1 + (d * Plus.Pt.InGeV))), Minus.ScaledMomentum(1 / (1 - (d * Minus.Pt.InGeV))));
        return this with { Plus = plus, Minus = minus, Met = Met + Pair.Transverse - (plus + minus).Transverse };
    }

    /// <summary>Wide enough for a draw below zero now and then.</summary>
    [Nuisance(Prior.Normal, Mean = 0.5, Sigma = 0.1, Min = 0)]
    public Dimuon Resolution(double width, [Noise] Noise1 g) => this with
    {
        Jets = Jets.Map(j => j.ScaledMomentum(1 + (width * g.Value))),
        Met = Met - (width * g.Value * Jets.Sum(j => j.Transverse)),
    };
}
