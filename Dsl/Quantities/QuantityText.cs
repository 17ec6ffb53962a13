using System.Globalization;

namespace Mandelstam;

/// <summary>How every quantity prints: the number, a space, the unit; invariant culture unless another is asked for.</summary>
internal static class QuantityText
{
    /// <summary>The shortest text that reads back as the same number, with the unit, in the invariant culture.</summary>
    /// <param name="value">The number in the base unit.</param>
    /// <param name="unit">The unit's symbol, empty for a dimensionless quantity.</param>
    /// <returns>The text.</returns>
    public static string Invariant(double value, string unit) => Of(value, unit, "R", CultureInfo.InvariantCulture);

    /// <summary>Formats a value with its unit.</summary>
    /// <param name="value">The number in the base unit.</param>
    /// <param name="unit">The unit's symbol, empty for a dimensionless quantity.</param>
    /// <param name="format">A format for the number; the shortest exact text if null.</param>
    /// <param name="provider">The culture; invariant if null.</param>
    /// <returns>The text.</returns>
    public static string Of(double value, string unit, string? format, IFormatProvider? provider)
    {
        string number = value.ToString(format ?? "R", provider ?? CultureInfo.InvariantCulture);
        return unit.Length == 0 ? number : $"{number} {unit}";
    }
}
