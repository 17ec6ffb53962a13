using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mandelstam.Simd;

/// <summary>8 lanes of float64 in one register of 512 bits.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly partial struct Double512 : ILanes<Double512>
{
    // a ^ (b & c) as the truth table of the ternary operation.
    private const byte XorAnd = 0x78;

    private readonly Vector512<double> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Double512(Vector512<double> value) => _value = value;

    /// <inheritdoc/>
    public static int Width
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 8;
    }

    /// <inheritdoc/>
    public static Double512 Shifter
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512.Create(6755399441055744d));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 operator +(Double512 left, Double512 right) => new(left._value + right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 operator -(Double512 left, Double512 right) => new(left._value - right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 operator *(Double512 left, Double512 right) => new(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 operator /(Double512 left, Double512 right) => new(left._value / right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 operator &(Double512 left, Double512 right) => new(left._value & right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 operator |(Double512 left, Double512 right) => new(left._value | right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 operator ^(Double512 left, Double512 right) => new(left._value ^ right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 operator -(Double512 value) => new(-value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 operator ~(Double512 value) => new(~value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 All(double value) => new(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 MultiplyAdd(Double512 left, Double512 right, Double512 addend) =>
        new(Vector512.FusedMultiplyAdd(left._value, right._value, addend._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 MultiplySubtract(Double512 left, Double512 right, Double512 subtrahend) =>
        new(Avx512F.IsSupported ? Avx512F.FusedMultiplySubtract(left._value, right._value, subtrahend._value) : Vector512.FusedMultiplyAdd(left._value, right._value, -subtrahend._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 MultiplyAddNegated(Double512 left, Double512 right, Double512 addend) =>
        new(Avx512F.IsSupported ? Avx512F.FusedMultiplyAddNegated(left._value, right._value, addend._value) : Vector512.FusedMultiplyAdd(-left._value, right._value, addend._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Clamp(Double512 value, double least, double most) =>
        new(Vector512.MaxNative(Vector512.Create(least), Vector512.MinNative(Vector512.Create(most), value._value)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Sqrt(Double512 value) => new(Vector512.Sqrt(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Abs(Double512 value) => new(Vector512.Abs(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Round(Double512 value) => new(Vector512.Round(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Min(Double512 left, Double512 right) => new(Vector512.Min(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Max(Double512 left, Double512 right) => new(Vector512.Max(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Less(Double512 left, Double512 right) => new(Vector512.LessThan(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 LessOrEqual(Double512 left, Double512 right) => new(Vector512.LessThanOrEqual(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Equal(Double512 left, Double512 right) => new(Vector512.Equals(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Select(Double512 condition, Double512 left, Double512 right) =>
        new(Vector512.ConditionalSelect(condition._value, left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Load(ref float slots, nint slot, nint row) =>
        new(Vector512.LoadUnsafe(ref Unsafe.Add(ref Unsafe.As<float, double>(ref Unsafe.Add(ref slots, slot)), row)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Double512 value, ref float slots, nint slot, nint row) =>
        value._value.StoreUnsafe(ref Unsafe.Add(ref Unsafe.As<float, double>(ref Unsafe.Add(ref slots, slot)), row));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 SelectOdd(Double512 shifted, Double512 left, Double512 right) =>
        new(Vector512.ConditionalSelect(Vector512.Equals(shifted._value.AsInt64() & Vector512.Create(1L), Vector512.Create(1L)).AsDouble(), left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 NegateWhere(Double512 value, Double512 shifted, [ConstantExpected] int bit)
    {
        Vector512<double> signs = Vector512.ShiftLeft(shifted._value.AsInt64(), 63 - bit).AsDouble();
        return new(Avx512F.IsSupported ? Avx512F.TernaryLogic(value._value, signs, Vector512.Create(-0.0), XorAnd) : value._value ^ (signs & Vector512.Create(-0.0)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Next(Double512 shifted) => new((shifted._value.AsInt64() + Vector512.Create(1L)).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 PowerOfTwo(Double512 shifted) =>
        new(Vector512.ShiftLeft(shifted._value.AsInt64() + Vector512.Create(1023L), 52).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Split(Double512 value, out Double512 exponent)
    {
        // The constant is √½: adding to the bits what lies between it and the power of two below makes the exponent the one wanted. The
        // exponent, an integer in the bits, becomes a number by the way of the shifter.
        Vector512<long> bits = value._value.AsInt64();
        Vector512<long> power = Vector512.ShiftRightArithmetic(bits - Vector512.Create(0x3fe6a09e667f3bcdL), 52);
        exponent = new((power + Shifter._value.AsInt64()).AsDouble() - Shifter._value);
        return new((bits - Vector512.ShiftLeft(power, 52)).AsDouble());
    }
}
