using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Mandelstam.Simd;

/// <summary>Puts the few rows of a block that are to be computed with more care together, and their results back. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RowRepair
{
    /// <summary>The rows of a block.</summary>
    public const int MostRows = LineMove.Floats;

    /// <summary>Finds the rows where a condition holds.</summary>
    /// <param name="slots">The first row of the first slot.</param>
    /// <param name="condition">The slot of the condition, in float32.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="found">Receives the rows; has room for <see cref="MostRows"/>.</param>
    /// <returns>Those of <paramref name="found"/> that were written.</returns>
    public static Span<int> Find(ref float slots, nint condition, nint rows, Span<int> found)
    {
        int count = 0;
        for (nint line = 0; line < rows; line += RowStreams.LineFloats)
        {
            uint bits = (uint)Vector512.LoadUnsafe(ref Unsafe.Add(ref slots, condition + line)).ExtractMostSignificantBits();
            for (; bits != 0; bits &= bits - 1)
            {
                int row = (int)line + BitOperations.TrailingZeroCount(bits);
                if (row < rows)
                {
                    found[count++] = row;
                }
            }
        }

        return found[..count];
    }

    /// <summary>Copies rows of slots to the first rows of others.</summary>
    /// <param name="slots">The first row of the first slot.</param>
    /// <param name="pairs">From which slot and to which, in float32, one pair after the other.</param>
    /// <param name="rows">The rows.</param>
    public static void Gather(ref float slots, ReadOnlySpan<int> pairs, ReadOnlySpan<int> rows)
    {
        for (int pair = 0; pair < pairs.Length; pair += 2)
        {
            ref float from = ref Unsafe.Add(ref slots, pairs[pair]);
            ref float to = ref Unsafe.Add(ref slots, pairs[pair + 1]);
            for (int i = 0; i < rows.Length; i++)
            {
                Unsafe.Add(ref to, i) = Unsafe.Add(ref from, rows[i]);
            }
        }
    }

    /// <summary>Copies rows of wide slots to the first rows of others.</summary>
    /// <param name="slots">The first row of the first slot.</param>
    /// <param name="pairs">From which slot and to which, in float32, one pair after the other.</param>
    /// <param name="rows">The rows.</param>
    public static void GatherWide(ref float slots, ReadOnlySpan<int> pairs, ReadOnlySpan<int> rows)
    {
        for (int pair = 0; pair < pairs.Length; pair += 2)
        {
            ref double from = ref Unsafe.As<float, double>(ref Unsafe.Add(ref slots, pairs[pair]));
            ref double to = ref Unsafe.As<float, double>(ref Unsafe.Add(ref slots, pairs[pair + 1]));
            for (int i = 0; i < rows.Length; i++)
            {
                Unsafe.Add(ref to, i) = Unsafe.Add(ref from, rows[i]);
            }
        }
    }

    /// <summary>Copies the first rows of a slot to where they belong.</summary>
    /// <param name="slots">The first row of the first slot.</param>
    /// <param name="from">The slot, in float32.</param>
    /// <param name="to">The first row of the slot or array that receives them.</param>
    /// <param name="rows">The rows.</param>
    public static void Scatter(ref float slots, nint from, ref float to, ReadOnlySpan<int> rows)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            Unsafe.Add(ref to, rows[i]) = Unsafe.Add(ref slots, from + i);
        }
    }
}
