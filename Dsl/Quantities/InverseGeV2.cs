namespace Mandelstam;

/// <summary>The inverse of an energy squared, such as the Fermi coupling or a cross-section in natural units, in GeV⁻².</summary>
/// <param name="Value">The value in GeV⁻².</param>
public readonly record struct InverseGeV2(double Value) : IQuantity<InverseGeV2>
{
    /// <summary>Zero GeV⁻².</summary>
    public static InverseGeV2 Zero => default;

    /// <inheritdoc/>
    public static InverseGeV2 AdditiveIdentity => default;

    /// <inheritdoc/>
    public static string Unit => "GeV⁻²";

    /// <summary>The square, in GeV⁻⁴.</summary>
    public InverseGeV4 Squared => new(Value * Value);

    /// <summary>The product, in GeV⁻⁴.</summary>
    public static InverseGeV4 operator *(InverseGeV2 left, InverseGeV2 right) => new(left.Value * right.Value);

    /// <summary>The quotient, in GeV⁻⁴.</summary>
    public static InverseGeV4 operator /(InverseGeV2 left, GeV2 right) => new(left.Value / right.Value);

    /// <summary>The dimensionless product with a square.</summary>
    public static double operator *(InverseGeV2 left, GeV2 right) => left.Value * right.Value;

    /// <summary>The product with a fourth power, in GeV².</summary>
    public static GeV2 operator *(InverseGeV2 left, GeV4 right) => new(left.Value * right.Value);

    /// <summary>The inverse, in GeV².</summary>
    public static GeV2 operator /(double left, InverseGeV2 right) => new(left / right.Value);

    /// <summary>The sum.</summary>
    public static InverseGeV2 operator +(InverseGeV2 left, InverseGeV2 right) => new(left.Value + right.Value);

    /// <summary>The difference.</summary>
    public static InverseGeV2 operator -(InverseGeV2 left, InverseGeV2 right) => new(left.Value - right.Value);

    /// <summary>The opposite.</summary>
    public static InverseGeV2 operator -(InverseGeV2 value) => new(-value.Value);

    /// <summary>The product with a number.</summary>
    public static InverseGeV2 operator *(double left, InverseGeV2 right) => new(left * right.Value);

    /// <summary>The product with a number.</summary>
    public static InverseGeV2 operator *(InverseGeV2 left, double right) => new(left.Value * right);

    /// <summary>The quotient by a number.</summary>
    public static InverseGeV2 operator /(InverseGeV2 left, double right) => new(left.Value / right);

    /// <summary>The dimensionless ratio.</summary>
    public static double operator /(InverseGeV2 left, InverseGeV2 right) => left.Value / right.Value;

    /// <summary>Whether the left value is below the right one; false if either is NaN.</summary>
    public static bool operator <(InverseGeV2 left, InverseGeV2 right) => left.Value < right.Value;

    /// <summary>Whether the left value is above the right one; false if either is NaN.</summary>
    public static bool operator >(InverseGeV2 left, InverseGeV2 right) => left.Value > right.Value;

    /// <summary>Whether the left value is at or below the right one; false if either is NaN.</summary>
    public static bool operator <=(InverseGeV2 left, InverseGeV2 right) => left.Value <= right.Value;

    /// <summary>Whether the left value is at or above the right one; false if either is NaN.</summary>
    public static bool operator >=(InverseGeV2 left, InverseGeV2 right) => left.Value >= right.Value;

    /// <inheritdoc/>
    public int CompareTo(InverseGeV2 other) => Value.CompareTo(other.Value);

    /// <summary>The value with its unit, in the invariant culture.</summary>
    /// <returns>For example <c>26.5 GeV⁻²</c>.</returns>
    public override string ToString() => QuantityText.Invariant(Value, Unit);

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => QuantityText.Of(Value, Unit, format, formatProvider);
}
