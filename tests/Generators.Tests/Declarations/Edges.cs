using static Mandelstam.Kinematics;

namespace Declarations;

/// <summary>Where formulas stop being smooth: null vectors, negative bases, ends of domains, a sign before a sign.</summary>
[Event]
public partial record Edges
{
    [Column("a_{pt,eta,phi,m}")] public partial FourVector<Lab> A { get; init; }
    [Massless, Column("b_{pt,eta,phi}")] public partial FourVector<Lab> B { get; init; }
    [Column("c_{px,py,pz,m}")] public partial FourVector<Lab> C { get; init; }
    [Column("x")] public partial double X { get; init; }
    [Column("y")] public partial double Y { get; init; }
    [Column("n")] public partial int N { get; init; }

    [Feature] public Energy PairMass => (A + B).Mass;
    [Feature] public Energy OtherPairMass => (A + C).Mass;
    [Feature] public GeV2 Dot => A * B + A * C + B * C;
    [Feature] public Energy Et => A.Et;
    [Feature] public double Alternating => Math.Pow(-1, N);
    [Feature] public double WholePower => Math.Pow(X, N);
    [Feature] public double AnyPower => Math.Pow(X, Y);
    [Feature] public double OfTwo => Math.Pow(2, Y);
    [Feature] public double Clipped => Math.Pow(Math.Max(0, X), 2.5) + Math.Acos(Math.Clamp(X, -1, 1));
    [Feature] public double ThirdOfAngle => Math.Cos(Math.Acos(Math.Clamp(X * A.P / (Abs(X) * A.P + 1.GeV), -1, 1)) / 3);
    [Feature] public double SignBeforeSign => 1 - -(X + Y) * (X - 1);
    [Feature] public double SignBeforeSine => 1 - -Sin(A.Phi - B.Phi) * (X - 0.5);
    [Feature] public double SignBeforeNumber => 1 - -1 * (X + Y) * (X - 0.5);
}
