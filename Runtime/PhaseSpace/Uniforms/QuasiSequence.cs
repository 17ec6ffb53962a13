using Mandelstam.Randomness;

namespace Mandelstam.PhaseSpace.Uniforms;

/// <summary>Roberts' sequence: event i has the coordinates frac(shift + i/φʲ), φ the positive root of φ^(d+1) = φ + 1, the shift a random vector.</summary>
/// <remarks>
/// M. Roberts, "The unreasonable effectiveness of quasirandom sequences" (2018), a generalisation of the golden ratio to d dimensions; the shift: R. Cranley
/// and T. N. L. Patterson, SIAM J. Numer. Anal. 13 (1976) 904. In units of 2⁻⁶⁴ and modulo 1, so that no event is too far out to be exact.
/// </remarks>
internal sealed class QuasiSequence : IUniformSource
{
    // A stream of its own: blocks have theirs from 0 up.
    private const ulong ShiftStream = ulong.MaxValue;
    private const int DoubleBits = 53;

    private readonly ulong[] _steps;

    /// <summary>A sequence.</summary>
    /// <param name="dimensions">Coordinates of an event.</param>
    public QuasiSequence(int dimensions)
    {
        // The iteration contracts at least by half in every step.
        double phi = 2;
        for (int step = 0; step < DoubleBits; step++)
        {
            phi = Math.Pow(1 + phi, 1.0 / (dimensions + 1));
        }

        _steps = [.. Enumerable.Range(1, dimensions).Select(j => (ulong)(Math.Pow(phi, -j) * (1UL << DoubleBits)) << (64 - DoubleBits))];
    }

    /// <inheritdoc/>
    public unsafe void Write<T>(in RowTile tile, ref LaneRandom<T> random, int dimension, double* column)
        where T : struct, Simd.IDoubleLanes<T>
    {
        ulong step = _steps[dimension];
        ulong first = unchecked(new CounterRandom(tile.Key, ShiftStream).UInt64At((ulong)dimension) + ((ulong)tile.FirstEvent * step));
        ulong* words = stackalloc ulong[T.Width];
        for (int lane = 0; lane < T.Width; lane++)
        {
            words[lane] = unchecked(first + ((ulong)lane * step));
        }

        T bits = T.Read((double*)words), advance = T.AllBits(unchecked(RowTile.RowStep * step));
        for (int row = 0; row < tile.End; row += RowTile.RowStep)
        {
            T.Write(LaneRandom<T>.ToUniform(bits), column + row);
            bits = T.AddBits(bits, advance);
        }
    }
}
