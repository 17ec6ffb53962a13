using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mandelstam.Simd;

/// <summary>16 lanes of float32 in one register of 512 bits.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Single512 : ILanes<Single512>
{
    // a ^ (b & c) as the truth table of the ternary operation.
    private const byte XorAnd = 0x78;

    internal readonly Vector512<float> Register;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Single512(Vector512<float> value) => Register = value;

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
    public static Single512 operator +(Single512 left, Single512 right) => new(left.Register + right.Register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 operator -(Single512 left, Single512 right) => new(left.Register - right.Register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 operator *(Single512 left, Single512 right) => new(left.Register * right.Register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 operator /(Single512 left, Single512 right) => new(left.Register / right.Register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 operator &(Single512 left, Single512 right) => new(left.Register & right.Register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 operator |(Single512 left, Single512 right) => new(left.Register | right.Register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 operator ^(Single512 left, Single512 right) => new(left.Register ^ right.Register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 operator -(Single512 value) => new(-value.Register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 operator ~(Single512 value) => new(~value.Register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 All(double value) => new(Vector512.Create((float)value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 MultiplyAdd(Single512 left, Single512 right, Single512 addend) =>
        new(Vector512.FusedMultiplyAdd(left.Register, right.Register, addend.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 MultiplySubtract(Single512 left, Single512 right, Single512 subtrahend) =>
        new(Avx512F.IsSupported ? Avx512F.FusedMultiplySubtract(left.Register, right.Register, subtrahend.Register) : Vector512.FusedMultiplyAdd(left.Register, right.Register, -subtrahend.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 MultiplyAddNegated(Single512 left, Single512 right, Single512 addend) =>
        new(Avx512F.IsSupported ? Avx512F.FusedMultiplyAddNegated(left.Register, right.Register, addend.Register) : Vector512.FusedMultiplyAdd(-left.Register, right.Register, addend.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Clamp(Single512 value, double least, double most) =>
        new(Vector512.MaxNative(Vector512.Create((float)least), Vector512.MinNative(Vector512.Create((float)most), value.Register)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Sqrt(Single512 value) => new(Vector512.Sqrt(value.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Abs(Single512 value) => new(Vector512.Abs(value.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Round(Single512 value) => new(Vector512.Round(value.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Min(Single512 left, Single512 right) => new(Vector512.Min(left.Register, right.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Max(Single512 left, Single512 right) => new(Vector512.Max(left.Register, right.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Less(Single512 left, Single512 right) => new(Vector512.LessThan(left.Register, right.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 LessOrEqual(Single512 left, Single512 right) => new(Vector512.LessThanOrEqual(left.Register, right.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Equal(Single512 left, Single512 right) => new(Vector512.Equals(left.Register, right.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Select(Single512 condition, Single512 left, Single512 right) =>
        new(Vector512.ConditionalSelect(condition.Register, left.Register, right.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Single512 condition) => condition.Register.ExtractMostSignificantBits() != 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Load(ref float slots, nint slot, nint row) => new(Vector512.LoadUnsafe(ref Unsafe.Add(ref slots, slot + row)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Single512 value, ref float slots, nint slot, nint row) => value.Register.StoreUnsafe(ref Unsafe.Add(ref slots, slot + row));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 SelectOdd(Single512 shifted, Single512 left, Single512 right) =>
        new(Vector512.ConditionalSelect(Vector512.Equals(shifted.Register.AsInt32() & Vector512.Create(1), Vector512.Create(1)).AsSingle(), left.Register, right.Register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 NegateWhere(Single512 value, Single512 shifted, [ConstantExpected] int bit)
    {
        Vector512<float> signs = Vector512.ShiftLeft(shifted.Register.AsInt32(), 31 - bit).AsSingle();
        return new(Avx512F.IsSupported ? Avx512F.TernaryLogic(value.Register, signs, Vector512.Create(-0.0f), XorAnd) : value.Register ^ (signs & Vector512.Create(-0.0f)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Next(Single512 shifted) => new((shifted.Register.AsInt32() + Vector512.Create(1)).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 PowerOfTwo(Single512 shifted) =>
        new(Vector512.ShiftLeft(shifted.Register.AsInt32() + Vector512.Create(127), 23).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Split(Single512 value, out Single512 exponent)
    {
        // The constant is √½: adding to the bits what lies between it and the power of two below makes the exponent the one wanted. The
        // exponent, an integer in the bits, becomes a number by the way of the shifter.
        Vector512<int> bits = value.Register.AsInt32();
        Vector512<int> power = Vector512.ShiftRightArithmetic(bits - Vector512.Create(0x3f3504f3), 23);
        exponent = new((power + Shifter.Register.AsInt32()).AsSingle() - Shifter.Register);
        return new((bits - Vector512.ShiftLeft(power, 23)).AsSingle());
    }
}
