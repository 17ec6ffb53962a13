using Mandelstam.Particles;

namespace Mandelstam;

/// <summary>Couplings of the Standard Model: S. Navas et al. (Particle Data Group), Review of Particle Physics, Phys. Rev. D 110, 030001 (2024), section 1.</summary>
/// <remarks>Couplings that run are given at a scale, and belong to amplitudes at about that scale. Masses are in the particle table.</remarks>
public static class Constants
{
    /// <summary>The Fermi coupling G<sub>F</sub>/(ħc)³, from the mean life of the muon.</summary>
    public static InverseGeV2 FermiCoupling => new(Couplings.Fermi);

    /// <summary>The fine-structure constant α at zero momentum transfer.</summary>
    public static double FineStructure => Couplings.FineStructure;

    /// <summary>The fine-structure constant α(M<sub>Z</sub>) in the MS-bar scheme.</summary>
    public static double FineStructureAtZ => Couplings.FineStructureAtZ;

    /// <summary>The strong coupling α<sub>s</sub>(M<sub>Z</sub>).</summary>
    public static double StrongCouplingAtZ => Couplings.StrongAtZ;

    /// <summary>sin²θ<sub>W</sub>(M<sub>Z</sub>) in the MS-bar scheme.</summary>
    public static double WeakMixingAtZ => Couplings.WeakMixingAtZ;

    /// <summary>(ħc)² in GeV² pb: a cross-section in GeV⁻² times this is one in pb.</summary>
    public static double PicobarnPerInverseGeV2 => Couplings.PicobarnPerInverseGeV2;
}
