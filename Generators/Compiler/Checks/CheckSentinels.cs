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
                    _stored[scalar.Expr] = new(member.Absent, [trace.Pool.Input(Op.Column, member.Columns[0])]);
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
    public static IEnumerable<Problem> Run(BodyTrace trace, InferDomains domains)
    {
        CheckSentinels check = new(trace, domains);
        List<Problem> problems = [.. trace.Sites.Select(check.Find).OfType<Problem>()];

        // One question mends a formula: of nested operations the innermost is marked.
        return problems.Where(p => !problems.Exists(other => other.Arguments.Equals(p.Arguments) && IsInside(other.Span, p.Span)));
    }

    private static bool IsInside(SourceSpan inner, SourceSpan outer) =>
        inner != outer && inner.Start >= outer.Start && inner.Start + inner.Length <= outer.Start + outer.Length;

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
            Sentinel any = new(found[0].Sentinel.Number, [.. found.SelectMany(static f => f.Sentinel.Askable)]);
            found = [.. found.Select(f => (f.Operand, any))];
        }

        foreach ((Expr operand, Sentinel sentinel) in found)
        {
            if (!IsAskedAbout(sentinel, site) && IsTakenUnasked(sentinel, site, operand))
            {
                return new(Rules.SentinelInArithmetic.Id, site.Term.Span, new([Problem.Source, sentinel.Number.ToString("R", CultureInfo.InvariantCulture)]));
            }
        }

        return null;
    }

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
        return written is null ? null : new(written.Number, [operand, .. _trace.Pool.Reach(conditions).Where(static e => e.Op == Op.Column)]);
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

    // Any question about it will do: "x > 0" and "x != -99" both tell the sentinel apart, and so does what tells whether the object is there.
    private bool IsAskedAbout(Sentinel sentinel, Site site) => Facts.All(site.Facts)
        .Concat(_trace.Spec.Selections.Where(s => s != site.Body).Select(s => _trace.Results[s]).OfType<ScalarValue>().Select(static s => s.Expr))
        .Any(fact => _trace.Pool.Reach([fact]).Any(sentinel.Askable.Contains));

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

            int taken = node.Op == Op.Select && asking.Contains(node.Arguments[0]) ? isNumber ? 1 : 0 : node.Arguments.Count;
            for (int i = 0; i < taken; i++)
            {
                if (seen.Add(node.Arguments[i]))
                {
                    open.Push(node.Arguments[i]);
                }
            }
        }

        return !isThere;
    }

    /// <summary>A number that stands for what is absent, and all of which any question tells it apart.</summary>
    private sealed record Sentinel(double Number, HashSet<Expr> Askable);
}
