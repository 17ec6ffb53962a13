using Mandelstam.Compiler.Checks;

namespace Mandelstam.Analyzers;

/// <summary>A quantity type of the language, and what it measures.</summary>
/// <param name="TypeName">The type's name.</param>
/// <param name="Unit">Its unit, empty for a pure number.</param>
/// <param name="Power">The power of GeV.</param>
/// <param name="Kind">The kind of coordinate, where the type alone tells it.</param>
internal sealed record Quantity(string TypeName, string Unit, int Power, CoordinateKind Kind = CoordinateKind.Unknown)
{
    /// <summary>A number of C#, which has no unit.</summary>
    public static readonly Quantity Number = new("double", "", 0);

    /// <summary>An angle.</summary>
    public static readonly Quantity Angle = new("Angle", "rad", 0, CoordinateKind.Angle);

    /// <summary>Those of the language; a test holds the names against its types.</summary>
    public static readonly Quantity[] All =
    [
        new("Energy", "GeV", 1),
        new("GeV2", "GeV²", 2),
        new("GeV4", "GeV⁴", 4),
        new("InverseGeV2", "GeV⁻²", -2),
        new("InverseGeV4", "GeV⁻⁴", -4),
        Angle,
        new("RawAngle", "rad", 0, CoordinateKind.Angle),
        new("Azimuth", "rad", 0, CoordinateKind.Azimuth),
        new("Pseudorapidity", "", 0, CoordinateKind.Pseudorapidity),
        new("Rapidity", "", 0, CoordinateKind.Rapidity),
    ];

    /// <summary>Is it measured in rad?</summary>
    public bool IsAngle => CoordinateKinds.IsAngle(Kind);

    /// <summary>Is it the unwrapped difference of azimuths? What is wrong with that is not its unit.</summary>
    public bool IsRaw => TypeName == "RawAngle";

    /// <summary>Have two of them one dimension?</summary>
    public bool Agrees(Quantity other) => Power == other.Power && IsAngle == other.IsAngle;

    /// <summary>The unit in words.</summary>
    public string Describe() => this == Number ? "a bare number" : Unit.Length == 0 ? "a " + TypeName.ToLowerInvariant() : Unit;
}
