using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mandelstam.Simd;

/// <summary>8 lanes of float64 in two registers of 256 bits: as many as <see cref="Single256"/> has.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DoublePair256 : IPairedLanes<DoublePair256, Single256>
{
    private readonly Vector256<double> _lower, _upper;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private DoublePair256(Vector256<double> lower, Vector256<double> upper)
    {
        _lower = lower;
        _upper = upper;
    }

    /// <inheritdoc/>
    public static int Width
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 8;
    }

    /// <inheritdoc/>
    public static DoublePair256 Shifter
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => All(6755399441055744d);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair256 operator +(DoublePair256 left, DoublePair256 right) => new(left._lower + right._lower, left._upper + right._upper);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair256 operator -(DoublePair256 left, DoublePair256 right) => new(left._lower - right._lower, left._upper - right._upper);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair256 operator *(DoublePair256 left, DoublePair256 right) => new(left._lower * right._lower, left._upper * right._upper);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair256 operator /(DoublePair256 left, DoublePair256 right) => new(left._lower / right._lower, left._upper / right._upper);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair256 operator &(DoublePair256 left, DoublePair256 right) => new(left._lower & right._lower, left._upper & right._upper);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair256 operator |(DoublePair256 left, DoublePair256 right) => new(left._lower | right._lower, left._upper | right._upper);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair256 operator ^(DoublePair256 left, DoublePair256 right) => new(left._lower ^ right._lower, left._upper ^ right._upper);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair256 operator -(DoublePair256 value) => new(-value._lower, -value._upper);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair256 operator ~(DoublePair256 value) => new(~value._lower, ~value._upper);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair256 All(double value)
    {
        Vector256<double> all = Vector256.Create(value);
        return new(all, all);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair256 MultiplyAdd(DoublePair256 left, DoublePair256 right, DoublePair256 addend) => new(
        Vector256.FusedMultiplyAdd(left._lower, right._lower, addend._lower),
        Vector256.FusedMultiplyAdd(left._upper, right._upper, addend._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair256 MultiplySubtract(DoublePair256 left, DoublePair256 right, DoublePair256 subtrahend) => new(
        Fma.IsSupported ? Fma.MultiplySubtract(left._lower, right._lower, subtrahend._lower) : Vector256.FusedMultiplyAdd(left._lower, right._lower, -subtrahend._lower),
        Fma.IsSupported ? Fma.MultiplySubtract(left._upper, right._upper, subtrahend._upper) : Vector256.FusedMultiplyAdd(left._upper, right._upper, -subtrahend._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair256 MultiplyAddNegated(DoublePair256 left, DoublePair256 right, DoublePair256 addend) => new(
        Fma.IsSupported ? Fma.MultiplyAddNegated(left._lower, right._lower, addend._lower) : Vector256.FusedMultiplyAdd(-left._lower, right._lower, addend._lower),
        Fma.IsSupported ? Fma.MultiplyAddNegated(left._upper, right._upper, addend._upper) : Vector256.FusedMultiplyAdd(-left._upper, right._upper, addend._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair256 Clamp(DoublePair256 value, double least, double most) => new(
        Vector256.MaxNative(Vector256.Create(least), Vector256.MinNative(Vector256.Create(most), value._lower)),
        Vector256.MaxNative(Vector256.Create(least), Vector256.MinNative(Vector256.Create(most), value._upper)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair256 Sqrt(DoublePair256 value) => new(Vector256.Sqrt(value._lower), Vector256.Sqrt(value._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair256 Abs(DoublePair256 value) => new(Vector256.Abs(value._lower), Vector256.Abs(value._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair256 Round(DoublePair256 value) => new(Vector256.Round(value._lower), Vector256.Round(value._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair256 Min(DoublePair256 left, DoublePair256 right) =>
        new(Vector256.Min(left._lower, right._lower), Vector256.Min(left._upper, right._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair256 Max(DoublePair256 left, DoublePair256 right) =>
        new(Vector256.Max(left._lower, right._lower), Vector256.Max(left._upper, right._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair256 Less(DoublePair256 left, DoublePair256 right) =>
        new(Vector256.LessThan(left._lower, right._lower), Vector256.LessThan(left._upper, right._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair256 LessOrEqual(DoublePair256 left, DoublePair256 right) =>
        new(Vector256.LessThanOrEqual(left._lower, right._lower), Vector256.LessThanOrEqual(left._upper, right._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair256 Equal(DoublePair256 left, DoublePair256 right) =>
        new(Vector256.Equals(left._lower, right._lower), Vector256.Equals(left._upper, right._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair256 Select(DoublePair256 condition, DoublePair256 left, DoublePair256 right) => new(
        RegisterBlend.Select(condition._lower, left._lower, right._lower),
        RegisterBlend.Select(condition._upper, left._upper, right._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(DoublePair256 condition) => (condition._lower | condition._upper).ExtractMostSignificantBits() != 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair256 Load(ref float slots, nint slot, nint row)
    {
        ref double source = ref Unsafe.Add(ref Unsafe.As<float, double>(ref Unsafe.Add(ref slots, slot)), row);
        return new(Vector256.LoadUnsafe(ref source), Vector256.LoadUnsafe(ref source, 4));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(DoublePair256 value, ref float slots, nint slot, nint row)
    {
        ref double target = ref Unsafe.Add(ref Unsafe.As<float, double>(ref Unsafe.Add(ref slots, slot)), row);
        value._lower.StoreUnsafe(ref target);
        value._upper.StoreUnsafe(ref target, 4);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair256 Widen(Single256 value) => new(Vector256.WidenLower(value.Register), Vector256.WidenUpper(value.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair256 LoadWidened(ref float slots, nint slot, nint row)
    {
        // Half a register at a time, which the conversion reads by itself: no register is taken apart.
        ref float source = ref Unsafe.Add(ref slots, slot + row);
        return Avx.IsSupported
            ? new(Avx.ConvertToVector256Double(Vector128.LoadUnsafe(ref source)), Avx.ConvertToVector256Double(Vector128.LoadUnsafe(ref source, 4)))
            : Widen(Single256.Load(ref slots, slot, row));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair256 LoadWidenedCondition(ref float slots, nint slot, nint row)
    {
        ref int source = ref Unsafe.As<float, int>(ref Unsafe.Add(ref slots, slot + row));
        return Avx2.IsSupported
            ? new(Avx2.ConvertToVector256Int64(Vector128.LoadUnsafe(ref source)).AsDouble(), Avx2.ConvertToVector256Int64(Vector128.LoadUnsafe(ref source, 4)).AsDouble())
            : WidenCondition(Single256.Load(ref slots, slot, row));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 Narrow(DoublePair256 value) => new(Vector256.Narrow(value._lower, value._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair256 WidenCondition(Single256 condition) =>
        new(Vector256.WidenLower(condition.Register.AsInt32()).AsDouble(), Vector256.WidenUpper(condition.Register.AsInt32()).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 NarrowCondition(DoublePair256 condition) =>
        new(Vector256.Narrow(condition._lower.AsInt64(), condition._upper.AsInt64()).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair256 SelectOdd(DoublePair256 shifted, DoublePair256 left, DoublePair256 right) =>
        new(RegisterBlend.SelectOdd(shifted._lower, left._lower, right._lower), RegisterBlend.SelectOdd(shifted._upper, left._upper, right._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair256 NegateWhere(DoublePair256 value, DoublePair256 shifted, [ConstantExpected] int bit) =>
        new(NegateWhere(value._lower, shifted._lower, bit), NegateWhere(value._upper, shifted._upper, bit));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair256 Next(DoublePair256 shifted) => new(
        (shifted._lower.AsInt64() + Vector256.Create(1L)).AsDouble(),
        (shifted._upper.AsInt64() + Vector256.Create(1L)).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair256 PowerOfTwo(DoublePair256 shifted) => new(PowerOfTwo(shifted._lower), PowerOfTwo(shifted._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair256 Split(DoublePair256 value, out DoublePair256 exponent)
    {
        Vector256<double> lower = Split(value._lower, out Vector256<double> lowerExponent), upper = Split(value._upper, out Vector256<double> upperExponent);
        exponent = new(lowerExponent, upperExponent);
        return new(lower, upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> NegateWhere(Vector256<double> value, Vector256<double> shifted, [ConstantExpected] int bit)
    {
        Vector256<double> signs = Vector256.ShiftLeft(shifted.AsInt64(), 63 - bit).AsDouble();
        return value ^ (signs & Vector256.Create(-0.0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> PowerOfTwo(Vector256<double> shifted) =>
        Vector256.ShiftLeft(shifted.AsInt64() + Vector256.Create(1023L), 52).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Split(Vector256<double> value, out Vector256<double> exponent)
    {
        // The constant is √½: adding to the bits what lies between it and the power of two below makes the exponent the one wanted. The
        // exponent, an integer in the bits, becomes a number by the way of the shifter.
        Vector256<long> bits = value.AsInt64();
        Vector256<long> power = Vector256.ShiftRightArithmetic(bits - Vector256.Create(0x3fe6a09e667f3bcdL), 52);
        Vector256<double> shifter = Shifter._lower;
        exponent = (power + shifter.AsInt64()).AsDouble() - shifter;
        return (bits - Vector256.ShiftLeft(power, 52)).AsDouble();
    }
}
