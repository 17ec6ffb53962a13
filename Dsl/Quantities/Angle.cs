namespace Mandelstam;

/// <summary>An angle in radians, such as the difference Δφ of two azimuths after wrapping.</summary>
/// <remarks>Written <c>0.1.Rad</c> or <c>30.Deg</c>. A place on the circle is an <see cref="Azimuth"/>.</remarks>
/// <param name="Value">The value in rad.</param>
public readonly record struct Angle(double Value) : IQuantity<Angle>
{
    /// <summary>Zero rad.</summary>
    public static Angle Zero => default;

    /// <inheritdoc/>
    public static Angle AdditiveIdentity => default;

    /// <inheritdoc/>
    public static string Unit => "rad";

    /// <summary>The angle in degrees.</summary>
    public double InDegrees => Value * (180 / Math.PI);

    /// <summary>The angle in radians rounded to a number of decimals, halves to even.</summary>
    /// <param name="decimals">Decimals of the value in radians, 0 to 15.</param>
    /// <returns>The rounded angle.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="decimals"/> is outside 0 to 15.</exception>
    public Angle Rounded(int decimals) => new(Rounding.ToDecimals(Value, decimals));

    /// <summary>The sum.</summary>
    public static Angle operator +(Angle left, Angle right) => new(left.Value + right.Value);

    /// <summary>The difference.</summary>
    public static Angle operator -(Angle left, Angle right) => new(left.Value - right.Value);

    /// <summary>The opposite.</summary>
    public static Angle operator -(Angle value) => new(-value.Value);

    /// <summary>The product with a number.</summary>
    public static Angle operator *(double left, Angle right) => new(left * right.Value);

    /// <summary>The product with a number.</summary>
    public static Angle operator *(Angle left, double right) => new(left.Value * right);

    /// <summary>The quotient by a number.</summary>
    public static Angle operator /(Angle left, double right) => new(left.Value / right);

    /// <summary>The dimensionless ratio.</summary>
    public static double operator /(Angle left, Angle right) => left.Value / right.Value;

    /// <summary>Whether the left value is below the right one; false if either is NaN.</summary>
    public static bool operator <(Angle left, Angle right) => left.Value < right.Value;

    /// <summary>Whether the left value is above the right one; false if either is NaN.</summary>
    public static bool operator >(Angle left, Angle right) => left.Value > right.Value;

    /// <summary>Whether the left value is at or below the right one; false if either is NaN.</summary>
    public static bool operator <=(Angle left, Angle right) => left.Value <= right.Value;

    /// <summary>Whether the left value is at or above the right one; false if either is NaN.</summary>
    public static bool operator >=(Angle left, Angle right) => left.Value >= right.Value;

    /// <inheritdoc/>
    public int CompareTo(Angle other) => Value.CompareTo(other.Value);

    /// <summary>The value with its unit, in the invariant culture.</summary>
    /// <returns>For example <c>26.5 rad</c>.</returns>
    public override string ToString() => QuantityText.Invariant(Value, Unit);

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => QuantityText.Of(Value, Unit, format, formatProvider);
}
