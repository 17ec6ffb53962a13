namespace Mandelstam.Compiler.Algebra;

/// <summary>Writes differences of nearly equal numbers in a form that keeps its digits: equal in exact arithmetic, and never worse in ours.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>1 − cos v = 2 sin²(v/2)</item>
/// <item>cosh u − 1 = 2 sinh²(u/2)</item>
/// <item>cosh u − cos v = 2 (sinh²(u/2) + sin²(v/2))</item>
/// <item>each of them times a common factor, as in the transverse mass 2 pT MET (1 − cos Δφ)</item>
/// <item>a² − b² = (a − b)(a + b), whose factors round once, not the squares before them</item>
/// </list>
/// Only the difference itself is looked at, so that the cost does not grow with what is in it.
/// </remarks>
internal static class Stabilise
{
    /// <summary>The stable form of a − b, or null where it is stable as it is.</summary>
    /// <param name="pool">Makes the nodes.</param>
    /// <param name="a">The first operand.</param>
    /// <param name="b">The second operand.</param>
    public static Expr? Difference(ExprPool pool, Expr a, Expr b)
    {
        if (IsSquare(a) && IsSquare(b))
        {
            (Expr x, Expr y) = (a.Arguments[0], b.Arguments[0]);
            return pool.Multiply(pool.Subtract(x, y), pool.Add(x, y));
        }

        (Expr factorA, Expr? cosh) = Split(pool, a, Op.Cosh);
        (Expr factorB, Expr? cos) = Split(pool, b, Op.Cos);
        if (cosh is not null && cos is not null && factorA == factorB)
        {
            return pool.Multiply(factorA, Twice(pool, pool.Add(HalfSquared(pool, Op.Sinh, cosh), HalfSquared(pool, Op.Sin, cos))));
        }

        if (cos is not null && a == factorB)
        {
            return pool.Multiply(a, Twice(pool, HalfSquared(pool, Op.Sin, cos)));
        }

        return cosh is not null && b == factorA ? pool.Multiply(b, Twice(pool, HalfSquared(pool, Op.Sinh, cosh))) : null;
    }

    private static bool IsSquare(Expr e) => e.Op == Op.Multiply && e.Arguments[0] == e.Arguments[1];

    // A product with one factor f(x): the other factor and x.
    private static (Expr Factor, Expr? Argument) Split(ExprPool pool, Expr product, Op function)
    {
        if (product.Op == function)
        {
            return (pool.One, product.Arguments[0]);
        }

        if (product.Op == Op.Multiply)
        {
            (Expr left, Expr right) = (product.Arguments[0], product.Arguments[1]);
            return right.Op == function ? (left, right.Arguments[0]) : left.Op == function ? (right, left.Arguments[0]) : (product, null);
        }

        return (product, null);
    }

    private static Expr HalfSquared(ExprPool pool, Op function, Expr x) => pool.Square(pool.Unary(function, pool.Multiply(pool.Constant(0.5), x)));

    private static Expr Twice(ExprPool pool, Expr x) => pool.Multiply(pool.Constant(2), x);
}
