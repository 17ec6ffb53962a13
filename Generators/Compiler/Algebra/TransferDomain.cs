namespace Mandelstam.Compiler.Algebra;

/// <summary>The values that an operation takes, from those of its operands: interval arithmetic that also follows zeros and dimensions.</summary>
internal static class TransferDomain
{
    private const int MostFactors = 12;

    /// <summary>The domain of a node that is neither input nor choice.</summary>
    /// <param name="node">The node.</param>
    /// <param name="of">The domain of an operand.</param>
    public static Domain Run(Expr node, Func<Expr, Domain> of)
    {
        IReadOnlyList<Expr> arguments = node.Arguments;
        if (arguments.Count == 0 || node.IsCondition)
        {
            return node.Op == Op.Constant ? Domain.Of(node.Number) : Domain.Unknown;
        }

        Domain a = of(arguments[0]), b = arguments.Count > 1 ? of(arguments[1]) : default;
        bool isPair = arguments.Count > 1;
        Domain result = node.Op switch
        {
            Op.Subtract when arguments[0] == arguments[1] => Domain.Of(0),
            Op.Add => Quadratic(node, Add(a, b), of),
            Op.Subtract => Quadratic(node, Subtract(a, b), of),
            Op.Multiply => arguments[0] == arguments[1] ? Square(a) : Product(node, of) ?? Multiply(a, b),
            Op.Divide => Divide(node, a, b, of),
            Op.Negate => Negate(a),
            Op.Sqrt => new(Math.Sqrt(Math.Max(0, a.Min)), Math.Sqrt(Math.Max(0, a.Max)), a.Zero),
            Op.Exp => new(Math.Exp(a.Min), Math.Exp(a.Max), Zeros.Never),
            Op.Log => Domain.Between(a.Min > 0 ? Math.Log(a.Min) : double.NegativeInfinity, a.Max > 0 ? Math.Log(a.Max) : double.PositiveInfinity),
            Op.Sin when IsPolarAngle(a) => new(0, 1, Zeros.Edge),
            Op.Sin when a is { Zero: Zeros.Never, Min: > -Math.PI, Max: < Math.PI } => new(-1, 1, Zeros.Never),
            Op.Sin or Op.Cos => new(-1, 1, Zeros.Crosses),
            Op.Tan when a.Min >= 0 && a.Max <= Math.PI / 2 => Domain.NonNegative with { Zero = a.Zero },
            Op.Tan when IsPolarAngle(a) => Domain.Unknown,
            Op.Tan => Domain.Signed,
            Op.Sinh => a with { Min = Math.Sinh(a.Min), Max = Math.Sinh(a.Max) },
            Op.Asinh => a with { Min = Asinh(a.Min), Max = Asinh(a.Max) },
            Op.Tanh => a with { Min = Math.Tanh(a.Min), Max = Math.Tanh(a.Max) },
            Op.Atanh => a with { Min = double.NegativeInfinity, Max = double.PositiveInfinity },
            Op.Cosh => new(Math.Cosh(Smallest(a)), Math.Cosh(Math.Max(Math.Abs(a.Min), Math.Abs(a.Max))), Zeros.Never),
            Op.Atan2 when a.Min >= 0 || b.Min >= 0 => new(a.Min >= 0 ? 0 : -Math.PI / 2, b.Min >= 0 ? Math.PI / 2 : Math.PI, a.Zero),
            Op.Atan2 => new(-Math.PI, Math.PI, Zeros.Crosses),
            Op.Acos => new(0, Math.PI, Zeros.Edge),
            Op.Abs => new(Smallest(a), Math.Max(Math.Abs(a.Min), Math.Abs(a.Max)), a.Zero),
            Op.Sign => new(Math.Sign(a.Min), Math.Sign(a.Max), a.Zero),
            Op.Min => Negate(Largest(Negate(a), Negate(b))),
            Op.Max => Largest(a, b),
            Op.WrapAngle => a.Min > -Math.PI && a.Max <= Math.PI ? a : new(-Math.PI, Math.PI, Zeros.Crosses),
            Op.Round => a with { Min = Step(a.Min, node.Number, Math.Floor), Max = Step(a.Max, node.Number, Math.Ceiling), Zero = a.Zero == Zeros.Crosses ? Zeros.Happens : a.Zero },
            _ => Domain.Unknown,
        };
        return result with
        {
            IsInteger = node.Op switch
            {
                Op.Add or Op.Subtract or Op.Multiply or Op.Min or Op.Max => a.IsInteger && b.IsInteger,
                Op.Negate or Op.Abs => a.IsInteger,
                Op.Sign => true,
                _ => false,
            },
            MayBeNaN = a.MayBeNaN || (isPair && b.MayBeNaN) || node.Op switch
            {
                Op.Sqrt or Op.Log => a.Min < 0,
                Op.Acos or Op.Atanh => a.Min < -1 || a.Max > 1,
                Op.Divide => a.Zero != Zeros.Never && b.Zero != Zeros.Never,
                _ => false,
            },
            MayBeAbsent = a.MayBeAbsent || (isPair && b.MayBeAbsent),
            Dimension = DimensionOf(node, a.Dimension, isPair ? b.Dimension : null),
        };
    }

    private static Domain Add(Domain a, Domain b)
    {
        (double min, double max) = (Sum(a.Min, b.Min, double.NegativeInfinity), Sum(a.Max, b.Max, double.PositiveInfinity));
        Zeros zero =
            min > 0 || max < 0 ? Zeros.Never
            : (a.Min >= 0 && b.Min >= 0) || (a.Max <= 0 && b.Max <= 0)
                ? a.Zero == Zeros.Never || b.Zero == Zeros.Never ? Zeros.Never : a.Zero == Zeros.Happens && b.Zero == Zeros.Happens ? Zeros.Happens : Zeros.Edge
            : a.IsUnknown || b.IsUnknown ? Zeros.Edge
            : a.IsInteger && b.IsInteger ? Zeros.Happens
            : min == 0 || max == 0 ? Zeros.Edge
            : Zeros.Crosses;
        return new(min, max, zero);
    }

    // a x² + b x + c, which need not reach what a x² and b x reach by themselves.
    private static Domain Quadratic(Expr sum, Domain domain, Func<Expr, Domain> of)
    {
        Polynomial polynomial = new();
        if (domain is { Min: > 0 } or { Max: < 0 } || !polynomial.Add(sum, 1) || polynomial is not { X: { } x, A: not 0 })
        {
            return domain;
        }

        (double a, double b, double c, Domain range) = (polynomial.A, polynomial.B, polynomial.C, of(x));
        double At(double at) => double.IsInfinity(at) ? Math.Sign(a) * double.PositiveInfinity : (((a * at) + b) * at) + c;
        double vertex = -b / (2 * a), extreme = c - (b * b / (4 * a));
        (double low, double high) = (Math.Min(At(range.Min), At(range.Max)), Math.Max(At(range.Min), At(range.Max)));
        (low, high) = vertex > range.Min && vertex < range.Max ? (Math.Min(low, extreme), Math.Max(high, extreme)) : (low, high);

        // Where it only touches zero, rounding takes it to the other side.
        double rounding = 1e-12 * (Math.Abs(c) + (b * b / Math.Abs(4 * a)));
        return low > rounding || high < -rounding ? domain.Within(low, high) : domain;
    }

    private static Domain Subtract(Domain a, Domain b) => Add(a, Negate(b));

    private static Domain Negate(Domain a) => a with { Min = -a.Max, Max = -a.Min };

    private static Domain Square(Domain a)
    {
        double low = Smallest(a), high = Math.Max(Math.Abs(a.Min), Math.Abs(a.Max));
        return new(low * low, high * high, a.Zero);
    }

    private static Domain Multiply(Domain a, Domain b)
    {
        (double p, double q, double r, double s) = (Times(a.Min, b.Min), Times(a.Min, b.Max), Times(a.Max, b.Min), Times(a.Max, b.Max));
        return new(Math.Min(Math.Min(p, q), Math.Min(r, s)), Math.Max(Math.Max(p, q), Math.Max(r, s)), (Zeros)Math.Max((int)a.Zero, (int)b.Zero));
    }

    // Of 2 x x, which is (2 x) x: a factor that stands there twice is a square, wherever it stands. Null where none does.
    private static Domain? Product(Expr node, Func<Expr, Domain> of)
    {
        if (node.Arguments.All(static a => a.Op != Op.Multiply))
        {
            return null;
        }

        List<Expr> factors = [];
        Stack<Expr> open = new(node.Arguments);
        while (open.Count > 0)
        {
            Expr next = open.Pop();
            if (next.Op != Op.Multiply)
            {
                factors.Add(next);
            }
            else if (factors.Count + open.Count >= MostFactors)
            {
                return null;
            }
            else
            {
                open.Push(next.Arguments[0]);
                open.Push(next.Arguments[1]);
            }
        }

        Domain product = Domain.Of(1);
        bool hasSquare = false;
        foreach (IGrouping<Expr, Expr> factor in factors.GroupBy(static f => f))
        {
            int count = factor.Count();
            Domain once = of(factor.Key);
            product = count % 2 == 0 ? product : Multiply(product, once);
            for (int i = 1; i < count; i += 2)
            {
                product = Multiply(product, Square(once));
                hasSquare = true;
            }
        }

        return hasSquare ? product : null;
    }

    private static Domain Divide(Expr node, Domain a, Domain b, Func<Expr, Domain> of)
    {
        Expr whole = node.Arguments[1], part = node.Arguments[0];
        if (whole.Op == Op.Add && whole.Arguments.Contains(part) && a.Min >= 0 && whole.Arguments.All(x => of(x).Min >= 0))
        {
            return new(0, 1, a.Zero); // a share of a sum
        }

        Domain inverse = b.Min > 0 || b.Max < 0 ? new(1 / b.Max, 1 / b.Min, Zeros.Never)
            : b.Min >= 0 ? new(1 / b.Max, double.PositiveInfinity, Zeros.Never)
            : b.Max <= 0 ? new(double.NegativeInfinity, 1 / b.Min, Zeros.Never)
            : Domain.Unknown with { Zero = Zeros.Never };
        return Multiply(a, inverse);
    }

    private static Domain Largest(Domain a, Domain b)
    {
        (double min, double max) = (Math.Max(a.Min, b.Min), Math.Max(a.Max, b.Max));
        Zeros zero =
            min > 0 || max < 0 ? Zeros.Never
            : a.Min >= 0 && b.Min >= 0 ? (Zeros)Math.Min((int)a.Zero, (int)b.Zero)
            : a.Zero == Zeros.Happens || b.Zero == Zeros.Happens ? Zeros.Happens // clipped at zero
            : (Zeros)Math.Max((int)a.Zero, (int)b.Zero);
        return new(min, max, zero);
    }

    private static bool IsPolarAngle(Domain a) => a is { Min: >= 0, Max: <= Math.PI };

    private static double Smallest(Domain a) => a.Min > 0 ? a.Min : a.Max < 0 ? -a.Max : 0;

    private static double Asinh(double x) => double.IsInfinity(x) ? x : Math.Sign(x) * Math.Log(Math.Abs(x) + Math.Sqrt((x * x) + 1));

    // Infinite ends are ends, not values: an end that is zero stays zero whatever it is multiplied by.
    private static double Times(double x, double y) => x == 0 || y == 0 ? 0 : x * y;

    private static double Sum(double x, double y, double undefined) => double.IsNaN(x + y) ? undefined : x + y;

    private static double Step(double x, double decimals, Func<double, double> round)
    {
        double scale = Math.Pow(10, decimals);
        return double.IsInfinity(x * scale) ? x : round(x * scale) / scale;
    }

    private static Dimension? DimensionOf(Expr node, Dimension? a, Dimension? b)
    {
        // A constant is of whatever dimension its place asks for in a sum, and a number in a product.
        static bool IsConstant(Expr e) => e.Op == Op.Constant;
        Dimension? Number(int i, Dimension? d) => IsConstant(node.Arguments[i]) ? Dimension.None : d;
        switch (node.Op)
        {
            case Op.Multiply:
                return Number(0, a) is { } x && Number(1, b) is { } y ? new Dimension(x.Energy + y.Energy, x.IsAngle || y.IsAngle) : null;
            case Op.Divide:
                return Number(0, a) is { } over && Number(1, b) is { } under ? new Dimension(over.Energy - under.Energy, over.IsAngle && !under.IsAngle) : null;
            case Op.Add or Op.Subtract or Op.Min or Op.Max:
                return IsConstant(node.Arguments[0]) ? b : IsConstant(node.Arguments[1]) || a == b ? a : null;
            case Op.Negate or Op.Abs or Op.Round or Op.WrapAngle:
                return a;
            case Op.Sqrt:
                return a is { } square ? new Dimension(square.Energy / 2) : null;
            case Op.Atan2 or Op.Acos:
                return new Dimension(0, IsAngle: true);
            default:
                return Dimension.None;
        }
    }

    // A sum of few terms as a polynomial of second degree in whatever one thing it is made of.
    private sealed class Polynomial
    {
        private int _terms;

        public Expr? X { get; private set; }

        public double A { get; private set; }

        public double B { get; private set; }

        public double C { get; private set; }

        // False where it is none.
        public bool Add(Expr term, double factor)
        {
            if (++_terms > MostFactors)
            {
                return false;
            }

            switch (term.Op)
            {
                case Op.Constant:
                    C += factor * term.Number;
                    return true;
                case Op.Add or Op.Subtract:
                    return Add(term.Arguments[0], factor) && Add(term.Arguments[1], term.Op == Op.Add ? factor : -factor);
                case Op.Negate:
                    return Add(term.Arguments[0], -factor);
                case Op.Divide when term.Arguments[1].Op == Op.Constant:
                    return Add(term.Arguments[0], factor / term.Arguments[1].Number);
                case Op.Multiply:
                    // 0.3 x x is (0.3 x) x.
                    ((Expr one, double first), (Expr other, double second)) = (Scaled(term.Arguments[0]), Scaled(term.Arguments[1]));
                    return one.Op == Op.Constant ? Add(other, factor * one.Number * second)
                        : other.Op == Op.Constant ? Add(one, factor * other.Number * first)
                        : one == other ? Is(one) && AddSquare(factor * first * second)
                        : Is(term) && AddOnce(factor);
                default:
                    return Is(term) && AddOnce(factor);
            }
        }

        private static (Expr Of, double Number) Scaled(Expr e) => e.Op != Op.Multiply ? (e, 1)
            : e.Arguments[0].Op == Op.Constant ? (e.Arguments[1], e.Arguments[0].Number)
            : e.Arguments[1].Op == Op.Constant ? (e.Arguments[0], e.Arguments[1].Number)
            : (e, 1);

        private bool Is(Expr x) => (X ??= x) == x;

        private bool AddOnce(double coefficient)
        {
            B += coefficient;
            return true;
        }

        private bool AddSquare(double coefficient)
        {
            A += coefficient;
            return true;
        }
    }
}
