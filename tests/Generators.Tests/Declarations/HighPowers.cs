using static Mandelstam.Kinematics;

namespace Declarations;

/// <summary>Ratios of high powers of scales: of order one, where numerator and denominator leave the range of float32.</summary>
[Event]
public partial record HighPowers
{
    [Massless, Column("a_{pt,eta,phi}")] public partial FourVector<Lab> A { get; init; }

    [Massless, Column("b_{pt,eta,phi}")] public partial FourVector<Lab> B { get; init; }

    [Massless, Column("k_{pt,eta,phi}")] public partial FourVector<Lab> K { get; init; }

    private double S => (A + B).M2.Value;

    private double T => (A + K).M2.Value;

    private double U => (B + K).M2.Value;

    [Feature]
    public double Ratio4 => S > 0 ? Square(Square(T)) / Square(Square(S)) : 0;

    [Feature]
    public double Ratio3 => S > 0 ? Math.Pow(T, 3) / Math.Pow(S, 3) : 0;

    [Feature]
    public double Share => S > 0 ? Math.Pow(T, 3) / (Math.Pow(S, 3) + Math.Pow(T, 3)) : 0;

    [Feature]
    public double ShareOfPt => Math.Pow(A.Pt.InGeV, 10) / (Math.Pow(A.Pt.InGeV, 10) + Math.Pow(B.Pt.InGeV, 10));

    [Feature]
    public double RootedPower => Math.Pow(A.Pt.InGeV, 9.5) / Math.Pow(B.Pt.InGeV, 9.5);

    /// <summary>The squared amplitude of g g → g g g, summed over colours and helicities, but for constants.</summary>
    [Feature]
    public double Gluons => S > 0 && T > 0 && U > 0 ? (Square(Square(S)) + Square(Square(T)) + Square(Square(U))) / (S * T * U * (S + T + U)) : 0;
}
