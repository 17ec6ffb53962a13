using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Mandelstam.Simd;

/// <content>Columns of float64, and lanes as 64-bit words.</content>
public readonly partial struct Double128 : IDoubleLanes<Double128>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Double128 Read(double* from) => new(Vector128.Load(from));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Write(Double128 value, double* to) => value._value.Store(to);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Double128 condition) => condition._value.AsUInt64() != Vector128<ulong>.Zero;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 AllBits(ulong word) => new(Vector128.Create(word).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 AddBits(Double128 left, Double128 right) => new((left._value.AsUInt64() + right._value.AsUInt64()).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 ShiftLeft(Double128 value, [ConstantExpected] int bits) => new(Vector128.ShiftLeft(value._value.AsUInt64(), bits).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 ShiftRight(Double128 value, [ConstantExpected] int bits) =>
        new(Vector128.ShiftRightLogical(value._value.AsUInt64(), bits).AsDouble());
}
