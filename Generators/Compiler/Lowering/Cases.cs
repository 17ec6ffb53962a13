using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Lowering;

/// <summary>Decides whether a condition follows from what is known: goes through the cases in which it fails, and asks of each whether something known excludes it.</summary>
/// <remarks>
/// A case says how many objects an event has, which are stored, and what else holds. In it, what is known is evaluated in intervals, so that it does not
/// matter how the question was put: as a comparison or several of them, by a category, by the number of objects that pass a cut.
/// </remarks>
internal sealed class Cases
{
    // Effort of one question: cases, and nodes of each condition in them. Objects are few, and what is known of them was written by hand.
    private const int MostCases = 200, MostNodes = 500, Deepest = 100;

    private static readonly Interval Unknown = new(double.NegativeInfinity, double.PositiveInfinity), Open = new(0, 1), Never = new(0, 0), Always = new(1, 1);

    private readonly HashSet<int> _counts;
    private readonly Dictionary<Expr, Expr[]> _slots = []; // that one is absent, to the same of all in its collection

    // Of the question that is being answered.
    private Expr _condition;
    private IReadOnlyList<Expr> _known = [];
    private bool _isInOrder;
    private int _cases;
    private int _nodes;
    private int _depth;

    /// <summary>Of the objects of a declaration.</summary>
    /// <param name="spec">The declaration.</param>
    /// <param name="pool">Makes the nodes that conditions are made of.</param>
    public Cases(EventSpec spec, ExprPool pool)
    {
        _condition = pool.True;
        _counts = [.. spec.Members.Select(static m => m.CountColumn).Where(static c => c >= 0)];
        foreach (MemberSpec member in spec.Members.Where(static m => m is { Kind: MemberKind.FourVectors, CountColumn: < 0 }))
        {
            Expr[] slots = [.. Enumerable.Range(0, member.Capacity).Select(slot => pool.Not(LowerEvent.IsStored(pool, member, slot)))];
            foreach (Expr isAbsent in slots)
            {
                _slots[isAbsent] = slots;
            }
        }
    }

    /// <summary>Does a condition hold wherever others do?</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="known">What holds.</param>
    /// <param name="isInOrder">Objects without a count of their own are taken to be stored in order: none follows one that is absent.</param>
    public bool Exclude(Expr condition, IReadOnlyList<Expr> known, bool isInOrder)
    {
        (_condition, _known, _isInOrder, _cases) = (condition, known, isInOrder, 0);
        return known.Count > 0 && IsExcluded([]);
    }

    /// <summary>Is a condition about the objects of the event alone: how many there are, which are stored?</summary>
    public bool IsOfObjects(Expr condition) => condition.Op is Op.And or Op.Or or Op.Not
        ? condition.Arguments.All(IsOfObjects)
        : condition.Op is Op.True || _slots.ContainsKey(condition) || condition.Arguments.Any(IsCount);

    private bool IsExcluded(Dictionary<Expr, Interval> given)
    {
        if (++_cases > MostCases)
        {
            return false;
        }

        Dictionary<Expr, Interval> seen = new(given);
        Interval holds = Holds(_condition, seen);
        if (holds.Min > 0 || _known.Any(fact => Holds(fact, seen).Max < 1))
        {
            return true;
        }

        if (holds.Max > 0)
        {
            return Undecided(_condition, seen) is { } open && AreExcluded(given, open);
        }

        // It fails here. What is known may say so only once it is asked for each number of objects by itself.
        if (given.FirstOrDefault(static g => !g.Key.IsCondition && g.Value.Min < g.Value.Max && !double.IsInfinity(g.Value.Max)) is { Key: { } count, Value: var few })
        {
            return IsExcluded(With(given, count, new(few.Min, few.Min))) && IsExcluded(With(given, count, new(few.Min + 1, few.Max)));
        }

        return given.Keys.SelectMany(k => _slots.TryGetValue(k, out Expr[] slots) ? slots : []).FirstOrDefault(s => !given.ContainsKey(s)) is { } other && AreExcluded(given, other);
    }

    // A part of the condition that is neither true nor false.
    private Expr? Undecided(Expr condition, Dictionary<Expr, Interval> seen)
    {
        while (condition.Op is Op.And or Op.Or or Op.Not)
        {
            Expr? next = null;
            foreach (Expr part in condition.Arguments)
            {
                Interval holds = Holds(part, seen);
                next ??= holds.Min < holds.Max ? part : null;
            }

            if (next is null)
            {
                return null;
            }

            condition = next;
        }

        return condition;
    }

    private bool AreExcluded(Dictionary<Expr, Interval> given, Expr open)
    {
        if (open is { Op: Op.Less } && open.Arguments[0].Op == Op.Constant && IsCount(open.Arguments[1]))
        {
            Expr count = open.Arguments[1];
            Interval before = given.TryGetValue(count, out Interval narrowed) ? narrowed : Of(count, []);
            double most = Math.Floor(open.Arguments[0].Number);
            return IsExcluded(With(given, count, new(before.Min, most))) && IsExcluded(With(given, count, new(most + 1, before.Max)));
        }

        return IsExcluded(With(given, open, Never)) && (Holding(given, open) is not { } holds || IsExcluded(holds));
    }

    // Where objects are in order, those after one that is absent are absent too; null where one is there.
    private Dictionary<Expr, Interval>? Holding(Dictionary<Expr, Interval> given, Expr open)
    {
        Dictionary<Expr, Interval> holds = With(given, open, Always);
        foreach (Expr later in _isInOrder && _slots.TryGetValue(open, out Expr[] slots) ? slots.SkipWhile(s => s != open).Skip(1) : [])
        {
            if (given.TryGetValue(later, out Interval known) && known == Never)
            {
                return null;
            }

            holds[later] = Always;
        }

        return holds;
    }

    private static Dictionary<Expr, Interval> With(Dictionary<Expr, Interval> given, Expr node, Interval value) => new(given) { [node] = value };

    private bool IsCount(Expr node) => node.Op == Op.Column && _counts.Contains(node.Index);

    // A long formula among what is known leaves the rest its effort.
    private Interval Holds(Expr condition, Dictionary<Expr, Interval> seen)
    {
        _nodes = 0;
        return Of(condition, seen);
    }

    private Interval Of(Expr node, Dictionary<Expr, Interval> seen)
    {
        if (seen.TryGetValue(node, out Interval known))
        {
            return known;
        }

        if (_depth >= Deepest || ++_nodes > MostNodes)
        {
            return node.IsCondition ? Open : Unknown;
        }

        _depth++;
        Interval value = Evaluate(node, seen);
        _depth--;
        seen[node] = value;
        return value;
    }

    private Interval Evaluate(Expr node, Dictionary<Expr, Interval> seen)
    {
        switch (node.Op)
        {
            case Op.Constant or Op.True:
                return new(node.Number, node.Number);
            case Op.Column:
                return IsCount(node) ? new(0, double.PositiveInfinity) : Unknown;
            case Op.Select:
                Interval chosen = Of(node.Arguments[0], seen);
                return chosen.Min > 0 ? Of(node.Arguments[1], seen) : chosen.Max < 1 ? Of(node.Arguments[2], seen) : Of(node.Arguments[1], seen).Or(Of(node.Arguments[2], seen));
            case Op.Not or Op.Negate:
                Interval x = Of(node.Arguments[0], seen);
                return node.Op == Op.Not ? new(1 - x.Max, 1 - x.Min) : new(-x.Max, -x.Min);
            case Op.Add or Op.Subtract or Op.Multiply or Op.Divide or Op.Min or Op.Max or Op.Less or Op.LessOrEqual or Op.Equal or Op.And or Op.Or:
                Interval a = Of(node.Arguments[0], seen);
                return a == Unknown ? node.IsCondition ? Open : Unknown : Evaluate(node.Op, a, Of(node.Arguments[1], seen));
            default:
                return node.IsCondition ? Open : Unknown;
        }
    }

    // What is unknown may be no number, for which no comparison holds.
    private static Interval Evaluate(Op op, Interval a, Interval b) => op switch
    {
        Op.And => new(Math.Min(a.Min, b.Min), Math.Min(a.Max, b.Max)),
        Op.Or => new(Math.Max(a.Min, b.Min), Math.Max(a.Max, b.Max)),
        Op.Less => a.Max < b.Min ? Always : a.Min >= b.Max ? Never : Open,
        Op.LessOrEqual => a.Max <= b.Min ? Always : a.Min > b.Max ? Never : Open,
        Op.Equal => a.Max < b.Min || b.Max < a.Min ? Never : a.Min.Equals(b.Max) && b.Min.Equals(a.Max) ? Always : Open,
        _ when b == Unknown => Unknown,
        Op.Add => new(a.Min + b.Min, a.Max + b.Max),
        Op.Subtract => new(a.Min - b.Max, a.Max - b.Min),
        Op.Min => new(Math.Min(a.Min, b.Min), Math.Min(a.Max, b.Max)),
        Op.Max => new(Math.Max(a.Min, b.Min), Math.Max(a.Max, b.Max)),
        Op.Multiply => Corners(a, b),
        Op.Divide when b.Min.Equals(b.Max) => Corners(a, new(1 / b.Min, 1 / b.Min)),
        _ => Unknown,
    };

    private static Interval Corners(Interval a, Interval b)
    {
        double[] products = [a.Min * b.Min, a.Min * b.Max, a.Max * b.Min, a.Max * b.Max];
        return products.Any(double.IsNaN) ? Unknown : new(products.Min(), products.Max());
    }

    // Of a number, or of a condition: 1 where it holds, 0 where it does not.
    private readonly record struct Interval(double Min, double Max)
    {
        public Interval Or(Interval other) => new(Math.Min(Min, other.Min), Math.Max(Max, other.Max));
    }
}
