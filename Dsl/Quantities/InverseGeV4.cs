namespace Mandelstam;

/// <summary>The inverse of a fourth power of energy, such as the Fermi coupling squared, in GeV⁻⁴.</summary>
/// <param name="Value">The value in GeV⁻⁴.</param>
public readonly record struct InverseGeV4(double Value) : IQuantity<InverseGeV4>
{
    /// <summary>Zero GeV⁻⁴.</summary>
    public static InverseGeV4 Zero => default;

    /// <inheritdoc/>
    public static InverseGeV4 AdditiveIdentity => default;

    /// <inheritdoc/>
    public static string Unit => "GeV⁻⁴";

    /// <summary>The dimensionless product with a fourth power.</summary>
    public static double operator *(InverseGeV4 left, GeV4 right) => left.Value * right.Value;

    /// <summary>The product with a square, in GeV⁻².</summary>
    public static InverseGeV2 operator *(InverseGeV4 left, GeV2 right) => new(left.Value * right.Value);

    /// <summary>The quotient, in GeV⁻².</summary>
    public static InverseGeV2 operator /(InverseGeV4 left, InverseGeV2 right) => new(left.Value / right.Value);

    /// <summary>The inverse, in GeV⁴.</summary>
    public static GeV4 operator /(double left, InverseGeV4 right) => new(left / right.Value);

    /// <summary>The sum.</summary>
    public static InverseGeV4 operator +(InverseGeV4 left, InverseGeV4 right) => new(left.Value + right.Value);

    /// <summary>The difference.</summary>
    public static InverseGeV4 operator -(InverseGeV4 left, InverseGeV4 right) => new(left.Value - right.Value);

    /// <summary>The opposite.</summary>
    public static InverseGeV4 operator -(InverseGeV4 value) => new(-value.Value);

    /// <summary>The product with a number.</summary>
    public static InverseGeV4 operator *(double left, InverseGeV4 right) => new(left * right.Value);

    /// <summary>The product with a number.</summary>
    public static InverseGeV4 operator *(InverseGeV4 left, double right) => new(left.Value * right);

    /// <summary>The quotient by a number.</summary>
    public static InverseGeV4 operator /(InverseGeV4 left, double right) => new(left.Value / right);

    /// <summary>The dimensionless ratio.</summary>
    public static double operator /(InverseGeV4 left, InverseGeV4 right) => left.Value / right.Value;

    /// <summary>Whether the left value is below the right one; false if either is NaN.</summary>
    public static bool operator <(InverseGeV4 left, InverseGeV4 right) => left.Value < right.Value;

    /// <summary>Whether the left value is above the right one; false if either is NaN.</summary>
    public static bool operator >(InverseGeV4 left, InverseGeV4 right) => left.Value > right.Value;

    /// <summary>Whether the left value is at or below the right one; false if either is NaN.</summary>
    public static bool operator <=(InverseGeV4 left, InverseGeV4 right) => left.Value <= right.Value;

    /// <summary>Whether the left value is at or above the right one; false if either is NaN.</summary>
    public static bool operator >=(InverseGeV4 left, InverseGeV4 right) => left.Value >= right.Value;

    /// <inheritdoc/>
    public int CompareTo(InverseGeV4 other) => Value.CompareTo(other.Value);

    /// <summary>The value with its unit, in the invariant culture.</summary>
    /// <returns>For example <c>26.5 GeV⁻⁴</c>.</returns>
    public override string ToString() => QuantityText.Invariant(Value, Unit);

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => QuantityText.Of(Value, Unit, format, formatProvider);
}
