namespace Mandelstam.Compiler.Lowering;

/// <summary>An event: a value for each stored member.</summary>
/// <param name="Members">By name; never changed, only copied.</param>
public sealed record EventValue(IReadOnlyDictionary<string, Value> Members) : Value;
