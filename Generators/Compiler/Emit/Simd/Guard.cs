using Mandelstam.Compiler.Algebra;

namespace Mandelstam.Compiler.Emit.Simd;

/// <summary>A value that is computed the short way, and again with care in the rows where that might not do.</summary>
/// <param name="Node">The value.</param>
/// <param name="Doubt">Where it has to be computed again.</param>
internal sealed record Guard(Expr Node, Expr Doubt);
