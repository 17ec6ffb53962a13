using System.Collections.Immutable;

namespace Mandelstam.Inference;

/// <summary>One shape nuisance of a template grid.</summary>
/// <param name="Name">The nuisance.</param>
/// <param name="Points">The values at which templates were made: finite, ascending, at least two.</param>
public sealed record TemplateAxis(string Name, ImmutableArray<double> Points);
