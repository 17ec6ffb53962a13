namespace Mandelstam;

/// <summary>A product of two energies, such as an invariant mass squared or a dot product of four-vectors, in GeV².</summary>
/// <param name="Value">The value in GeV².</param>
public readonly record struct GeV2(double Value) : IQuantity<GeV2>
{
    /// <summary>Zero GeV².</summary>
    public static GeV2 Zero => default;

    /// <inheritdoc/>
    public static GeV2 AdditiveIdentity => default;

    /// <inheritdoc/>
    public static string Unit => "GeV²";

    /// <summary>The square, in GeV⁴.</summary>
    public GeV4 Squared => new(Value * Value);

    /// <summary>The square root, in GeV; NaN below zero.</summary>
    /// <returns>√x.</returns>
    public Energy Sqrt() => new(Math.Sqrt(Value));

    /// <summary>The square root of the magnitude with the sign of the value, in GeV: the mass of a spacelike vector is negative.</summary>
    /// <returns>sign(x) √|x|.</returns>
    public Energy SignedSqrt() => new(Math.CopySign(Math.Sqrt(Math.Abs(Value)), Value));

    /// <summary>The product, in GeV⁴.</summary>
    public static GeV4 operator *(GeV2 left, GeV2 right) => new(left.Value * right.Value);

    /// <summary>The dimensionless product with an inverse square.</summary>
    public static double operator *(GeV2 left, InverseGeV2 right) => left.Value * right.Value;

    /// <summary>The quotient, in GeV.</summary>
    public static Energy operator /(GeV2 left, Energy right) => new(left.Value / right.Value);

    /// <summary>The product with an inverse fourth power, in GeV⁻².</summary>
    public static InverseGeV2 operator *(GeV2 left, InverseGeV4 right) => new(left.Value * right.Value);

    /// <summary>The quotient, in GeV⁻².</summary>
    public static InverseGeV2 operator /(GeV2 left, GeV4 right) => new(left.Value / right.Value);

    /// <summary>The inverse, in GeV⁻².</summary>
    public static InverseGeV2 operator /(double left, GeV2 right) => new(left / right.Value);

    /// <summary>The sum.</summary>
    public static GeV2 operator +(GeV2 left, GeV2 right) => new(left.Value + right.Value);

    /// <summary>The difference.</summary>
    public static GeV2 operator -(GeV2 left, GeV2 right) => new(left.Value - right.Value);

    /// <summary>The opposite.</summary>
    public static GeV2 operator -(GeV2 value) => new(-value.Value);

    /// <summary>The product with a number.</summary>
    public static GeV2 operator *(double left, GeV2 right) => new(left * right.Value);

    /// <summary>The product with a number.</summary>
    public static GeV2 operator *(GeV2 left, double right) => new(left.Value * right);

    /// <summary>The quotient by a number.</summary>
    public static GeV2 operator /(GeV2 left, double right) => new(left.Value / right);

    /// <summary>The dimensionless ratio.</summary>
    public static double operator /(GeV2 left, GeV2 right) => left.Value / right.Value;

    /// <summary>Whether the left value is below the right one; false if either is NaN.</summary>
    public static bool operator <(GeV2 left, GeV2 right) => left.Value < right.Value;

    /// <summary>Whether the left value is above the right one; false if either is NaN.</summary>
    public static bool operator >(GeV2 left, GeV2 right) => left.Value > right.Value;

    /// <summary>Whether the left value is at or below the right one; false if either is NaN.</summary>
    public static bool operator <=(GeV2 left, GeV2 right) => left.Value <= right.Value;

    /// <summary>Whether the left value is at or above the right one; false if either is NaN.</summary>
    public static bool operator >=(GeV2 left, GeV2 right) => left.Value >= right.Value;

    /// <inheritdoc/>
    public int CompareTo(GeV2 other) => Value.CompareTo(other.Value);

    /// <summary>The value with its unit, in the invariant culture.</summary>
    /// <returns>For example <c>26.5 GeV²</c>.</returns>
    public override string ToString() => QuantityText.Invariant(Value, Unit);

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => QuantityText.Of(Value, Unit, format, formatProvider);
}
