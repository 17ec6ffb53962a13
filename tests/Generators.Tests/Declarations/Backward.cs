using static Mandelstam.Kinematics;

namespace Declarations;

/// <summary>Momenta with energies below zero: differences and their images. What is seen from what is not timelike, and the sides of what has no direction.</summary>
[Event]
public partial record Backward
{
    [Massless, Column("l_{pt,eta,phi}")] public partial FourVector<Lab> L { get; init; }

    [Column("a_{px,py,pz,e}")] public partial FourVector<Lab> A { get; init; }

    [Column("b_{pt,eta,phi,m}")] public partial FourVector<Lab> B { get; init; }

    [Feature] public double TurnedRapidity => (-L).Rotated(1.Rad).Rapidity;

    [Feature] public Energy ScaledEnergy => (L - A).ScaledMomentum(2).E;

    [Feature] public double BoostedRapidity => (A - B).BoostedZ(1).Rapidity;

    [Feature] public Energy OppositeMass => ((-A).ScaledMomentum(0.5) + L).Mass;

    [Feature] public double MadeRapidity => FourVector.PxPyPzE<Lab>(L.Px - A.Px, L.Py - A.Py, L.Pz - A.Pz, L.E - A.E).Rapidity;

    [Feature] public Energy ChosenEnergy => (A.Pt > B.Pt ? A : -B).Rotated(0.5.Rad).ScaledMomentum(3).E;

    [Feature] public Energy RestEnergy => L.InRestFrameOf(A).E;

    [Feature] public Energy RestMomentum => B.InRestFrameOf(A).P;

    [Feature] public double RestDirection => L.InRestFrameOf(A).P3.Direction.Z;

    [Feature] public double Sides => Sign(L.Eta.Value) * Sign(B.Eta.Value);
}
