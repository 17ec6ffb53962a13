using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mandelstam.Simd;

/// <summary>Copies the rows that are kept to consecutive places, whole registers at a time.</summary>
/// <remarks>
/// Masks have a bit a row, 16 rows each; without masks all rows are kept. Up to a line of numbers beyond the last kept one may be overwritten.
/// </remarks>
internal static unsafe class RowCompaction
{
    private const int Line = RowStreams.LineFloats, HalfLine = Line / 2;

    // For each byte of a mask, the lanes that it keeps.
    private static readonly int[] _lanesOfByte = MakeLanes();

    /// <summary>Copies 32-bit numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(float* source, int rows, ushort* masks, float* target)
    {
        int whole = rows & -Line;
        if (masks is null)
        {
            for (int row = 0; row < whole; row += Line)
            {
                Vector512.Load(source + row).Store(target + row);
            }

            for (int row = whole; row < rows; row++)
            {
                target[row] = source[row];
            }

            return;
        }

        for (int row = 0; row < whole; row += Line)
        {
            target = Append(Vector512.Load(source + row), masks[row / Line], target);
        }

        if (whole < rows)
        {
            float* last = stackalloc float[Line];
            for (int row = whole; row < rows; row++)
            {
                last[row - whole] = source[row];
            }

            Append(Vector512.Load(last), masks[whole / Line], target);
        }
    }

    /// <summary>Copies 32-bit numbers of four columns at once, which share the work on the masks; only whole lines of rows.</summary>
    /// <param name="sources">The four columns.</param>
    /// <param name="rows">The number of rows, a multiple of a line.</param>
    /// <param name="masks">Which rows are kept.</param>
    /// <param name="targets">Where to.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyFour(in FourColumns sources, int rows, ushort* masks, in FourColumns targets)
    {
        float* a = sources.A, b = sources.B, c = sources.C, d = sources.D, toA = targets.A, toB = targets.B, toC = targets.C, toD = targets.D;
        nint to = 0;
        for (nint row = 0; row < rows; row += Line)
        {
            uint mask = masks[row / Line];
            Append(Vector512.Load(a + row), mask, toA + to);
            Append(Vector512.Load(b + row), mask, toB + to);
            Append(Vector512.Load(c + row), mask, toC + to);
            Append(Vector512.Load(d + row), mask, toD + to);
            to += BitOperations.PopCount(mask);
        }
    }

    /// <summary>Copies 64-bit numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(double* source, int rows, ushort* masks, double* target)
    {
        for (int row = 0; row < rows; row += HalfLine)
        {
            uint mask = (masks is null ? ushort.MaxValue : (uint)masks[row / Line] >> (row % Line)) & byte.MaxValue;
            if (rows - row >= HalfLine)
            {
                target = Append(Vector512.Load(source + row), mask, target);
                continue;
            }

            for (int i = row; i < rows; i++)
            {
                *target = source[i];
                target += (mask >> (i - row)) & 1;
            }
        }
    }

    /// <summary>Copies and converts integers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Convert(int* source, int rows, ushort* masks, float* target)
    {
        for (int row = 0; row < rows; row += Line)
        {
            Vector512<float> line = rows - row >= Line
                ? Vector512.ConvertToSingle(Vector512.Load(source + row))
                : Partial(row, rows, source);
            target = Append(line, masks is null ? ushort.MaxValue : masks[row / Line], target);
        }
    }

    /// <summary>Writes the numbers of the rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Numbers(int first, int rows, ushort* masks, int* target)
    {
        float* place = (float*)target;
        Vector512<int> numbers = Vector512<int>.Indices + Vector512.Create(first);
        for (int row = 0; row < rows; row += Line)
        {
            place = Append(numbers.AsSingle(), masks is null ? ushort.MaxValue : masks[row / Line], place);
            numbers += Vector512.Create(Line);
        }
    }

    private static Vector512<float> Partial(int row, int rows, int* source)
    {
        float* line = stackalloc float[Line];
        for (int i = 0; i < Line; i++)
        {
            line[i] = row + i < rows ? source[row + i] : 0;
        }

        return Vector512.Load(line);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float* Append(Vector512<float> line, uint mask, float* target)
    {
        if (Avx512F.IsSupported)
        {
            Vector512<int> bit = Vector512.Create(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768);
            Vector512<int> isKept = Vector512.Equals(Vector512.Create((int)mask) & bit, bit);
            Avx512F.Compress(Vector512<float>.Zero, isKept.AsSingle(), line).Store(target);
            return target + BitOperations.PopCount(mask);
        }

        return Append(line.GetUpper(), mask >> 8, Append(line.GetLower(), mask & 0xff, target));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double* Append(Vector512<double> half, uint mask, double* target)
    {
        if (Avx512F.IsSupported)
        {
            Vector512<long> bit = Vector512.Create(1L, 2, 4, 8, 16, 32, 64, 128);
            Vector512<long> isKept = Vector512.Equals(Vector512.Create((long)mask) & bit, bit);
            Avx512F.Compress(Vector512<double>.Zero, isKept.AsDouble(), half).Store(target);
            return target + BitOperations.PopCount(mask);
        }

        for (int i = 0; i < HalfLine; i++)
        {
            *target = half[i];
            target += (mask >> i) & 1;
        }

        return target;
    }

    private static float* Append(Vector256<float> half, uint mask, float* target)
    {
        fixed (int* lanes = _lanesOfByte)
        {
            Vector256.Shuffle(half, Vector256.Load(lanes + (8 * mask))).Store(target);
        }

        return target + BitOperations.PopCount(mask);
    }

    private static int[] MakeLanes()
    {
        int[] lanes = new int[256 * 8];
        for (int mask = 0; mask < 256; mask++)
        {
            int kept = 0;
            for (int lane = 0; lane < 8; lane++)
            {
                if ((mask & (1 << lane)) != 0)
                {
                    lanes[(8 * mask) + kept++] = lane;
                }
            }
        }

        return lanes;
    }
}
