using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mandelstam.Simd;

/// <summary>8 lanes of float32 in one register of 256 bits.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Single256 : ILanes<Single256>
{
    internal readonly Vector256<float> Register;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Single256(Vector256<float> value) => Register = value;

    /// <inheritdoc/>
    public static int Width
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 8;
    }

    /// <inheritdoc/>
    public static Single256 Shifter
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector256.Create(12582912f));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 operator +(Single256 left, Single256 right) => new(left.Register + right.Register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 operator -(Single256 left, Single256 right) => new(left.Register - right.Register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 operator *(Single256 left, Single256 right) => new(left.Register * right.Register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 operator /(Single256 left, Single256 right) => new(left.Register / right.Register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 operator &(Single256 left, Single256 right) => new(left.Register & right.Register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 operator |(Single256 left, Single256 right) => new(left.Register | right.Register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 operator ^(Single256 left, Single256 right) => new(left.Register ^ right.Register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 operator -(Single256 value) => new(-value.Register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 operator ~(Single256 value) => new(~value.Register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 All(double value) => new(Vector256.Create((float)value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 MultiplyAdd(Single256 left, Single256 right, Single256 addend) =>
        new(Vector256.FusedMultiplyAdd(left.Register, right.Register, addend.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 MultiplySubtract(Single256 left, Single256 right, Single256 subtrahend) =>
        new(Fma.IsSupported ? Fma.MultiplySubtract(left.Register, right.Register, subtrahend.Register) : Vector256.FusedMultiplyAdd(left.Register, right.Register, -subtrahend.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 MultiplyAddNegated(Single256 left, Single256 right, Single256 addend) =>
        new(Fma.IsSupported ? Fma.MultiplyAddNegated(left.Register, right.Register, addend.Register) : Vector256.FusedMultiplyAdd(-left.Register, right.Register, addend.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 Clamp(Single256 value, double least, double most) =>
        new(Vector256.MaxNative(Vector256.Create((float)least), Vector256.MinNative(Vector256.Create((float)most), value.Register)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 Sqrt(Single256 value) => new(Vector256.Sqrt(value.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 Abs(Single256 value) => new(Vector256.Abs(value.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 Round(Single256 value) => new(Vector256.Round(value.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 Min(Single256 left, Single256 right) => new(Vector256.Min(left.Register, right.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 Max(Single256 left, Single256 right) => new(Vector256.Max(left.Register, right.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 Less(Single256 left, Single256 right) => new(Vector256.LessThan(left.Register, right.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 LessOrEqual(Single256 left, Single256 right) => new(Vector256.LessThanOrEqual(left.Register, right.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 Equal(Single256 left, Single256 right) => new(Vector256.Equals(left.Register, right.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 Select(Single256 condition, Single256 left, Single256 right) =>
        new(RegisterBlend.Select(condition.Register, left.Register, right.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Single256 condition) => condition.Register.ExtractMostSignificantBits() != 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 Load(ref float slots, nint slot, nint row) => new(Vector256.LoadUnsafe(ref Unsafe.Add(ref slots, slot + row)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Single256 value, ref float slots, nint slot, nint row) => value.Register.StoreUnsafe(ref Unsafe.Add(ref slots, slot + row));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 SelectOdd(Single256 shifted, Single256 left, Single256 right) =>
        new(RegisterBlend.SelectOdd(shifted.Register, left.Register, right.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 NegateWhere(Single256 value, Single256 shifted, [ConstantExpected] int bit)
    {
        Vector256<float> signs = Vector256.ShiftLeft(shifted.Register.AsInt32(), 31 - bit).AsSingle();
        return new(value.Register ^ (signs & Vector256.Create(-0.0f)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 Next(Single256 shifted) => new((shifted.Register.AsInt32() + Vector256.Create(1)).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 PowerOfTwo(Single256 shifted) =>
        new(Vector256.ShiftLeft(shifted.Register.AsInt32() + Vector256.Create(127), 23).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 Split(Single256 value, out Single256 exponent)
    {
        // The constant is √½: adding to the bits what lies between it and the power of two below makes the exponent the one wanted. The
        // exponent, an integer in the bits, becomes a number by the way of the shifter.
        Vector256<int> bits = value.Register.AsInt32();
        Vector256<int> power = Vector256.ShiftRightArithmetic(bits - Vector256.Create(0x3f3504f3), 23);
        exponent = new((power + Shifter.Register.AsInt32()).AsSingle() - Shifter.Register);
        return new((bits - Vector256.ShiftLeft(power, 23)).AsSingle());
    }
}
