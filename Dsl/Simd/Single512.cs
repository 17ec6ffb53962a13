using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Mandelstam.Simd;

/// <summary>16 lanes of float32 in one register of 512 bits.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Single512 : ILanes<Single512>
{
    private readonly Vector512<float> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Single512(Vector512<float> value) => _value = value;

    /// <inheritdoc/>
    public static int Width
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 16;
    }

    /// <inheritdoc/>
    public static Single512 Shifter
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512.Create(12582912f));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 operator +(Single512 left, Single512 right) => new(left._value + right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 operator -(Single512 left, Single512 right) => new(left._value - right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 operator *(Single512 left, Single512 right) => new(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 operator /(Single512 left, Single512 right) => new(left._value / right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 operator &(Single512 left, Single512 right) => new(left._value & right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 operator |(Single512 left, Single512 right) => new(left._value | right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 operator ^(Single512 left, Single512 right) => new(left._value ^ right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 operator -(Single512 value) => new(-value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 operator ~(Single512 value) => new(~value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 All(double value) => new(Vector512.Create((float)value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 MultiplyAdd(Single512 left, Single512 right, Single512 addend) =>
        new(Vector512.FusedMultiplyAdd(left._value, right._value, addend._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Sqrt(Single512 value) => new(Vector512.Sqrt(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Abs(Single512 value) => new(Vector512.Abs(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Round(Single512 value) => new(Vector512.Round(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Min(Single512 left, Single512 right) => new(Vector512.Min(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Max(Single512 left, Single512 right) => new(Vector512.Max(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Less(Single512 left, Single512 right) => new(Vector512.LessThan(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 LessOrEqual(Single512 left, Single512 right) => new(Vector512.LessThanOrEqual(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Equal(Single512 left, Single512 right) => new(Vector512.Equals(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Select(Single512 condition, Single512 left, Single512 right) =>
        new(Vector512.ConditionalSelect(condition._value, left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Load(ref float slots, nint at) => new(Vector512.LoadUnsafe(ref Unsafe.Add(ref slots, at)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Single512 value, ref float slots, nint at) => value._value.StoreUnsafe(ref Unsafe.Add(ref slots, at));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 LoadWide(ref float slots, nint slot, nint row)
    {
        ref double source = ref Unsafe.Add(ref Unsafe.As<float, double>(ref Unsafe.Add(ref slots, slot)), row);
        return new(Vector512.Narrow(Vector512.LoadUnsafe(ref source), Vector512.LoadUnsafe(ref source, (nuint)(Width / 2))));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreWide(Single512 value, ref float slots, nint slot, nint row)
    {
        ref double target = ref Unsafe.Add(ref Unsafe.As<float, double>(ref Unsafe.Add(ref slots, slot)), row);
        Vector512.WidenLower(value._value).StoreUnsafe(ref target);
        Vector512.WidenUpper(value._value).StoreUnsafe(ref target, (nuint)(Width / 2));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 IsOdd(Single512 shifted) =>
        new(Vector512.Equals(shifted._value.AsInt32() & Vector512.Create(1), Vector512.Create(1)).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 BitAsSign(Single512 shifted, [ConstantExpected] int bit) =>
        new(Vector512.ShiftLeft(shifted._value.AsInt32(), 31 - bit).AsSingle() & Vector512.Create(-0.0f));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 PowerOfTwo(Single512 shifted) =>
        new(Vector512.ShiftLeft(shifted._value.AsInt32() + Vector512.Create(127), 23).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Split(Single512 value, out Single512 exponent)
    {
        // The constant is √½: adding to the bits what lies between it and the power of two below makes the exponent the one wanted. The
        // exponent, an integer in the bits, becomes a number by the way of the shifter.
        Vector512<int> bits = value._value.AsInt32();
        Vector512<int> power = Vector512.ShiftRightArithmetic(bits - Vector512.Create(0x3f3504f3), 23);
        exponent = new((power + Shifter._value.AsInt32()).AsSingle() - Shifter._value);
        return new((bits - Vector512.ShiftLeft(power, 23)).AsSingle());
    }
}
