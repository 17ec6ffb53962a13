using static Mandelstam.Kinematics;

namespace Mandelstam.Examples.PhaseSpace;

/// <summary>H → g g g g with all gluons of one helicity: nothing but the poles of antennas, 1/((p₁p₂)(p₂p₃)(p₃p₄)(p₄p₁)) in every order.</summary>
/// <remarks>
/// Top quarks integrated out, L = (C/2) H tr GG with C = α_s/(6πv): the amplitude of n gluons of equal helicity is C gⁿ⁻² m_H⁴/(⟨12⟩⟨23⟩…⟨n1⟩)
/// (L. J. Dixon, E. W. N. Glover, V. V. Khoze, JHEP 12 (2004) 015). Of the width of H → g g g g it is the part of these two helicities.
/// </remarks>
[Decay("H -> g g g g")]
public partial record HiggsToGluons
{
    /// <summary>The Higgs boson, at rest.</summary>
    [Parent] public partial FourVector<Rest> Higgs { get; }

    /// <summary>A gluon.</summary>
    [Daughter] public partial FourVector<Rest> First { get; init; }

    /// <summary>A gluon.</summary>
    [Daughter] public partial FourVector<Rest> Second { get; init; }

    /// <summary>A gluon.</summary>
    [Daughter] public partial FourVector<Rest> Third { get; init; }

    /// <summary>A gluon.</summary>
    [Daughter] public partial FourVector<Rest> Fourth { get; init; }

    /// <summary>|M|² summed over colours and the two helicities, in GeV⁻².</summary>
    [SquaredAmplitude]
    public InverseGeV2 Amplitude => Coupling * Colours * Antennas;

    /// <summary>Four gluons that can be told apart.</summary>
    [Selection]
    public bool IsResolved => MinPairMass(First, Second, Third, Fourth) > 10.GeV;

    // C² g⁴ with v⁻² = √2 G_F.
    private InverseGeV2 Coupling => Math.Sqrt(2) * Square(Constants.StrongCouplingAtZ / (6 * Math.PI))
        * Square(4 * Math.PI * Constants.StrongCouplingAtZ) * Constants.FermiCoupling;

    // Two helicities, N²(N² − 1), and each of three circles with its reverse.
    private double Colours => 2 * 72 * 2;

    private double Antennas => Circle(First, Second, Third, Fourth) + Circle(First, Second, Fourth, Third) + Circle(First, Third, Second, Fourth);

    private double X(FourVector<Rest> a, FourVector<Rest> b) => 2 * (a * b) / Higgs.M2;

    private double Circle(FourVector<Rest> a, FourVector<Rest> b, FourVector<Rest> c, FourVector<Rest> d) => 1 / (X(a, b) * X(b, c) * X(c, d) * X(d, a));
}
