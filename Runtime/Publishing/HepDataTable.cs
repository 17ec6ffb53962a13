using System.Collections.Immutable;

namespace Mandelstam.Publishing;

/// <summary>A table of a HEPData submission.</summary>
/// <param name="Name">Its name, at most 64 characters.</param>
/// <param name="File">Its file in the submission.</param>
/// <param name="Description">A sentence or two.</param>
/// <param name="Independent">Columns that say what a row is about.</param>
/// <param name="Dependent">Columns of results.</param>
public sealed record HepDataTable(string Name, string File, string Description, ImmutableArray<HepDataColumn> Independent, ImmutableArray<HepDataColumn> Dependent);
