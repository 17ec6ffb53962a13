namespace Mandelstam.Compiler.Algebra;

/// <summary>Derivatives in symbols, over the nodes of a pool: each node is differentiated once, so that the result grows as the program does.</summary>
/// <remarks>
/// Where a function bends or jumps the derivative is by convention, the same in every backend and that of the tensor code under autograd:
/// a rounding and the wrapping of an angle pass it through as if nothing had been done; sign and conditions have none; |x| has 0 at 0; the smaller
/// and the larger of two equal numbers each have half; a choice has that of what was chosen. Where a derivative would be infinite only
/// because a length vanishes (√x at 0, the azimuth of the null vector, the arc cosine of ±1) it is 0, as their own minimum has: sums over no objects stay finite.
/// </remarks>
public static class Differentiate
{
    // Of an exponential. Below the largest double, so that it may be multiplied with.
    private const double LargestSlope = 1e300;

    /// <summary>The directional derivative of each root: what it changes by, per unit of a common parameter on which the inputs depend.</summary>
    /// <param name="pool">Makes the nodes.</param>
    /// <param name="roots">What is differentiated.</param>
    /// <param name="tangent">How fast an input moves; zero for one that stays.</param>
    /// <returns>One derivative a root.</returns>
    public static IReadOnlyList<Expr> Forward(ExprPool pool, IReadOnlyList<Expr> roots, Func<Expr, Expr> tangent)
    {
        int old = pool.Count;
        Finiteness finiteness = new();
        Dictionary<int, Expr> tangents = [];
        foreach (Expr node in pool.Reach(roots))
        {
            Expr sum = node.IsInput ? tangent(node) : pool.Zero;

            // What is not chosen takes no part in this direction, whatever it is.
            bool mayFail = finiteness.MayBeSteep(node);
            for (int i = 0; i < node.Arguments.Count; i++)
            {
                if (!node.IsCondition && !node.Arguments[i].IsCondition)
                {
                    sum = pool.Add(sum, Link(pool, node, i, tangents[node.Arguments[i].Id], mayFail));
                }
            }

            tangents.Add(node.Id, Named(sum, node, "Dot", old));
        }

        return [.. roots.Select(root => tangents[root.Id])];
    }

    /// <summary>The gradient of a weighted sum of roots, by one sweep from the roots to the inputs (the vector-Jacobian product).</summary>
    /// <param name="pool">Makes the nodes.</param>
    /// <param name="roots">What is differentiated, each with its weight; a root may come more than once.</param>
    /// <param name="inputs">What to differentiate by.</param>
    /// <returns>One derivative an input.</returns>
    public static IReadOnlyList<Expr> Reverse(ExprPool pool, IReadOnlyList<(Expr Root, Expr Weight)> roots, IReadOnlyList<Expr> inputs)
    {
        int old = pool.Count;
        IReadOnlyList<Expr> nodes = pool.Reach(roots.Select(static r => r.Root));
        HashSet<int> needed = DependentOn(nodes, inputs);
        Finiteness finiteness = new();
        Dictionary<int, Expr> adjoints = [];
        void Accumulate(Expr node, Expr part) => adjoints[node.Id] = adjoints.TryGetValue(node.Id, out Expr? sum) ? pool.Add(sum, part) : part;
        foreach ((Expr root, Expr weight) in roots)
        {
            Accumulate(root, weight);
        }

        for (int n = nodes.Count - 1; n >= 0; n--)
        {
            Expr node = nodes[n];
            if (node.IsCondition || !needed.Contains(node.Id) || !adjoints.TryGetValue(node.Id, out Expr? adjoint))
            {
                continue;
            }

            adjoint = Named(adjoint, node, "Bar", old);
            for (int i = 0; i < node.Arguments.Count; i++)
            {
                Expr argument = node.Arguments[i];
                if (argument.IsCondition || !needed.Contains(argument.Id))
                {
                    continue;
                }

                Accumulate(argument, Link(pool, node, i, adjoint, finiteness.MayFail(node)));
            }
        }

        return [.. inputs.Select(input => adjoints.TryGetValue(input.Id, out Expr? adjoint) ? Named(adjoint, input, "Bar", old) : pool.Zero)];
    }

    // What does not move, what was not chosen and what nobody asked for has no part in the sum even where the slope is infinite: 0 · ∞ would be NaN.
    private static Expr Link(ExprPool pool, Expr node, int i, Expr x, bool mayFail)
    {
        Expr part = Chain(pool, node, i, x);
        return mayFail && !IsLinear(node) && x.Op != Op.Constant ? pool.Select(pool.Compare(Op.Equal, x, pool.Zero), pool.Zero, part) : part;
    }

    /// <summary>The derivative of a node by one of its arguments, times a number: linear in it, so that both directions can use it.</summary>
    private static Expr Chain(ExprPool pool, Expr node, int i, Expr x)
    {
        if (x.Is(0))
        {
            return x;
        }

        Expr Argument(int index) => node.Arguments[index];
        Expr OneMinusSquare(Expr a) => pool.Multiply(pool.Subtract(pool.One, a), pool.Add(pool.One, a));
        Expr UnlessZero(Expr a, Expr value) => pool.Select(pool.Compare(Op.Equal, a, pool.Zero), pool.Zero, value);
        switch (node.Op)
        {
            case Op.Add:
            case Op.WrapAngle:
            case Op.Round:
                return x;
            case Op.Subtract:
                return i == 0 ? x : pool.Negate(x);
            case Op.Negate:
                return pool.Negate(x);
            case Op.Multiply when Argument(0) == Argument(1):
                return i == 0 ? pool.Multiply(pool.Constant(2), pool.Multiply(x, Argument(0))) : pool.Zero;
            case Op.Multiply:
                return pool.Multiply(x, Argument(1 - i));
            case Op.Divide:
                Expr quotient = pool.Divide(x, Argument(1));
                return i == 0 ? quotient : pool.Negate(pool.Multiply(node, quotient));
            case Op.Sqrt:
                return UnlessZero(node, pool.Divide(x, pool.Multiply(pool.Constant(2), node)));
            case Op.Exp when IsPower(Argument(0)):
                return UnlessZero(node, pool.Multiply(x, node));
            case Op.Exp:
                // Where it overflows, 1/(1 + eˣ) is flat and not without a number: 0 · ∞.
                return pool.Multiply(x, pool.Binary(Op.Min, node, pool.Constant(LargestSlope)));
            case Op.Log:
                return pool.Divide(x, Argument(0));
            case Op.Sin:
                return pool.Multiply(x, pool.Unary(Op.Cos, Argument(0)));
            case Op.Cos:
                return pool.Negate(pool.Multiply(x, pool.Unary(Op.Sin, Argument(0))));
            case Op.Tan:
                return pool.Multiply(x, pool.Add(pool.One, pool.Square(node)));
            case Op.Sinh:
                return pool.Multiply(x, pool.Unary(Op.Cosh, Argument(0)));
            case Op.Cosh:
                return pool.Multiply(x, pool.Unary(Op.Sinh, Argument(0)));
            case Op.Tanh:
                // Not 1 − tanh², which has lost its digits where tanh is close to one.
                return pool.Divide(x, pool.Square(pool.Unary(Op.Cosh, Argument(0))));
            case Op.Asinh:
                return pool.Divide(x, pool.Unary(Op.Sqrt, pool.Add(pool.One, pool.Square(Argument(0)))));
            case Op.Atanh:
                return pool.Divide(x, OneMinusSquare(Argument(0)));
            case Op.Acos:
                // Its root is the length across, of which the argument is the part along: 0 where that vanishes, as all roots.
                Expr across = pool.Unary(Op.Sqrt, OneMinusSquare(Argument(0)));
                return UnlessZero(across, pool.Negate(pool.Divide(x, across)));
            case Op.Atan2:
                Expr square = pool.Add(pool.Square(Argument(0)), pool.Square(Argument(1)));
                Expr turned = pool.Divide(pool.Multiply(x, Argument(1 - i)), square);
                return UnlessZero(square, i == 0 ? turned : pool.Negate(turned));
            case Op.Abs:
                return pool.Multiply(x, pool.Unary(Op.Sign, Argument(0)));
            case Op.Min:
            case Op.Max:
                (Expr lower, Expr upper) = node.Op == Op.Min ? (Argument(i), Argument(1 - i)) : (Argument(1 - i), Argument(i));
                Expr half = pool.Multiply(pool.Constant(0.5), x);
                return pool.Select(pool.Compare(Op.Less, lower, upper), x, pool.Select(pool.Compare(Op.Equal, lower, upper), half, pool.Zero));
            case Op.Select:
                return i == 1 ? pool.Select(Argument(0), x, pool.Zero) : pool.Select(Argument(0), pool.Zero, x);
            case Op.Sign:
                return pool.Zero;
            default:
                throw new ArgumentException($"{node.Op} has no derivative.", nameof(node));
        }
    }

    // x^n is exp(n log x): at x = 0, where the logarithm is infinite, its slope is 0, as that of a root is.
    private static bool IsPower(Expr exponent) => exponent.Op == Op.Log || (exponent.Op == Op.Multiply && exponent.Arguments.Any(static a => a.Op == Op.Log));

    // Finite for a finite number, whatever the arguments are.
    private static bool IsLinear(Expr node) => node.Op switch
    {
        Op.Add or Op.Subtract or Op.Negate or Op.WrapAngle or Op.Round or Op.Select or Op.Min or Op.Max => true,
        _ => false,
    };

    private static HashSet<int> DependentOn(IReadOnlyList<Expr> nodes, IReadOnlyList<Expr> inputs)
    {
        HashSet<int> dependent = [.. inputs.Select(static i => i.Id)];
        dependent.UnionWith(nodes.Where(n => n.Arguments.Any(a => dependent.Contains(a.Id))).Select(static n => n.Id));
        return dependent;
    }

    // Dot and bar, as in the literature on automatic differentiation. Nodes of the program itself keep the names that they have.
    private static Expr Named(Expr derivative, Expr of, string suffix, int old) =>
        derivative.Id >= old && !derivative.IsInput && of.Name is not null ? derivative.Named(of.Name + suffix) : derivative;
}
