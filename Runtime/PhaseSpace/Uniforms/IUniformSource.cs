using Mandelstam.Randomness;
using Mandelstam.Simd;

namespace Mandelstam.PhaseSpace.Uniforms;

/// <summary>Where a map of the unit cube takes its numbers from.</summary>
internal unsafe interface IUniformSource
{
    /// <summary>Writes one coordinate of the events of a tile.</summary>
    /// <typeparam name="T">The register.</typeparam>
    /// <param name="tile">The rows.</param>
    /// <param name="random">The generators of these rows.</param>
    /// <param name="dimension">Which coordinate, from 0; they are asked for in order.</param>
    /// <param name="column">Takes the numbers, above 0 and below 1.</param>
    void Write<T>(in RowTile tile, ref LaneRandom<T> random, int dimension, double* column)
        where T : struct, IDoubleLanes<T>;
}
