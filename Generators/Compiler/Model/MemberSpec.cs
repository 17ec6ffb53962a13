namespace Mandelstam.Compiler.Model;

/// <summary>One stored member of an event: a partial property that the generator implements.</summary>
/// <remarks>Immutable, structural equality, no Roslyn.</remarks>
/// <param name="Name">The property's name.</param>
/// <param name="TypeText">Its type, fully qualified.</param>
/// <param name="Modifiers">Its modifiers as written, without <c>partial</c>.</param>
/// <param name="Accessors">Its accessors as written: "get; init;".</param>
/// <param name="Kind">What it holds.</param>
/// <param name="FrameText">The frame of a vector, fully qualified; else empty.</param>
/// <param name="Coordinates">The coordinates of a vector.</param>
/// <param name="Capacity">How many vectors; 1 for a single one.</param>
/// <param name="Columns">Indices into <see cref="EventSpec.Columns"/>: coordinates of the first object, then of the second, …</param>
/// <param name="CountColumn">The column of the count, or -1.</param>
/// <param name="Absent">What the file holds where an object is absent; NaN for a scalar that is always there.</param>
/// <param name="ScalarType">The name of a scalar's type ("Energy", "Double", …).</param>
public sealed record MemberSpec(
    string Name,
    string TypeText,
    string Modifiers,
    string Accessors,
    MemberKind Kind,
    string FrameText,
    Coordinates Coordinates,
    int Capacity,
    EquatableArray<int> Columns,
    int CountColumn,
    double Absent,
    string ScalarType)
{
    /// <summary>The mass in GeV that a vector has in every event, whatever rounding left of E² − p²; null where its coordinates tell.</summary>
    public double? Mass { get; init; }

    /// <summary>px, py, pz and E in GeV of a vector that is the same in every event, and has no columns; else empty.</summary>
    public EquatableArray<double> Fixed { get; init; }

    /// <summary>It is marked as the missing momentum.</summary>
    public bool IsMissingMomentum { get; init; }

    /// <summary>The members that it is declared to be computed from; null if nothing is declared.</summary>
    public EquatableArray<string>? DependsOn { get; init; }
}
