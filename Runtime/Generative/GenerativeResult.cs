using System.Collections.Immutable;

namespace Mandelstam.Generative;

/// <summary>All that a run found out: what results.json and the report are written from.</summary>
/// <param name="Definition">What was learned.</param>
/// <param name="Request">The run.</param>
/// <param name="Truth">True events that models are compared with; its area is that of a second true sample, which a perfect model would have.</param>
/// <param name="Uniform">Uniform phase space, for comparison: where every confined model starts.</param>
/// <param name="Models">The models.</param>
/// <param name="Seconds">Seconds of each stage.</param>
public sealed record GenerativeResult(
    GenerativeDefinition Definition,
    GenerativeRequest Request,
    GeneratedSample Truth,
    GeneratedSample Uniform,
    ImmutableArray<GeneratedSample> Models,
    IReadOnlyDictionary<string, double> Seconds);
