using static Mandelstam.Kinematics;

namespace Declarations;

/// <summary>Features as analyses have them, whose symmetries are known.</summary>
[Event]
public partial record Invariants
{
    [Massless, Column("lep_{pt,eta,phi}")] public partial FourVector<Lab> Lepton { get; init; }
    [Column("tau_{pt,eta,phi,m}")] public partial FourVector<Lab> Tau { get; init; }
    [Column("p_{px,py,pz,e}")] public partial FourVector<Lab> P { get; init; }
    [Column("q_{pt,y,phi,m}")] public partial FourVector<Lab> Q { get; init; }
    [Massless, Column("jet{1,2,3,4}_{pt,eta,phi}", Count = "n_jet", Absent = -25)] public partial UpTo4<FourVector<Lab>> Jets { get; init; }
    [Column("mu{1,2,3}_{pt,eta,phi,m}", Absent = -7)] public partial UpTo3<FourVector<Lab>> Muons { get; init; }
    [Column("ht")] public partial Energy Ht { get; init; }
    [Column("btag")] public partial double BTag { get; init; }
    [MissingMomentum, Column("met", "met_phi")] public partial TransverseVector<Lab> Met { get; init; }

    [Feature] public Energy TripleMass => (P + Q + Tau).Mass;
    [Feature] public GeV2 Transfer => (P - Q).M2;
    [Feature] public GeV2 Dot => P * Q;
    [Feature] public double GramTwo => (P * P) * (Q * Q) / ((P * Q) * (P * Q));
    [Feature] public double GramThree => (P * P).Value * ((Q * Q) * (Tau * Tau) - (Q * Tau) * (Q * Tau)).Value - (P * Q).Value * ((P * Q) * (Tau * Tau) - (Q * Tau) * (P * Tau)).Value;
    [Feature] public double CosineOfAngle => (P.Px * Q.Px + P.Py * Q.Py + P.Pz * Q.Pz) / (P.P * Q.P);
    [Feature] public double CosTheta => P.Pz / P.P;
    [Feature] public double TanhEta => Math.Tanh(P.Eta);
    [Feature] public Energy StarEnergy => P.InRestFrameOf(P + Q).E;
    [Feature] public Energy StarMomentum => P.InRestFrameOf(P + Q).P;

    [Feature]
    public double Helicity
    {
        get
        {
            var p = P.InRestFrameOf(P + Q);
            var tau = Tau.InRestFrameOf(P + Q);
            return (p.Px * tau.Px + p.Py * tau.Py + p.Pz * tau.Pz) / (p.P * tau.P);
        }
    }

    [Feature] public double CollinsSoper => 2 * (P.Pz * Q.E - P.E * Q.Pz) / ((P + Q).Mass * Math.Sqrt(((P + Q).M2 + (P + Q).Pt * (P + Q).Pt).Value).GeV);
    [Feature] public double JetSumDistance => DeltaR(Lepton, Jets.Sum(j => j));
    [Feature] public double MassiveDistance => DeltaR(P, Q);
    [Feature] public double RapidityDistance => P.DeltaRapidityR(Q);
    [Feature] public double SumRapidityDistance => Tau.DeltaRapidityR(P + Q);
    [Feature] public Angle AzimuthDistance => Abs(DeltaPhi(P, Q));
    [Feature] public Angle AzimuthDifference => DeltaPhi(P, Q);
    [Feature] public Energy JetHt => Jets.Sum(j => j.Pt);
    [Feature] public Energy JetMass => Jets.Sum(j => j).Mass;
    [Feature] public double Centrality => Jets.Sum(j => j.Pt) / Jets.Sum(j => j.E);
    [Feature] public Energy CentralHt => Jets.Where(j => Abs(j.Eta) < 2.5).Sum(j => j.Pt);
    [Feature] public int NHard => Jets.CountWhere(j => j.Pt > 30.GeV);
    [Feature] public bool AnyHard => Jets.Any(j => j.Pt > 1000.GeV);
    [Feature(Absent = -1)] public Energy? MaxMass => Jets.Has(2) ? Max((Jets[0] + Jets[1]).Mass, Max((Jets[1] + Jets[2]).Mass, (Jets[0] + Jets[2]).Mass)) : null;
    [Feature(Absent = -1)] public Energy? SmallerMass => Jets.Count == 2 ? Min((Jets[0]+Lepton).Mass, (Jets[1]+Lepton).Mass) : null;
    [Feature(Absent = -1)] public double? EtaSpan => Jets.Has(1) ? Max(Jets[0].Eta, Jets[1].Eta) - Min(Jets[0].Eta, Jets[1].Eta) : null;
    [Feature(Absent = -1)] public Energy? LargerByHand => Jets.Has(1) ? (Jets[0].Pt > Jets[1].Pt ? Jets[0].Pt : Jets[1].Pt) : null;
    [Feature] public Energy BySwitch => Jets.Count switch { 0 => Lepton.Pt, 1 => Jets[0].Pt, 5 => Lepton.E, _ => Jets[1].Pt };
    [Feature] public Energy Rare => Lepton.Pt > 5000.GeV ? Lepton.E : Lepton.Pt;
    [Feature] public Energy RareMax => Max((P + Q).Mass, Lepton.E - 5000.GeV);
    [Feature] public Energy Tagged => BTag > 0.8 ? (P + Q).Mass : P.Mass;
    [Feature] public Energy GeometricMean => Math.Sqrt(2 * Lepton.Pt.InGeV * Jets.Sum(j => j.Pt).InGeV).GeV;
    [Feature(Absent = -1)] public Energy? MassByHand => Jets.Has(0) ? Math.Sqrt(2 * Lepton.Pt.InGeV * Jets[0].Pt.InGeV * (Math.Cosh(Lepton.Eta - Jets[0].Eta) - Cos(Lepton.Phi - Jets[0].Phi))).GeV : null;
    [Feature] public double SquareByHand => (P.E * P.E - P.Px * P.Px - P.Py * P.Py - P.Pz * P.Pz).Value;
    [Feature] public double NearlyLorentz => (P + Q).Mass / 1.GeV + 1e-13 * P.E.InGeV;
    [Feature] public Energy PairTransverseMass => TransverseMass(P + Q, Met);
    [Feature] public Energy MuMass => Muons.Sum(m => m).Mass;
    [Feature] public Energy Meff => Jets.Sum(j => j.Pt) + Met.Pt + Lepton.Pt;
    [Feature] public GeV4 Dalitz => (P + Q).M2 * (Q + Tau).M2;
    [Feature(Absent = -1)] public double? Zeppenfeld => Jets.Has(1) ? Abs(Lepton.Eta - 0.5 * (Jets[0].Eta + Jets[1].Eta)) / Abs(Jets[0].Eta - Jets[1].Eta) : null;
    [Feature] public double StoredRatio => Ht / Lepton.Pt;
    [Feature] public double TransverseTrace => Jets.Sum(j => j.Px * j.Px).Value + Jets.Sum(j => j.Py * j.Py).Value;
    [Feature] public double MissingProjection => Cos(DeltaPhi(P, Met)) * Met.Pt.InGeV;
    [Feature] public double DijetChi => Exp(Abs(P.Rapidity - Q.Rapidity));
    [Feature] public double TripleProduct => P.Px.InGeV * (Q.Py * Tau.Pz - Q.Pz * Tau.Py).Value + P.Py.InGeV * (Q.Pz * Tau.Px - Q.Px * Tau.Pz).Value + P.Pz.InGeV * (Q.Px * Tau.Py - Q.Py * Tau.Px).Value;
    private FourVector<Lab> Softer => P.Pt < Q.Pt ? P : Q;
    [Feature] public Energy SofterMass => (Softer + Tau).Mass;
    [Feature] public Energy SofterMt => (Softer + Tau).Mt;
}
