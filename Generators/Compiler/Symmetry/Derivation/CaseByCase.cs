using Mandelstam.Compiler.Algebra;

namespace Mandelstam.Compiler.Symmetry.Derivation;

/// <summary>
/// Values before and after a motion in every case of how the comparisons come out that they rest on: smallest of several, chosen by the smallest, put in order,
/// left over by a cut.
/// </summary>
/// <remarks>
/// Numbers without pieces are known from the derivation in lock step, each by a class of what is equal to it, before or after. A case says of classes which are
/// above which, and of other conditions whether they hold; one is made where a choice asks. Of a pair that may be equal for more than a set of events
/// of no size, that is a case of its own. Cases that no event is of are gone through too: what comes out the same in all of them is the same.
/// </remarks>
internal sealed class CaseByCase
{
    // Smallest of six pairs under four cuts, before and after; and what that costs.
    private const int MostCases = 6_000, MostSteps = 400_000, Deepest = 300;

    // Of numbers that are computed from those that a case chooses.
    private const int MostTerms = 120;

    private readonly IReadOnlyList<Expr> _nodes;
    private readonly LockStep _steps;
    private readonly Circumstances _case;
    private readonly Field _field;
    private readonly Dictionary<int, int> _places = [];
    private readonly bool[] _isOfPieces;

    // Classes, and how they were found.
    private readonly List<Class> _classes = [];
    private readonly int[] _classesBefore;
    private readonly int[] _classesAfter;
    private readonly Dictionary<(Op Op, double Number, string Of), int> _computed = [];
    private readonly Dictionary<(int, int), (int Sign, bool IsTurned)> _differences = [];
    private readonly Dictionary<(int, int), bool> _mayBeEqual = [];
    private readonly List<Quotient> _signs = [];

    // The case: which way was taken at each question, of how many.
    private readonly List<(int Taken, int Ways)> _ways = [];
    private readonly Dictionary<int, int> _same = [];
    private readonly List<(int Less, int More)> _order = [];
    private readonly Dictionary<int, int> _knownSigns = [];
    private readonly Dictionary<int, bool> _holds = [];
    private readonly int[] _before;
    private readonly int[] _after;
    private int _asked;
    private int _work;
    private int _depth;

    /// <summary>Values made of some nodes, arguments before what uses them.</summary>
    public CaseByCase(IReadOnlyList<Expr> nodes, LockStep steps, Circumstances circumstances, Field field)
    {
        (_nodes, _steps, _case, _field) = (nodes, steps, circumstances, field);
        _isOfPieces = new bool[nodes.Count];
        (_classesBefore, _classesAfter, _before, _after) = (Unknown(), Unknown(), Unknown(), Unknown());
        for (int i = 0; i < nodes.Count; i++)
        {
            Expr node = nodes[i];
            _places.Add(node.Id, i);

            // What is the same is known as a whole, unless it is chosen among what is the same: how it was chosen is asked elsewhere, too.
            bool isChosen = node.Op is Op.Select or Op.Min or Op.Max && node.Guarded is null;
            bool isOfPieces = isChosen || node.Arguments.Any(a => _places.TryGetValue(a.Id, out int place) && _isOfPieces[place]);
            _isOfPieces[i] = node.IsCondition ? circumstances.Decide(node) is null
                : !steps.IsSame(node) ? isOfPieces
                : isOfPieces && (isChosen || node.Arguments.All(steps.IsSame)) && steps.Of(node).Before is { } value && field.MayCoincide(value);
        }

        int[] Unknown() => [.. Enumerable.Repeat(-1, nodes.Count)];
    }

    /// <summary>Is a value the same before and after wherever it is there?</summary>
    public bool Agrees(Expr present, Expr result)
    {
        if (!_isOfPieces[_places[present.Id]] && !_isOfPieces[_places[result.Id]])
        {
            return false;
        }

        _ways.Clear();
        _work = 0;
        try
        {
            for (int cases = 0; cases < MostCases; cases++)
            {
                Begin();
                int isThere = Of(present, isAfter: false);
                if (Of(present, isAfter: true) != isThere || (isThere == 1 && Same(Of(result, isAfter: false)) != Same(Of(result, isAfter: true))))
                {
                    return false;
                }

                if (!Next())
                {
                    return true;
                }
            }
        }
        catch (Exception e) when (e is GivenUpException or OverflowException or DivideByZeroException)
        {
        }

        return false;
    }

    private void Begin()
    {
        (_asked, _depth) = (0, 0);
        _same.Clear();
        _order.Clear();
        _knownSigns.Clear();
        _holds.Clear();
        for (int i = 0; i < _before.Length; i++)
        {
            (_before[i], _after[i]) = (-1, -1);
        }
    }

    // The next case: the last question that has another answer has the next one.
    private bool Next()
    {
        while (_ways.Count > 0 && _ways[^1].Taken + 1 == _ways[^1].Ways)
        {
            _ways.RemoveAt(_ways.Count - 1);
        }

        if (_ways.Count > 0)
        {
            _ways[^1] = (_ways[^1].Taken + 1, _ways[^1].Ways);
        }

        return _ways.Count > 0;
    }

    private int Ask(int ways)
    {
        if (_asked == _ways.Count)
        {
            _ways.Add((0, ways));
        }

        return _ways[_asked++].Taken;
    }

    // The class of a number; of a condition, whether it holds.
    private int Of(Expr node, bool isAfter)
    {
        int place = _places[node.Id];
        int[] known = isAfter ? _after : _before;
        if (known[place] >= 0)
        {
            return known[place];
        }

        if (++_work > MostSteps || ++_depth > Deepest)
        {
            throw new GivenUpException();
        }

        int value = node.IsCondition ? Holds(node, isAfter) ? 1 : 0 : Number(node, place, isAfter);
        _depth--;
        return known[place] = value;
    }

    private bool Holds(Expr node, bool isAfter)
    {
        if (_case.Decide(node) is { } decided)
        {
            return decided;
        }

        switch (node.Op)
        {
            case Op.And:
                return Of(node.Arguments[0], isAfter) == 1 && Of(node.Arguments[1], isAfter) == 1;
            case Op.Or:
                return Of(node.Arguments[0], isAfter) == 1 || Of(node.Arguments[1], isAfter) == 1;
            case Op.Not:
                return Of(node.Arguments[0], isAfter) == 0;
            case Op.Equal when node.Arguments[0].IsCondition:
                return Of(node.Arguments[0], isAfter) == Of(node.Arguments[1], isAfter);
            case Op.Less or Op.LessOrEqual or Op.Equal when !_steps.IsSame(node) || node.Arguments.All(_steps.IsSame):
                int order = Order(Of(node.Arguments[0], isAfter), Of(node.Arguments[1], isAfter));
                return node.Op == Op.Less ? order < 0 : node.Op == Op.LessOrEqual ? order <= 0 : order == 0;
            default:
                // The same before and after, though what it compares is not.
                if (!_steps.IsSame(node))
                {
                    throw new GivenUpException();
                }

                if (!_holds.TryGetValue(node.Id, out bool holds))
                {
                    _holds.Add(node.Id, holds = Ask(2) == 1);
                }

                return holds;
        }
    }

    private int Number(Expr node, int place, bool isAfter)
    {
        (Quotient? before, Quotient? after) = _steps.Of(node);
        bool isSame = _steps.IsSame(node);
        if ((isAfter && !isSame ? after : before) is { } value && !_isOfPieces[place])
        {
            int[] classes = isAfter && !isSame ? _classesAfter : _classesBefore;
            return classes[place] >= 0 ? classes[place] : classes[place] = ClassOf(value);
        }

        if (node.IsInput || (node.Op == Op.Constant && double.IsNaN(node.Number)))
        {
            throw new GivenUpException();
        }

        if (node.Guarded is { } magnitude)
        {
            return Of(magnitude, isAfter);
        }

        if (node.Op == Op.Select)
        {
            // As in lock step: a value that does not exist elsewhere.
            bool isFirst = (node.Arguments[2] is { Op: Op.Constant, Number: double.NaN } && _steps.IsSame(node.Arguments[0]))
                || (_case.Decide(node.Arguments[0]) ?? Of(node.Arguments[0], isAfter) == 1);
            return Of(node.Arguments[isFirst ? 1 : 2], isAfter);
        }

        int[] arguments = [.. node.Arguments.Select(a => Of(a, isAfter))];
        return node.Op is Op.Min or Op.Max
            ? arguments[Order(arguments[0], arguments[1]) <= 0 == (node.Op == Op.Min) ? 0 : 1]
            : Computed(node, [.. arguments.Select(Same)]);
    }

    // The same operation on the same numbers is the same, whatever the order of a sum or a product.
    private int Computed(Expr node, int[] arguments)
    {
        bool isChain = node.Op is Op.Add or Op.Multiply;
        int[] parts = isChain ? [.. arguments.SelectMany(a => _classes[a].Op == node.Op ? _classes[a].Parts : [a]).OrderBy(static a => a)] : arguments;
        (Op, double, string) key = (node.Op, node.Number, string.Join(" ", parts));
        if (_computed.TryGetValue(key, out int known))
        {
            return known;
        }

        Quotient?[] values = [.. arguments.Select(a => _classes[a].Value)];
        int count = _classes.Count;
        int found = values.Length > 0 && values.All(static v => v is { Size: <= MostTerms }) && _steps.Apply(node, values) is { Size: <= MostTerms } value ? ClassOf(value) : count;
        if (found == count)
        {
            Class made = _classes.Count > count ? _classes[count] : new(null, node.Op, []);
            if (_classes.Count == count)
            {
                _classes.Add(made);
            }

            _classes[count] = made with { Op = node.Op, Parts = isChain ? parts : [], Infinite = node.Op == Op.Constant && double.IsInfinity(node.Number) ? Math.Sign(node.Number) : 0 };
        }

        _computed.Add(key, found);
        return found;
    }

    private int ClassOf(Quotient value)
    {
        for (int i = 0; i < _classes.Count; i++)
        {
            if (_classes[i].Value is { } known && AreSame(known, value))
            {
                return i;
            }
        }

        _classes.Add(new(value, Op.Constant, []));
        return _classes.Count - 1;
    }

    private bool AreSame(Quotient a, Quotient b)
    {
        try
        {
            _field.Begin();
            return _field.AreSame(a, b);
        }
        catch (Exception e) when (e is GivenUpException or OverflowException or DivideByZeroException)
        {
            return false;
        }
    }

    // What a class is equal to in this case.
    private int Same(int number)
    {
        while (_same.TryGetValue(number, out int other))
        {
            number = other;
        }

        return number;
    }

    // −1, 0 or 1 as one number is below, at or above another in this case.
    private int Order(int a, int b)
    {
        (a, b) = (Same(a), Same(b));
        if (a == b)
        {
            return 0;
        }

        if (_classes[a].Infinite != _classes[b].Infinite)
        {
            return _classes[a].Infinite.CompareTo(_classes[b].Infinite);
        }

        if (IsBelow(a, b))
        {
            return -1;
        }

        if (IsBelow(b, a))
        {
            return 1;
        }

        (int first, int second) = (Math.Min(a, b), Math.Max(a, b));
        if (!_differences.TryGetValue((first, second), out (int Sign, bool IsTurned) known))
        {
            _differences.Add((first, second), known = SignOf(first, second));
        }

        // The sign of the first less the second.
        int sign;
        if (known.Sign >= 0 && _signs[known.Sign].Number is { } number)
        {
            sign = Math.Sign(number.Real) * (known.IsTurned ? -1 : 1);
        }
        else if (known.Sign >= 0 && _knownSigns.TryGetValue(known.Sign, out int found))
        {
            sign = known.IsTurned ? -found : found;
        }
        else
        {
            sign = Ask(MayBeEqual(first, second) ? 3 : 2) switch { 0 => -1, 1 => 1, _ => 0 };
            if (known.Sign >= 0)
            {
                _knownSigns[known.Sign] = known.IsTurned ? -sign : sign;
            }
        }

        if (sign == 0)
        {
            _same[second] = first;
        }
        else
        {
            _order.Add(sign < 0 ? (first, second) : (second, first));
        }

        return first == a ? sign : -sign;
    }

    private bool IsBelow(int a, int b)
    {
        HashSet<int> seen = [a];
        Stack<int> open = new([a]);
        while (open.Count > 0)
        {
            int at = open.Pop();
            foreach ((int less, int more) in _order)
            {
                if (Same(less) == at && seen.Add(Same(more)))
                {
                    open.Push(Same(more));
                }
            }
        }

        return a != b && seen.Contains(b);
    }

    // Which sign a difference has: one that others have, too, or have turned.
    private (int Sign, bool IsTurned) SignOf(int a, int b)
    {
        if (_classes[a].Value is not { Size: <= MostTerms } x || _classes[b].Value is not { Size: <= MostTerms } y)
        {
            return (-1, false);
        }

        try
        {
            _field.Begin();
            Quotient sign = _field.SignOf(_field.Difference(x, y)), turned = -sign;
            for (int i = 0; i < _signs.Count; i++)
            {
                bool isSame = AreSame(_signs[i], sign);
                if (isSame || AreSame(_signs[i], turned))
                {
                    return (i, !isSame);
                }
            }

            _signs.Add(sign);
            return (_signs.Count - 1, false);
        }
        catch (Exception e) when (e is GivenUpException or OverflowException or DivideByZeroException)
        {
            return (-1, false);
        }
    }

    private bool MayBeEqual(int a, int b)
    {
        if (!_mayBeEqual.TryGetValue((a, b), out bool may))
        {
            try
            {
                _field.Begin();
                may = _classes[a].Value is not { } x || _classes[b].Value is not { } y || _field.MayBeEqual(x, y);
            }
            catch (Exception e) when (e is GivenUpException or OverflowException or DivideByZeroException)
            {
                may = true;
            }

            _mayBeEqual.Add((a, b), may);
        }

        return may;
    }

    /// <summary>Numbers that are equal wherever they exist.</summary>
    /// <param name="Value">What they are, in symbols; null where that is not known.</param>
    /// <param name="Op">The operation that one of them is made by.</param>
    /// <param name="Parts">The classes that it adds up or multiplies.</param>
    private sealed record Class(Quotient? Value, Op Op, int[] Parts)
    {
        /// <summary>−1 or 1 of what is below or above every number.</summary>
        public int Infinite { get; init; }
    }
}
