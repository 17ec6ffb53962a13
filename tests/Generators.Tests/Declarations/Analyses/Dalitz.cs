using static Mandelstam.Kinematics;

namespace TriJets;

/// <summary>A resonance to three jets, and its Dalitz plane.</summary>
[Event]
public partial record TriJet
{
    [Massless, Column("jet_{pt,eta,phi}_1")] public partial FourVector<Lab> First { get; init; }
    [Massless, Column("jet_{pt,eta,phi}_2")] public partial FourVector<Lab> Second { get; init; }
    [Massless, Column("jet_{pt,eta,phi}_3")] public partial FourVector<Lab> Third { get; init; }
    [Weight, Column("w", Optional = true)] public partial double Weight { get; init; }

    private GeV2 M12 => (First + Second).M2;
    private GeV2 M23 => (Second + Third).M2;
    private GeV2 M13 => (First + Third).M2;
    private GeV2 S => (First + Second + Third).M2;

    [Feature, InvariantUnder<Lorentz>] public Energy TriJetMass => InvariantMass(First, Second, Third);
    [Feature, InvariantUnder<Lorentz>] public double X12 => M12 / S;
    [Feature, InvariantUnder<Lorentz>] public double X23 => M23 / S;
    [Feature, InvariantUnder<Lorentz>] public double X13 => M13 / S;

    /// <summary>Distance from the centre of the Dalitz plane, squared.</summary>
    [Feature, InvariantUnder<Lorentz>]
    public double Dalitz2 => Square(X12 - 1.0 / 3) + Square(X13 - 1.0 / 3) + Square(X23 - 1.0 / 3);

    [Feature] public double Aplanarity => First.Pt / (First.Pt + Second.Pt + Third.Pt) - 1.0 / 3.0;

    [Feature] public Angle MinDeltaPhi => Min(Abs(DeltaPhi(First, Second)), Min(Abs(DeltaPhi(Second, Third)), Abs(DeltaPhi(First, Third))));

    [Feature] public double MinDeltaR => Min(First.DeltaR(Second), Min(First.DeltaR(Third), Second.DeltaR(Third)));

    [Feature] public double LogMass => Log(TriJetMass / 1.GeV);

    [Nuisance(Prior.Normal, Mean = 1, Sigma = 0.01, Min = 0.9, Max = 1.1)]
    public TriJet JetEnergyScale(double s) => this with { First = First.ScaledMomentum(s), Second = Second.ScaledMomentum(s), Third = Third.ScaledMomentum(s) };

    [Selection] public bool Hard => First.Pt > 100.GeV && Second.Pt > 50.GeV && Third.Pt > 30.GeV;
    [Selection] public bool Heavy => S > (200.GeV).Squared;
}
