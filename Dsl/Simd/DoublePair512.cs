using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mandelstam.Simd;

/// <summary>16 lanes of float64 in two registers of 512 bits: as many as <see cref="Single512"/> has.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DoublePair512 : IPairedLanes<DoublePair512, Single512>
{
    // a ^ (b & c) as the truth table of the ternary operation.
    private const byte XorAnd = 0x78;

    private readonly Vector512<double> _lower, _upper;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private DoublePair512(Vector512<double> lower, Vector512<double> upper)
    {
        _lower = lower;
        _upper = upper;
    }

    /// <inheritdoc/>
    public static int Width
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 16;
    }

    /// <inheritdoc/>
    public static DoublePair512 Shifter
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => All(6755399441055744d);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair512 operator +(DoublePair512 left, DoublePair512 right) => new(left._lower + right._lower, left._upper + right._upper);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair512 operator -(DoublePair512 left, DoublePair512 right) => new(left._lower - right._lower, left._upper - right._upper);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair512 operator *(DoublePair512 left, DoublePair512 right) => new(left._lower * right._lower, left._upper * right._upper);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair512 operator /(DoublePair512 left, DoublePair512 right) => new(left._lower / right._lower, left._upper / right._upper);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair512 operator &(DoublePair512 left, DoublePair512 right) => new(left._lower & right._lower, left._upper & right._upper);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair512 operator |(DoublePair512 left, DoublePair512 right) => new(left._lower | right._lower, left._upper | right._upper);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair512 operator ^(DoublePair512 left, DoublePair512 right) => new(left._lower ^ right._lower, left._upper ^ right._upper);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair512 operator -(DoublePair512 value) => new(-value._lower, -value._upper);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair512 operator ~(DoublePair512 value) => new(~value._lower, ~value._upper);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair512 All(double value)
    {
        Vector512<double> all = Vector512.Create(value);
        return new(all, all);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair512 MultiplyAdd(DoublePair512 left, DoublePair512 right, DoublePair512 addend) => new(
        Vector512.FusedMultiplyAdd(left._lower, right._lower, addend._lower),
        Vector512.FusedMultiplyAdd(left._upper, right._upper, addend._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair512 MultiplySubtract(DoublePair512 left, DoublePair512 right, DoublePair512 subtrahend) => new(
        Avx512F.IsSupported ? Avx512F.FusedMultiplySubtract(left._lower, right._lower, subtrahend._lower) : Vector512.FusedMultiplyAdd(left._lower, right._lower, -subtrahend._lower),
        Avx512F.IsSupported ? Avx512F.FusedMultiplySubtract(left._upper, right._upper, subtrahend._upper) : Vector512.FusedMultiplyAdd(left._upper, right._upper, -subtrahend._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair512 MultiplyAddNegated(DoublePair512 left, DoublePair512 right, DoublePair512 addend) => new(
        Avx512F.IsSupported ? Avx512F.FusedMultiplyAddNegated(left._lower, right._lower, addend._lower) : Vector512.FusedMultiplyAdd(-left._lower, right._lower, addend._lower),
        Avx512F.IsSupported ? Avx512F.FusedMultiplyAddNegated(left._upper, right._upper, addend._upper) : Vector512.FusedMultiplyAdd(-left._upper, right._upper, addend._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair512 Clamp(DoublePair512 value, double least, double most) => new(
        Vector512.MaxNative(Vector512.Create(least), Vector512.MinNative(Vector512.Create(most), value._lower)),
        Vector512.MaxNative(Vector512.Create(least), Vector512.MinNative(Vector512.Create(most), value._upper)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair512 Sqrt(DoublePair512 value) => new(Vector512.Sqrt(value._lower), Vector512.Sqrt(value._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair512 Abs(DoublePair512 value) => new(Vector512.Abs(value._lower), Vector512.Abs(value._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair512 Round(DoublePair512 value) => new(Vector512.Round(value._lower), Vector512.Round(value._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair512 Min(DoublePair512 left, DoublePair512 right) =>
        new(Vector512.Min(left._lower, right._lower), Vector512.Min(left._upper, right._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair512 Max(DoublePair512 left, DoublePair512 right) =>
        new(Vector512.Max(left._lower, right._lower), Vector512.Max(left._upper, right._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair512 Less(DoublePair512 left, DoublePair512 right) =>
        new(Vector512.LessThan(left._lower, right._lower), Vector512.LessThan(left._upper, right._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair512 LessOrEqual(DoublePair512 left, DoublePair512 right) =>
        new(Vector512.LessThanOrEqual(left._lower, right._lower), Vector512.LessThanOrEqual(left._upper, right._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair512 Equal(DoublePair512 left, DoublePair512 right) =>
        new(Vector512.Equals(left._lower, right._lower), Vector512.Equals(left._upper, right._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair512 Select(DoublePair512 condition, DoublePair512 left, DoublePair512 right) => new(
        Vector512.ConditionalSelect(condition._lower, left._lower, right._lower),
        Vector512.ConditionalSelect(condition._upper, left._upper, right._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(DoublePair512 condition) => (condition._lower | condition._upper).ExtractMostSignificantBits() != 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair512 Load(ref float slots, nint slot, nint row)
    {
        ref double source = ref Unsafe.Add(ref Unsafe.As<float, double>(ref Unsafe.Add(ref slots, slot)), row);
        return new(Vector512.LoadUnsafe(ref source), Vector512.LoadUnsafe(ref source, 8));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(DoublePair512 value, ref float slots, nint slot, nint row)
    {
        ref double target = ref Unsafe.Add(ref Unsafe.As<float, double>(ref Unsafe.Add(ref slots, slot)), row);
        value._lower.StoreUnsafe(ref target);
        value._upper.StoreUnsafe(ref target, 8);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair512 Widen(Single512 value) => new(Vector512.WidenLower(value.Register), Vector512.WidenUpper(value.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair512 LoadWidened(ref float slots, nint slot, nint row)
    {
        // Half a register at a time, which the conversion reads by itself: no register is taken apart.
        ref float source = ref Unsafe.Add(ref slots, slot + row);
        return Avx512F.IsSupported
            ? new(Avx512F.ConvertToVector512Double(Vector256.LoadUnsafe(ref source)), Avx512F.ConvertToVector512Double(Vector256.LoadUnsafe(ref source, 8)))
            : Widen(Single512.Load(ref slots, slot, row));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair512 LoadWidenedCondition(ref float slots, nint slot, nint row)
    {
        ref int source = ref Unsafe.As<float, int>(ref Unsafe.Add(ref slots, slot + row));
        return Avx512F.IsSupported
            ? new(Avx512F.ConvertToVector512Int64(Vector256.LoadUnsafe(ref source)).AsDouble(), Avx512F.ConvertToVector512Int64(Vector256.LoadUnsafe(ref source, 8)).AsDouble())
            : WidenCondition(Single512.Load(ref slots, slot, row));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Narrow(DoublePair512 value) => new(Vector512.Narrow(value._lower, value._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair512 WidenCondition(Single512 condition) =>
        new(Vector512.WidenLower(condition.Register.AsInt32()).AsDouble(), Vector512.WidenUpper(condition.Register.AsInt32()).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 NarrowCondition(DoublePair512 condition) =>
        new(Vector512.Narrow(condition._lower.AsInt64(), condition._upper.AsInt64()).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair512 SelectOdd(DoublePair512 shifted, DoublePair512 left, DoublePair512 right) =>
        new(SelectOdd(shifted._lower, left._lower, right._lower), SelectOdd(shifted._upper, left._upper, right._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair512 NegateWhere(DoublePair512 value, DoublePair512 shifted, [ConstantExpected] int bit) =>
        new(NegateWhere(value._lower, shifted._lower, bit), NegateWhere(value._upper, shifted._upper, bit));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair512 Next(DoublePair512 shifted) => new(
        (shifted._lower.AsInt64() + Vector512.Create(1L)).AsDouble(),
        (shifted._upper.AsInt64() + Vector512.Create(1L)).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair512 PowerOfTwo(DoublePair512 shifted) => new(PowerOfTwo(shifted._lower), PowerOfTwo(shifted._upper));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair512 Split(DoublePair512 value, out DoublePair512 exponent)
    {
        Vector512<double> lower = Split(value._lower, out Vector512<double> lowerExponent), upper = Split(value._upper, out Vector512<double> upperExponent);
        exponent = new(lowerExponent, upperExponent);
        return new(lower, upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> SelectOdd(Vector512<double> shifted, Vector512<double> left, Vector512<double> right) =>
        Vector512.ConditionalSelect(Vector512.Equals(shifted.AsInt64() & Vector512.Create(1L), Vector512.Create(1L)).AsDouble(), left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> NegateWhere(Vector512<double> value, Vector512<double> shifted, [ConstantExpected] int bit)
    {
        Vector512<double> signs = Vector512.ShiftLeft(shifted.AsInt64(), 63 - bit).AsDouble();
        return Avx512F.IsSupported ? Avx512F.TernaryLogic(value, signs, Vector512.Create(-0.0), XorAnd) : value ^ (signs & Vector512.Create(-0.0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> PowerOfTwo(Vector512<double> shifted) =>
        Vector512.ShiftLeft(shifted.AsInt64() + Vector512.Create(1023L), 52).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Split(Vector512<double> value, out Vector512<double> exponent)
    {
        // The constant is √½: adding to the bits what lies between it and the power of two below makes the exponent the one wanted. The
        // exponent, an integer in the bits, becomes a number by the way of the shifter.
        Vector512<long> bits = value.AsInt64();
        Vector512<long> power = Vector512.ShiftRightArithmetic(bits - Vector512.Create(0x3fe6a09e667f3bcdL), 52);
        Vector512<double> shifter = Shifter._lower;
        exponent = (power + shifter.AsInt64()).AsDouble() - shifter;
        return (bits - Vector512.ShiftLeft(power, 52)).AsDouble();
    }
}
