using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mandelstam.Simd;

/// <summary>
/// One of two numbers by a condition whose lanes are all ones or all zeros. Where conditions have no registers of their own, the just-in-time compiler takes three operations for
/// <see cref="Vector256.ConditionalSelect"/>, which must also choose bit by bit; the processor has one that asks the sign.
/// </summary>
internal static class RegisterBlend
{
    /// <summary>Four of float32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Select(Vector128<float> condition, Vector128<float> left, Vector128<float> right) =>
        Sse41.IsSupported ? Sse41.BlendVariable(right, left, condition) : Vector128.ConditionalSelect(condition, left, right);

    /// <summary>Two of float64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Select(Vector128<double> condition, Vector128<double> left, Vector128<double> right) =>
        Sse41.IsSupported ? Sse41.BlendVariable(right, left, condition) : Vector128.ConditionalSelect(condition, left, right);

    /// <summary>Eight of float32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Select(Vector256<float> condition, Vector256<float> left, Vector256<float> right) =>
        Avx.IsSupported ? Avx.BlendVariable(right, left, condition) : Vector256.ConditionalSelect(condition, left, right);

    /// <summary>Four of float64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Select(Vector256<double> condition, Vector256<double> left, Vector256<double> right) =>
        Avx.IsSupported ? Avx.BlendVariable(right, left, condition) : Vector256.ConditionalSelect(condition, left, right);

    /// <summary>Four of float32: left where the lowest bit is set, which a shift makes the sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> SelectOdd(Vector128<float> shifted, Vector128<float> left, Vector128<float> right)
    {
        Vector128<float> signs = Vector128.ShiftLeft(shifted.AsInt32(), 31).AsSingle();
        return Select(Sse41.IsSupported ? signs : Vector128.ShiftRightArithmetic(signs.AsInt32(), 31).AsSingle(), left, right);
    }

    /// <summary>Two of float64: left where the lowest bit is set, which a shift makes the sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> SelectOdd(Vector128<double> shifted, Vector128<double> left, Vector128<double> right)
    {
        Vector128<double> signs = Vector128.ShiftLeft(shifted.AsInt64(), 63).AsDouble();
        return Select(Sse41.IsSupported ? signs : Vector128.ShiftRightArithmetic(signs.AsInt64(), 63).AsDouble(), left, right);
    }

    /// <summary>Eight of float32: left where the lowest bit is set, which a shift makes the sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> SelectOdd(Vector256<float> shifted, Vector256<float> left, Vector256<float> right)
    {
        Vector256<float> signs = Vector256.ShiftLeft(shifted.AsInt32(), 31).AsSingle();
        return Select(Avx.IsSupported ? signs : Vector256.ShiftRightArithmetic(signs.AsInt32(), 31).AsSingle(), left, right);
    }

    /// <summary>Four of float64: left where the lowest bit is set, which a shift makes the sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> SelectOdd(Vector256<double> shifted, Vector256<double> left, Vector256<double> right)
    {
        Vector256<double> signs = Vector256.ShiftLeft(shifted.AsInt64(), 63).AsDouble();
        return Select(Avx.IsSupported ? signs : Vector256.ShiftRightArithmetic(signs.AsInt64(), 63).AsDouble(), left, right);
    }
}
