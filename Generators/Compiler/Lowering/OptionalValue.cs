using Mandelstam.Compiler.Algebra;

namespace Mandelstam.Compiler.Lowering;

/// <summary>A value that may be absent.</summary>
/// <param name="Present">When it is there.</param>
/// <param name="Inner">The value where it is.</param>
public sealed record OptionalValue(Expr Present, Value Inner) : Value;
