using System.Globalization;
using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Checks;

/// <summary>Finds sentinels, the numbers that stand for what is absent, where they are computed with.</summary>
internal sealed class CheckSentinels
{
    // A choice among more than this says nothing.
    private const int MostChoices = 16;

    // Of a sentinel in another unit.
    private const double Rounding = 1e-6;

    private readonly BodyTrace _trace;
    private readonly InferDomains _domains;

    // What a column that may hold a sentinel is read as.
    private readonly Dictionary<Expr, Sentinel> _stored = [];
    private readonly HashSet<double> _declared;

    // What has been given another unit, or lost it, and what that is of.
    private readonly Dictionary<Expr, Expr> _converted = [];

    // Columns of objects that may be missing, and what tells whether they are.
    private readonly HashSet<int> _objects = [];
    private readonly HashSet<Expr> _presences = [];

    private CheckSentinels(BodyTrace trace, InferDomains domains)
    {
        _trace = trace;
        _domains = domains;
        foreach (MemberSpec member in trace.Spec.Members)
        {
            switch (trace.Stored.Members[member.Name])
            {
                case ScalarValue scalar when member is { Kind: MemberKind.Scalar, Columns.Count: > 0 } && !double.IsNaN(member.Absent):
                    Expr column = trace.Pool.Input(Op.Column, member.Columns[0]);
                    _stored[scalar.Expr] = new(member.Absent, column, [column]);
                    break;
                case ObjectsValue objects:
                    _objects.UnionWith(member.Columns);
                    _presences.UnionWith(objects.Slots.Select(static s => s.Present));
                    _presences.Add(objects.Count);
                    break;
            }
        }

        // Zero, positive numbers and -1 are numbers first: a sign, a charge.
        IEnumerable<double> all = trace.Spec.Members.Where(static m => m.Kind == MemberKind.FourVectors).Select(static m => m.Absent)
            .Concat(trace.Spec.Features.Select(static f => f.Absent)).Concat(_stored.Values.Select(static s => s.Number));
        _declared = [.. all.Where(static x => x < -1)];
    }

    /// <summary>Everything that is wrong.</summary>
    /// <param name="trace">The bodies.</param>
    /// <param name="domains">The values that their nodes take.</param>
    /// <returns>What computes with a sentinel, or keeps it, and the problem that this is.</returns>
    public static IReadOnlyList<(Site Site, Problem Problem)> Run(BodyTrace trace, InferDomains domains)
    {
        CheckSentinels check = new(trace, domains);
        List<(Site Site, Problem Problem)> found = [];
        foreach (Site site in trace.Sites)
        {
            if (check.Find(site) is { } problem)
            {
                found.Add((site, problem));
            }
        }

        found.AddRange(check.Passed());

        // One question mends a formula: of nested operations the innermost is marked.
        return found.FindAll(f => !found.Exists(other => other.Problem.Arguments.Equals(f.Problem.Arguments) && f.Problem.Span.Surrounds(other.Problem.Span)));
    }

    private Problem? Find(Site site)
    {
        bool isArithmetic = site.Term.Kind == TermKind.Binary && site.Term.Name is "+" or "-" or "*" or "/";
        bool isFunction = site.Term.Kind == TermKind.Call && IsFunction(site.Term.Name);
        bool isVector = site.Term.Kind == TermKind.Call && site.Result is FourVectorValue or TransverseValue
            && (site.Term.Name.StartsWith("FourVector.", StringComparison.Ordinal) || site.Term.Name.StartsWith("TransverseVector.", StringComparison.Ordinal));
        if (!isArithmetic && !isFunction && !isVector)
        {
            if (site.Term.Kind == TermKind.Call && IsUnit(site.Term.Name) && site is { Operands: [ScalarValue { Expr: { } of }], Result: ScalarValue { Expr: { } converted } } && of != converted)
            {
                _converted[converted] = of;
            }

            return null;
        }

        // What gives its operand back, as "x / 1.GeV" does, only takes the unit away.
        List<(Expr Operand, Sentinel Sentinel)> found = [];
        foreach (ScalarValue operand in site.Operands.OfType<ScalarValue>())
        {
            if (!operand.Expr.IsCondition && !operand.Equals(site.Result) && SentinelOf(operand.Expr) is { } sentinel)
            {
                found.Add((operand.Expr, sentinel));
            }
        }

        // The coordinates of one object are there together: who has asked for one has asked for all.
        if (isVector && found.Count > 1)
        {
            Sentinel any = found[0].Sentinel with { Askable = [.. found.SelectMany(static f => f.Sentinel.Askable)] };
            found = [.. found.Select(f => (f.Operand, any))];
        }

        foreach ((Expr operand, Sentinel sentinel) in found)
        {
            if (!IsAskedAbout(sentinel, site) && IsTakenUnasked(sentinel, site, operand))
            {
                return Of(site, sentinel, "computes with");
            }
        }

        return null;
    }

    private static Problem Of(Site site, Sentinel sentinel, string verb) =>
        new(Rules.SentinelInArithmetic.Id, site.Term.Span, new([Problem.Source, $"{verb} {sentinel.Number.ToString("R", CultureInfo.InvariantCulture)}"]));

    // "chi2 < 10" keeps the events without a vertex, where chi2 is -1, unless some selection asks for them. A number of something may be that question in other words.
    private IEnumerable<(Site Site, Problem Problem)> Passed()
    {
        string[] selections = [.. _trace.Spec.Selections.Where(s => _trace.Results[s] is ScalarValue { Expr.IsCondition: true })];
        Expr[] conditions = [.. selections.Select(s => ((ScalarValue)_trace.Results[s]).Expr)];
        if (_stored.Count == 0 || _trace.Pool.Reach(conditions).Any(IsNumberOfSomething))
        {
            yield break;
        }

        foreach (Sentinel sentinel in _stored.Values.Where(s => !conditions.Any(c => Asks(c, true, s))))
        {
            for (int i = 0; i < selections.Length; i++)
            {
                Expr? passed = Comparisons(conditions[i], true).FirstOrDefault(c => c.Comparison.Op != Op.Equal && IsPassedBy(c.Comparison, c.IsTrue, sentinel)).Comparison;
                if (passed is not null && _trace.Sites.FirstOrDefault(site => site.Body == selections[i] && site.Result is ScalarValue result && result.Expr == passed) is { } site)
                {
                    yield return (site, Of(site, sentinel, "keeps what has"));
                }
            }
        }
    }

    private bool IsNumberOfSomething(Expr node) => _presences.Contains(node) || (node.Op == Op.Column && _domains.Of(node).IsInteger && !IsNoNumber(node.Index));

    // A charge, or what an event or a particle is called, tells of no object whether it is there.
    private bool IsNoNumber(int column) => _trace.Spec.Members.Where(m => m.Columns.Contains(column)).Select(static m => m.Name).Prepend(_trace.Spec.Columns[column].Name)
        .Any(static name => ColumnWords.Any(name, static w => w is "q" or "charge" or "sign" or "id" or "pdg" or "pdgid" or "run" or "event" or "lumi" or "year"));

    private static IEnumerable<(Expr Comparison, bool IsTrue)> Comparisons(Expr condition, bool isTrue)
    {
        HashSet<(Expr, bool)> seen = [];
        Stack<(Expr, bool)> open = new([(condition, isTrue)]);
        while (open.Count > 0)
        {
            (Expr next, bool isNextTrue) = open.Pop();
            if (!seen.Add((next, isNextTrue)))
            {
                continue;
            }

            if (next.Op is Op.And or Op.Or or Op.Not)
            {
                foreach (Expr part in next.Arguments)
                {
                    open.Push((part, isNextTrue == (next.Op != Op.Not)));
                }
            }
            else
            {
                yield return (next, isNextTrue);
            }
        }
    }

    // Does a condition that holds, or fails, tell the sentinel apart? Of all that mentions it only the comparison does not that it passes like a small value.
    private bool Asks(Expr condition, bool isTrue, Sentinel sentinel) =>
        IsAbout(condition, sentinel) && Comparisons(condition, isTrue).Any(c => !IsPassedBy(c.Comparison, c.IsTrue, sentinel) && IsAbout(c.Comparison, sentinel));

    private bool IsAbout(Expr condition, Sentinel sentinel) => _trace.Pool.Reach([condition]).Any(sentinel.Askable.Contains);

    // With a bound beyond zero, or near the sentinel, it is the sentinel that is meant: "x < 0", "x > 900". What is asked of another number is passed: "x != -99", "x > -9999".
    private static bool IsPassedBy(Expr comparison, bool isTrue, Sentinel sentinel)
    {
        if (comparison.Op is not (Op.Less or Op.LessOrEqual or Op.Equal))
        {
            return false;
        }

        (Expr a, Expr b) = (comparison.Arguments[0], comparison.Arguments[1]);
        (double? value, double? bound) = b.Op == Op.Constant ? (ValueOf(a, sentinel), (double?)b.Number) : (ValueOf(b, sentinel), a.Op == Op.Constant ? a.Number : null);
        if (value is not { } number || bound is not { } limit || number == 0 || Math.Abs(number - limit) < Rounding * Math.Abs(number))
        {
            return false;
        }

        bool isBelow = (b.Op == Op.Constant) == isTrue;
        return comparison.Op == Op.Equal ? !isTrue : isBelow ? limit > Math.Max(0, number) : limit < (number < 0 ? number : number / 2);
    }

    // In whatever unit it is compared.
    private static double? ValueOf(Expr operand, Sentinel sentinel) => operand == sentinel.Of ? sentinel.Number : operand.Op switch
    {
        Op.Multiply when operand.Arguments[1].Op == Op.Constant => ValueOf(operand.Arguments[0], sentinel) * operand.Arguments[1].Number,
        Op.Multiply when operand.Arguments[0].Op == Op.Constant => ValueOf(operand.Arguments[1], sentinel) * operand.Arguments[0].Number,
        Op.Divide when operand.Arguments[1].Op == Op.Constant => ValueOf(operand.Arguments[0], sentinel) / operand.Arguments[1].Number,
        _ => null,
    };

    private static bool IsFunction(string name)
    {
        int dot = name.IndexOf('.');
        return (name.Substring(0, dot), name.Substring(dot + 1)) switch
        {
            (_, "Max" or "Clamp") => false, // they cut it off
            ("Kinematics" or "Math", _) => true,
            (_, "Squared" or "Sqrt" or "SignedSqrt") => true,
            _ => false,
        };
    }

    private static bool IsUnit(string name) => name is "Energy.InGeV" or "Energy.InMeV" or "Energy.InTeV" or "Angle.InDegrees" || name.StartsWith("Units.", StringComparison.Ordinal);

    private Sentinel? SentinelOf(Expr operand)
    {
        operand = operand.Op == Op.Negate ? operand.Arguments[0] : operand;
        operand = _converted.TryGetValue(operand, out Expr? of) ? of : operand;

        // Stored: a column that may hold it.
        if (_stored.TryGetValue(operand, out Sentinel? stored))
        {
            return stored;
        }

        // Written: "x ?? -25", "… ? x : -25", a switch.
        List<Expr> conditions = [], values = [];
        Stack<Expr> open = new([operand]);
        while (open.Count > 0 && conditions.Count < MostChoices)
        {
            Expr next = open.Pop();
            if (next.Op != Op.Select)
            {
                values.Add(next);
                continue;
            }

            conditions.Add(next.Arguments[0]);
            open.Push(next.Arguments[2]);
            open.Push(next.Arguments[1]);
        }

        Expr? written = conditions.Count == 0 ? null
            : values.Find(v => v.Op == Op.Constant && _declared.Contains(v.Number)) ?? values.Find(v => v.Op == Op.Constant && v.Number < 0 && StandsForMissing(v.Number, conditions, values));
        return written is null ? null : new(written.Number, operand, [operand, .. _trace.Pool.Reach(conditions).Where(static e => e.Op == Op.Column)]);
    }

    // Not declared anywhere, but beside what is computed from objects where they are there: -99 and its kin are no physics, nor are -1, -9 or -10 beside what
    // is never negative.
    private bool StandsForMissing(double number, List<Expr> conditions, List<Expr> values)
    {
        bool isNines = IsOneOf(number, static power => (10 * power) - 1);
        if (!isNines && !IsOneOf(number, static power => power))
        {
            return false;
        }

        List<Expr> computed = values.FindAll(static v => v.Op != Op.Constant);
        return computed.Count > 0
            && (number < -10 && isNines || computed.TrueForAll(v => _domains.Of(v).Min >= 0))
            && _trace.Pool.Reach(conditions).Any(_presences.Contains)
            && _trace.Pool.Reach(computed).Any(e => e.Op == Op.Column && _objects.Contains(e.Index));
    }

    private static bool IsOneOf(double number, Func<double, double> ofPower)
    {
        for (double power = 1; power <= 1e6; power *= 10)
        {
            if (number.Equals(-ofPower(power)))
            {
                return true;
            }
        }

        return false;
    }

    // Nearly any question about it will do: "x > 0" and "x != -99" both tell the sentinel apart, and so does what tells whether the object is there. Who asks on the
    // spot has thought of it; a selection is asked for its events, and "x >= 0 || y > 50" lets some pass unasked.
    private bool IsAskedAbout(Sentinel sentinel, Site site) => Facts.All(site.Facts).Any(fact => AsksOfAll(fact, true, sentinel))
        || _trace.Spec.Selections.Where(s => s != site.Body).Select(s => _trace.Results[s]).OfType<ScalarValue>().Any(s => AsksOfAll(s.Expr, true, sentinel));

    // Does a condition that holds, or fails, tell it apart, whichever of its alternatives it is?
    private bool AsksOfAll(Expr condition, bool holds, Sentinel sentinel)
    {
        // Each comes after its parts. Of what does not hold the alternatives are those of what does.
        HashSet<Expr> about = [];
        Dictionary<(Expr, bool), bool> asks = [];
        foreach (Expr node in _trace.Pool.Reach([condition]))
        {
            if (sentinel.Askable.Contains(node) || node.Arguments.Any(about.Contains))
            {
                about.Add(node);
            }

            foreach (bool isTrue in node.IsCondition ? new[] { true, false } : [])
            {
                bool Of(int argument, bool isSo) => asks[(node.Arguments[argument], isSo)];
                asks[(node, isTrue)] = node.Op switch
                {
                    Op.Not => Of(0, !isTrue),
                    Op.And or Op.Or => (node.Op == Op.And) == isTrue ? Of(0, isTrue) || Of(1, isTrue) : Of(0, isTrue) && Of(1, isTrue),
                    _ => about.Contains(node) && !IsPassedBy(node, isTrue, sentinel),
                };
            }
        }

        return asks[(condition, holds)];
    }

    // A local may be computed before anybody asks, and taken only where the answer allows.
    private bool IsTakenUnasked(Sentinel sentinel, Site site, Expr operand)
    {
        IReadOnlyList<Expr> roots = _trace.Results[site.Body] switch
        {
            ScalarValue scalar => [scalar.Expr],
            OptionalValue { Inner: ScalarValue { Expr.IsCondition: false } inner } optional => [_trace.Pool.Select(optional.Present, inner.Expr, _trace.Pool.Zero)],
            EventValue after => [.. LowerEvent.Outputs(_trace.Spec, _trace.Pool, after).Select(static o => o.Value)],
            _ => [],
        };

        // Of a vector, which is many numbers, the coordinate is followed that it was made of: the question itself reads it.
        bool isNumber = site.Result is ScalarValue;
        Expr computed = isNumber ? ((ScalarValue)site.Result).Expr : operand;
        HashSet<Expr> asking = [];
        bool isThere = false;
        foreach (Expr node in _trace.Pool.Reach(roots))
        {
            isThere |= node == computed;
            if (sentinel.Askable.Contains(node) || node.Arguments.Any(asking.Contains))
            {
                asking.Add(node);
            }
        }

        HashSet<Expr> seen = [];
        Stack<Expr> open = new(roots);
        while (isThere && open.Count > 0)
        {
            Expr node = open.Pop();
            if (node == computed)
            {
                return true;
            }

            bool isQuestion = node.Op == Op.Select && asking.Contains(node.Arguments[0]);
            for (int i = 0; i < node.Arguments.Count; i++)
            {
                bool isTaken = !isQuestion || (i == 0 ? isNumber : !AsksOfAll(node.Arguments[0], i == 1, sentinel));
                if (isTaken && seen.Add(node.Arguments[i]))
                {
                    open.Push(node.Arguments[i]);
                }
            }
        }

        return !isThere;
    }

    /// <summary>A number that stands for what is absent, what has it, and all of which nearly any question tells it apart.</summary>
    private sealed record Sentinel(double Number, Expr Of, HashSet<Expr> Askable);
}
