using Mandelstam.Compiler.Algebra;

namespace Mandelstam.Compiler.Lowering;

/// <summary>A quantity, a plain number, or a condition.</summary>
/// <param name="Expr">Its expression; energies in GeV, angles in radians.</param>
public sealed record ScalarValue(Expr Expr) : Value;
