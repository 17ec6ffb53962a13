using Mandelstam.Particles;

namespace Mandelstam.Processes;

/// <summary>A particle in the tree of a process: one of the final state, or one that decays further.</summary>
/// <param name="Particle">Its kind; null for the colliding system as a whole.</param>
/// <param name="Mass">Its mass in GeV: that of the pole where it has a line shape, 0 where it is declared massless, √s for the colliding system.</param>
/// <param name="LineShape">How its mass is distributed where it may be off its mass shell; else null.</param>
/// <param name="FirstLeaf">The place of the first final-state particle under it (itself, for one of these) in the order of the process.</param>
/// <param name="Daughters">What it decays into, in the order of the text; none for a particle of the final state.</param>
public sealed record ProcessParticle(Particle? Particle, double Mass, LineShape? LineShape, int FirstLeaf, IReadOnlyList<ProcessParticle> Daughters)
{
    /// <summary>It belongs to the final state.</summary>
    public bool IsFinal => Daughters.Count == 0;

    /// <summary>How many particles of the final state are under it; 1 for one of these.</summary>
    public int LeafCount => IsFinal ? 1 : Daughters.Sum(static d => d.LeafCount);

    /// <summary>The smallest mass that it can have, in GeV: what its daughters weigh at least where it has a line shape, else its own mass.</summary>
    public double MinimumMass => LineShape is null ? Mass : Daughters.Sum(static d => d.MinimumMass);

    /// <summary>This particle and all under it, this first, then left to right.</summary>
    public IEnumerable<ProcessParticle> All => Daughters.SelectMany(static d => d.All).Prepend(this);

    /// <summary>The name of its kind.</summary>
    public override string ToString() => Particle?.Name ?? "√s";
}
