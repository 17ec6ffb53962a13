using Mandelstam.Processes;

namespace Mandelstam.PhaseSpace.Channels;

/// <summary>A decay into two within a <see cref="Channel"/>. Sets of final particles are bits, the first particle the lowest.</summary>
/// <param name="Set">What decays: the particles that come of it.</param>
/// <param name="First">The particles on one side.</param>
/// <param name="Second">The particles on the other.</param>
/// <param name="FirstNode">The node of the first side; −1 for a single particle.</param>
/// <param name="SecondNode">The node of the second side; −1 for a single particle.</param>
/// <param name="Reference">What the polar angle is measured from in the rest frame: the momentum of these particles, reversed; 0: the beam along +z.</param>
/// <param name="Shape">How the mass of what decays is distributed, where a resonance says so; else null.</param>
internal readonly record struct ChannelNode(int Set, int First, int Second, int FirstNode, int SecondNode, int Reference, LineShape? Shape);
