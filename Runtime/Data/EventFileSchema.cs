namespace Mandelstam.Data;

/// <summary>What a file of events has, held against the declaration; the file fits it.</summary>
/// <param name="Path">The file, or the glob of files, as it was asked for.</param>
/// <param name="UnusedColumns">Columns of the file that the declaration does not name: not read.</param>
/// <param name="MissingColumns">Columns of the declaration that the file may lack, and does.</param>
/// <param name="HasWeights">Whether the events are weighted.</param>
/// <param name="HasLabels">Whether the events know their process.</param>
/// <param name="HasRowIds">Whether <see cref="ReadOptions.RowIdColumn"/> is there.</param>
public sealed record EventFileSchema(
    string Path,
    IReadOnlyList<string> UnusedColumns,
    IReadOnlyList<string> MissingColumns,
    bool HasWeights,
    bool HasLabels,
    bool HasRowIds);
