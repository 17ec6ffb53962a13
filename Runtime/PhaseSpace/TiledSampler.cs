using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Mandelstam.Processes;
using Mandelstam.Randomness;
using Mandelstam.Simd;

namespace Mandelstam.PhaseSpace;

/// <summary>A sampler that computes in tiles of rows, as many events at a time as a register holds.</summary>
public abstract class TiledSampler : PhaseSpaceSampler
{
    /// <inheritdoc/>
    private protected TiledSampler(double sqrtS, IReadOnlyList<double> masses, double? leastMass = null)
        : base(sqrtS, masses, leastMass)
    {
    }

    /// <summary>The columns of intermediate values that <see cref="Fill{T}"/> needs.</summary>
    private protected abstract int ScratchColumns { get; }

    /// <summary>Draws the events of a tile, momenta and weights.</summary>
    /// <typeparam name="T">The register.</typeparam>
    /// <param name="tile">The rows.</param>
    /// <param name="random">The generators of these rows.</param>
    private protected abstract void Fill<T>(in RowTile tile, ref LaneRandom<T> random)
        where T : struct, IDoubleLanes<T>;

    /// <inheritdoc/>
    private protected override void FillBlocks(PhaseSpacePoints points, ulong key, ulong firstBlock, int from, int to)
    {
        switch (RegisterWidth.Bits)
        {
            case 512: FillBlocks<Double512>(points, key, firstBlock, from, to); break;
            case 256: FillBlocks<Double256>(points, key, firstBlock, from, to); break;
            default: FillBlocks<Double128>(points, key, firstBlock, from, to); break;
        }
    }

    // The arrays of points are pinned; they live as long as the object, which is kept alive to the end.
    private unsafe void FillBlocks<T>(PhaseSpacePoints points, ulong key, ulong firstBlock, int from, int to)
        where T : struct, IDoubleLanes<T>
    {
        double* columns = Address(points.Energy(0));
        nint stride = (nint)(Address(points.Px(0)) - columns);
        double* scratch = (double*)NativeMemory.AlignedAlloc((nuint)(ScratchColumns * RowTile.ScratchStride * sizeof(double)), 64);
        try
        {
            for (int block = from; block < to; block++)
            {
                int begin = block * BlockEvents, end = Math.Min(begin + BlockEvents, points.Count);
                for (int lane = 0; lane < LaneRandom<T>.Lanes; lane += T.Width)
                {
                    LaneRandom<T> random = new(key, firstBlock + (ulong)block, lane);
                    for (int row = begin; row < end; row += RowTile.Rows)
                    {
                        int registers = (Math.Min(RowTile.Rows, end - row) + RowTile.RowStep - 1) / RowTile.RowStep;
                        long firstEvent = ((long)firstBlock * BlockEvents) + row + lane;
                        RowTile tile = new(columns + row + lane, stride, scratch, registers, Particles, key, firstEvent);
                        Fill(in tile, ref random);
                    }
                }
            }
        }
        finally
        {
            NativeMemory.AlignedFree(scratch);
            GC.KeepAlive(points);
        }
    }

    private static unsafe double* Address(Span<double> column) => (double*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(column));
}
