using Mandelstam.Compiler.Algebra;

namespace Mandelstam.Compiler.Lowering;

/// <summary>A vector of three components in symbols: a momentum, or a direction.</summary>
/// <param name="X">The x component.</param>
/// <param name="Y">The y component.</param>
/// <param name="Z">The z component.</param>
public sealed record SpatialValue(Expr X, Expr Y, Expr Z) : Value
{
    /// <summary>The scalar product.</summary>
    public Expr Dot(ExprPool pool, SpatialValue other) =>
        pool.Add(pool.Add(pool.Multiply(X, other.X), pool.Multiply(Y, other.Y)), pool.Multiply(Z, other.Z));

    /// <summary>The vector product.</summary>
    public SpatialValue Cross(ExprPool pool, SpatialValue other)
    {
        Expr Determinant(Expr a, Expr b, Expr c, Expr d) => pool.Subtract(pool.Multiply(a, d), pool.Multiply(b, c));
        return new(Determinant(Y, Z, other.Y, other.Z), Determinant(Z, X, other.Z, other.X), Determinant(X, Y, other.X, other.Y));
    }

    /// <summary>The length.</summary>
    public Expr Magnitude(ExprPool pool) => pool.Unary(Op.Sqrt, Dot(pool, this));

    /// <summary>The vector of length one that points the same way; null of what has no length, so that it is a number.</summary>
    public SpatialValue Direction(ExprPool pool)
    {
        Expr length = pool.AboveZero(Magnitude(pool));
        return Each(x => pool.Divide(x, length));
    }

    /// <summary>Both, component by component.</summary>
    public SpatialValue With(SpatialValue other, Func<Expr, Expr, Expr> combine) => new(combine(X, other.X), combine(Y, other.Y), combine(Z, other.Z));

    /// <summary>Each component changed.</summary>
    public SpatialValue Each(Func<Expr, Expr> change) => new(change(X), change(Y), change(Z));

    /// <summary>The multiple.</summary>
    public SpatialValue Times(ExprPool pool, Expr factor) => Each(x => pool.Multiply(factor, x));

    /// <summary>The angle between two vectors of known lengths, as twice an arctangent: nothing cancels where they are close or opposite.</summary>
    /// <param name="pool">Makes the nodes.</param>
    /// <param name="length">The length of this one.</param>
    /// <param name="other">The second vector.</param>
    /// <param name="otherLength">Its length.</param>
    public Expr OpeningAngle(ExprPool pool, Expr length, SpatialValue other, Expr otherLength)
    {
        SpatialValue first = Times(pool, otherLength), second = other.Times(pool, length);
        Expr apart = first.With(second, pool.Subtract).Magnitude(pool), together = first.With(second, pool.Add).Magnitude(pool);
        return pool.Multiply(pool.Constant(2), pool.Binary(Op.Atan2, apart, together));
    }
}
