using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Checks;

/// <summary>
/// Finds sums and differences of momenta, and sums of one of their coordinates, in which one object is counted twice in one event; and distances, differences, ratios
/// and choices of an object and itself.
/// </summary>
/// <remarks>
/// A term may be there only where a condition holds, as those of a sum over some objects are. Two of them are one mistake where one is there whenever the other is: objects that pass
/// one of two cuts may overlap with those that pass the other, but whoever wrote the cuts knows that.
/// </remarks>
internal sealed class CheckSums
{
    private readonly BodyTrace _trace;
    private readonly InferDomains _domains;
    private readonly Func<SourceSpan, string> _text;
    private readonly VectorNames _names;

    // Coordinates of vectors by what they are called and where they are read, null where they are stored; and the transverse components of what momenta are sums of.
    private readonly Dictionary<Expr, List<(string Name, Term? Read)>> _coordinates;
    private readonly Dictionary<Expr, string> _components;

    // What a file without magnitudes holds; of an object that may be absent, its components are chosen, too.
    private readonly HashSet<FourVectorValue> _stored;
    private readonly HashSet<int> _ofMomenta;

    // Where bodies put vectors together, or boost them.
    private readonly Lazy<Dictionary<FourVectorValue, Site>> _made;

    private readonly Lazy<ILookup<SourceSpan, Site>> _placed;
    private readonly Lazy<ILookup<Value, Site>> _taken;

    private CheckSums(BodyTrace trace, InferDomains domains, Func<SourceSpan, string> text)
    {
        (_trace, _domains, _text, _names) = (trace, domains, text, new(trace.Spec));
        _made = new(Made);
        _stored = new(trace.Stored.Members.Values.SelectMany(static v => v is ObjectsValue objects ? objects.Slots.Select(static slot => slot.Item) : [v]).OfType<FourVectorValue>(), FourVectorValue.Nameless);
        _ofMomenta = [.. trace.Spec.Members.Where(static m => m.Kind is MemberKind.FourVector or MemberKind.FourVectors or MemberKind.Transverse).SelectMany(static m => m.Columns)];
        (_coordinates, _components) = (Coordinates(), Components());
        _placed = new(() => trace.Sites.ToLookup(static s => s.Term.Span));
        _taken = new(() => trace.Sites.SelectMany(static s => s.Operands, static (s, operand) => (s, operand)).ToLookup(static t => t.operand, static t => t.s));
    }

    /// <summary>Everything that is wrong.</summary>
    /// <param name="trace">The bodies.</param>
    /// <param name="domains">The values that their nodes take.</param>
    /// <param name="text">What stands at a place of the declaration.</param>
    public static IEnumerable<Problem> Run(BodyTrace trace, InferDomains domains, Func<SourceSpan, string> text)
    {
        CheckSums check = new(trace, domains, text);
        List<Problem> problems = [];
        HashSet<SourceSpan> places = [];
        foreach (Site site in trace.Sites)
        {
            if (places.Contains(site.Term.Span))
            {
                continue;
            }

            if (check.BesideItself(site) is { } same)
            {
                places.Add(site.Term.Span);
                problems.Add(new(Rules.BesideItself.Id, site.Term.Span, new([Problem.Source, $"has '{same}' on both sides, and says nothing; take the other object"])));
            }
            else if (check.NearestToItself(site) is { } nearest)
            {
                if (places.Add(nearest.Span))
                {
                    problems.Add(new(Rules.BesideItself.Id, nearest.Span, new([Problem.Source, nearest.Text])));
                }
            }
            else if (check.Twice(site) is { } twice && !check.IsMasslessPair(site) && check.PlaceOf(site) is var place && places.Add(place))
            {
                problems.Add(new(Rules.CountedTwice.Id, place, new([Problem.Source, twice])));
            }
        }

        // "a + a + a": the sum that has it twice is mended first.
        return problems.Where(p => !problems.Exists(other => other.Arguments.Equals(p.Arguments) && p.Span.Surrounds(other.Span)));
    }

    private static bool IsSum(Site site) => site.Term is { Kind: TermKind.Binary, Name: "+" or "-" } or { Kind: TermKind.Call, Name: "Kinematics.InvariantMass" or "Kinematics.MinPairMass" };

    // What an operation counts twice, or null.
    private string? Twice(Site site) => !IsSum(site) ? null : site.Term switch
    {
        { Kind: TermKind.Binary } when site.Operands is [ScalarValue { Expr: { IsCondition: false } left }, ScalarValue { Expr: { IsCondition: false } right }] => Twice(site, left, right) ?? Repeated(site),
        { Name: "-" } => Twice(site.Operands, -1, site.Facts),
        _ => Twice(site.Operands, 1, site.Facts) ?? Repeated(site),
    };

    // "Sigma + Sigma", "p.Direction + p.Direction": whatever is made of momenta, written twice.
    private string? Repeated(Site site) => site.Term is { Kind: TermKind.Binary, Name: "+" } && site.Operands[0] is ScalarValue or SpatialValue ? WrittenTwice(site) : null;

    // "Electron.DeltaR(Electron)", "Max(a.Pt, a.Pt)", "a.Eta - a.Eta", "a.Pt / a.Pt": the same in every event, or no choice at all.
    private string? BesideItself(Site site) => site.Term switch
    {
        { Kind: TermKind.Binary, Name: "-" or "/" } => WrittenTwice(site),
        { Kind: TermKind.Call, Name: var name } when name.Substring(name.IndexOf('.') + 1) is "DeltaR" or "DeltaRapidityR" or "DeltaPhi" or "DeltaEta" or "OpeningAngle" or "Cross" or "Max" or "Min" => WrittenTwice(site),
        _ => null,
    };

    // "Jets.Min(a => Jets.Min(b => a.DeltaR(b)))", "Jets.Min(j => j.DeltaR(Jets[0]))": the nearest to an object of the collection is itself, at a distance of zero.
    private (SourceSpan Span, string Text)? NearestToItself(Site site)
    {
        if (SmallestOf(site.Term) is not ({ } objects, { } each, var value))
        {
            return null;
        }

        string all = _text(objects.Span);
        bool IsOneOf(Term other, IReadOnlyCollection<string> ranging) => other is { Kind: TermKind.Variable, Name: var name } ? ranging.Contains(name)
            : other is { Kind: TermKind.Call, Arguments: [{ Span.IsInSight: true } from, ..] } && other.Name.EndsWith(".this[]", StringComparison.Ordinal) && _text(from.Span) == all;
        (Term Distance, string Each, IReadOnlyCollection<string> Others)? asked = DistanceIn(value) is { } distance ? (distance, each, [])
            : BodyTerms.All(value).Select(SmallestOf).FirstOrDefault(s => s is { Objects.Span.IsInSight: true } inner && _text(inner.Objects.Span) == all) is { } nested && DistanceIn(nested.Value) is { } inside
                ? (inside, nested.Each, [each])
                : null;
        if (asked is not { } found || !found.Distance.Span.IsInSight)
        {
            return null;
        }

        (Term left, Term right) = (found.Distance.Arguments[0], found.Distance.Arguments[1]);
        bool IsEach(Term side) => side is { Kind: TermKind.Variable } && side.Name == found.Each;
        return (IsEach(left) && IsOneOf(right, found.Others)) || (IsEach(right) && IsOneOf(left, found.Others))
            ? (found.Distance.Span, $"is also that of an object and itself, zero, and no other one is smaller; leave that pair out, as in '{CodeNames.OnOneLine(all)}.Where(b => b.Pt < a.Pt).Min(…)'")
            : null;
    }

    // The objects of a smallest value, the name of each, and the value.
    private static (Term Objects, string Each, Term Value)? SmallestOf(Term term) =>
        term is { Kind: TermKind.Call, Arguments: [{ Span.IsInSight: true } objects, { Kind: TermKind.Lambda, Arguments: [var value] } lambda] }
            && term.Name.StartsWith("UpTo", StringComparison.Ordinal) && term.Name.EndsWith(".Min", StringComparison.Ordinal)
            ? (objects, lambda.Name, value)
            : null;

    // A distance that is never negative, as a whole.
    private static Term? DistanceIn(Term value)
    {
        bool isAbsolute = value is { Kind: TermKind.Call, Name: "Kinematics.Abs" or "Math.Abs" };
        Term inside = isAbsolute ? value.Arguments[0] : value;
        return inside is { Kind: TermKind.Call, Arguments.Count: >= 2 } && inside.Name.Substring(inside.Name.IndexOf('.') + 1) is var name
            && (name is "DeltaR" or "DeltaRapidityR" or "OpeningAngle" || (isAbsolute && name is "DeltaPhi" or "DeltaEta"))
            ? inside
            : null;
    }

    private string? WrittenTwice(Site site)
    {
        if (site.Term.Arguments is not { Count: >= 2 } arguments || arguments[0] is not { Span.IsInSight: true } left || arguments[1] is not { Span.IsInSight: true } right
            || left.Span.Length != right.Span.Length || !site.Operands[0].Equals(site.Operands[1]))
        {
            return null;
        }

        Expr[] parts = site.Operands[0] switch
        {
            ScalarValue number => [number.Expr],
            SpatialValue p => [p.X, p.Y, p.Z],
            TransverseValue p => [p.X, p.Y],
            FourVectorValue p => [p.Px, p.Py, p.Pz],
            _ => [],
        };
        return _text(left.Span) == _text(right.Span) && _trace.Pool.Reach(parts).Any(e => e.Op == Op.Column && _ofMomenta.Contains(e.Index)) && IsAlwaysTwice(site) ? CodeNames.OnOneLine(_text(left.Span)) : null;
    }

    // "Jets.Sum(a => Jets.Sum(b => (a + b).Mass)) / 2": of all pairs those of a massless object and itself have no mass, and add nothing.
    private bool IsMasslessPair(Site site)
    {
        if (site.Operands is not [FourVectorValue { IsMassless: true } one, FourVectorValue same] || !one.IsSameAs(same)
            || (site.Term.Name != "Kinematics.InvariantMass" && _taken.Value[site.Result].Select(static s => s.Term.Name).DefaultIfEmpty("").Any(static taken => taken is not ("FourVector.Mass" or "FourVector.M2"))))
        {
            return false;
        }

        (Value First, Value Second)[] pairs = [.. _placed.Value[site.Term.Span].Where(s => s.Body == site.Body && s.Operands.Count == 2).Select(static s => (s.Operands[0], s.Operands[1]))];
        return pairs.Any(p => !Equals(p.First, one) && Equals(p.Second, one)) && pairs.Any(p => Equals(p.First, one) && !Equals(p.Second, one));
    }

    // "Pair(a, b) => a + b" is right: of what it is given, the call is marked.
    private SourceSpan PlaceOf(Site site)
    {
        Term[] added = [.. Added(site.Term)];
        if (site.Invocation is null || added.Length < 2 || !AreDifferentVariables(added)
            || !_trace.Spec.Helpers.Any(h => added.All(t => h.Parameters.Contains(t.Name)) && BodyTerms.All(h.Body).Any(t => ReferenceEquals(t, site.Term))))
        {
            return site.Term.Span;
        }

        SourceSpan[] calls = [.. Invocation.All(site.Invocation).SkipWhile(static i => i.Outer is not null && AreDifferentVariables([.. i.Term.Arguments.Skip(1)])).Select(static i => i.Term.Span)];
        return calls[0].IsInSight ? calls[0] : site.Term.Span;
    }

    private static bool AreDifferentVariables(IReadOnlyCollection<Term> terms) =>
        terms.All(static t => t.Kind == TermKind.Variable) && terms.Select(static t => t.Name).Distinct().Count() == terms.Count;

    private static IEnumerable<Term> Added(Term term) => term is { Kind: TermKind.Binary, Name: "+" or "-" } or { Kind: TermKind.Call } ? term.Arguments.SelectMany(Added) : [term];

    private Dictionary<Expr, List<(string Name, Term? Read)>> Coordinates()
    {
        Dictionary<Expr, List<(string Name, Term? Read)>> coordinates = [];
        void Add(Expr coordinate, string name, Term? read)
        {
            if (!coordinates.TryGetValue(coordinate, out List<(string Name, Term? Read)>? names))
            {
                coordinates.Add(coordinate, names = []);
            }

            names.Add((name, read));
        }

        foreach (MemberSpec member in _trace.Spec.Members.Where(static m => m is { Kind: MemberKind.Scalar, ScalarType: "Energy" }))
        {
            if (_trace.Stored.Members[member.Name] is ScalarValue { Expr: { Op: not Op.Constant } stored })
            {
                Add(stored, member.Name, null);
            }
        }

        foreach (Site site in _trace.Sites)
        {
            if (site.Term is { Kind: TermKind.Call, Arguments.Count: 1 } && site.Result is ScalarValue { Expr: { Op: not Op.Constant } coordinate })
            {
                string accessor = site.Term.Name.Substring(site.Term.Name.IndexOf('.') + 1);
                if (site.Operands is [FourVectorValue vector])
                {
                    string whole = NameOf(vector);
                    Add(coordinate, $"{(whole.Contains(" + ") ? $"({whole})" : whole)}.{accessor}", site.Term);
                }
                else if (site.Operands is [TransverseValue plane])
                {
                    Add(coordinate, IsOne(plane) ? $"{_names.Of(plane.Name)}.{accessor}" : CodeNames.OnOneLine(_text(site.Term.Span)), site.Term);
                }
            }
        }

        return coordinates;
    }

    // What two accessors give, as E and |p| of a massless vector, may well stand beside itself; what other sums read it as is nothing to this one.
    private string? NameOf(Expr coordinate, Site sum)
    {
        if (!_coordinates.TryGetValue(coordinate, out List<(string Name, Term? Read)>? known))
        {
            return null;
        }

        string? Only(IEnumerable<(string Name, Term? Read)> names) => names.Select(static n => n.Name).Distinct().Take(2).ToArray() is [var name] ? name : null;
        if (Only(known) is { } one)
        {
            return one;
        }

        // Where a local may be what another accessor gave, all that the body reads may be.
        Term[] read = [.. BodyTerms.Reached(_trace.Spec, sum.Term)];
        bool hasLocals = read.Any(static t => t.Kind != TermKind.Call && t.Arguments.Any(static a => a.Kind == TermKind.Variable)) || sum.Term.Arguments.Any(static a => a.Kind == TermKind.Variable);
        HashSet<Term> reached = new(hasLocals ? BodyTerms.Reached(_trace.Spec, sum.Body) : read);
        return Only(known.Where(k => k.Read is null || reached.Contains(k.Read)));
    }

    // What was chosen, if only between a vector and none, is a sum of what it was chosen from.
    private bool IsChosen(FourVectorValue leaf) => !leaf.IsPolar && leaf.Px.Op == Op.Select && !_stored.Contains(leaf);

    private Dictionary<Expr, string> Components()
    {
        Dictionary<Expr, string> components = [];
        void Add(Expr x, Expr y, string name)
        {
            if (x.Op != Op.Constant && y.Op != Op.Constant)
            {
                components[x] = components[y] = name;
            }
        }

        bool isChosen = _trace.Sites.Any(s => IsSum(s) && s.Operands.OfType<FourVectorValue>().Any(v => v.Leaves().Any(l => IsChosen(l.Leaf))));

        foreach (Site site in _trace.Sites)
        {
            foreach (Value operand in site.Operands)
            {
                if (operand is TransverseValue plane && IsOne(plane))
                {
                    Add(plane.X, plane.Y, _names.Of(plane.Name));
                }
                else if (operand is FourVectorValue vector && (site.Term is { Kind: TermKind.Call, Name: "FourVector.P3" or "FourVector.Transverse" } || (isChosen && IsSum(site))))
                {
                    foreach ((_, FourVectorValue leaf) in vector.Leaves().Where(l => !IsChosen(l.Leaf)))
                    {
                        Add(leaf.Px, leaf.Py, NameOf(leaf));
                    }
                }
            }
        }

        return components;
    }

    // Of a sum of transverse vectors the components are left.
    private static bool IsOne(TransverseValue vector) => vector.IsPolar || vector.X.Op is not (Op.Add or Op.Subtract or Op.Negate or Op.Select);

    // "a.Pt + b.Pt + a.Pt", "Ht + Jets[0].Pt", "m - a.Mass - a.Mass": the same coordinate of the same vector. "(a - b) - (b - c)" compares two differences.
    private string? Twice(Site site, Expr left, Expr right)
    {
        int sign = site.Term.Name == "+" ? 1 : -1;
        IReadOnlyList<ConditionalTerm> first = Terms(left, site.Facts, _coordinates.ContainsKey), second = Terms(right, site.Facts, _coordinates.ContainsKey);
        bool isSum = (sign < 0 || first.All(static t => t.Term.Number > 0)) && second.All(static t => t.Term.Number > 0);
        return isSum && Shared(first, second, sign, e => NameOf(e, site)) is { } name && (first.Count + second.Count > 2 || IsAlwaysTwice(site)) ? name : null;
    }

    // "a.Pt + a.Pt", with nothing beside it to tell that another was meant: not of a pair among others, as those that a helper is called with, nor "x + x", nor of a mean.
    private bool IsAlwaysTwice(Site sum) => sum.Term.Arguments.Any(static a => a.Kind != TermKind.Variable) && !IsHalved(sum) && _trace.Sites.All(site => site.Term.Span != sum.Term.Span || site.Operands.Count != sum.Operands.Count || site.Operands[0].Equals(site.Operands[1]));

    // "(a.Pt + a.Pt) / 2": a mean, of one where another could have been.
    private bool IsHalved(Site sum) => sum.Result is ScalarValue { Expr: { } whole } && _trace.Sites.Any(site => site.Body == sum.Body && site.Operands is [ScalarValue a, ScalarValue b]
        && ((site.Term is { Kind: TermKind.Binary, Name: "/" } && a.Expr == whole && b.Expr.Is(2))
            || (site.Term is { Kind: TermKind.Binary, Name: "*" } && ((a.Expr == whole && b.Expr.Is(0.5)) || (b.Expr == whole && a.Expr.Is(0.5))))));

    // The sign is that of the last of two operands; what is subtracted twice is counted twice.
    private string? Twice(IReadOnlyList<Value> operands, int sign, Facts? facts)
    {
        for (int i = 0; i < operands.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                string? shared = (operands[j], operands[i]) switch
                {
                    (FourVectorValue first, FourVectorValue last) => Shared(first, last, sign, facts),
                    (TransverseValue first, TransverseValue last) => Shared((first.X, first.Y), (last.X, last.Y), sign, facts),
                    (SpatialValue first, SpatialValue last) => Shared((first.X, first.Y), (last.X, last.Y), sign, facts),
                    _ => null,
                };
                if (shared is not null)
                {
                    return shared;
                }
            }
        }

        return null;
    }

    private string? Shared((Expr X, Expr Y) first, (Expr X, Expr Y) last, int sign, Facts? facts) =>
        SharedComponent(first.X, last.X, sign, facts) is { } name && SharedComponent(first.Y, last.Y, sign, facts) == name ? name : null;

    private string? SharedComponent(Expr first, Expr last, int sign, Facts? facts) =>
        Shared(Terms(first, facts, _components.ContainsKey), Terms(last, facts, _components.ContainsKey), sign, e => _components.TryGetValue(e, out string? name) ? name : null);

    private string? Shared(IReadOnlyList<ConditionalTerm> first, IReadOnlyList<ConditionalTerm> last, int sign, Func<Expr, string?> nameOf)
    {
        foreach (ConditionalTerm term in last)
        {
            if (term.Term.Factors is [{ } factor] && first.Any(t => t.Term.Factors is [{ } other] && other == factor && AreCountedTwice(t, term, sign)) && nameOf(factor) is { } name)
            {
                return name;
            }
        }

        return null;
    }

    private string? Shared(FourVectorValue first, FourVectorValue last, int sign, Facts? facts)
    {
        foreach ((Expr factor, FourVectorValue leaf) in last.Leaves())
        {
            foreach ((Expr before, FourVectorValue other) in first.Leaves())
            {
                if (leaf.IsSameAs(other) && Terms(before, facts).Any(t => Terms(factor, facts).Any(u => t.Term.Factors.Count + u.Term.Factors.Count == 0 && AreCountedTwice(t, u, sign))))
                {
                    return NameOf(leaf);
                }
            }
        }

        return first.Leaves().Concat(last.Leaves()).Any(l => IsChosen(l.Leaf)) ? Shared((first.Px, first.Py), (last.Px, last.Py), sign, facts) : null;
    }

    private IReadOnlyList<ConditionalTerm> Terms(Expr sum, Facts? facts, Func<Expr, bool>? isWhole = null) =>
        Sums.ConditionalTerms(sum, facts, isWhole ?? (static _ => false), _trace.Pool);

    // Each whole, and one of them there in every event in which the other is. "a - (b - a)" may well be the difference of two.
    private bool AreCountedTwice(ConditionalTerm first, ConditionalTerm last, int sign) =>
        first.Term.Number.Equals(sign * last.Term.Number) && (first.Term.Number.Equals(-1) || (sign > 0 && first.Term.Number.Equals(1)))
        && (IsThereWith(first, last) || IsThereWith(last, first)) && !_domains.AreExclusive(Facts.All(first.Facts).Concat(Facts.All(last.Facts)));

    private bool IsThereWith(ConditionalTerm term, ConditionalTerm other)
    {
        HashSet<Expr> known = [.. Facts.All(other.Facts)];
        return Facts.All(term.Facts).All(fact => known.Contains(fact) || _domains.AreExclusive(known.Concat([_trace.Pool.Not(fact)])));
    }

    // A vector that a body puts together or boosts has no name but what is written there.
    private string NameOf(FourVectorValue vector) =>
        _made.Value.TryGetValue(vector, out Site? site) ? CodeNames.OnOneLine(_text(site.Term.Span)) : _names.Of(vector.Name);

    private Dictionary<FourVectorValue, Site> Made()
    {
        Dictionary<FourVectorValue, Site> made = new(FourVectorValue.Nameless);
        foreach (Site site in _trace.Sites)
        {
            if (site is { Term.Span.IsInSight: true, Result: FourVectorValue { IsSum: false } vector } && !made.ContainsKey(vector)
                && (site.Operands.All(static o => o is ScalarValue) || _names.Find(vector.Name) is null))
            {
                made.Add(vector, site);
            }
        }

        return made;
    }
}
