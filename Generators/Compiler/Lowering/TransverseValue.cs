using Mandelstam.Compiler.Algebra;

namespace Mandelstam.Compiler.Lowering;

/// <summary>A vector in the transverse plane, in the coordinates it came in.</summary>
/// <param name="Pool">Makes the nodes of the other coordinates.</param>
/// <param name="IsPolar">First and second are magnitude and azimuth, else x and y.</param>
/// <param name="First">Magnitude or x.</param>
/// <param name="Second">Azimuth or y.</param>
/// <param name="Name">What it is called.</param>
public sealed record TransverseValue(ExprPool Pool, bool IsPolar, Expr First, Expr Second, string Name) : Value
{
    /// <summary>The magnitude.</summary>
    public Expr Pt => IsPolar ? First : Pool.Unary(Op.Sqrt, Pool.Add(Pool.Square(First), Pool.Square(Second))).Named(Name + "Pt");

    /// <summary>The azimuth.</summary>
    public Expr Phi => IsPolar ? Second : Pool.Binary(Op.Atan2, Second, First).Named(Name + "Phi");

    /// <summary>The x component.</summary>
    public Expr X => IsPolar ? Pool.Multiply(First, UnitX).Named(Name + "X") : First;

    /// <summary>The y component.</summary>
    public Expr Y => IsPolar ? Pool.Multiply(First, UnitY).Named(Name + "Y") : Second;

    /// <summary>Cosine of the azimuth.</summary>
    public Expr UnitX => IsPolar ? Pool.Unary(Op.Cos, Second).Named(Name + "Cos") : Pool.Divide(First, SafePt);

    /// <summary>Sine of the azimuth.</summary>
    public Expr UnitY => IsPolar ? Pool.Unary(Op.Sin, Second).Named(Name + "Sin") : Pool.Divide(Second, SafePt);

    // The null vector has no direction: it gets (0, 0), so that what is multiplied by its magnitude comes out zero, not NaN.
    private Expr SafePt => Pool.AboveZero(Pt);

    /// <summary>The sum.</summary>
    public TransverseValue Plus(TransverseValue other) => new(Pool, false, Pool.Add(X, other.X), Pool.Add(Y, other.Y), Name);

    /// <summary>The difference.</summary>
    public TransverseValue Minus(TransverseValue other) => new(Pool, false, Pool.Subtract(X, other.X), Pool.Subtract(Y, other.Y), Name);

    /// <summary>The multiple.</summary>
    public TransverseValue Times(Expr factor) => new(Pool, false, Pool.Multiply(factor, X), Pool.Multiply(factor, Y), Name);

    /// <summary>Turned about the z axis. A polar vector's azimuth grows by the angle and is not wrapped; a Cartesian one stays Cartesian.</summary>
    public TransverseValue Rotated(Expr angle)
    {
        if (IsPolar)
        {
            return new(Pool, true, First, Pool.Add(Second, angle), Name);
        }

        Expr cos = Pool.Unary(Op.Cos, angle), sin = Pool.Unary(Op.Sin, angle);
        return new(
            Pool, false,
            Pool.Subtract(Pool.Multiply(cos, First), Pool.Multiply(sin, Second)),
            Pool.Add(Pool.Multiply(sin, First), Pool.Multiply(cos, Second)),
            Name);
    }

    /// <summary>The vector where a condition holds, else zero.</summary>
    public TransverseValue Where(Expr condition) => new(Pool, false, Pool.Select(condition, X, Pool.Zero), Pool.Select(condition, Y, Pool.Zero), Name);

    /// <summary>One or the other.</summary>
    public static TransverseValue Select(ExprPool pool, Expr condition, TransverseValue a, TransverseValue b) =>
        a.IsPolar && b.IsPolar
            ? new(pool, true, pool.Select(condition, a.First, b.First), pool.Select(condition, a.Second, b.Second), a.Name)
            : new(pool, false, pool.Select(condition, a.X, b.X), pool.Select(condition, a.Y, b.Y), a.Name);
}
