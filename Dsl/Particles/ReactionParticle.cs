namespace Mandelstam.Particles;

/// <summary>A particle where a reaction names it.</summary>
/// <param name="Particle">The particle.</param>
/// <param name="Start">Where its name starts in the text.</param>
/// <param name="Length">The length of its name.</param>
/// <param name="Decay">What becomes of it, where the text says so; else null.</param>
public sealed record ReactionParticle(Particle Particle, int Start, int Length, Reaction? Decay);
