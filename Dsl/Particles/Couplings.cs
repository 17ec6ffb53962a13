namespace Mandelstam.Particles;

/// <summary>The numbers behind <c>Mandelstam.Constants</c>, in GeV: one source for the language and for its compiler.</summary>
/// <remarks>S. Navas et al. (Particle Data Group), Review of Particle Physics, Phys. Rev. D 110, 030001 (2024), section 1.</remarks>
internal static class Couplings
{
    public const double Fermi = 1.1663788e-5;

    public const double FineStructure = 1 / 137.035999178;

    public const double FineStructureAtZ = 1 / 127.930;

    public const double StrongAtZ = 0.1180;

    public const double WeakMixingAtZ = 0.23129;

    public const double PicobarnPerInverseGeV2 = 0.3893793721e9;
}
