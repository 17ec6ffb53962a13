namespace Mandelstam;

/// <summary>A product of four energies, such as a product of two dot products in a squared amplitude, in GeV⁴.</summary>
/// <param name="Value">The value in GeV⁴.</param>
public readonly record struct GeV4(double Value) : IQuantity<GeV4>
{
    /// <summary>Zero GeV⁴.</summary>
    public static GeV4 Zero => default;

    /// <inheritdoc/>
    public static GeV4 AdditiveIdentity => default;

    /// <inheritdoc/>
    public static string Unit => "GeV⁴";

    /// <summary>The square root, in GeV²; NaN below zero.</summary>
    /// <returns>√x.</returns>
    public GeV2 Sqrt() => new(Math.Sqrt(Value));

    /// <summary>The quotient, in GeV².</summary>
    public static GeV2 operator /(GeV4 left, GeV2 right) => new(left.Value / right.Value);

    /// <summary>The dimensionless product with an inverse fourth power.</summary>
    public static double operator *(GeV4 left, InverseGeV4 right) => left.Value * right.Value;

    /// <summary>The inverse, in GeV⁻⁴.</summary>
    public static InverseGeV4 operator /(double left, GeV4 right) => new(left / right.Value);

    /// <summary>The product with an inverse square, in GeV².</summary>
    public static GeV2 operator *(GeV4 left, InverseGeV2 right) => new(left.Value * right.Value);

    /// <summary>The sum.</summary>
    public static GeV4 operator +(GeV4 left, GeV4 right) => new(left.Value + right.Value);

    /// <summary>The difference.</summary>
    public static GeV4 operator -(GeV4 left, GeV4 right) => new(left.Value - right.Value);

    /// <summary>The opposite.</summary>
    public static GeV4 operator -(GeV4 value) => new(-value.Value);

    /// <summary>The product with a number.</summary>
    public static GeV4 operator *(double left, GeV4 right) => new(left * right.Value);

    /// <summary>The product with a number.</summary>
    public static GeV4 operator *(GeV4 left, double right) => new(left.Value * right);

    /// <summary>The quotient by a number.</summary>
    public static GeV4 operator /(GeV4 left, double right) => new(left.Value / right);

    /// <summary>The dimensionless ratio.</summary>
    public static double operator /(GeV4 left, GeV4 right) => left.Value / right.Value;

    /// <summary>Whether the left value is below the right one; false if either is NaN.</summary>
    public static bool operator <(GeV4 left, GeV4 right) => left.Value < right.Value;

    /// <summary>Whether the left value is above the right one; false if either is NaN.</summary>
    public static bool operator >(GeV4 left, GeV4 right) => left.Value > right.Value;

    /// <summary>Whether the left value is at or below the right one; false if either is NaN.</summary>
    public static bool operator <=(GeV4 left, GeV4 right) => left.Value <= right.Value;

    /// <summary>Whether the left value is at or above the right one; false if either is NaN.</summary>
    public static bool operator >=(GeV4 left, GeV4 right) => left.Value >= right.Value;

    /// <inheritdoc/>
    public int CompareTo(GeV4 other) => Value.CompareTo(other.Value);

    /// <summary>The value with its unit, in the invariant culture.</summary>
    /// <returns>For example <c>26.5 GeV⁴</c>.</returns>
    public override string ToString() => QuantityText.Invariant(Value, Unit);

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => QuantityText.Of(Value, Unit, format, formatProvider);
}
