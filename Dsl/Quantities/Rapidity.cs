using System.Numerics;

namespace Mandelstam;

/// <summary>The rapidity y = asinh(p<sub>z</sub>/m<sub>T</sub>): it shifts by a constant under a boost along z.</summary>
/// <remarks>
/// Dimensionless: it converts to <see cref="double"/> by itself, so differences, absolute values and cuts are plain arithmetic. A number
/// becomes a rapidity only by its constructor, which keeps it apart from <see cref="Pseudorapidity"/>.
/// It equals the pseudorapidity of a massless particle only.
/// </remarks>
/// <param name="Value">The value, dimensionless.</param>
public readonly record struct Rapidity(double Value) : IFormattable, IComparisonOperators<Rapidity, Rapidity, bool>
{
    /// <summary>The value as a plain number.</summary>
    public static implicit operator double(Rapidity value) => value.Value;

    /// <summary>Whether the left value is below the right one; false if either is NaN.</summary>
    public static bool operator <(Rapidity left, Rapidity right) => left.Value < right.Value;

    /// <summary>Whether the left value is above the right one; false if either is NaN.</summary>
    public static bool operator >(Rapidity left, Rapidity right) => left.Value > right.Value;

    /// <summary>Whether the left value is at or below the right one; false if either is NaN.</summary>
    public static bool operator <=(Rapidity left, Rapidity right) => left.Value <= right.Value;

    /// <summary>Whether the left value is at or above the right one; false if either is NaN.</summary>
    public static bool operator >=(Rapidity left, Rapidity right) => left.Value >= right.Value;

    /// <summary>The value rounded to a number of decimals, halves to even.</summary>
    /// <param name="decimals">Decimals, 0 to 15.</param>
    /// <returns>The rounded value.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="decimals"/> is outside 0 to 15.</exception>
    public Rapidity Rounded(int decimals) => new(Rounding.ToDecimals(Value, decimals));

    /// <summary>The value in the invariant culture.</summary>
    /// <returns>The shortest text that reads back as the same number.</returns>
    public override string ToString() => QuantityText.Invariant(Value, "");

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => QuantityText.Of(Value, "", format, formatProvider);
}
