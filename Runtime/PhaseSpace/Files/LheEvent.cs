namespace Mandelstam.PhaseSpace.Files;

/// <summary>An event of a Les Houches file.</summary>
/// <param name="Weight">Its weight, XWGTUP.</param>
/// <param name="Scale">Its scale in GeV, SCALUP.</param>
/// <param name="Particles">Its particles, in the order of the file.</param>
public sealed record LheEvent(double Weight, double Scale, IReadOnlyList<LheParticle> Particles);
