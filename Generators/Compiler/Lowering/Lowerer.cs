using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Checks;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Lowering;

/// <summary>Gives bodies their meaning in symbols: runs them on an event whose members are expressions.</summary>
/// <remarks>The C# body is the specification; each operation here mirrors the double-precision one in Dsl, in its numerically stable form.</remarks>
internal sealed class Lowerer(EventSpec spec, ExprPool pool)
{
    // Calls and terms inside one another: what the stack of any thread holds. Steps: what takes a blink of an eye.
    private const int DeepestCall = 100, DeepestTerm = 800, MostSteps = 400_000;

    private readonly Dictionary<string, HelperSpec> _helpers = spec.Helpers.ToDictionary(static h => h.Key);
    private readonly Stack<string> _active = new();
    private readonly List<Site> _sites = [];
    private readonly HashSet<(string Body, Expr Present)> _unasked = [];
    private readonly List<(string Body, Facts? Facts, Expr Present, Problem Problem)> _absent = [];
    private readonly Dictionary<Call, (Value Value, Expr Required)> _done = [];
    private Cases? _cases;
    private InferDomains? _domains;
    private Facts? _facts;
    private Invocation? _invocation;
    private bool _isNever; // what is being lowered is behind a condition that never holds
    private int _depth;
    private int _steps;

    /// <summary>The pool that everything is made in.</summary>
    public ExprPool Pool { get; } = pool;

    /// <summary>Problems found so far.</summary>
    public List<Problem> Problems { get; } = [];

    /// <summary>Presences that the body relies on without having asked.</summary>
    public Expr Required { get; private set; } = pool.True;

    /// <summary>Report objects that are read without asking whether they are there, and keep every operation that the bodies write.</summary>
    public bool IsTracing { get; set; }

    /// <summary>The operations that the bodies write, where they are traced.</summary>
    public IReadOnlyList<Site> Sites => _sites;

    /// <summary>Where set: told what each term of the bodies means.</summary>
    public Action<Term, Value>? Trace { get; set; }

    private Cases ObjectCases => _cases ??= new(spec, Pool);

    /// <summary>Can a number be negative, for all that is known of what it is made of?</summary>
    public bool MayBeNegative(Expr number) => (_domains ??= new(Pool, new StoredDomains(spec).Of)).Of(number).Min < 0;

    /// <summary>Runs a named body on an event.</summary>
    public Value Run(string key, EventValue self, params Value[] arguments)
    {
        HelperSpec helper = _helpers[key];
        Scope scope = Scope.Of(self);
        for (int i = 0; i < helper.Parameters.Count; i++)
        {
            scope = scope.With(helper.Parameters[i], arguments[i]);
        }

        if (_active.Contains(key))
        {
            throw Fail(Rules.RecursiveBody, helper.Body.Span, key);
        }

        // A chain of helpers this long is too much for the stack, and for a kernel.
        if (_active.Count >= DeepestCall)
        {
            throw Excess($"helpers that call one another over {DeepestCall} deep", $"{DeepestCall} levels");
        }

        // What is called twice under the same circumstances is lowered once: helpers that each call the next one twice would double the work each time.
        Call call = new(_active.Count > 0 ? _active.Last() : key, key, self, _facts);
        if (arguments.Length == 0 && _done.TryGetValue(call, out (Value Value, Expr Required) done))
        {
            Required = Pool.And(Required, done.Required);
            return done.Value;
        }

        Expr before = Required;
        Required = Pool.True;
        _active.Push(key);
        try
        {
            Value value = Lower(helper.Body, scope);
            if (arguments.Length == 0)
            {
                _done[call] = (value, Required);
            }

            return value;
        }
        catch (ExprPoolFullException)
        {
            throw Excess($"over {LowerEvent.NodeBudget} operations per event", $"{LowerEvent.NodeBudget}");
        }
        finally
        {
            _active.Pop();
            Required = Pool.And(before, Required);
        }
    }

    private Value Invoke(Term call, EventValue self, Value[] arguments)
    {
        Invocation? outer = _invocation;
        _invocation = new(call, outer);
        try
        {
            return Run(call.Name, self, arguments);
        }
        finally
        {
            _invocation = outer;
        }
    }

    /// <summary>Runs a named body that gives a number or a condition.</summary>
    public Expr RunScalar(string key, EventValue self, params Value[] arguments) => AsScalar(Run(key, self, arguments), _helpers[key].Body);

    /// <summary>Runs a named body that gives an event.</summary>
    public EventValue RunEvent(string key, EventValue self, params Value[] arguments) =>
        Run(key, self, arguments) as EventValue ?? throw Fail(Rules.UnsupportedConstruct, _helpers[key].Body.Span, Describe(_helpers[key].Body));

    /// <summary>Runs a body and takes what it relies on out of <see cref="Required"/>.</summary>
    public (Value Value, Expr Required) RunApart(string key, EventValue self, params Value[] arguments)
    {
        Expr before = Required;
        Required = Pool.True;
        Value value = Run(key, self, arguments);
        Expr required = Required;
        Required = before;
        return (value, required);
    }

    /// <summary>The meaning of a term.</summary>
    public Value Lower(Term term, Scope scope)
    {
        if (++_steps > MostSteps)
        {
            throw Excess($"over {MostSteps} steps of compilation", $"{MostSteps}");
        }

        if (_depth >= DeepestTerm)
        {
            throw Excess($"expressions over {DeepestTerm} deep", $"{DeepestTerm} levels");
        }

        _depth++;
        try
        {
            Value value = Meaning(term, scope);
            Trace?.Invoke(term, value);
            return value;
        }
        finally
        {
            _depth--;
        }
    }

    private Value Meaning(Term term, Scope scope)
    {
        switch (term.Kind)
        {
            case TermKind.Number:
            case TermKind.EnumMember:
                return new ScalarValue(Pool.Constant(term.Number));
            case TermKind.Boolean:
                return new ScalarValue(term.Number == 0 ? Pool.False : Pool.True);
            case TermKind.Null:
                return new NullValue();
            case TermKind.This:
                return scope.This;
            case TermKind.Variable:
                return scope.Find(term.Name) ?? throw Fail(Rules.UnsupportedConstruct, term.Span, term.Name);
            case TermKind.Lambda:
                return new LambdaValue(term.Name, term.Arguments[0], scope);
            case TermKind.Let:
                return Lower(term.Arguments[1], scope.With(term.Name, NameValue(Lower(term.Arguments[0], scope), term.Name)));
            case TermKind.Tuple:
                return new TupleValue([.. term.Arguments.Select(a => Lower(a, scope))]);
            case TermKind.Part:
                return Lower(term.Arguments[0], scope) is TupleValue tuple && term.Number < tuple.Parts.Count ? tuple.Parts[(int)term.Number] : throw Fail(Rules.UnsupportedConstruct, term.Span, "a part of what is no tuple");
            case TermKind.Member:
                return LowerMember(term, scope);
            case TermKind.Invoke:
                return Invoke(term, AsEvent(term.Arguments[0], scope), [.. term.Arguments.Skip(1).Select(a => Lower(a, scope))]);
            case TermKind.Call:
                return LowerCall(term, scope);
            case TermKind.With:
                return LowerWith(term, scope);
            case TermKind.Conditional:
                return LowerConditional(term, scope);
            case TermKind.Unary:
                return LowerUnary(term, Lower(term.Arguments[0], scope));
            case TermKind.Binary:
                return LowerBinary(term, scope);
            default:
                throw Fail(Rules.UnsupportedConstruct, term.Span, term.Kind.ToString());
        }
    }

    /// <summary>Applies a function value to an item that is there when a condition holds.</summary>
    public Value Apply(LambdaValue lambda, Value item, Expr present)
    {
        try
        {
            return Under(present, () => Lower(lambda.Body, lambda.Scope.With(lambda.Parameter, item)));
        }
        catch (NeverReachedException e)
        {
            throw new LoweringException(e.Problem); // of this item; what stands around the call may be reached
        }
    }

    /// <summary>Tells that the value of what is null for certain is asked for.</summary>
    public LoweringException IsAbsent(Term term) => Facts.All(_facts).Any(fact => IsKnown(Pool.Not(fact), isInOrder: true))
        ? new NeverReachedException(term.Span)
        : new LoweringException(NeverReachedException.AbsentAt(term.Span));

    /// <summary>Notes that an object is read, which is there only when a condition holds.</summary>
    public void Require(Expr present, Term term)
    {
        if (IsKnown(present))
        {
            return;
        }

        // In a file with gaps the absent value is written, which is why it stays required; who has asked for the second has asked for the first all the same.
        Required = Pool.And(Required, present);

        // One question does for all that a body reads of an object.
        if (IsTracing && !IsKnown(present, isInOrder: true) && _unasked.Add((_active.Peek(), present)))
        {
            string slot = term.Arguments.Count > 1 ? term.Arguments[1].Number.ToString(System.Globalization.CultureInfo.InvariantCulture) : "i";
            string objects = Written(term.Arguments[0]);
            AddAbsent(present, term.Name == "Nullable.Value" ? NeverReachedException.AbsentAt(term.Span) : new(Rules.MayBeAbsent.Id, term.Span, new(
                [$"{objects}[{slot}]", $"{objects}.Has({slot})", ObjectCases.IsOfObjects(present) ? "" : ": 'Count' tells of no slot here, the event may have more objects than are stored"])));
        }
    }

    // Who asks for the second object has asked for the first: where both are read, the second is marked.
    private void AddAbsent(Expr present, Problem problem)
    {
        bool Answers(Expr asked, Expr other) => ObjectCases.Exclude(other, [asked], isInOrder: true);
        (string Body, Facts? Facts, Expr Present, Problem Problem)[] beside = [.. _absent.Where(a => a.Body == _active.Peek() && Equals(a.Facts, _facts))];
        if (beside.Any(a => Answers(a.Present, present)))
        {
            return;
        }

        foreach ((string Body, Facts? Facts, Expr Present, Problem Problem) answered in beside.Where(a => Answers(present, a.Present)))
        {
            _absent.Remove(answered);
            Problems.Remove(answered.Problem);
        }

        _absent.Add((_active.Peek(), _facts, present, problem));
        Problems.Add(problem);
    }

    private static string Written(Term objects) =>
        objects is { Kind: TermKind.Call, Name: "Nullable.Value" } ? Written(objects.Arguments[0])
        : objects.Kind == TermKind.Call && objects.Arguments.Count > 0 ? $"{Written(objects.Arguments[0])}.{objects.Name.Substring(objects.Name.IndexOf('.') + 1)}(…)" : objects.Name;

    /// <summary>Gives a lowered value a name for the reader of generated code.</summary>
    private static Value NameValue(Value value, string name)
    {
        if (value is ScalarValue { Expr: { IsCondition: false } expr })
        {
            expr.Named(name.Substring(name.LastIndexOf('.') + 1)); // the parameter of a function inside a body has the function's name before it
        }

        return value;
    }

    /// <summary>The problem as an exception: nothing more can be said of this body.</summary>
    public static LoweringException Fail(Rule rule, SourceSpan span, params string[] arguments) => new(new(rule.Id, span, new(arguments)));

    // The way out is to split the body that was entered, whatever it calls.
    private LoweringException Excess(string growth, string budget) => Fail(Rules.BudgetExceeded, _helpers[_active.Last()].Body.Span, spec.TypeName, growth, budget);

    private Expr Scalar(Term term, Scope scope) => AsScalar(Lower(term, scope), term);

    private static Expr AsScalar(Value value, Term term) =>
        value is ScalarValue scalar ? scalar.Expr : throw Fail(Rules.UnsupportedConstruct, term.Span, Describe(term));

    private static string Describe(Term term) => term.Name.Length > 0 ? term.Name : term.Kind.ToString();

    private EventValue AsEvent(Term term, Scope scope) =>
        Lower(term, scope) as EventValue ?? throw Fail(Rules.UnsupportedConstruct, term.Span, Describe(term));

    private Value LowerMember(Term term, Scope scope)
    {
        EventValue self = AsEvent(term.Arguments[0], scope);
        return self.Members.TryGetValue(term.Name, out Value? value) ? value : NameValue(Run(term.Name, self), CodeNames.Camel(term.Name));
    }

    private EventValue LowerWith(Term term, Scope scope)
    {
        EventValue self = AsEvent(term.Arguments[0], scope);
        Dictionary<string, Value> members = self.Members.ToDictionary(static m => m.Key, static m => m.Value);
        foreach (Term assign in term.Arguments.Skip(1))
        {
            if (!members.ContainsKey(assign.Name))
            {
                throw Fail(Rules.UnsupportedConstruct, assign.Span, assign.Name);
            }

            members[assign.Name] = Lower(assign.Arguments[0], scope);
        }

        EventValue result = new(members);
        Note(term, [self], result);
        return result;
    }

    private Value LowerCall(Term term, Scope scope)
    {
        Intrinsics.Meaning meaning = Intrinsics.Find(term.Name) ?? throw Fail(Rules.UnknownOperation, term.Span, term.Name, Rules.InTheLanguage);
        Value[] arguments = [.. term.Arguments.Select(a => Lower(a, scope))];
        try
        {
            return Note(term, arguments, meaning(this, arguments, term));
        }
        catch (Exception e) when (e is InvalidCastException or IndexOutOfRangeException)
        {
            // The operation exists, but not for operands of this kind.
            throw Fail(Rules.UnknownOperation, term.Span, term.Name, Rules.InTheLanguage);
        }
    }

    private Value Note(Term term, IReadOnlyList<Value> operands, Value result)
    {
        if (IsTracing && !_isNever)
        {
            _sites.Add(new(_active.Last(), term, operands, result, _facts) { Invocation = _invocation });
        }

        return result;
    }

    // Whatever was noted from here on decides nothing: what is asked of a pair before "a.Pt > b.Pt", where both are one object.
    private void Disregard(int from)
    {
        for (int i = from; i < _sites.Count; i++)
        {
            _sites[i] = _sites[i] with { Facts = new(Pool.False, _sites[i].Facts) };
        }
    }

    private Value LowerConditional(Term term, Scope scope)
    {
        Expr condition = Scalar(term.Arguments[0], scope);

        // What is never reached has no meaning: nothing is asked of a local on a path on which it is null.
        if (Decided(condition) is { } holds)
        {
            return Lower(term.Arguments[holds ? 1 : 2], scope);
        }

        Expr outer = Required;
        Value? a = Reached(condition, term.Arguments[1], scope, out Expr requiredA);
        Value? b = Reached(Pool.Not(condition), term.Arguments[2], scope, out Expr requiredB);
        if (a is null || b is null)
        {
            Required = Pool.And(outer, a is null ? requiredB : requiredA);
            return a ?? b ?? throw new NeverReachedException(term.Span);
        }

        Required = outer;

        if (a is NullValue or OptionalValue || b is NullValue or OptionalValue)
        {
            return Optional(condition, a, requiredA, b, requiredB, term);
        }

        Required = Pool.And(outer, Pool.And(Pool.Or(Pool.Not(condition), requiredA), Pool.Or(condition, requiredB)));
        return Choose(condition, a, b, term);
    }

    // What a term means where a condition holds; null where it asks for what is null for certain, which only what is never reached may do.
    private Value? Reached(Expr condition, Term term, Scope scope, out Expr required)
    {
        Required = Pool.True;
        Value? value;
        try
        {
            value = Under(condition, () => Lower(term, scope));
        }
        catch (NeverReachedException)
        {
            value = null;
        }

        required = Required;
        return value;
    }

    // Whether a condition holds where that is known without looking into it: it is a constant, or has been asked on the way.
    private bool? Decided(Expr condition)
    {
        if (condition.Op == Op.True)
        {
            return ExprPool.IsTrue(condition);
        }

        Expr fails = Pool.Not(condition);
        foreach (Expr fact in Facts.All(_facts))
        {
            if (fact == condition || fact == fails)
            {
                return fact == condition;
            }
        }

        return null;
    }

    private Value Optional(Expr condition, Value a, Expr requiredA, Value b, Expr requiredB, Term term)
    {
        (Expr presentA, Value? innerA) = Presence(a);
        (Expr presentB, Value? innerB) = Presence(b);
        Expr present = Pool.Or(
            Pool.And(condition, Pool.And(presentA, requiredA)),
            Pool.And(Pool.Not(condition), Pool.And(presentB, requiredB)));
        Value? inner = innerA is null ? innerB : innerB is null ? innerA : Choose(condition, innerA, innerB, term);
        return inner is null ? new NullValue() : new OptionalValue(present, inner);
    }

    // The parts of a tuple may be absent each by itself.
    private Value Either(Expr condition, Value a, Value b, Term term) => a is NullValue or OptionalValue || b is NullValue or OptionalValue
        ? Optional(condition, a, Pool.True, b, Pool.True, term)
        : Choose(condition, a, b, term);

    private (Expr Present, Value? Inner) Presence(Value value) => value switch
    {
        NullValue => (Pool.False, null),
        OptionalValue optional => (optional.Present, optional.Inner),
        _ => (Pool.True, value),
    };

    private Value Choose(Expr condition, Value a, Value b, Term term) => (a, b) switch
    {
        (ScalarValue x, ScalarValue y) => new ScalarValue(Pool.Select(condition, x.Expr, y.Expr)),
        (FourVectorValue x, FourVectorValue y) => FourVectorValue.Select(Pool, condition, x, y),
        (TransverseValue x, TransverseValue y) => TransverseValue.Select(Pool, condition, x, y),
        (SpatialValue x, SpatialValue y) => x.With(y, (a, b) => Pool.Select(condition, a, b)),
        (PairValue x, PairValue y) => new PairValue(Pool.Select(condition, x.First, y.First), Pool.Select(condition, x.Second, y.Second)),
        (TupleValue x, TupleValue y) => new TupleValue([.. x.Parts.Zip(y.Parts, (a, b) => Either(condition, a, b, term))]),
        (ObjectsValue x, ObjectsValue y) => new ObjectsValue(
            [.. x.Slots.Zip(y.Slots, (s, t) => (Pool.Select(condition, s.Present, t.Present), Choose(condition, s.Item, t.Item, term)))],
            Pool.Select(condition, x.Count, y.Count)),
        (EventValue x, EventValue y) => new EventValue(x.Members.ToDictionary(
            static m => m.Key,
            m => ReferenceEquals(m.Value, y.Members[m.Key]) ? m.Value : Choose(condition, m.Value, y.Members[m.Key], term))),
        _ => throw Fail(Rules.UnsupportedConstruct, term.Span, "a conditional of these types"),
    };

    private Value LowerUnary(Term term, Value value) => (term.Name, value) switch
    {
        (_, NullValue) => value,
        (_, OptionalValue x) => x with { Inner = LowerUnary(term, x.Inner) },
        ("!", ScalarValue x) => new ScalarValue(Pool.Not(x.Expr)),
        ("+", _) => value,
        ("-", ScalarValue x) => new ScalarValue(Pool.Negate(x.Expr)),
        ("-", FourVectorValue x) => x.Times(Pool.Constant(-1)),
        ("-", TransverseValue x) => x.Times(Pool.Constant(-1)),
        ("-", SpatialValue x) => x.Each(Pool.Negate),
        ("-", VelocityValue x) => x with { IsReversed = !x.IsReversed },
        _ => throw Fail(Rules.UnsupportedConstruct, term.Span, $"unary {term.Name}"),
    };

    private Value LowerBinary(Term term, Scope scope)
    {
        int noted = _sites.Count;
        Value a = Lower(term.Arguments[0], scope);
        if (term.Name is "&&" or "||")
        {
            // C# evaluates the right side only where the left one leaves it open.
            Expr left = AsScalar(a, term.Arguments[0]);
            bool isAnd = term.Name == "&&";
            if (left == (isAnd ? Pool.False : Pool.True))
            {
                return a;
            }

            Expr outer = Required;
            Expr open = isAnd ? left : Pool.Not(left);
            Expr right = Reached(open, term.Arguments[1], scope, out Expr required) is { } reached ? AsScalar(reached, term.Arguments[1]) : isAnd ? Pool.False : Pool.True;
            Required = Pool.And(outer, Pool.Or(Pool.Not(open), required));
            if (right == (isAnd ? Pool.False : Pool.True))
            {
                Disregard(noted);
            }

            return new ScalarValue(isAnd ? Pool.And(left, right) : Pool.Or(left, right));
        }

        return Operate(term, a, Lower(term.Arguments[1], scope));
    }

    private Value Operate(Term term, Value a, Value b)
    {
        if (a is NullValue or OptionalValue || b is NullValue or OptionalValue)
        {
            return Lifted(term, a, b);
        }

        return (a, b) is (TupleValue x, TupleValue y) && term.Name is "==" or "!="
            ? new ScalarValue(AreEqual(term, x, y))
            : Note(term, [a, b], Combine(term, a, b));
    }

    // As C# lifts an operator to values that may be absent.
    private Value Lifted(Term term, Value a, Value b)
    {
        (Expr presentA, Value? innerA) = Presence(a);
        (Expr presentB, Value? innerB) = Presence(b);
        Expr both = Pool.And(presentA, presentB);
        int noted = _sites.Count;
        Value? inner = innerA is null || innerB is null ? null : Under(presentA, () => Under(presentB, () => Operate(term, innerA, innerB)));
        Expr holds = inner is ScalarValue { Expr: { IsCondition: true } condition } ? condition : Pool.False;
        switch (term.Name)
        {
            case "==" or "!=":
                // Two that are absent are equal, one alone is not.
                Expr others = term.Name == "==" ? Pool.Or(presentA, presentB) : Same(presentA, presentB);
                return new ScalarValue(Pool.Or(Pool.And(both, holds), Pool.Not(others)));
            case "<" or "<=" or ">" or ">=":
                for (int i = noted; i < _sites.Count; i++)
                {
                    _sites[i] = _sites[i] with { Presence = both };
                }

                return new ScalarValue(Pool.And(both, holds));
            case "&" or "|":
                // One operand can decide alone.
                Expr left = innerA is ScalarValue x ? x.Expr : Pool.False, right = innerB is ScalarValue y ? y.Expr : Pool.False;
                Expr Decides(Expr present, Expr value) => Pool.And(present, term.Name == "&" ? Pool.Not(value) : value);
                Expr isDecided = Pool.Or(Decides(presentA, left), Decides(presentB, right));
                return new OptionalValue(Pool.Or(both, isDecided), new ScalarValue(term.Name == "&" ? Pool.Not(isDecided) : isDecided));
            default:
                return inner is null ? new NullValue() : new OptionalValue(both, inner);
        }
    }

    // Part by part, as C# compares tuples.
    private Expr AreEqual(Term term, TupleValue a, TupleValue b)
    {
        IEnumerable<Expr> parts = a.Parts.Zip(b.Parts, (x, y) => AsScalar(Operate(term, x, y), term));
        return term.Name == "==" ? parts.Aggregate(Pool.True, Pool.And) : parts.Aggregate(Pool.False, Pool.Or);
    }

    private Value Combine(Term term, Value a, Value b) => (term.Name, a, b) switch
    {
        ("+", ScalarValue x, ScalarValue y) => new ScalarValue(Pool.Add(x.Expr, y.Expr)),
        ("-", ScalarValue x, ScalarValue y) => new ScalarValue(Pool.Subtract(x.Expr, y.Expr)),
        ("*", ScalarValue x, ScalarValue y) => new ScalarValue(Pool.Multiply(x.Expr, y.Expr)),
        ("/", ScalarValue x, ScalarValue y) => new ScalarValue(Pool.Divide(x.Expr, y.Expr)),
        ("<", ScalarValue x, ScalarValue y) => new ScalarValue(Pool.Compare(Op.Less, x.Expr, y.Expr)),
        ("<=", ScalarValue x, ScalarValue y) => new ScalarValue(Pool.Compare(Op.LessOrEqual, x.Expr, y.Expr)),
        (">", ScalarValue x, ScalarValue y) => new ScalarValue(Pool.Compare(Op.Less, y.Expr, x.Expr)),
        (">=", ScalarValue x, ScalarValue y) => new ScalarValue(Pool.Compare(Op.LessOrEqual, y.Expr, x.Expr)),
        ("==", ScalarValue x, ScalarValue y) => new ScalarValue(Same(x.Expr, y.Expr)),
        ("!=", ScalarValue x, ScalarValue y) => new ScalarValue(Pool.Not(Same(x.Expr, y.Expr))),
        ("==" or "!=", FourVectorValue x, FourVectorValue y) => Compared(term, x.IsPolar == y.IsPolar, x.Stored, y.Stored),
        ("==" or "!=", TransverseValue x, TransverseValue y) => Compared(term, x.IsPolar == y.IsPolar, [x.First, x.Second], [y.First, y.Second]),
        ("==" or "!=", SpatialValue x, SpatialValue y) => Compared(term, true, [x.X, x.Y, x.Z], [y.X, y.Y, y.Z]),
        ("^", ScalarValue x, ScalarValue y) => new ScalarValue(Pool.Not(Same(x.Expr, y.Expr))),
        ("&", ScalarValue x, ScalarValue y) => new ScalarValue(Pool.And(x.Expr, y.Expr)),
        ("|", ScalarValue x, ScalarValue y) => new ScalarValue(Pool.Or(x.Expr, y.Expr)),
        ("+", FourVectorValue x, FourVectorValue y) => x.Plus(y),
        ("-", FourVectorValue x, FourVectorValue y) => x.Plus(y.Times(Pool.Constant(-1))),
        ("*", FourVectorValue x, FourVectorValue y) => new ScalarValue(x.Dot(y)),
        ("*", ScalarValue x, FourVectorValue y) => y.Times(x.Expr),
        ("*", FourVectorValue x, ScalarValue y) => x.Times(y.Expr),
        ("/", FourVectorValue x, ScalarValue y) => x.Times(Pool.Divide(Pool.One, y.Expr)),
        ("+", TransverseValue x, TransverseValue y) => x.Plus(y),
        ("-", TransverseValue x, TransverseValue y) => x.Minus(y),
        ("*", ScalarValue x, TransverseValue y) => y.Times(x.Expr),
        ("*", TransverseValue x, ScalarValue y) => x.Times(y.Expr),
        ("/", TransverseValue x, ScalarValue y) => x.Times(Pool.Divide(Pool.One, y.Expr)),
        ("+", SpatialValue x, SpatialValue y) => x.With(y, Pool.Add),
        ("-", SpatialValue x, SpatialValue y) => x.With(y, Pool.Subtract),
        ("*", ScalarValue x, SpatialValue y) => y.Times(Pool, x.Expr),
        ("*", SpatialValue x, ScalarValue y) => x.Times(Pool, y.Expr),
        ("/", SpatialValue x, ScalarValue y) => x.Times(Pool, Pool.Divide(Pool.One, y.Expr)),
        ("*", ScalarValue x, PairValue y) => new TransverseValue(Pool, false, Pool.Multiply(x.Expr, y.First), Pool.Multiply(x.Expr, y.Second), "noise"),
        ("*", PairValue x, ScalarValue y) => new TransverseValue(Pool, false, Pool.Multiply(y.Expr, x.First), Pool.Multiply(y.Expr, x.Second), "noise"),
        _ => throw Fail(Rules.UnsupportedConstruct, term.Span, $"the operator {term.Name} between these types"),
    };

    // Vectors are records, which C# compares by what is stored in them. Of what was added up that depends on how it was rounded on the way.
    private ScalarValue Compared(Term term, bool areAlike, IReadOnlyList<Expr>? a, IReadOnlyList<Expr>? b)
    {
        if (!areAlike || a is null || b is null)
        {
            throw Fail(Rules.UnknownOperation, term.Span, $"{term.Name} of sums, or of momenta in different coordinates", "compare what tells them apart, as 'a.Pt == b.Pt'");
        }

        Expr same = a.Zip(b, (x, y) => x == y ? Pool.True : Same(x, y)).Aggregate(Pool.True, Pool.And);
        return new(term.Name == "==" ? same : Pool.Not(same));
    }

    private Expr Same(Expr a, Expr b) => a.IsCondition
        ? Pool.Or(Pool.And(a, b), Pool.And(Pool.Not(a), Pool.Not(b)))
        : Pool.Compare(Op.Equal, a, b);

    private Value Under(Expr fact, Func<Value> lower)
    {
        (Facts? before, bool isNever) = (_facts, _isNever);
        _isNever |= ExprPool.IsFalse(fact);
        Learn(fact);
        try
        {
            return lower();
        }
        finally
        {
            (_facts, _isNever) = (before, isNever);
        }
    }

    private void Learn(Expr fact)
    {
        if (fact.Op == Op.And)
        {
            Learn(fact.Arguments[0]);
            Learn(fact.Arguments[1]);
        }
        else if (fact.Op == Op.Not && fact.Arguments[0].Op == Op.Or)
        {
            Learn(Pool.Not(fact.Arguments[0].Arguments[0]));
            Learn(Pool.Not(fact.Arguments[0].Arguments[1]));
        }

        _facts = new(fact, _facts);
    }

    /// <summary>Does what has been asked tell that a condition holds?</summary>
    private bool IsKnown(Expr condition, bool isInOrder = false) =>
        ExprPool.IsTrue(condition)
        || Facts.All(_facts).Contains(condition)
        || ObjectCases.Exclude(condition, [.. Facts.All(_facts)], isInOrder);

    // A member's body under circumstances: the body that was entered, the event, and what is known to hold.
    private sealed record Call(string Root, string Key, EventValue Self, Facts? Facts);
}
