using Mandelstam.Compiler.Algebra;

namespace Mandelstam.Compiler.Emit.Simd;

/// <summary>Writes what is rounded to decimals as a number of steps, an integer, which float32 holds as it is, where 0.001 is not.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>Sums, differences, halves and choices of such numbers are exact, and compared they decide as exact numbers do.</item>
/// <item>The step is taken out of sums of products, k cos φ + …, whose terms then have one factor that is exact.</item>
/// <item>sin a ± sin b of angles in steps becomes a product, the angles' sum and difference being exact: a sum of sines may cancel, its product does not.</item>
/// </list>
/// </remarks>
/// <param name="source">The pool of the declaration, which stays as it is.</param>
internal sealed class CountInSteps(ExprPool source)
{
    // An integer of float32 has 24 bits: steps of three decimals reach to 16.7 TeV, beyond any beam; those of four to 1.7 TeV only, which momenta do have.
    private const int MostDecimals = 3;

    private readonly Dictionary<int, Expr> _written = [];
    private readonly HashSet<int> _varying = [];

    /// <summary>The pool of what is written.</summary>
    public ExprPool Pool { get; } = new();

    /// <summary>The expression in steps.</summary>
    public Expr Write(Expr root)
    {
        foreach (Expr node in source.Reach([root]))
        {
            if (!_written.ContainsKey(node.Id))
            {
                if (node.Op is Op.Column or Op.Noise or Op.Process || node.Arguments.Any(a => _varying.Contains(a.Id)))
                {
                    _varying.Add(node.Id);
                }

                Expr written = Write(node, [.. node.Arguments.Select(a => _written[a.Id])]);
                _written[node.Id] = node.Name is null ? written : written.Named(node.Name);
            }
        }

        return _written[root.Id];
    }

    private Expr Write(Expr node, IReadOnlyList<Expr> arguments)
    {
        Expr a = arguments.Count > 0 ? arguments[0] : node;
        switch (node.Op)
        {
            case Op.Round when _varying.Contains(node.Id) && node.Index is >= 0 and <= MostDecimals:
                return a.Op == Op.OfSteps && a.Index == node.Index ? a : Pool.OfSteps(Pool.Steps(a, node.Index), node.Index);
            case Op.Add or Op.Subtract or Op.Min or Op.Max when Steps(a, arguments[1]) is { } both:
                return Pool.OfSteps(Pool.Like(node, [both.A, both.B]), both.Decimals);
            case Op.Add or Op.Subtract when Lifted(a, arguments[1]) is { } both:
                return Pool.OfSteps(Pool.Like(node, [both.A, both.B]), both.Decimals);
            case Op.Add or Op.Subtract when SumOfSines(a, arguments[1], node.Op == Op.Subtract) is { } product:
                return product;
            case Op.Less or Op.LessOrEqual or Op.Equal when Steps(a, arguments[1]) is { } both:
                return Pool.Compare(node.Op, both.A, both.B);
            case Op.Select when Steps(arguments[1], arguments[2]) is { } both:
                return Pool.OfSteps(Pool.Select(a, both.A, both.B), both.Decimals);
            case Op.Negate or Op.Abs when a.Op == Op.OfSteps:
                return Pool.OfSteps(Pool.Like(node, [a.Arguments[0]]), a.Index);
            case Op.Sign when a.Op == Op.OfSteps:
                return Pool.Unary(Op.Sign, a.Arguments[0]);
            case Op.Sign when a.Op == Op.Sin && a.Arguments[0].Op == Op.OfSteps:
                // The side that an angle lies on; in steps it is never half a turn.
                return Pool.Unary(Op.Sign, Pool.Unary(Op.WrapAngle, a.Arguments[0]));
            case Op.Multiply when a.Op == Op.OfSteps && IsPowerOfTwo(arguments[1]):
                return Pool.OfSteps(Pool.Multiply(a.Arguments[0], arguments[1]), a.Index);
            case Op.Multiply when arguments[1].Op == Op.OfSteps && IsPowerOfTwo(a):
                return Pool.OfSteps(Pool.Multiply(a, arguments[1].Arguments[0]), arguments[1].Index);
            case Op.Divide when a.Op == Op.OfSteps && IsPowerOfTwo(arguments[1]):
                return Pool.OfSteps(Pool.Multiply(a.Arguments[0], Pool.Constant(1 / arguments[1].Number)), a.Index);
            default:
                return Pool.Like(node, arguments);
        }
    }

    private static bool IsPowerOfTwo(Expr e)
    {
        double magnitude = e.Op == Op.Constant ? Math.Abs(e.Number) : 0;
        return magnitude is >= 1.0 / 64 and <= 64 && Math.Log(magnitude, 2).Equals(Math.Round(Math.Log(magnitude, 2)));
    }

    // Both in the same steps, at least one of them not a constant.
    private (Expr A, Expr B, int Decimals)? Steps(Expr a, Expr b)
    {
        if (a.Op != Op.OfSteps && b.Op != Op.OfSteps)
        {
            return null;
        }

        int decimals = a.Op == Op.OfSteps ? a.Index : b.Index;
        return InSteps(a, decimals) is { } x && InSteps(b, decimals) is { } y ? (x, y, decimals) : null;
    }

    private Expr? InSteps(Expr e, int decimals)
    {
        if (e.Op == Op.OfSteps)
        {
            return e.Index == decimals ? e.Arguments[0] : null;
        }

        double steps = e.Op == Op.Constant ? Math.Round(e.Number * Math.Pow(10, decimals)) : double.NaN;
        return Math.Abs(steps) < 1 << 23 && (steps / Math.Pow(10, decimals)).Equals(e.Number) ? Pool.Constant(steps) : null;
    }

    // Two terms of a sum with the step taken out of both.
    private (Expr A, Expr B, int Decimals)? Lifted(Expr a, Expr b) =>
        Decimals(a) is { } decimals && Decimals(b) == decimals && Lift(a, decimals) is { } x && Lift(b, decimals) is { } y ? (x, y, decimals) : null;

    private static int? Decimals(Expr e) => e.Op switch
    {
        Op.OfSteps => e.Index,
        Op.Negate => Decimals(e.Arguments[0]),
        Op.Multiply => Decimals(e.Arguments[0]) ?? Decimals(e.Arguments[1]),
        Op.Select => Decimals(e.Arguments[1]) ?? Decimals(e.Arguments[2]),
        _ => null,
    };

    private Expr? Lift(Expr e, int decimals)
    {
        switch (e.Op)
        {
            case Op.OfSteps or Op.Constant:
                return InSteps(e, decimals);
            case Op.Negate:
                return Lift(e.Arguments[0], decimals) is { } negated ? Pool.Negate(negated) : null;
            case Op.Multiply when Decimals(e.Arguments[0]) is not null && Decimals(e.Arguments[1]) is not null:
                // A product of two such numbers is no term of a sum of momenta.
                return null;
            case Op.Multiply when e.Arguments[0].Op != Op.Constant && Lift(e.Arguments[0], decimals) is { } first:
                return Pool.Multiply(first, e.Arguments[1]);
            case Op.Multiply when e.Arguments[1].Op != Op.Constant && Lift(e.Arguments[1], decimals) is { } second:
                return Pool.Multiply(e.Arguments[0], second);
            case Op.Select when Lift(e.Arguments[1], decimals) is { } left && Lift(e.Arguments[2], decimals) is { } right:
                return Pool.Select(e.Arguments[0], left, right);
            default:
                return null;
        }
    }

    // f sin a ± f sin b = 2 f sin((a ± b)/2) cos((a ∓ b)/2)
    private Expr? SumOfSines(Expr a, Expr b, bool isDifference)
    {
        (Expr factorA, Expr? sinA) = Split(a);
        (Expr factorB, Expr? sinB) = Split(b);
        if (sinA is null || sinB is null || factorA != factorB || Steps(sinA, sinB) is not { } angles)
        {
            return null;
        }

        Expr half = Pool.Constant(0.5);
        Expr sum = Pool.OfSteps(Pool.Multiply(half, Pool.Add(angles.A, angles.B)), angles.Decimals);
        Expr difference = Pool.OfSteps(Pool.Multiply(half, Pool.Subtract(angles.A, angles.B)), angles.Decimals);
        Expr product = Pool.Multiply(
            Pool.Unary(Op.Sin, isDifference ? difference : sum),
            Pool.Unary(Op.Cos, isDifference ? sum : difference));
        return Pool.Multiply(factorA, Pool.Multiply(Pool.Constant(2), product));
    }

    // A product with one factor sin x: the other factor and x.
    private (Expr Factor, Expr? Argument) Split(Expr e)
    {
        if (e.Op == Op.Sin)
        {
            return (Pool.One, e.Arguments[0]);
        }

        return e.Op != Op.Multiply ? (e, null)
            : e.Arguments[1].Op == Op.Sin ? (e.Arguments[0], e.Arguments[1].Arguments[0])
            : e.Arguments[0].Op == Op.Sin ? (e.Arguments[1], e.Arguments[0].Arguments[0])
            : (e, null);
    }
}
