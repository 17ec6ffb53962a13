using System.Numerics;

namespace Mandelstam;

/// <summary>The pseudorapidity η = asinh(p<sub>z</sub>/p<sub>T</sub>): the direction against the beam axis.</summary>
/// <remarks>
/// Dimensionless: it converts to <see cref="double"/> by itself, so differences, absolute values and cuts are plain arithmetic. A number
/// becomes a pseudorapidity only by its constructor, which keeps it apart from <see cref="Rapidity"/>.
/// At p<sub>T</sub> = 0 it is ±∞, and 0 for the null vector (docs/conventions.md).
/// </remarks>
/// <param name="Value">The value, dimensionless.</param>
public readonly record struct Pseudorapidity(double Value) : IFormattable, IComparisonOperators<Pseudorapidity, Pseudorapidity, bool>
{
    /// <summary>The value as a plain number.</summary>
    public static implicit operator double(Pseudorapidity value) => value.Value;

    /// <summary>Whether the left value is below the right one; false if either is NaN.</summary>
    public static bool operator <(Pseudorapidity left, Pseudorapidity right) => left.Value < right.Value;

    /// <summary>Whether the left value is above the right one; false if either is NaN.</summary>
    public static bool operator >(Pseudorapidity left, Pseudorapidity right) => left.Value > right.Value;

    /// <summary>Whether the left value is at or below the right one; false if either is NaN.</summary>
    public static bool operator <=(Pseudorapidity left, Pseudorapidity right) => left.Value <= right.Value;

    /// <summary>Whether the left value is at or above the right one; false if either is NaN.</summary>
    public static bool operator >=(Pseudorapidity left, Pseudorapidity right) => left.Value >= right.Value;

    /// <summary>The value rounded to a number of decimals, halves to even.</summary>
    /// <param name="decimals">Decimals, 0 to 15.</param>
    /// <returns>The rounded value.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="decimals"/> is outside 0 to 15.</exception>
    public Pseudorapidity Rounded(int decimals) => new(Rounding.ToDecimals(Value, decimals));

    /// <summary>The value in the invariant culture.</summary>
    /// <returns>The shortest text that reads back as the same number.</returns>
    public override string ToString() => QuantityText.Invariant(Value, "");

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => QuantityText.Of(Value, "", format, formatProvider);
}
