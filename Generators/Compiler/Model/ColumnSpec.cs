namespace Mandelstam.Compiler.Model;

/// <summary>One column of the file.</summary>
/// <remarks>Immutable, structural equality, no Roslyn.</remarks>
/// <param name="Name">The column's name.</param>
/// <param name="Role">What it is for.</param>
/// <param name="IsText">Text, not a number.</param>
/// <param name="Optional">May be missing from the file.</param>
/// <param name="Unit">The file's unit: "GeV", "MeV", "rad" or empty.</param>
/// <param name="Scale">What turns a value of the file into the language's unit.</param>
/// <param name="Description">The member's documentation.</param>
public sealed record ColumnSpec(string Name, ColumnRole Role, bool IsText, bool Optional, string Unit, double Scale, string Description)
{
    /// <summary>What numbers it may hold.</summary>
    public ColumnValues Values { get; init; }
}
