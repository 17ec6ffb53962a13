namespace Mandelstam.Compiler.Algebra;

/// <summary>
/// Makes expression nodes, one for each distinct expression (hash-consing): what two features share is the same node,
/// so it is computed once. Folds constants and neutral elements on the way, exactly as IEEE arithmetic would for finite values.
/// </summary>
/// <param name="capacity">The most nodes that it makes.</param>
public sealed class ExprPool(int capacity = int.MaxValue)
{
    // A table of its own: a Dictionary over the parts of a node would be translated anew in each compiler process, where this is machine code already.
    private Expr[] _nodes = new Expr[64];
    private int[] _places = new int[128];

    /// <summary>What <see cref="AboveZero"/> divides by instead of zero.</summary>
    public const double LeastDivisor = 1e-30;

    /// <summary>Nodes made so far.</summary>
    public int Count { get; private set; }

    /// <summary>Writes differences that cancel in the form that does not; off where formulas are to stay as they were written.</summary>
    public bool Stabilises { get; init; }

    /// <summary>The number 0.</summary>
    public Expr Zero => Constant(0);

    /// <summary>The number 1.</summary>
    public Expr One => Constant(1);

    /// <summary>The condition that always holds.</summary>
    public Expr True => Node(Op.True, 1);

    /// <summary>The condition that never holds.</summary>
    public Expr False => Node(Op.True, 0);

    /// <summary>A number.</summary>
    public Expr Constant(double value) => Node(Op.Constant, value == 0 ? 0 : value);

    /// <summary>An input of the given kind.</summary>
    public Expr Input(Op kind, int index) => Node(kind, index);

    /// <summary>a + b.</summary>
    public Expr Add(Expr a, Expr b)
    {
        if (a.Is(0))
        {
            return b;
        }

        if (b.Is(0))
        {
            return a;
        }

        if (b.Op == Op.Negate)
        {
            return Subtract(a, b.Arguments[0]);
        }

        return Fold(a, b, static (x, y) => x + y) ?? Commutative(Op.Add, a, b);
    }

    /// <summary>a − b.</summary>
    public Expr Subtract(Expr a, Expr b)
    {
        if (b.Is(0))
        {
            return a;
        }

        if (a.Is(0))
        {
            return Negate(b);
        }

        if (b.Op == Op.Negate)
        {
            return Add(a, b.Arguments[0]);
        }

        return Fold(a, b, static (x, y) => x - y) ?? (Stabilises ? Stabilise.Difference(this, a, b) : null) ?? Node(Op.Subtract, 0, a, b);
    }

    /// <summary>a · b.</summary>
    public Expr Multiply(Expr a, Expr b)
    {
        if (a.Is(0) || b.Is(0))
        {
            return Zero;
        }

        if (a.Is(1))
        {
            return b;
        }

        if (b.Is(1))
        {
            return a;
        }

        if (a.Is(-1))
        {
            return Negate(b);
        }

        if (b.Is(-1))
        {
            return Negate(a);
        }

        return Fold(a, b, static (x, y) => x * y) ?? Commutative(Op.Multiply, a, b);
    }

    /// <summary>a².</summary>
    public Expr Square(Expr a) => Multiply(a, a);

    /// <summary>a / b.</summary>
    public Expr Divide(Expr a, Expr b)
    {
        if (b.Is(1) || a.Is(0))
        {
            return a;
        }

        return Fold(a, b, static (x, y) => x / y) ?? Node(Op.Divide, 0, a, b);
    }

    /// <summary>−a.</summary>
    public Expr Negate(Expr a) => a.Op switch
    {
        Op.Constant => Constant(-a.Number),
        Op.Negate => a.Arguments[0],
        Op.Subtract => Subtract(a.Arguments[1], a.Arguments[0]),
        _ => Node(Op.Negate, 0, a),
    };

    /// <summary>A function of one number.</summary>
    public Expr Unary(Op op, Expr a)
    {
        if (a.Op == Op.Constant && Evaluate(op, a.Number) is double value)
        {
            return Constant(value);
        }

        // Even functions forget the sign, so that differences taken in either order share a node.
        if (op is Op.Cos or Op.Cosh or Op.Abs && a.Op == Op.Negate)
        {
            a = a.Arguments[0];
        }

        return Node(op, 0, a);
    }

    /// <summary>Rounds half to even at a number of decimals.</summary>
    public Expr Round(Expr a, int decimals) => Node(Op.Round, decimals, a);

    /// <summary>A number in steps of 10⁻ᵈ, rounded half to even.</summary>
    public Expr Steps(Expr a, int decimals) => Node(Op.Steps, decimals, a);

    /// <summary>What <see cref="Steps"/> rounded off, in steps.</summary>
    public Expr StepsRest(Expr steps) => Node(Op.StepsRest, 0, steps);

    /// <summary>The number that so many steps of 10⁻ᵈ make.</summary>
    public Expr OfSteps(Expr steps, int decimals) => Node(Op.OfSteps, decimals, steps);

    /// <summary>The operation of a node, which may be of another pool, on operands of this one.</summary>
    /// <param name="node">The node.</param>
    /// <param name="arguments">The operands.</param>
    public Expr Like(Expr node, IReadOnlyList<Expr> arguments) => node.Op switch
    {
        Op.Constant => Constant(node.Number),
        Op.True => IsTrue(node) ? True : False,
        Op.Add => Add(arguments[0], arguments[1]),
        Op.Subtract => Subtract(arguments[0], arguments[1]),
        Op.Multiply => Multiply(arguments[0], arguments[1]),
        Op.Divide => Divide(arguments[0], arguments[1]),
        Op.Negate => Negate(arguments[0]),
        Op.Select => Select(arguments[0], arguments[1], arguments[2]),
        Op.Less or Op.LessOrEqual or Op.Equal => Compare(node.Op, arguments[0], arguments[1]),
        Op.And => And(arguments[0], arguments[1]),
        Op.Or => Or(arguments[0], arguments[1]),
        Op.Not => Not(arguments[0]),
        Op.Min or Op.Max or Op.Atan2 => Binary(node.Op, arguments[0], arguments[1]),
        Op.Round or Op.Steps or Op.StepsRest or Op.OfSteps => Node(node.Op, node.Number, arguments[0]),
        _ => node.IsInput ? Input(node.Op, node.Index) : Unary(node.Op, arguments[0]),
    };

    /// <summary>A magnitude to divide by, where what is divided vanishes with it: no event is at 1e-30 GeV.</summary>
    public Expr AboveZero(Expr magnitude) => magnitude is { Op: Op.Constant, Number: > 0 } ? magnitude : Binary(Op.Max, magnitude, Constant(LeastDivisor));

    /// <summary>A function of two numbers that is not arithmetic.</summary>
    public Expr Binary(Op op, Expr a, Expr b) => op is Op.Min or Op.Max ? a == b ? a : Commutative(op, a, b) : Node(op, 0, a, b);

    /// <summary>A comparison.</summary>
    public Expr Compare(Op op, Expr a, Expr b)
    {
        if (a.Op == Op.Constant && b.Op == Op.Constant)
        {
            bool holds = op switch { Op.Less => a.Number < b.Number, Op.LessOrEqual => a.Number <= b.Number, _ => a.Number.Equals(b.Number) };
            return holds ? True : False;
        }

        if (op == Op.Less && a == b)
        {
            return False;
        }

        return op == Op.Equal ? Commutative(op, a, b) : Node(op, 0, a, b);
    }

    /// <summary>Both conditions.</summary>
    public Expr And(Expr a, Expr b)
    {
        if (IsFalse(a) || IsFalse(b))
        {
            return False;
        }

        if (IsTrue(a) || a == b)
        {
            return b;
        }

        return IsTrue(b) ? a : Commutative(Op.And, a, b);
    }

    /// <summary>At least one condition.</summary>
    public Expr Or(Expr a, Expr b)
    {
        if (IsTrue(a) || IsTrue(b))
        {
            return True;
        }

        if (IsFalse(a) || a == b)
        {
            return b;
        }

        return IsFalse(b) ? a : Commutative(Op.Or, a, b);
    }

    /// <summary>The opposite condition.</summary>
    public Expr Not(Expr a)
    {
        if (IsTrue(a))
        {
            return False;
        }

        if (IsFalse(a))
        {
            return True;
        }

        return a.Op == Op.Not ? a.Arguments[0] : Node(Op.Not, 0, a);
    }

    /// <summary>A number as it is; 1 where a condition holds, else 0.</summary>
    public Expr AsNumber(Expr value) => value.IsCondition ? Select(value, One, Zero) : value;

    /// <summary>Condition ? a : b, of numbers or of conditions.</summary>
    public Expr Select(Expr condition, Expr a, Expr b)
    {
        if (IsTrue(condition) || a == b)
        {
            return a;
        }

        if (IsFalse(condition))
        {
            return b;
        }

        if (a.IsCondition)
        {
            return Or(And(condition, a), And(Not(condition), b));
        }

        return condition.Op == Op.Not ? Select(condition.Arguments[0], b, a) : Node(Op.Select, 0, condition, a, b);
    }

    /// <summary>Every node that the roots are made of, arguments before what uses them.</summary>
    public IReadOnlyList<Expr> Reach(IEnumerable<Expr> roots)
    {
        // Ids grow from arguments to users: the place of each node is its id, and what follows the last root is not reached.
        Stack<Expr> open = new(roots);
        int last = -1, count = 0;
        foreach (Expr root in open)
        {
            last = Math.Max(last, root.Id);
        }

        Expr?[] places = new Expr[last + 1];
        while (open.Count > 0)
        {
            Expr node = open.Pop();
            if (places[node.Id] is not null)
            {
                continue;
            }

            places[node.Id] = node;
            count++;
            foreach (Expr argument in node.Arguments)
            {
                if (places[argument.Id] is null)
                {
                    open.Push(argument);
                }
            }
        }

        Expr[] reached = new Expr[count];
        count = 0;
        foreach (Expr? node in places)
        {
            if (node is not null)
            {
                reached[count++] = node;
            }
        }

        return reached;
    }

    /// <summary>Does the condition always hold?</summary>
    public static bool IsTrue(Expr a) => a.Op == Op.True && a.Number.Equals(1.0);

    /// <summary>Does the condition never hold?</summary>
    public static bool IsFalse(Expr a) => a.Op == Op.True && a.Number.Equals(0.0);

    private static double? Evaluate(Op op, double x) => op switch
    {
        Op.Sqrt => Math.Sqrt(x),
        Op.Exp => Math.Exp(x),
        Op.Log => Math.Log(x),
        Op.Sin => Math.Sin(x),
        Op.Cos => Math.Cos(x),
        Op.Sinh => Math.Sinh(x),
        Op.Cosh => Math.Cosh(x),
        Op.Tanh => Math.Tanh(x),
        Op.Abs => Math.Abs(x),
        Op.Sign => double.IsNaN(x) ? null : Math.Sign(x),
        _ => null,
    };

    private Expr? Fold(Expr a, Expr b, Func<double, double, double> operation) =>
        a.Op == Op.Constant && b.Op == Op.Constant ? Constant(operation(a.Number, b.Number)) : null;

    private Expr Commutative(Op op, Expr a, Expr b) => a.Id <= b.Id ? Node(op, 0, a, b) : Node(op, 0, b, a);

    private Expr Node(Op op, double number, Expr? a = null, Expr? b = null, Expr? c = null)
    {
        int place = PlaceOf(op, number, a, b, c);
        if (_places[place] != 0)
        {
            return _nodes[_places[place] - 1];
        }

        if (Count >= capacity)
        {
            throw new ExprPoolFullException(capacity);
        }

        if (Count == _nodes.Length)
        {
            Grow();
            place = PlaceOf(op, number, a, b, c);
        }

        Expr node = new(Count, op, a is null ? [] : b is null ? [a] : c is null ? [a, b] : [a, b, c], number);
        _nodes[Count++] = node;
        _places[place] = Count;
        return node;
    }

    // Where a node is, or would be: the table is at most half full, and what is taken is passed by.
    private int PlaceOf(Op op, double number, Expr? a, Expr? b, Expr? c)
    {
        int place = HashOf(op, number, a, b, c) & (_places.Length - 1);
        for (; _places[place] != 0; place = (place + 1) & (_places.Length - 1))
        {
            Expr node = _nodes[_places[place] - 1];
            Operands has = node.Arguments;
            if (node.Op == op && node.Number.Equals(number)
                && (has.Count > 0 ? has[0] : null) == a && (has.Count > 1 ? has[1] : null) == b && (has.Count > 2 ? has[2] : null) == c)
            {
                break;
            }
        }

        return place;
    }

    private void Grow()
    {
        Array.Resize(ref _nodes, 2 * Count);
        _places = new int[2 * _places.Length];
        for (int i = 0; i < Count; i++)
        {
            Expr node = _nodes[i];
            Operands has = node.Arguments;
            int place = HashOf(node.Op, node.Number, has.Count > 0 ? has[0] : null, has.Count > 1 ? has[1] : null, has.Count > 2 ? has[2] : null) & (_places.Length - 1);
            while (_places[place] != 0)
            {
                place = (place + 1) & (_places.Length - 1);
            }

            _places[place] = i + 1;
        }
    }

    private static int HashOf(Op op, double number, Expr? a, Expr? b, Expr? c)
    {
        unchecked
        {
            uint hash = (uint)op;
            hash = (hash * 0x9E3779B1) + (uint)number.GetHashCode();
            hash = (hash * 0x9E3779B1) + (uint)(a?.Id ?? -1);
            hash = (hash * 0x9E3779B1) + (uint)(b?.Id ?? -1);
            hash = (hash * 0x9E3779B1) + (uint)(c?.Id ?? -1);
            hash ^= hash >> 15;
            hash *= 0x85EBCA6B;
            return (int)(hash ^ (hash >> 13));
        }
    }
}
