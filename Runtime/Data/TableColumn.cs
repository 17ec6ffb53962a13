namespace Mandelstam.Data;

/// <summary>A column that <see cref="TableWriter"/> writes.</summary>
/// <param name="Name">Its name in the file; any text but the empty one.</param>
/// <param name="Type">What it holds.</param>
public sealed record TableColumn(string Name, TableColumnType Type);
