using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace Mandelstam.Simd;

/// <summary>Numbers of one kind, one event a lane: what fused kernels are written in, once for every width and precision.</summary>
/// <remarks>
/// Conditions are registers too: all bits of a lane set, or none. Kernels keep values in slots, blocks of numbers: of float32, or of float64 in
/// the place of two, then called wide. For generated code.
/// </remarks>
/// <typeparam name="T">The lanes.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ILanes<T>
    where T : struct, ILanes<T>
{
    /// <summary>The number of lanes.</summary>
    static abstract int Width { get; }

    /// <summary>1.5·2^p for a mantissa of p bits: a number of moderate size added to it is rounded to an integer, held in the lowest bits.</summary>
    static abstract T Shifter { get; }

    /// <summary>Sum.</summary>
    static abstract T operator +(T left, T right);

    /// <summary>Difference.</summary>
    static abstract T operator -(T left, T right);

    /// <summary>Product.</summary>
    static abstract T operator *(T left, T right);

    /// <summary>Quotient.</summary>
    static abstract T operator /(T left, T right);

    /// <summary>The opposite.</summary>
    static abstract T operator -(T value);

    /// <summary>Both conditions, or the bits that both have.</summary>
    static abstract T operator &(T left, T right);

    /// <summary>At least one condition, or the bits that either has.</summary>
    static abstract T operator |(T left, T right);

    /// <summary>The bits that differ.</summary>
    static abstract T operator ^(T left, T right);

    /// <summary>The opposite condition.</summary>
    static abstract T operator ~(T value);

    /// <summary>The same number in all lanes.</summary>
    static abstract T All(double value);

    /// <summary>left · right + addend, rounded once.</summary>
    static abstract T MultiplyAdd(T left, T right, T addend);

    /// <summary>left · right − subtrahend, rounded once.</summary>
    static abstract T MultiplySubtract(T left, T right, T subtrahend);

    /// <summary>addend − left · right, rounded once.</summary>
    static abstract T MultiplyAddNegated(T left, T right, T addend);

    /// <summary>The value, or the bound that it is beyond; NaN if it is.</summary>
    static abstract T Clamp(T value, double least, double most);

    /// <summary>Square root.</summary>
    static abstract T Sqrt(T value);

    /// <summary>Magnitude.</summary>
    static abstract T Abs(T value);

    /// <summary>Nearest integer, half to even.</summary>
    static abstract T Round(T value);

    /// <summary>The smaller; NaN if either is.</summary>
    static abstract T Min(T left, T right);

    /// <summary>The larger; NaN if either is.</summary>
    static abstract T Max(T left, T right);

    /// <summary>left &lt; right.</summary>
    static abstract T Less(T left, T right);

    /// <summary>left ≤ right.</summary>
    static abstract T LessOrEqual(T left, T right);

    /// <summary>left = right.</summary>
    static abstract T Equal(T left, T right);

    /// <summary>condition ? left : right.</summary>
    static abstract T Select(T condition, T left, T right);

    /// <summary>Does the condition hold in any lane?</summary>
    static abstract bool Any(T condition);

    /// <summary>Reads from a slot of this precision.</summary>
    /// <param name="slots">The first row of the first slot.</param>
    /// <param name="slot">The slot, in float32.</param>
    /// <param name="row">The row.</param>
    static abstract T Load(ref float slots, nint slot, nint row);

    /// <summary>Writes to a slot of this precision.</summary>
    /// <param name="value">What to write.</param>
    /// <param name="slots">The first row of the first slot.</param>
    /// <param name="slot">The slot, in float32.</param>
    /// <param name="row">The row.</param>
    static abstract void Store(T value, ref float slots, nint slot, nint row);

    /// <summary>For n + <see cref="Shifter"/>, or any number whose lowest bit is that of n: left where n is odd, else right.</summary>
    static abstract T SelectOdd(T shifted, T left, T right);

    /// <summary>For n + <see cref="Shifter"/>: the opposite of a value where a bit of n, counted from the lowest, is set, else the value.</summary>
    static abstract T NegateWhere(T value, T shifted, [ConstantExpected] int bit);

    /// <summary>For n + <see cref="Shifter"/>, or any number whose lowest bits are those of n: one whose lowest bits are those of n + 1.</summary>
    static abstract T Next(T shifted);

    /// <summary>For n + <see cref="Shifter"/>: 2ⁿ, where that is a normal number.</summary>
    static abstract T PowerOfTwo(T shifted);

    /// <summary>Splits positive normal numbers into 2^exponent · mantissa, the mantissa within [√½, √2).</summary>
    static abstract T Split(T value, out T exponent);
}
