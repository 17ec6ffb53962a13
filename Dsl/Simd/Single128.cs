using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mandelstam.Simd;

/// <summary>4 lanes of float32 in one register of 128 bits.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Single128 : ILanes<Single128>
{
    internal readonly Vector128<float> Register;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Single128(Vector128<float> value) => Register = value;

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
    public static Single128 operator +(Single128 left, Single128 right) => new(left.Register + right.Register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 operator -(Single128 left, Single128 right) => new(left.Register - right.Register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 operator *(Single128 left, Single128 right) => new(left.Register * right.Register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 operator /(Single128 left, Single128 right) => new(left.Register / right.Register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 operator &(Single128 left, Single128 right) => new(left.Register & right.Register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 operator |(Single128 left, Single128 right) => new(left.Register | right.Register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 operator ^(Single128 left, Single128 right) => new(left.Register ^ right.Register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 operator -(Single128 value) => new(-value.Register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 operator ~(Single128 value) => new(~value.Register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 All(double value) => new(Vector128.Create((float)value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 MultiplyAdd(Single128 left, Single128 right, Single128 addend) =>
        new(Vector128.FusedMultiplyAdd(left.Register, right.Register, addend.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 MultiplySubtract(Single128 left, Single128 right, Single128 subtrahend) =>
        new(Fma.IsSupported ? Fma.MultiplySubtract(left.Register, right.Register, subtrahend.Register) : Vector128.FusedMultiplyAdd(left.Register, right.Register, -subtrahend.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 MultiplyAddNegated(Single128 left, Single128 right, Single128 addend) =>
        new(Fma.IsSupported ? Fma.MultiplyAddNegated(left.Register, right.Register, addend.Register) : Vector128.FusedMultiplyAdd(-left.Register, right.Register, addend.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Clamp(Single128 value, double least, double most) =>
        new(Vector128.MaxNative(Vector128.Create((float)least), Vector128.MinNative(Vector128.Create((float)most), value.Register)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Sqrt(Single128 value) => new(Vector128.Sqrt(value.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Abs(Single128 value) => new(Vector128.Abs(value.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Round(Single128 value) => new(Vector128.Round(value.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Min(Single128 left, Single128 right) => new(Vector128.Min(left.Register, right.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Max(Single128 left, Single128 right) => new(Vector128.Max(left.Register, right.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Less(Single128 left, Single128 right) => new(Vector128.LessThan(left.Register, right.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 LessOrEqual(Single128 left, Single128 right) => new(Vector128.LessThanOrEqual(left.Register, right.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Equal(Single128 left, Single128 right) => new(Vector128.Equals(left.Register, right.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Select(Single128 condition, Single128 left, Single128 right) =>
        new(RegisterBlend.Select(condition.Register, left.Register, right.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Single128 condition) => condition.Register.ExtractMostSignificantBits() != 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Load(ref float slots, nint slot, nint row) => new(Vector128.LoadUnsafe(ref Unsafe.Add(ref slots, slot + row)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Single128 value, ref float slots, nint slot, nint row) => value.Register.StoreUnsafe(ref Unsafe.Add(ref slots, slot + row));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 SelectOdd(Single128 shifted, Single128 left, Single128 right) =>
        new(RegisterBlend.SelectOdd(shifted.Register, left.Register, right.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 NegateWhere(Single128 value, Single128 shifted, [ConstantExpected] int bit)
    {
        Vector128<float> signs = Vector128.ShiftLeft(shifted.Register.AsInt32(), 31 - bit).AsSingle();
        return new(value.Register ^ (signs & Vector128.Create(-0.0f)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Next(Single128 shifted) => new((shifted.Register.AsInt32() + Vector128.Create(1)).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 PowerOfTwo(Single128 shifted) =>
        new(Vector128.ShiftLeft(shifted.Register.AsInt32() + Vector128.Create(127), 23).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Split(Single128 value, out Single128 exponent)
    {
        // The constant is √½: adding to the bits what lies between it and the power of two below makes the exponent the one wanted. The
        // exponent, an integer in the bits, becomes a number by the way of the shifter.
        Vector128<int> bits = value.Register.AsInt32();
        Vector128<int> power = Vector128.ShiftRightArithmetic(bits - Vector128.Create(0x3f3504f3), 23);
        exponent = new((power + Shifter.Register.AsInt32()).AsSingle() - Shifter.Register);
        return new((bits - Vector128.ShiftLeft(power, 23)).AsSingle());
    }
}
