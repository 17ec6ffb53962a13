using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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

    // For each byte of a mask, the lanes that it keeps, a byte each.
    private static readonly byte[] _table = MakeTable();

    // Asked for once a copy: code that is made before this class is initialised would ask each time whether it is.
    private static byte* Lanes => (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(_table, 0);

    /// <summary>Copies 32-bit numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(float* source, int rows, ushort* masks, float* target)
    {
        byte* lanes = Lanes;
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
            target = Append(Vector512.Load(source + row), masks[row / Line], lanes, target);
        }

        if (whole < rows)
        {
            float* last = stackalloc float[Line];
            for (int row = whole; row < rows; row++)
            {
                last[row - whole] = source[row];
            }

            Append(Vector512.Load(last), masks[whole / Line], lanes, target);
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
        byte* lanes = Lanes;
        nint to = 0;
        for (nint row = 0; row < rows; row += Line)
        {
            uint mask = masks[row / Line];
            Append(Vector512.Load(a + row), mask, lanes, toA + to);
            Append(Vector512.Load(b + row), mask, lanes, toB + to);
            Append(Vector512.Load(c + row), mask, lanes, toC + to);
            Append(Vector512.Load(d + row), mask, lanes, toD + to);
            to += BitOperations.PopCount(mask);
        }
    }

    /// <summary>Copies 64-bit numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(double* source, int rows, ushort* masks, double* target)
    {
        byte* lanes = Lanes;
        for (int row = 0; row < rows; row += HalfLine)
        {
            uint mask = (masks is null ? ushort.MaxValue : (uint)masks[row / Line] >> (row % Line)) & byte.MaxValue;
            if (rows - row >= HalfLine)
            {
                target = Append(Vector512.Load(source + row), mask, lanes, target);
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
        byte* lanes = Lanes;
        for (int row = 0; row < rows; row += Line)
        {
            Vector512<float> line = rows - row >= Line
                ? Vector512.ConvertToSingle(Vector512.Load(source + row))
                : Partial(row, rows, source);
            target = Append(line, masks is null ? ushort.MaxValue : masks[row / Line], lanes, target);
        }
    }

    /// <summary>Writes the numbers of the rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Numbers(int first, int rows, ushort* masks, int* target)
    {
        byte* lanes = Lanes;
        float* place = (float*)target;
        Vector512<int> numbers = Vector512<int>.Indices + Vector512.Create(first);
        for (int row = 0; row < rows; row += Line)
        {
            place = Append(numbers.AsSingle(), masks is null ? ushort.MaxValue : masks[row / Line], lanes, place);
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
    private static float* Append(Vector512<float> line, uint mask, byte* lanes, float* target)
    {
        if (Avx512F.IsSupported)
        {
            Vector512<int> bit = Vector512.Create(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768);
            Vector512<int> isKept = Vector512.Equals(Vector512.Create((int)mask) & bit, bit);
            Avx512F.Compress(Vector512<float>.Zero, isKept.AsSingle(), line).Store(target);
            return target + BitOperations.PopCount(mask);
        }

        return Append(line.GetUpper(), mask >> 8, lanes, Append(line.GetLower(), mask & byte.MaxValue, lanes, target));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double* Append(Vector512<double> half, uint mask, byte* lanes, double* target)
    {
        if (Avx512F.IsSupported)
        {
            Vector512<long> bit = Vector512.Create(1L, 2, 4, 8, 16, 32, 64, 128);
            Vector512<long> isKept = Vector512.Equals(Vector512.Create((long)mask) & bit, bit);
            Avx512F.Compress(Vector512<double>.Zero, isKept.AsDouble(), half).Store(target);
            return target + BitOperations.PopCount(mask);
        }

        return Append(half.GetUpper(), mask >> 4, lanes, Append(half.GetLower(), mask & 0xf, lanes, target));
    }

    // Four of float64 are eight of 32 bits, of which two by two are kept.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double* Append(Vector256<double> quarter, uint mask, byte* lanes, double* target)
    {
        ReadOnlySpan<byte> twice = [0, 0x03, 0x0c, 0x0f, 0x30, 0x33, 0x3c, 0x3f, 0xc0, 0xc3, 0xcc, 0xcf, 0xf0, 0xf3, 0xfc, 0xff];
        Append(quarter.AsSingle(), twice[(int)mask & 0xf], lanes, (float*)target);
        return target + BitOperations.PopCount(mask);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float* Append(Vector256<float> half, uint mask, byte* lanes, float* target)
    {
        Vector256<float> kept = Avx2.IsSupported
            ? Avx2.PermuteVar8x32(half, Avx2.ConvertToVector256Int32(lanes + (8 * mask)))
            : Vector256.Shuffle(half, Vector256.Create(Widen(lanes + (8 * mask)), Widen(lanes + (8 * mask) + 4)));
        kept.Store(target);
        return target + BitOperations.PopCount(mask);
    }

    private static Vector128<int> Widen(byte* lanes) => Vector128.Create(lanes[0], lanes[1], lanes[2], (int)lanes[3]);

    private static byte[] MakeTable()
    {
        byte[] table = GC.AllocateArray<byte>(256 * 8, pinned: true);
        for (int mask = 0; mask < 256; mask++)
        {
            int kept = 0;
            for (int lane = 0; lane < 8; lane++)
            {
                if ((mask & (1 << lane)) != 0)
                {
                    table[(8 * mask) + kept++] = (byte)lane;
                }
            }
        }

        return table;
    }
}
