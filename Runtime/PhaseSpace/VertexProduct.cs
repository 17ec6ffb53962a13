using Mandelstam.Processes;

namespace Mandelstam.PhaseSpace;

/// <summary>A product of a vertex of a decay chain.</summary>
/// <param name="Mass">The column of its mass.</param>
/// <param name="Momentum">The first column of its momentum, where it decays; null for a particle of the final state.</param>
/// <param name="Leaf">Its place in the final state, for one of that.</param>
/// <param name="LineShape">How its mass is distributed; null where it is fixed.</param>
/// <param name="LeastMass">The smallest mass that it can have, in GeV.</param>
internal sealed record VertexProduct(int Mass, int? Momentum, int Leaf, LineShape? LineShape, double LeastMass)
{
    /// <summary>Where its momentum goes.</summary>
    public MomentumColumns Columns(in RowTile tile) => Momentum is int column ? MomentumColumns.InScratch(in tile, column) : MomentumColumns.Of(in tile, Leaf);
}
