using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace Mandelstam.Simd;

/// <summary>Lanes of float64 that read and write columns of it, and compute on the 64-bit words that hold them: for samplers.</summary>
/// <typeparam name="T">The register.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public unsafe interface IDoubleLanes<T> : ILanes<T>
    where T : struct, IDoubleLanes<T>
{
    /// <summary>Reads from any address.</summary>
    static abstract T Read(double* from);

    /// <summary>Writes to any address.</summary>
    static abstract void Write(T value, double* to);

    /// <summary>The same 64 bits in all lanes.</summary>
    static abstract T AllBits(ulong word);

    /// <summary>The sum of the words, modulo 2⁶⁴.</summary>
    static abstract T AddBits(T left, T right);

    /// <summary>The words moved towards their highest bit.</summary>
    static abstract T ShiftLeft(T value, [ConstantExpected] int bits);

    /// <summary>The words moved towards their lowest bit, zeros after them.</summary>
    static abstract T ShiftRight(T value, [ConstantExpected] int bits);
}
