using Mandelstam.Randomness;

namespace Mandelstam.PhaseSpace.Uniforms;

/// <summary>Numbers that the caller has, the coordinates of an event side by side.</summary>
/// <param name="numbers">The numbers.</param>
/// <param name="dimensions">Coordinates of an event.</param>
internal sealed class GivenUniforms(ReadOnlyMemory<double> numbers, int dimensions) : IUniformSource
{
    /// <inheritdoc/>
    public unsafe void Write<T>(in RowTile tile, ref LaneRandom<T> random, int dimension, double* column)
        where T : struct, Simd.IDoubleLanes<T>
    {
        ReadOnlySpan<double> given = numbers.Span;
        for (int row = 0; row < tile.End; row += RowTile.RowStep)
        {
            for (int lane = 0; lane < T.Width; lane++)
            {
                // Registers may go beyond the last event; what they hold there is never looked at.
                long at = ((tile.FirstEvent + row + lane) * dimensions) + dimension;
                column[row + lane] = at < given.Length ? given[(int)at] : 0.5;
            }
        }
    }
}
