using System.Runtime.CompilerServices;
using Mandelstam.Simd;

namespace Mandelstam.Randomness;

/// <summary>Random numbers of a block of rows, one generator a lane: xoshiro256+ (D. Blackman and S. Vigna, ACM TOMS 47 (2021) 36).</summary>
/// <remarks>
/// A block has eight generators whatever the width of the registers; row r belongs to generator r modulo 8. Their states come from
/// <see cref="CounterRandom"/> by (seed, block, generator), so that a row's numbers depend on nothing else. The generator has a period of 2²⁵⁶ − 1; its three
/// lowest bits are weak and not used.
/// </remarks>
/// <typeparam name="T">The register.</typeparam>
public struct LaneRandom<T>
    where T : struct, IDoubleLanes<T>
{
    /// <summary>The generators of a block.</summary>
    public const int Lanes = 8;

    private const int StateWords = 4;

    private T _a;
    private T _b;
    private T _c;
    private T _d;

    /// <summary>The generators of a block that fill one register.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="block">The block.</param>
    /// <param name="first">The first of the generators.</param>
    public unsafe LaneRandom(ulong seed, ulong block, int first)
    {
        CounterRandom random = new(seed, block);
        ulong* words = stackalloc ulong[StateWords * Lanes];
        for (int lane = 0; lane < T.Width; lane++)
        {
            for (int word = 0; word < StateWords; word++)
            {
                words[(word * Lanes) + lane] = random.UInt64At((ulong)((StateWords * (first + lane)) + word));
            }
        }

        double* state = (double*)words;
        _a = T.Read(state);
        _b = T.Read(state + Lanes);
        _c = T.Read(state + (2 * Lanes));
        _d = T.Read(state + (3 * Lanes));
    }

    /// <summary>The next 64 bits of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T NextBits()
    {
        T result = T.AddBits(_a, _d);
        T shifted = T.ShiftLeft(_b, 17);
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = T.ShiftLeft(_d, 45) | T.ShiftRight(_d, 19);
        return result;
    }

    /// <summary>The next uniform numbers: the middle of one of the 2⁵² cells of (0, 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T NextUniform() => ToUniform(NextBits());

    /// <summary>Words as uniform numbers, by their upper 52 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ToUniform(T bits) =>
        (T.ShiftRight(bits, 12) | T.All(1)) - T.All(1 - 1.1102230246251565e-16);

    /// <summary>Sine and cosine of an angle that is uniform over the full turn.</summary>
    /// <remarks>The eighth to either side of the axis from the upper bits; the axis from two bits below them, which the fraction does not use.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T NextSinCos(out T cos)
    {
        T bits = NextBits();
        T s = UnitMath<T>.SinCosQuarters(ToUniform(bits) - T.All(0.5), out T c);
        c = T.NegateWhere(c, bits, 11);
        T swaps = T.ShiftRight(bits, 10);
        cos = T.SelectOdd(swaps, s, c);
        return T.SelectOdd(swaps, c, s);
    }
}
