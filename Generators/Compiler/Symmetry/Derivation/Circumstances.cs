using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Symmetry.Derivation;

/// <summary>How many objects of each collection there are, and which conditions that decides: derivations go through all cases.</summary>
/// <remarks>The last number of a collection stands for itself and every larger one.</remarks>
internal sealed class Circumstances
{
    private readonly BodyTrace _trace;
    private readonly IReadOnlyDictionary<int, int> _numbers;
    private readonly Dictionary<Expr, bool> _given = [];
    private readonly Dictionary<Expr, bool?> _decided = [];
    private readonly Dictionary<int, (double Least, double Most)> _counts = [];

    private Circumstances(BodyTrace trace, IReadOnlyDictionary<int, int> numbers)
    {
        _trace = trace;
        _numbers = numbers;
        foreach (KeyValuePair<int, int> collection in numbers)
        {
            MemberSpec member = trace.Spec.Members[collection.Key];
            ObjectsValue objects = (ObjectsValue)trace.Stored.Members[member.Name];
            for (int slot = 0; slot < objects.Slots.Count; slot++)
            {
                Expr present = objects.Slots[slot].Present;
                bool isThere = slot < collection.Value;
                _given[present] = isThere;
                if (present.Op == Op.Not)
                {
                    _given[present.Arguments[0]] = !isThere;
                }
            }

            if (member.CountColumn >= 0)
            {
                _counts[member.CountColumn] = (collection.Value, collection.Value == member.Capacity ? double.PositiveInfinity : collection.Value);
            }
        }
    }

    /// <summary>Every case that matters to expressions of these columns; none if they are too many.</summary>
    /// <param name="trace">The event.</param>
    /// <param name="columns">The columns that are read.</param>
    public static IReadOnlyList<Circumstances> Of(BodyTrace trace, ISet<int> columns)
    {
        const int Most = 64;
        List<Dictionary<int, int>> all = [[]];
        for (int i = 0; i < trace.Spec.Members.Count; i++)
        {
            MemberSpec member = trace.Spec.Members[i];
            if (member.Kind == MemberKind.FourVectors && (member.Columns.Any(columns.Contains) || columns.Contains(member.CountColumn)))
            {
                int index = i;
                all = [.. all.SelectMany(old => Enumerable.Range(0, member.Capacity + 1).Select(n => new Dictionary<int, int>(old) { [index] = n }))];
            }
        }

        return all.Count > Most ? [] : [.. all.Select(numbers => new Circumstances(trace, numbers))];
    }

    /// <summary>How many objects of a member there are; all of them where it is no collection that matters.</summary>
    public int NumberOf(int member) => _numbers.TryGetValue(member, out int number) ? number : _trace.Spec.Members[member].Capacity;

    /// <summary>The count that a column holds, where that is known.</summary>
    public double? CountOf(int column) => _counts.TryGetValue(column, out (double Least, double Most) count) && count.Least.Equals(count.Most) ? count.Least : null;

    /// <summary>Does a condition hold? Null where the numbers do not decide it.</summary>
    public bool? Decide(Expr condition)
    {
        if (_decided.TryGetValue(condition, out bool? known))
        {
            return known;
        }

        bool? decided = condition.Op switch
        {
            _ when _given.TryGetValue(condition, out bool given) => given,
            Op.True => condition.Number.Equals(1.0),
            Op.Not => !Decide(condition.Arguments[0]),
            Op.And => Decide(condition.Arguments[0]) == false || Decide(condition.Arguments[1]) == false ? false
                : Decide(condition.Arguments[0]) == true && Decide(condition.Arguments[1]) == true ? true : null,
            Op.Or => Decide(condition.Arguments[0]) == true || Decide(condition.Arguments[1]) == true ? true
                : Decide(condition.Arguments[0]) == false && Decide(condition.Arguments[1]) == false ? false : null,
            _ => Compare(condition),
        };
        _decided.Add(condition, decided);
        return decided;
    }

    /// <summary>The nodes that matter to some values: of a choice that is decided, what is chosen. Arguments come before what uses them.</summary>
    /// <param name="roots">The values.</param>
    public IReadOnlyList<Expr> Reach(IEnumerable<Expr> roots)
    {
        HashSet<Expr> seen = [];
        Stack<Expr> open = new(roots);
        while (open.Count > 0)
        {
            Expr node = open.Pop();
            if (!seen.Add(node) || (node.IsCondition && Decide(node) is not null))
            {
                continue;
            }

            Expr? left = node.Op == Op.Select && Decide(node.Arguments[0]) is { } isFirst ? node.Arguments[isFirst ? 2 : 1] : null;
            foreach (Expr argument in node.Arguments)
            {
                if (argument != left)
                {
                    open.Push(argument);
                }
            }
        }

        return [.. seen.OrderBy(static n => n.Id)];
    }

    private bool? Compare(Expr condition)
    {
        if (condition.Op is not (Op.Less or Op.LessOrEqual or Op.Equal) || Range(condition.Arguments[0]) is not var (least1, most1) || Range(condition.Arguments[1]) is not var (least2, most2))
        {
            return null;
        }

        return condition.Op switch
        {
            Op.Less => most1 < least2 ? true : least1 >= most2 ? false : null,
            Op.LessOrEqual => most1 <= least2 ? true : least1 > most2 ? false : null,
            _ => most1 < least2 || most2 < least1 ? false : least1.Equals(most1) && least2.Equals(most2) ? true : null,
        };
    }

    private (double Least, double Most)? Range(Expr number) => number.Op switch
    {
        Op.Constant => (number.Number, number.Number),
        Op.Column when _counts.TryGetValue(number.Index, out (double Least, double Most) count) => count,
        _ => null,
    };
}
