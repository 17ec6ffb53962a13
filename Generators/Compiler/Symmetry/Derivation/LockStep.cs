using Mandelstam.Compiler.Algebra;

namespace Mandelstam.Compiler.Symmetry.Derivation;

/// <summary>
/// Expressions before and after a motion, node by node. What comes out the same is the same from there on, whatever it is made of: large formulas
/// shrink to what their parts let through.
/// </summary>
internal sealed class LockStep
{
    // What is larger is replaced by a symbol: where it is the same before and after, and where it is too large to go on with.
    private const int Small = 48, Large = 240;

    private readonly IReadOnlyList<Expr> _nodes;
    private readonly Field _field;
    private readonly Functions _functions;
    private readonly Circumstances _case;
    private readonly Dictionary<int, State> _states = [];
    private readonly List<(Quotient Value, Quotient Symbol)> _known = [];

    /// <summary>Evaluates nodes, arguments before what uses them.</summary>
    public LockStep(IReadOnlyList<Expr> nodes, SymbolicEvent inputs, Circumstances circumstances, Field field, Functions functions)
    {
        (_nodes, _field, _functions, _case) = (nodes, field, functions, circumstances);
        HashSet<int> pieces = [];
        foreach (Expr node in _nodes)
        {
            // Formulas over all pieces of what is chosen are soon beyond any size, and are looked at case by case where this does not suffice.
            bool isOfPieces = node.Op is Op.Select or Op.Min or Op.Max || node.Arguments.Any(a => pieces.Contains(a.Id));
            field.Begin(isOfPieces);
            State state = Step(node, inputs);
            _states.Add(node.Id, state);
            if (isOfPieces && !state.IsSame)
            {
                pieces.Add(node.Id);
            }
        }
    }

    /// <summary>Is a value the same before and after wherever it is there?</summary>
    public bool Agrees(Expr present, Expr result)
    {
        (State there, State value) = (_states[present.Id], _states[result.Id]);
        if (IsNumber(there.Before, 0) && IsNumber(there.After, 0))
        {
            return true;
        }

        if (!there.IsSame || value.IsSame)
        {
            return there.IsSame;
        }

        try
        {
            return there.Before is not null && value.Before is not null && value.After is not null
                && _field.IsZero(_field.Product(there.Before, _field.Difference(value.After, value.Before)));
        }
        catch (Exception e) when (e is GivenUpException or OverflowException or DivideByZeroException)
        {
            return false;
        }
    }

    /// <summary>Is a node the same before and after?</summary>
    public bool IsSame(Expr node) => _states[node.Id].IsSame;

    /// <summary>The values of a node; null where they are not known.</summary>
    public (Quotient? Before, Quotient? After) Of(Expr node) => (_states[node.Id].Before, _states[node.Id].After);

    /// <summary>The operation of a node on other values; null where it cannot be computed.</summary>
    public Quotient? Apply(Expr node, Quotient?[] arguments)
    {
        try
        {
            _field.Begin();
            return Evaluate(node, arguments);
        }
        catch (Exception e) when (e is GivenUpException or OverflowException or DivideByZeroException)
        {
            return null;
        }
    }

    private State Step(Expr node, SymbolicEvent inputs)
    {
        if (node.IsCondition && _case.Decide(node) is { } decided)
        {
            return State.Same(decided ? Quotient.One : Quotient.Zero, mayCoincide: true);
        }

        if (node.Op == Op.Select && _case.Decide(node.Arguments[0]) is { } isFirst)
        {
            return _states[node.Arguments[isFirst ? 1 : 2].Id];
        }

        if (node.Op == Op.Select && _states[node.Arguments[0].Id] is { IsSame: true } chosen && (IsNumber(chosen.Before, 0) || IsNumber(chosen.Before, 1)))
        {
            return _states[node.Arguments[IsNumber(chosen.Before, 1) ? 1 : 2].Id];
        }

        // A value that does not exist elsewhere: seen from the rest frame of what is timelike.
        if (node.Op == Op.Select && node.Arguments[2] is { Op: Op.Constant, Number: double.NaN } && _states[node.Arguments[0].Id].IsSame)
        {
            return _states[node.Arguments[1].Id];
        }

        if (node.Guarded is { } magnitude)
        {
            return _states[magnitude.Id];
        }

        State[] arguments = [.. node.Arguments.Select(a => _states[a.Id])];
        bool mayCoincide = node.IsCondition || node.Op is Op.Select or Op.Round or Op.Sign or Op.Process || arguments.Any(static a => a.MayCoincide);
        try
        {
            if (node.IsInput)
            {
                (Quotient? first, Quotient? then) = inputs.Of(node);
                bool isInert = first is not null && then is not null && _field.AreSame(first, then);
                return new(first, then, isInert, first is null || _field.MayCoincide(first));
            }

            if (node.Op == Op.Constant)
            {
                return State.Same(_functions.Constant(node.Number), mayCoincide: false);
            }

            bool isSame = arguments.All(static a => a.IsSame);
            Quotient? before = isSame && arguments.Any(static a => a.Before is null || a.Before.Size > Small) ? null : Evaluate(node, [.. arguments.Select(static a => a.Before)]);
            if (isSame)
            {
                return State.Same(before is null || before.Size > Small ? Opaque(node, mayCoincide) : before, mayCoincide);
            }

            Quotient? after = Evaluate(node, [.. arguments.Select(static a => a.After)]);
            bool agrees = before is not null && after is not null && _field.AreSame(before, after);
            return agrees
                ? State.Same(before!.Size > Small ? Opaque(node, mayCoincide) : before, mayCoincide)
                : new(Known(node, before, mayCoincide), Known(node, after, mayCoincide), false, mayCoincide);
        }
        catch (Exception e) when (e is GivenUpException or OverflowException or DivideByZeroException)
        {
            return arguments.Length > 0 && arguments.All(static a => a.IsSame) ? State.Same(Opaque(node, mayCoincide), mayCoincide) : new(null, null, false, mayCoincide);
        }
    }

    // A value of which nothing is known but that it stays.
    private Quotient Opaque(Expr node, bool mayCoincide) => Quotient.Of(_field.Add(id => new(id, node.IsCondition ? SymbolKind.Indicator : SymbolKind.Free)
    {
        IsPositive = !mayCoincide && node.Op is Op.Sqrt or Op.Exp or Op.Abs or Op.Cosh or Op.Acos,
        MayCoincide = mayCoincide,
    }));

    // A symbol for what is large: the same for the same, so that an exchange of two objects is seen to exchange what is made of them.
    private Quotient? Known(Expr node, Quotient? value, bool mayCoincide)
    {
        // What is chosen is looked at case by case (CaseByCase) where this does not suffice.
        if (value is null || value.Size <= (node.Op is Op.Select or Op.Min or Op.Max ? Small : Large))
        {
            return value;
        }

        int at = _known.FindIndex(k => _field.AreSame(k.Value, value));
        if (at < 0)
        {
            at = _known.Count;
            _known.Add((value, Opaque(node, mayCoincide)));
        }

        return _known[at].Symbol;
    }

    private static bool IsNumber(Quotient? value, int number) => value?.Number is { } found && found == number;

    private Quotient? Evaluate(Expr node, Quotient?[] a)
    {
        if ((node.Op is Op.Multiply or Op.And && a.Any(static x => IsNumber(x, 0))) || (node.Op == Op.Or && a.Any(static x => IsNumber(x, 1))))
        {
            return node.Op == Op.Or ? Quotient.One : Quotient.Zero;
        }

        if (a.Any(static x => x is null))
        {
            return null;
        }

        (Quotient x, Quotient y, Quotient z) = (a[0]!, a.Length > 1 ? a[1]! : a[0]!, a.Length > 2 ? a[2]! : a[0]!);
        Quotient half = Quotient.Of(Coefficient.Half);
        switch (node.Op)
        {
            case Op.Add:
                return _field.Sum(x, y);
            case Op.Subtract:
                return _field.Difference(x, y);
            case Op.Multiply or Op.And:
                return _field.Product(x, y);
            case Op.Divide:
                return _field.Ratio(x, y);
            case Op.Negate:
                return -x;
            case Op.Atan2:
                return _functions.Atan2(x, y);
            case Op.Min or Op.Max:
                Quotient apart = _field.Magnitude(_field.Difference(x, y));
                return _field.Product(half, node.Op == Op.Min ? _field.Difference(_field.Sum(x, y), apart) : _field.Sum(_field.Sum(x, y), apart));
            case Op.Round:
                return _functions.Round(x, node.Number);
            case Op.Less:
                return _functions.Less(x, y);
            case Op.LessOrEqual:
                return _field.Difference(Quotient.One, _functions.Less(y, x));
            case Op.Equal:
                return _functions.AreEqual(x, y);
            case Op.Or:
                return _field.Difference(_field.Sum(x, y), _field.Product(x, y));
            case Op.Not:
                return _field.Difference(Quotient.One, x);
            case Op.Select:
                return _field.Sum(z, _field.Product(x, _field.Difference(y, z)));
            default:
                return _functions.Unary(node.Op, x);
        }
    }

    private sealed record State(Quotient? Before, Quotient? After, bool IsSame, bool MayCoincide)
    {
        public static State Same(Quotient value, bool mayCoincide) => new(value, value, true, mayCoincide);
    }
}
