using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Mandelstam.Simd;

/// <content>Columns of float64, and lanes as 64-bit words.</content>
public readonly partial struct Double256 : IDoubleLanes<Double256>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Double256 Read(double* from) => new(Vector256.Load(from));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Write(Double256 value, double* to) => value._value.Store(to);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Double256 condition) => condition._value.AsUInt64() != Vector256<ulong>.Zero;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 AllBits(ulong word) => new(Vector256.Create(word).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 AddBits(Double256 left, Double256 right) => new((left._value.AsUInt64() + right._value.AsUInt64()).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 ShiftLeft(Double256 value, [ConstantExpected] int bits) => new(Vector256.ShiftLeft(value._value.AsUInt64(), bits).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 ShiftRight(Double256 value, [ConstantExpected] int bits) =>
        new(Vector256.ShiftRightLogical(value._value.AsUInt64(), bits).AsDouble());
}
