using Mandelstam.Compiler.Algebra;

namespace Mandelstam.Compiler.Emit.Simd;

/// <summary>A result that a kernel leaves in a slot of its own.</summary>
/// <param name="Value">The result.</param>
/// <param name="IsWide">Whether the slot is one of float64.</param>
internal sealed record KernelOutput(Expr Value, bool IsWide = false);
