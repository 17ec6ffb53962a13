using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Mandelstam.Simd;

/// <summary>4 lanes of float32 in one register of 128 bits.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Single128 : ILanes<Single128>
{
    private readonly Vector128<float> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Single128(Vector128<float> value) => _value = value;

    /// <inheritdoc/>
    public static int Width
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 4;
    }

    /// <inheritdoc/>
    public static Single128 Shifter
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector128.Create(12582912f));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 operator +(Single128 left, Single128 right) => new(left._value + right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 operator -(Single128 left, Single128 right) => new(left._value - right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 operator *(Single128 left, Single128 right) => new(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 operator /(Single128 left, Single128 right) => new(left._value / right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 operator &(Single128 left, Single128 right) => new(left._value & right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 operator |(Single128 left, Single128 right) => new(left._value | right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 operator ^(Single128 left, Single128 right) => new(left._value ^ right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 operator -(Single128 value) => new(-value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 operator ~(Single128 value) => new(~value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 All(double value) => new(Vector128.Create((float)value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 MultiplyAdd(Single128 left, Single128 right, Single128 addend) =>
        new(Vector128.FusedMultiplyAdd(left._value, right._value, addend._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Sqrt(Single128 value) => new(Vector128.Sqrt(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Abs(Single128 value) => new(Vector128.Abs(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Round(Single128 value) => new(Vector128.Round(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Min(Single128 left, Single128 right) => new(Vector128.Min(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Max(Single128 left, Single128 right) => new(Vector128.Max(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Less(Single128 left, Single128 right) => new(Vector128.LessThan(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 LessOrEqual(Single128 left, Single128 right) => new(Vector128.LessThanOrEqual(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Equal(Single128 left, Single128 right) => new(Vector128.Equals(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Select(Single128 condition, Single128 left, Single128 right) =>
        new(Vector128.ConditionalSelect(condition._value, left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Load(ref float slots, nint at) => new(Vector128.LoadUnsafe(ref Unsafe.Add(ref slots, at)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Single128 value, ref float slots, nint at) => value._value.StoreUnsafe(ref Unsafe.Add(ref slots, at));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 LoadWide(ref float slots, nint slot, nint row)
    {
        ref double source = ref Unsafe.Add(ref Unsafe.As<float, double>(ref Unsafe.Add(ref slots, slot)), row);
        return new(Vector128.Narrow(Vector128.LoadUnsafe(ref source), Vector128.LoadUnsafe(ref source, (nuint)(Width / 2))));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreWide(Single128 value, ref float slots, nint slot, nint row)
    {
        ref double target = ref Unsafe.Add(ref Unsafe.As<float, double>(ref Unsafe.Add(ref slots, slot)), row);
        Vector128.WidenLower(value._value).StoreUnsafe(ref target);
        Vector128.WidenUpper(value._value).StoreUnsafe(ref target, (nuint)(Width / 2));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 IsOdd(Single128 shifted) =>
        new(Vector128.Equals(shifted._value.AsInt32() & Vector128.Create(1), Vector128.Create(1)).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 BitAsSign(Single128 shifted, [ConstantExpected] int bit) =>
        new(Vector128.ShiftLeft(shifted._value.AsInt32(), 31 - bit).AsSingle() & Vector128.Create(-0.0f));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 PowerOfTwo(Single128 shifted) =>
        new(Vector128.ShiftLeft(shifted._value.AsInt32() + Vector128.Create(127), 23).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Split(Single128 value, out Single128 exponent)
    {
        // The constant is √½: adding to the bits what lies between it and the power of two below makes the exponent the one wanted. The
        // exponent, an integer in the bits, becomes a number by the way of the shifter.
        Vector128<int> bits = value._value.AsInt32();
        Vector128<int> power = Vector128.ShiftRightArithmetic(bits - Vector128.Create(0x3f3504f3), 23);
        exponent = new((power + Shifter._value.AsInt32()).AsSingle() - Shifter._value);
        return new((bits - Vector128.ShiftLeft(power, 23)).AsSingle());
    }
}
