using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mandelstam.Events;

namespace Mandelstam.Simd;

/// <summary>Writes the results of a block from their slots to the output arrays.</summary>
/// <remarks>
/// Outputs that exceed the cache are written past it, in whole cache lines: an ordinary store would read each line from memory first. Where a
/// line begins differs from array to array; the rows that do not fill one wait in front of the slot for the next block.
/// </remarks>
/// <param name="rows">The rows of this block.</param>
/// <param name="place">The place of the block's first row in the arrays.</param>
/// <param name="start">The first place that this thread writes.</param>
/// <param name="streams">Write past the cache.</param>
/// <param name="isLast">No block follows.</param>
internal readonly unsafe struct RowStreams(int rows, int place, int start, bool streams, bool isLast)
{
    /// <summary>The float32 of a cache line.</summary>
    public const int LineFloats = 16;

    /// <summary>Outputs of more bytes than this are not in the cache any more when the last of them is written; tests ask for less.</summary>
    public static long CacheBytes { get; internal set; } = 16 << 20;

    /// <summary>Whether the outputs are too large to stay in the cache.</summary>
    public static bool Pays(PerturbedEvents<float> output) =>
        output.Source.Length * (long)sizeof(float) * (output.Columns.Length + output.Features.Length + 5) > CacheBytes;

    /// <summary>Writes a slot to an array.</summary>
    /// <typeparam name="TNumber">A type of 32 or 64 bits.</typeparam>
    /// <param name="slot">The slot's first row.</param>
    /// <param name="next">Where the next block's first row will be: in front of it waits what fills no line. May be the same slot, unless lines are moved later.</param>
    /// <param name="array">The array; past the cache it must be pinned from the first block to the last.</param>
    /// <param name="later">Receives what is to be moved before the slot is used again; null where all is written at once.</param>
    /// <returns>The place after what was received.</returns>
    public LineMove* Write<TNumber>(float* slot, float* next, TNumber[] array, LineMove* later)
        where TNumber : unmanaged
    {
        int units = sizeof(TNumber) / sizeof(float);
        fixed (TNumber* target = array)
        {
            float* to = (float*)(target + place);
            int length = rows * units;
            if (streams)
            {
                return Stream(slot, next, to, length, (place - start) * units, later);
            }

            Copy(slot, to, length);
            return later;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy(float* from, float* to, int length)
    {
        const int Unrolled = 4 * LineFloats;
        nint i = 0;
        for (; i <= length - Unrolled; i += Unrolled)
        {
            Vector512.Load(from + i).Store(to + i);
            Vector512.Load(from + i + LineFloats).Store(to + i + LineFloats);
            Vector512.Load(from + i + (2 * LineFloats)).Store(to + i + (2 * LineFloats));
            Vector512.Load(from + i + (3 * LineFloats)).Store(to + i + (3 * LineFloats));
        }

        for (; i <= length - LineFloats; i += LineFloats)
        {
            Vector512.Load(from + i).Store(to + i);
        }

        for (; i < length; i++)
        {
            to[i] = from[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private LineMove* Stream(float* slot, float* next, float* to, int length, int written, LineMove* later)
    {
        float* from = slot;
        int rest = length;
        int pending = (int)(((nuint)to / sizeof(float)) % LineFloats);
        if (pending > written)
        {
            // The line was begun by another thread, or lies partly before the array: its rows go one by one.
            int head = Math.Min(LineFloats - pending, rest);
            Copy(from, to, head);
            from += head;
            to += head;
            rest -= head;
            pending = 0;
        }

        from -= pending;
        to -= pending;
        rest += pending;
        int whole = rest & -LineFloats;
        if (later is not null && !isLast && whole > 0 && whole % LineMove.Floats == 0)
        {
            for (int i = 0; i < whole; i += LineMove.Floats)
            {
                *later++ = new((nint)(from + i), (nint)(to + i));
            }
        }
        else
        {
            for (int i = 0; i < whole; i += LineFloats)
            {
                Vector512.Load(from + i).StoreAlignedNonTemporal(to + i);
            }
        }

        if (isLast)
        {
            Copy(from + whole, to + whole, rest - whole);
        }
        else
        {
            Vector512.Load(slot + length - LineFloats).Store(next - LineFloats);
        }

        return later;
    }
}
