namespace Mandelstam.Analyzers.Kinds;

/// <summary>Units of energies, of their products and of their quotients, as they are written: <c>GeV</c>, <c>GeV²</c>, <c>GeV·MeV</c>, <c>GeV⁻¹</c>.</summary>
internal static class EnergyUnits
{
    private const string Digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>The units by themselves, in the order of those that a column may be declared with.</summary>
    public static readonly string[] Names = ["GeV", "MeV", "TeV", "KeV"];

    private static readonly double[] _inGeV = [1, 1e-3, 1e3, 1e-6];

    /// <summary>The size of a unit by itself in GeV; null of any other.</summary>
    public static double? SizeOf(string unit) => Array.IndexOf(Names, unit) is >= 0 and var place ? _inGeV[place] : null;

    /// <summary>The unit of a size in GeV; null where there is none.</summary>
    public static string? OfSize(double size) => Array.FindIndex(_inGeV, known => Math.Abs((size / known) - 1) < 1e-9) is >= 0 and var place ? Names[place] : null;

    /// <summary>How many energies it is the product of; null for a unit of something else.</summary>
    public static int? PowerOf(string unit) => PowersOf(unit)?.Sum();

    /// <summary>The unit of a product, or with a sign of -1 of a quotient; null where a factor has none that is known, and of what has none.</summary>
    public static string? Product(string? first, string? second, int sign = 1) =>
        PowersOf(first) is { } a && PowersOf(second) is { } b ? Written([.. a.Zip(b, (x, y) => x + (sign * y))]) : null;

    /// <summary>The unit of a power.</summary>
    public static string? Power(string? unit, int exponent) => PowersOf(unit) is { } powers ? Written([.. powers.Select(p => p * exponent)]) : null;

    /// <summary>The unit of a square root; null where it is none.</summary>
    public static string? Root(string? unit) => PowersOf(unit) is { } powers && Array.TrueForAll(powers, static p => p % 2 == 0) ? Written([.. powers.Select(static p => p / 2)]) : null;

    private static int[]? PowersOf(string? unit)
    {
        int[] powers = new int[Names.Length];
        foreach (string part in (unit ?? "").Split('·'))
        {
            int place = Array.FindIndex(Names, name => part.StartsWith(name, StringComparison.Ordinal));
            if (place < 0)
            {
                return null;
            }

            string exponent = part.Substring(Names[place].Length);
            int power = exponent.TrimStart('⁻').Aggregate(0, static (number, digit) => (10 * number) + Digits.IndexOf(digit));
            powers[place] += exponent.Length == 0 ? 1 : exponent[0] == '⁻' ? -power : power;
        }

        return powers;
    }

    // Of a pure number nobody knows whether it was to be one.
    private static string? Written(int[] powers)
    {
        static string Exponent(int power) => power == 1 ? "" : (power < 0 ? "⁻" : "") + string.Concat(Math.Abs(power).ToString(System.Globalization.CultureInfo.InvariantCulture).Select(static digit => Digits[digit - '0']));
        return powers.Sum() == 0 ? null : string.Join("·", powers.Select(static (power, place) => (power, name: Names[place])).Where(static p => p.power != 0).OrderByDescending(static p => p.power > 0).Select(static p => p.name + Exponent(p.power)));
    }
}
