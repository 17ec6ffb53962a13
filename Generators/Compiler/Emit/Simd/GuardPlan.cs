using Mandelstam.Compiler.Algebra;

namespace Mandelstam.Compiler.Emit.Simd;

/// <summary>
/// Decides which roundings to decimals are computed in float32. What they round is then off by something that can be bounded for each event; where it
/// lies closer than that to the middle between two decimals, the event is in doubt, and the rounding is done again in double precision.
/// </summary>
/// <remarks>
/// The bound is the sum over what each operation rounds, carried through the operations behind it to first order. Where no bound is known for an operation the
/// rounding is not guarded, and all that leads to it is computed in double precision.
/// </remarks>
internal sealed class GuardPlan
{
    private const double Unit = 1.0 / (1 << 24);

    // The bound is itself computed in float32 and to first order.
    private const double Margin = 1.02;

    // The last roundings of the number of steps, and what double precision leaves open.
    private const double StepMargin = 1.0 / (1 << 21);

    private readonly ExprPool _pool;
    private readonly NodeSet _varying;
    private readonly Dictionary<int, Expr?> _bounds = [];

    /// <summary>Plans.</summary>
    /// <param name="pool">Makes the nodes of the bounds.</param>
    /// <param name="roots">The results of the kernel.</param>
    /// <param name="wide">Those that are written in double precision.</param>
    /// <param name="guards">Whether to guard at all, or to compute in double precision what decides.</param>
    /// <param name="isAllDouble">Whether all is computed in double precision.</param>
    public GuardPlan(ExprPool pool, IReadOnlyList<Expr> roots, IReadOnlyList<Expr> wide, bool guards, bool isAllDouble)
    {
        _pool = pool;
        IReadOnlyList<Expr> nodes = pool.Reach(roots);
        _varying = Varying(nodes);
        Precision = isAllDouble ? PrecisionPlan.AllDouble(nodes) : new(nodes, wide, new HashSet<int>(), new HashSet<int>());
        Turned = new(pool, nodes, Precision.Exactness.IsExact);
        List<Expr> candidates = [.. nodes.Where(n => guards && n.Op == Op.Steps && !Precision.Exactness.IsExact(n.Arguments[0]))];
        Dictionary<int, Expr> doubts = [];
        while (candidates.Count > doubts.Count)
        {
            // What is not guarded changes the precision of what leads to it, and with it the bounds.
            Precision = new(nodes, wide, new HashSet<int>(candidates.Select(static c => c.Id)), new HashSet<int>());
            doubts.Clear();
            _bounds.Clear();
            foreach (Expr candidate in candidates)
            {
                if (Doubt(candidate) is { } doubt)
                {
                    doubts[candidate.Id] = doubt;
                }
            }

            candidates.RemoveAll(c => !doubts.ContainsKey(c.Id));
        }

        HashSet<int> results = [.. nodes.Select(static n => n.Id)];
        if (!isAllDouble)
        {
            nodes = pool.Reach([.. roots, .. doubts.Values]);
            Precision = new(nodes, wide, new HashSet<int>(doubts.Keys), new HashSet<int>(nodes.Where(n => !results.Contains(n.Id)).Select(static n => n.Id)));
        }

        Nodes = nodes;
        Levels = Order(nodes, candidates, doubts);
    }

    /// <summary>All nodes of the kernel, arguments before what uses them.</summary>
    public IReadOnlyList<Expr> Nodes { get; }

    /// <summary>What is computed in which precision.</summary>
    public PrecisionPlan Precision { get; }

    /// <summary>Angles whose sine and cosine those of the rounded angle give.</summary>
    public TurnedAngles Turned { get; }

    /// <summary>The guards, those first whose values others need.</summary>
    public IReadOnlyList<IReadOnlyList<Guard>> Levels { get; }

    /// <summary>The factor that depends on nuisances alone and the exact number of a product that is rounded; null for anything else.</summary>
    public static (Expr Factor, Expr Exact)? ScaledNumber(Expr product, Func<Expr, bool> isExact, Func<Expr, bool> varies)
    {
        if (product.Op != Op.Multiply)
        {
            return null;
        }

        (Expr a, Expr b) = (product.Arguments[0], product.Arguments[1]);
        return !varies(a) && varies(b) && isExact(b) ? (a, b) : !varies(b) && varies(a) && isExact(a) ? (b, a) : null;
    }

    /// <summary>The nodes that are not the same for all events.</summary>
    public static NodeSet Varying(IReadOnlyList<Expr> nodes)
    {
        NodeSet varying = new(nodes);
        foreach (Expr node in nodes)
        {
            varying.Set(node, node.Op is Op.Column or Op.Noise or Op.Process or Op.Cotangent || varying.ContainsAny(node.Arguments));
        }

        return varying;
    }

    private static IReadOnlyList<IReadOnlyList<Guard>> Order(IReadOnlyList<Expr> nodes, IReadOnlyList<Expr> guarded, Dictionary<int, Expr> doubts)
    {
        // A level is the number of guarded values that stand one behind the other.
        if (guarded.Count == 0)
        {
            return [];
        }

        int[] levels = new int[NodeSet.IdsOf(nodes)];
        HashSet<int> own = [.. guarded.Select(static g => g.Id)];
        foreach (Expr node in nodes)
        {
            int level = own.Contains(node.Id) ? 1 : 0, before = 0;
            foreach (Expr argument in node.Arguments)
            {
                before = node.Op == Op.StepsRest ? 0 : Math.Max(before, levels[argument.Id]);
            }

            levels[node.Id] = before + level;
        }

        return [.. guarded.GroupBy(g => levels[g.Id]).OrderBy(static g => g.Key).Select(g => (IReadOnlyList<Guard>)[.. g.Select(n => new Guard(n, doubts[n.Id]))])];
    }

    private Expr? Doubt(Expr steps)
    {
        Expr rounded = steps.Arguments[0];
        bool isScaled = ScaledNumber(rounded, Precision.Exactness.IsExact, n => _varying.Contains(n)) is not null;
        if (!isScaled && !HasFunction(rounded))
        {
            // Nothing to gain: sums and products cost little in double precision.
            return null;
        }

        Expr? bound = isScaled ? _pool.Zero : Bound(rounded);
        if (bound is null)
        {
            return null;
        }

        if (Precision.IsDouble(rounded))
        {
            bound = _pool.Add(bound, _pool.Multiply(_pool.Constant(Unit), _pool.Unary(Op.Abs, rounded)));
        }

        // Not (|rest| < ½ − bound): where the bound is not a number, too.
        Expr room = _pool.Subtract(_pool.Constant(0.5 - StepMargin), _pool.Multiply(_pool.Constant(Margin * Math.Pow(10, steps.Number)), bound));
        return _pool.Not(_pool.Compare(Op.Less, _pool.Unary(Op.Abs, _pool.StepsRest(steps)), room));
    }

    // Does a function lead to the value, after the last rounding before it?
    private static bool HasFunction(Expr root)
    {
        HashSet<int> seen = [];
        Stack<Expr> open = new([root]);
        while (open.Count > 0)
        {
            Expr node = open.Pop();
            if (node.Op is >= Op.Exp and <= Op.Acos)
            {
                return true;
            }

            foreach (Expr argument in node.Arguments.Where(a => a.Op != Op.Steps && seen.Add(a.Id)))
            {
                open.Push(argument);
            }
        }

        return false;
    }

    // How far a value may be off as it is computed; null where that is not known.
    private Expr? Bound(Expr node)
    {
        if (!_bounds.TryGetValue(node.Id, out Expr? bound))
        {
            bound = Precision.Exactness.IsExact(node) || node.Op == Op.Noise || !_varying.Contains(node) ? _pool.Zero : Propagate(node);
            _bounds[node.Id] = bound;
        }

        return bound;
    }

    private Expr? Propagate(Expr node)
    {
        Expr Argument(int i) => node.Arguments[i];
        Expr? Of(int i) => Bound(node.Arguments[i]);
        Expr Size(Expr e) => Precision.Exactness.IsNonNegative(e) ? e : _pool.Unary(Op.Abs, e);
        Expr Product(Expr value, Expr bound) => bound.Is(0) ? bound : _pool.Multiply(Size(value), bound);
        switch (node.Op)
        {
            case Op.Negate or Op.Abs:
                return Of(0);
            case Op.Max when node.Guarded is { } magnitude:
                return Bound(magnitude);
            case Op.Add or Op.Subtract:
                return Of(0) is { } first && Of(1) is { } second ? _pool.Add(_pool.Add(first, second), Rounding(node, 1)) : null;
            case Op.Multiply:
                return Of(0) is { } left && Of(1) is { } right
                    ? _pool.Add(_pool.Add(Product(Argument(1), left), Product(Argument(0), right)), Rounding(node, 1))
                    : null;
            case Op.Divide:
                return Of(0) is { } over && Of(1) is { } under
                    ? _pool.Add(_pool.Divide(_pool.Add(over, Product(node, under)), Size(Argument(1))), Rounding(node, 1))
                    : null;
            case Op.Select:
                return Of(1) is { } chosen && Of(2) is { } other ? _pool.Select(Argument(0), chosen, other) : null;
            case Op.Sin or Op.Cos when Precision.Exactness.IsExact(Argument(0)) && !Precision.IsDouble(node):
                // A unit in the last place of numbers up to one; turned by what was rounded off, three.
                return _pool.Constant(Turned.Of(node) is null ? Unit : 3 * Unit);
            case Op.Sqrt:
                return Of(0) is { } square ? _pool.Add(_pool.Divide(_pool.Multiply(_pool.Constant(0.5), square), node), Rounding(node, 1)) : null;
            case Op.Atan2 when Of(0) is { } y && Of(1) is { } x:
                Expr radius = _pool.Add(_pool.Square(Argument(0)), _pool.Square(Argument(1)));
                return _pool.Add(_pool.Divide(_pool.Add(Product(Argument(1), y), Product(Argument(0), x)), radius), Rounding(node, 4));
            default:
                return null;
        }
    }

    // So many half units in the last place, those of operands that are rounded from double precision, and of factors that are the same for all events.
    private Expr Rounding(Expr node, int halves)
    {
        if (Precision.IsDouble(node))
        {
            return _pool.Zero;
        }

        int operands = node.Arguments.Count(a => !Precision.Exactness.IsExact(a) && (!_varying.Contains(a) || a.Op == Op.Noise || Precision.IsDouble(a)));
        return _pool.Multiply(_pool.Constant((halves + operands) * Unit), _pool.Unary(Op.Abs, node));
    }
}
