using Mandelstam.Compiler.Algebra;

namespace Mandelstam.Compiler.Emit.Simd;

/// <summary>A value that goes to a slot.</summary>
/// <param name="Value">The value.</param>
/// <param name="Slot">The slot.</param>
/// <param name="IsWide">Whether the slot is one of float64.</param>
internal sealed record SlotWrite(Expr Value, int Slot, bool IsWide);
