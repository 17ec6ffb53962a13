namespace Mandelstam.Compiler.Lowering;

/// <summary>Several values as one.</summary>
/// <param name="Parts">The values, in order.</param>
public sealed record TupleValue(IReadOnlyList<Value> Parts) : Value;
