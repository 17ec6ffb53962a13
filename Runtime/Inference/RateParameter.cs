using System.Collections.Immutable;

namespace Mandelstam.Inference;

/// <summary>A normalisation: a factor on the expected events of some processes. A process may have several; they multiply.</summary>
/// <param name="Parameter">The factor; its nominal value is 1 as a rule.</param>
/// <param name="Processes">The processes it scales, by name.</param>
public sealed record RateParameter(FitParameter Parameter, ImmutableArray<string> Processes);
