using static Mandelstam.Kinematics;

namespace Mandelstam.Examples.PhaseSpace;

/// <summary>g g → g g g at tree level, averaged over initial spins and colours, summed over final ones.</summary>
/// <remarks>
/// For five gluons every helicity amplitude that does not vanish is one of S. J. Parke and T. R. Taylor's (Phys. Rev. Lett. 56 (1986) 2459), and
/// the sum over colours is exact: Σ|M|² = 2 g⁶ N³(N² − 1) Σ_{i&lt;j} s_ij⁴ Σ 1/(s₁₂s₂₃s₃₄s₄₅s₅₁), over the 24 orders of five in a circle, of which each and
/// its reverse are equal. Products of incoming with outgoing momenta count as positive.
/// </remarks>
[Scattering("g g -> g g g", SqrtS = 1000)]
public partial record ThreeGluons
{
    /// <summary>The gluon along +z.</summary>
    [Incoming] public partial FourVector<CentreOfMass> A { get; }

    /// <summary>The gluon along −z.</summary>
    [Incoming] public partial FourVector<CentreOfMass> B { get; }

    /// <summary>A gluon of the final state.</summary>
    [Daughter] public partial FourVector<CentreOfMass> First { get; init; }

    /// <summary>A gluon of the final state.</summary>
    [Daughter] public partial FourVector<CentreOfMass> Second { get; init; }

    /// <summary>A gluon of the final state.</summary>
    [Daughter] public partial FourVector<CentreOfMass> Third { get; init; }

    /// <summary>|M|² in GeV⁻².</summary>
    [SquaredAmplitude]
    public InverseGeV2 Amplitude => Coupling * Helicities * Circles / S;

    /// <summary>Gluons far from one another and from the beams: transverse to these, and pairs with a mass.</summary>
    [Selection]
    public bool IsResolved => MinPairMass(First, Second, Third) > 50.GeV && Min(First.Pt, Min(Second.Pt, Third.Pt)) > 50.GeV;

    private GeV2 S => 2 * (A * B);

    // g⁶ · 2 N³(N² − 1) / (2 · 8)² with g² = 4πα_s, and 2 for circles and their reverse.
    private double Coupling => 3.375 * Math.Pow(4 * Math.PI * Constants.StrongCouplingAtZ, 3);

    private double Helicities =>
        1 + Fourth(A, First) + Fourth(A, Second) + Fourth(A, Third) + Fourth(B, First) + Fourth(B, Second) + Fourth(B, Third)
        + Fourth(First, Second) + Fourth(First, Third) + Fourth(Second, Third);

    private double Circles =>
        Circle(A, B, First, Second, Third) + Circle(A, B, First, Third, Second) + Circle(A, B, Second, First, Third) + Circle(A, B, Second, Third, First)
        + Circle(A, B, Third, First, Second) + Circle(A, B, Third, Second, First) + Circle(A, First, B, Second, Third) + Circle(A, First, B, Third, Second)
        + Circle(A, First, Second, B, Third) + Circle(A, First, Third, B, Second) + Circle(A, Second, B, First, Third) + Circle(A, Second, First, B, Third);

    private double X(FourVector<CentreOfMass> a, FourVector<CentreOfMass> b) => 2 * (a * b) / S;

    private double Fourth(FourVector<CentreOfMass> a, FourVector<CentreOfMass> b) => Square(Square(X(a, b)));

    private double Circle(
        FourVector<CentreOfMass> a, FourVector<CentreOfMass> b, FourVector<CentreOfMass> c, FourVector<CentreOfMass> d, FourVector<CentreOfMass> e) =>
        1 / (X(a, b) * X(b, c) * X(c, d) * X(d, e) * X(e, a));
}
