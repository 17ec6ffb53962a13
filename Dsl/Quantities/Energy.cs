namespace Mandelstam;

/// <summary>An energy, momentum or mass: one quantity in natural units. The base unit is GeV.</summary>
/// <remarks>Written <c>26.GeV</c>, <c>500.MeV</c>, <c>1.TeV</c>. There is no conversion from a bare number: a number alone does not say its unit.</remarks>
/// <param name="Value">The value in GeV.</param>
public readonly record struct Energy(double Value) : IQuantity<Energy>
{
    /// <summary>Zero GeV.</summary>
    public static Energy Zero => default;

    /// <inheritdoc/>
    public static Energy AdditiveIdentity => default;

    /// <inheritdoc/>
    public static string Unit => "GeV";

    /// <summary>The energy in GeV, the base unit.</summary>
    public double InGeV => Value;

    /// <summary>The energy in MeV.</summary>
    public double InMeV => Value * 1e3;

    /// <summary>The energy in TeV.</summary>
    public double InTeV => Value / 1e3;

    /// <summary>The square of the energy, in GeV².</summary>
    public GeV2 Squared => new(Value * Value);

    /// <summary>The energy in GeV rounded to a number of decimals, halves to even: <c>rint(10^d · x) / 10^d</c>.</summary>
    /// <param name="decimals">Decimals of the value in GeV, 0 to 15.</param>
    /// <returns>The rounded energy.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="decimals"/> is outside 0 to 15.</exception>
    public Energy Rounded(int decimals) => new(Rounding.ToDecimals(Value, decimals));

    /// <summary>The product of two energies, in GeV².</summary>
    public static GeV2 operator *(Energy left, Energy right) => new(left.Value * right.Value);

    /// <summary>The sum.</summary>
    public static Energy operator +(Energy left, Energy right) => new(left.Value + right.Value);

    /// <summary>The difference.</summary>
    public static Energy operator -(Energy left, Energy right) => new(left.Value - right.Value);

    /// <summary>The opposite.</summary>
    public static Energy operator -(Energy value) => new(-value.Value);

    /// <summary>The product with a number.</summary>
    public static Energy operator *(double left, Energy right) => new(left * right.Value);

    /// <summary>The product with a number.</summary>
    public static Energy operator *(Energy left, double right) => new(left.Value * right);

    /// <summary>The quotient by a number.</summary>
    public static Energy operator /(Energy left, double right) => new(left.Value / right);

    /// <summary>The dimensionless ratio.</summary>
    public static double operator /(Energy left, Energy right) => left.Value / right.Value;

    /// <summary>Whether the left value is below the right one; false if either is NaN.</summary>
    public static bool operator <(Energy left, Energy right) => left.Value < right.Value;

    /// <summary>Whether the left value is above the right one; false if either is NaN.</summary>
    public static bool operator >(Energy left, Energy right) => left.Value > right.Value;

    /// <summary>Whether the left value is at or below the right one; false if either is NaN.</summary>
    public static bool operator <=(Energy left, Energy right) => left.Value <= right.Value;

    /// <summary>Whether the left value is at or above the right one; false if either is NaN.</summary>
    public static bool operator >=(Energy left, Energy right) => left.Value >= right.Value;

    /// <inheritdoc/>
    public int CompareTo(Energy other) => Value.CompareTo(other.Value);

    /// <summary>The value with its unit, in the invariant culture.</summary>
    /// <returns>For example <c>26.5 GeV</c>.</returns>
    public override string ToString() => QuantityText.Invariant(Value, Unit);

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => QuantityText.Of(Value, Unit, format, formatProvider);
}
