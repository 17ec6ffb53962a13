using System.Globalization;
using Mandelstam.Particles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mandelstam.Analyzers;

/// <summary>Numbers written in the code, and the unit that they can only have been meant in.</summary>
internal static class Literals
{
    /// <summary>From here on a number of GeV is more than a collider gives to one object: it was thought of in MeV.</summary>
    public const double TooManyGeV = 10_000;

    /// <summary>In GeV, as much as any collider that was thought of gives to a whole event: none has more.</summary>
    public const double MoreThanAnyCollider = 100_000;

    /// <summary>In GeV, what comes from the sky: a number of MeV is not written so large.</summary>
    public const double FromTheSky = 1_000_000;

    // Of the W boson the mass in MeV is more; in GeV it is more than an object has.
    private const double HeavyInMeV = 50_000;

    /// <summary>More than two turns, and no multiple of π: nobody writes radians like that.</summary>
    public static bool AreDegrees(double number) => Math.Abs(number) >= 15 && Math.Abs(Math.IEEERemainder(number, Math.PI)) > 1e-4 * Math.PI;

    /// <summary>A bare number with the unit of a quantity, or null where the quantity has no unit to write.</summary>
    public static string? WithUnit(ExpressionSyntax number, Quantity expected, Code code)
    {
        double? value = code.NumberOf(number);
        if (expected.TypeName == "Energy")
        {
            return value >= TooManyGeV && value % 1000 == 0 ? InGeV(value.Value) : Number(number, code) + ".GeV";
        }

        return expected.TypeName switch
        {
            "Angle" => Number(number, code) + (value is { } angle && AreDegrees(angle) ? ".Deg" : ".Rad"),
            "Azimuth" or "GeV2" or "GeV4" or "InverseGeV2" or "InverseGeV4" => $"new {expected.TypeName}({number})",
            _ => null,
        };
    }

    /// <summary>The particle whose mass a number of GeV is in MeV, where it can be nothing else: to five digits, or near that of the few heavy ones.</summary>
    public static string? ParticleOfMeV(double gev)
    {
        double tolerance = gev >= HeavyInMeV ? 3e-3 : gev >= 0.5 && Digits(gev) >= 5 ? 1e-4 : 0;
        return tolerance == 0 ? null : ParticleTable.Standard.All.FirstOrDefault(p => Math.Abs(gev - (1000 * p.MassInGeV)) < tolerance * gev)?.Name;
    }

    // Only an int, a double and a float have a unit: "3f" is 3 then, and another number is made a double.
    private static string Number(ExpressionSyntax number, Code code)
    {
        SpecialType type = code.TypeOf(number)?.SpecialType ?? default;
        if (type is SpecialType.System_Int32 or SpecialType.System_Double or < SpecialType.System_SByte or > SpecialType.System_Double
            || (type == SpecialType.System_Single && number is not (LiteralExpressionSyntax or PrefixUnaryExpressionSyntax)))
        {
            return Code.Receiver(number);
        }

        string plain = number.ToString().TrimEnd((type >= SpecialType.System_Decimal ? "fFmM" : "uUlL").ToCharArray());
        return code.NumberOf(number) is >= int.MinValue and <= int.MaxValue ? number switch
            {
                LiteralExpressionSyntax => plain,
                PrefixUnaryExpressionSyntax { Operand: LiteralExpressionSyntax } => $"({plain})",
                _ => $"((double){Code.Receiver(number)})",
            }
            : $"((double){Code.Receiver(number)})";
    }

    // Those that are written.
    private static int Digits(double number) => number.ToString("E14", CultureInfo.InvariantCulture).Split('E')[0].Replace(".", "").TrimEnd('0').Length;

    /// <summary>A number of MeV, in GeV.</summary>
    public static string InGeV(double mev) => (mev / 1000).ToString("R", CultureInfo.InvariantCulture) + ".GeV";
}
