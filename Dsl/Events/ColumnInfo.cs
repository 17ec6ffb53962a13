namespace Mandelstam.Events;

/// <summary>A column that an event reads from a file.</summary>
/// <param name="Name">The name in the file.</param>
/// <param name="Role">What it is for.</param>
/// <param name="IsText">Whether it holds text rather than numbers.</param>
/// <param name="Optional">Whether a file may lack it.</param>
/// <param name="Unit">The unit in the file: <c>GeV</c>, <c>MeV</c>, <c>rad</c>, or empty.</param>
/// <param name="Absent">What the file holds where the object that the column belongs to is absent; null where there is no such value.</param>
/// <param name="Description">What it means, from the declaration's documentation; may be empty.</param>
public sealed record ColumnInfo(string Name, ColumnRole Role, bool IsText, bool Optional, string Unit, string Description, double? Absent = null)
{
    /// <summary>What numbers it may hold; a file with others is refused.</summary>
    public ColumnValues Values { get; init; }
}
