using System.Runtime.CompilerServices;
using Mandelstam.Simd;

namespace Mandelstam.PhaseSpace;

/// <summary>Where a particle's momentum lies: the column of its energy; px, py and pz follow.</summary>
/// <param name="energy">The first row of the energy.</param>
/// <param name="stride">From one column to the next.</param>
internal readonly unsafe struct MomentumColumns(double* energy, nint stride)
{
    /// <summary>Four columns of intermediate values.</summary>
    public const int Count = 4;

    /// <summary>The columns of a particle of the final state.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static MomentumColumns Of(in RowTile tile, int particle) => new(tile.Momentum(particle), tile.ColumnStride);

    /// <summary>Columns of intermediate values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static MomentumColumns InScratch(in RowTile tile, int column) => new(tile.Scratch(column), RowTile.ScratchStride);

    /// <summary>Reads the energy.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Energy<T>(int row)
        where T : struct, IDoubleLanes<T> => T.Read(energy + row);

    /// <summary>Reads a component of the momentum: 1 is x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Component<T>(int row, int component)
        where T : struct, IDoubleLanes<T> => T.Read(energy + (component * stride) + row);

    /// <summary>Writes a momentum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write<T>(int row, T e, T x, T y, T z)
        where T : struct, IDoubleLanes<T>
    {
        T.Write(e, energy + row);
        T.Write(x, energy + stride + row);
        T.Write(y, energy + (2 * stride) + row);
        T.Write(z, energy + (3 * stride) + row);
    }
}
