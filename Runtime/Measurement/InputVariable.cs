namespace Mandelstam.Measurement;

/// <summary>An input of a network: one column or feature of an event, after an optional logarithm.</summary>
/// <param name="Source">The primary column or feature, by its name in the file.</param>
/// <param name="Kind">Its behaviour under the symmetries.</param>
/// <param name="LogShift">With a value s: log(max(x, floor) + s) is taken; null leaves x as it is.</param>
/// <param name="Floor">The smallest x before the logarithm.</param>
/// <param name="Cap">Larger values are cut to it; null for none.</param>
/// <param name="IsDiscrete">Whole numbers: a flow sees them with a uniform number in [0, 1) added (½ where it is evaluated).</param>
public sealed record InputVariable(
    string Source,
    InputKind Kind = InputKind.Invariant,
    double? LogShift = null,
    double Floor = 1e-3,
    double? Cap = null,
    bool IsDiscrete = false);
