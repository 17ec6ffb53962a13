using Mandelstam.Particles;

namespace Mandelstam.Compiler.Model;

/// <summary>A decay or scattering as its attribute declares it.</summary>
/// <remarks>Immutable, structural equality, no Roslyn.</remarks>
/// <param name="Process">The text.</param>
/// <param name="IsDecay">One particle comes in, else two.</param>
/// <param name="SqrtS">The energy of a scattering in its centre of mass, in GeV; NaN where it is not given.</param>
/// <param name="OffShell">Products may be heavier than what they come from.</param>
/// <param name="MayViolateLeptonFlavour">Lepton numbers need not be conserved.</param>
/// <param name="MayViolateBaryonNumber">Baryon number need not be conserved.</param>
/// <param name="NewParticles">Particles that the declaration adds to the table.</param>
public sealed record ReactionSpec(
    string Process,
    bool IsDecay,
    double SqrtS,
    bool OffShell,
    bool MayViolateLeptonFlavour,
    bool MayViolateBaryonNumber,
    EquatableArray<Particle> NewParticles);
