using System.Collections.Immutable;

namespace Mandelstam.Examples.ContrastiveToys;

/// <summary>All that a run found out: what results.json and the report are written from.</summary>
/// <param name="Request">The run.</param>
/// <param name="Plane">Two dimensions.</param>
/// <param name="Deformations">Ten dimensions.</param>
/// <param name="Seconds">Seconds of each stage.</param>
public sealed record ToyResult(ToyRequest Request, PlaneResult Plane, ImmutableArray<DeformationResult> Deformations, IReadOnlyDictionary<string, double> Seconds);
