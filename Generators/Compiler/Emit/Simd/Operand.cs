using Mandelstam.Compiler.Algebra;

namespace Mandelstam.Compiler.Emit.Simd;

/// <summary>A value and the precision in which it is taken.</summary>
/// <param name="Node">The value.</param>
/// <param name="IsDouble">In double precision.</param>
internal sealed record Operand(Expr Node, bool IsDouble);
