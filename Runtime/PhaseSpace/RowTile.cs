using System.Runtime.CompilerServices;
using Mandelstam.Simd;

namespace Mandelstam.PhaseSpace;

/// <summary>A few rows of the points that a sampler fills, small enough to stay in the cache while it goes over them several times.</summary>
/// <remarks>
/// Kernels count in registers: register v of a column holds rows 8v + first, 8v + first + 1, …, as many as it has lanes. Narrow registers go over
/// a tile once for each group of generators (see <see cref="Randomness.LaneRandom{T}"/>); the columns begin at the first row of the group.
/// </remarks>
/// <param name="columns">The first row of the first column.</param>
/// <param name="columnStride">From one column to the next.</param>
/// <param name="scratch">Room for intermediate values.</param>
/// <param name="registers">The registers of a column.</param>
/// <param name="particles">The particles of the final state.</param>
/// <param name="key">What the run's random numbers depend on.</param>
/// <param name="firstEvent">The number in the run of the event in the first row.</param>
internal readonly unsafe struct RowTile(double* columns, nint columnStride, double* scratch, int registers, int particles, ulong key, long firstEvent)
{
    /// <summary>The most rows of a tile.</summary>
    public const int Rows = 128;

    /// <summary>The rows from one register to the next.</summary>
    public const int RowStep = 8;

    /// <summary>From one scratch column to the next: a cache line more than the rows, so that columns do not share places of the cache.</summary>
    public const int ScratchStride = Rows + 8;

    /// <summary>The registers of a column.</summary>
    public int Registers { get; } = registers;

    /// <summary>What the run's random numbers depend on.</summary>
    public ulong Key => key;

    /// <summary>The number in the run of the event in the first row.</summary>
    public long FirstEvent => firstEvent;

    /// <summary>The end of a column, in rows: kernels step through it by <see cref="RowStep"/>.</summary>
    public int End
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Registers * RowStep;
    }

    /// <summary>The weights.</summary>
    public double* Weights => columns + (4 * particles * columnStride);

    /// <summary>A particle's energy; px, py and pz follow, a <see cref="ColumnStride"/> apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double* Momentum(int particle) => columns + (4 * particle * columnStride);

    /// <summary>From one column to the next.</summary>
    public nint ColumnStride => columnStride;

    /// <summary>A column of intermediate values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double* Scratch(int column) => scratch + (column * ScratchStride);

    /// <summary>Gives columns of intermediate values one value.</summary>
    public void SetScratch<T>(int first, int count, T value)
        where T : struct, IDoubleLanes<T>
    {
        for (int column = first; column < first + count; column++)
        {
            Set(Scratch(column), value);
        }
    }

    /// <summary>Gives all weights one value.</summary>
    public void SetWeights<T>(T value)
        where T : struct, IDoubleLanes<T> => Set(Weights, value);

    private void Set<T>(double* column, T value)
        where T : struct, IDoubleLanes<T>
    {
        for (int row = 0; row < End; row += RowStep)
        {
            T.Write(value, column + row);
        }
    }
}
