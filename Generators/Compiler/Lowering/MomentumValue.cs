using Mandelstam.Compiler.Algebra;

namespace Mandelstam.Compiler.Lowering;

/// <summary>A three-momentum in symbols.</summary>
/// <param name="X">The x component.</param>
/// <param name="Y">The y component.</param>
/// <param name="Z">The z component.</param>
public sealed record MomentumValue(Expr X, Expr Y, Expr Z) : Value
{
    /// <summary>The scalar product.</summary>
    public Expr Dot(ExprPool pool, MomentumValue other) =>
        pool.Add(pool.Add(pool.Multiply(X, other.X), pool.Multiply(Y, other.Y)), pool.Multiply(Z, other.Z));
}
