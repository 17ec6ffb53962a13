using Mandelstam.Compiler.Algebra;

namespace Mandelstam.Compiler.Lowering;

/// <summary>A pair of numbers.</summary>
/// <param name="First">The first.</param>
/// <param name="Second">The second.</param>
public sealed record PairValue(Expr First, Expr Second) : Value;
