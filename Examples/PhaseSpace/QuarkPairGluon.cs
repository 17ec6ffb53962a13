using static Mandelstam.Kinematics;

namespace Mandelstam.Examples.PhaseSpace;

/// <summary>e⁻e⁺ → u ū g through a photon, at an energy well below the Z: where three jets were first seen.</summary>
/// <remarks>
/// J. Ellis, M. K. Gaillard, G. G. Ross, Nucl. Phys. B 111 (1976) 253. Averaged over directions it is ∝ (x₁² + x₂²)/((1 − x₁)(1 − x₂)), x = 2E/√s of
/// quark and antiquark, and dσ/dx₁dx₂ = σ₀ 2α_s/(3π) times that, with σ₀ = 4πα²Q²/s for the three colours.
/// </remarks>
[Scattering("e- e+ -> u anti-u g", SqrtS = 35)]
public partial record QuarkPairGluon
{
    private const double QuarkCharge = 2.0 / 3;

    /// <summary>The electron, along +z.</summary>
    [Incoming("e-"), Massless] public partial FourVector<CentreOfMass> Electron { get; }

    /// <summary>The positron, along −z.</summary>
    [Incoming("e+"), Massless] public partial FourVector<CentreOfMass> Positron { get; }

    /// <summary>The quark.</summary>
    [Daughter("u"), Massless] public partial FourVector<CentreOfMass> Quark { get; init; }

    /// <summary>The antiquark.</summary>
    [Daughter("anti-u"), Massless] public partial FourVector<CentreOfMass> Antiquark { get; init; }

    /// <summary>The gluon.</summary>
    [Daughter("g")] public partial FourVector<CentreOfMass> Gluon { get; init; }

    /// <summary>|M|² averaged over the spins of the leptons, in GeV⁻².</summary>
    [SquaredAmplitude]
    public InverseGeV2 Amplitude => Coupling
        * (Square(Quark * Electron) + Square(Quark * Positron) + Square(Antiquark * Electron) + Square(Antiquark * Positron))
        / ((Quark * Gluon) * (Antiquark * Gluon)) / (Electron * Positron);

    /// <summary>Every pair has more than a hundredth of s: three jets.</summary>
    [Selection]
    public bool IsResolved => MinPairMass(Quark, Antiquark, Gluon) > 0.1 * (Electron + Positron).Mass;

    // 8 e⁴ Q² g_s², with a factor 4 for the colours.
    private double Coupling => 512 * Math.PI * Math.PI * Math.PI * Constants.FineStructure * Constants.FineStructure
        * QuarkCharge * QuarkCharge * Constants.StrongCouplingAtZ;
}
