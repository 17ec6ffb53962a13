using Mandelstam.Compiler.Model;
using Mandelstam.Particles;

namespace Mandelstam.Compiler.Lowering;

/// <summary>A declared momentum and the particle that it belongs to.</summary>
/// <param name="Spec">The declaration.</param>
/// <param name="Particle">The particle.</param>
/// <param name="Place">Its place among those of its role, which is that of its columns for the final state.</param>
/// <param name="Mass">Its mass in GeV, 0 where it is declared massless; null where it has a line shape.</param>
public sealed record ProcessLeg(LegSpec Spec, Particle Particle, int Place, double? Mass);
