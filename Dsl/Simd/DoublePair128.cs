using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mandelstam.Simd;

/// <summary>4 lanes of float64 in two registers of 128 bits: as many as <see cref="Single128"/> has.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DoublePair128 : IPairedLanes<DoublePair128, Single128>
{
    private readonly Vector128<double> _lower, _upper;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private DoublePair128(Vector128<double> lower, Vector128<double> upper)
    {
        _lower = lower;
        _upper = upper;
    }

    /// <inheritdoc/>
    public static int Width
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 4;
    }

    /// <inheritdoc/>
    public static DoublePair128 Shifter
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => All(6755399441055744d);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair128 operator +(DoublePair128 left, DoublePair128 right) => new(left._lower + right._lower, left._upper + right._upper);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair128 operator -(DoublePair128 left, DoublePair128 right) => new(left._lower - right._lower, left._upper - right._upper);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair128 operator *(DoublePair128 left, DoublePair128 right) => new(left._lower * right._lower, left._upper * right._upper);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair128 operator /(DoublePair128 left, DoublePair128 right) => new(left._lower / right._lower, left._upper / right._upper);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair128 operator &(DoublePair128 left, DoublePair128 right) => new(left._lower & right._lower, left._upper & right._upper);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair128 operator |(DoublePair128 left, DoublePair128 right) => new(left._lower | right._lower, left._upper | right._upper);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair128 operator ^(DoublePair128 left, DoublePair128 right) => new(left._lower ^ right._lower, left._upper ^ right._upper);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair128 operator -(DoublePair128 value) => new(-value._lower, -value._upper);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair128 operator ~(DoublePair128 value) => new(~value._lower, ~value._upper);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair128 All(double value)
    {
        Vector128<double> all = Vector128.Create(value);
        return new(all, all);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair128 MultiplyAdd(DoublePair128 left, DoublePair128 right, DoublePair128 addend) => new(
        Vector128.FusedMultiplyAdd(left._lower, right._lower, addend._lower),
        Vector128.FusedMultiplyAdd(left._upper, right._upper, addend._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair128 MultiplySubtract(DoublePair128 left, DoublePair128 right, DoublePair128 subtrahend) => new(
        Fma.IsSupported ? Fma.MultiplySubtract(left._lower, right._lower, subtrahend._lower) : Vector128.FusedMultiplyAdd(left._lower, right._lower, -subtrahend._lower),
        Fma.IsSupported ? Fma.MultiplySubtract(left._upper, right._upper, subtrahend._upper) : Vector128.FusedMultiplyAdd(left._upper, right._upper, -subtrahend._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair128 MultiplyAddNegated(DoublePair128 left, DoublePair128 right, DoublePair128 addend) => new(
        Fma.IsSupported ? Fma.MultiplyAddNegated(left._lower, right._lower, addend._lower) : Vector128.FusedMultiplyAdd(-left._lower, right._lower, addend._lower),
        Fma.IsSupported ? Fma.MultiplyAddNegated(left._upper, right._upper, addend._upper) : Vector128.FusedMultiplyAdd(-left._upper, right._upper, addend._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair128 Clamp(DoublePair128 value, double least, double most) => new(
        Vector128.MaxNative(Vector128.Create(least), Vector128.MinNative(Vector128.Create(most), value._lower)),
        Vector128.MaxNative(Vector128.Create(least), Vector128.MinNative(Vector128.Create(most), value._upper)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair128 Sqrt(DoublePair128 value) => new(Vector128.Sqrt(value._lower), Vector128.Sqrt(value._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair128 Abs(DoublePair128 value) => new(Vector128.Abs(value._lower), Vector128.Abs(value._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair128 Round(DoublePair128 value) => new(Vector128.Round(value._lower), Vector128.Round(value._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair128 Min(DoublePair128 left, DoublePair128 right) =>
        new(Vector128.Min(left._lower, right._lower), Vector128.Min(left._upper, right._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair128 Max(DoublePair128 left, DoublePair128 right) =>
        new(Vector128.Max(left._lower, right._lower), Vector128.Max(left._upper, right._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair128 Less(DoublePair128 left, DoublePair128 right) =>
        new(Vector128.LessThan(left._lower, right._lower), Vector128.LessThan(left._upper, right._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair128 LessOrEqual(DoublePair128 left, DoublePair128 right) =>
        new(Vector128.LessThanOrEqual(left._lower, right._lower), Vector128.LessThanOrEqual(left._upper, right._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair128 Equal(DoublePair128 left, DoublePair128 right) =>
        new(Vector128.Equals(left._lower, right._lower), Vector128.Equals(left._upper, right._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair128 Select(DoublePair128 condition, DoublePair128 left, DoublePair128 right) => new(
        RegisterBlend.Select(condition._lower, left._lower, right._lower),
        RegisterBlend.Select(condition._upper, left._upper, right._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(DoublePair128 condition) => (condition._lower | condition._upper).ExtractMostSignificantBits() != 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair128 Load(ref float slots, nint slot, nint row)
    {
        ref double source = ref Unsafe.Add(ref Unsafe.As<float, double>(ref Unsafe.Add(ref slots, slot)), row);
        return new(Vector128.LoadUnsafe(ref source), Vector128.LoadUnsafe(ref source, 2));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(DoublePair128 value, ref float slots, nint slot, nint row)
    {
        ref double target = ref Unsafe.Add(ref Unsafe.As<float, double>(ref Unsafe.Add(ref slots, slot)), row);
        value._lower.StoreUnsafe(ref target);
        value._upper.StoreUnsafe(ref target, 2);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair128 Widen(Single128 value) => new(Vector128.WidenLower(value.Register), Vector128.WidenUpper(value.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair128 LoadWidened(ref float slots, nint slot, nint row) => Widen(Single128.Load(ref slots, slot, row));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair128 LoadWidenedCondition(ref float slots, nint slot, nint row) => WidenCondition(Single128.Load(ref slots, slot, row));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Narrow(DoublePair128 value) => new(Vector128.Narrow(value._lower, value._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair128 WidenCondition(Single128 condition) =>
        new(Vector128.WidenLower(condition.Register.AsInt32()).AsDouble(), Vector128.WidenUpper(condition.Register.AsInt32()).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 NarrowCondition(DoublePair128 condition) =>
        new(Vector128.Narrow(condition._lower.AsInt64(), condition._upper.AsInt64()).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair128 SelectOdd(DoublePair128 shifted, DoublePair128 left, DoublePair128 right) =>
        new(RegisterBlend.SelectOdd(shifted._lower, left._lower, right._lower), RegisterBlend.SelectOdd(shifted._upper, left._upper, right._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair128 NegateWhere(DoublePair128 value, DoublePair128 shifted, [ConstantExpected] int bit) =>
        new(NegateWhere(value._lower, shifted._lower, bit), NegateWhere(value._upper, shifted._upper, bit));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair128 Next(DoublePair128 shifted) => new(
        (shifted._lower.AsInt64() + Vector128.Create(1L)).AsDouble(),
        (shifted._upper.AsInt64() + Vector128.Create(1L)).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair128 PowerOfTwo(DoublePair128 shifted) => new(PowerOfTwo(shifted._lower), PowerOfTwo(shifted._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair128 Split(DoublePair128 value, out DoublePair128 exponent)
    {
        Vector128<double> lower = Split(value._lower, out Vector128<double> lowerExponent), upper = Split(value._upper, out Vector128<double> upperExponent);
        exponent = new(lowerExponent, upperExponent);
        return new(lower, upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> NegateWhere(Vector128<double> value, Vector128<double> shifted, [ConstantExpected] int bit)
    {
        Vector128<double> signs = Vector128.ShiftLeft(shifted.AsInt64(), 63 - bit).AsDouble();
        return value ^ (signs & Vector128.Create(-0.0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> PowerOfTwo(Vector128<double> shifted) =>
        Vector128.ShiftLeft(shifted.AsInt64() + Vector128.Create(1023L), 52).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> Split(Vector128<double> value, out Vector128<double> exponent)
    {
        // The constant is √½: adding to the bits what lies between it and the power of two below makes the exponent the one wanted. The
        // exponent, an integer in the bits, becomes a number by the way of the shifter.
        Vector128<long> bits = value.AsInt64();
        Vector128<long> power = Vector128.ShiftRightArithmetic(bits - Vector128.Create(0x3fe6a09e667f3bcdL), 52);
        Vector128<double> shifter = Shifter._lower;
        exponent = (power + shifter.AsInt64()).AsDouble() - shifter;
        return (bits - Vector128.ShiftLeft(power, 52)).AsDouble();
    }
}
