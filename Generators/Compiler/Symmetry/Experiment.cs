using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Symmetry;

/// <summary>
/// Expressions evaluated on sample events, before and after a transformation, in some 31 digits with a bound on the rounding error. What is
/// analytic and agrees on random events, to that precision, agrees everywhere: that is how an identity is proved.
/// </summary>
/// <remarks>
/// What is not analytic is made of pieces, and no sample need ever see a rare one. In a proof, therefore, the outcome of a comparison is that
/// of the sample only where both outcomes were seen and the transformation cannot change it; elsewhere it is drawn, as an odd function of the
/// difference of its two sides. An identity that holds for any such function holds for the true one. Equality of two numbers that vary
/// continuously is left out: no set of events of any size has it. So it is with conditions put together from several, of which no few samples need
/// have all: where one outcome is rare, it is drawn from what its comparisons are about, except where the numbers of objects decide.
/// </remarks>
internal sealed class Experiment
{
    // Sides seen in fewer of the samples than one in so many are rare.
    private const int Rare = 8;

    // So are those of conditions put together from several, each of which may be what a transformation changes.
    private const int RareTogether = 4;

    // Samples in which both sides of an identity must exist.
    private const int Enough = 4;

    private readonly IReadOnlyList<Expr> _nodes;
    private readonly Dictionary<int, int> _places = [];
    private readonly bool _isProof;

    // Where the transformations only put objects in another order: conditions that only compare the same number of two of them. In what order they are is decided by all of
    // these together, so none of them is drawn; and no order is rarer than another.
    private readonly bool[] _isOfOrder;
    private readonly bool _isOfExchanges;
    private readonly int _samples;
    private readonly Estimate[][] _before;
    private readonly bool[] _isDrawn;
    private readonly bool[] _isDiscrete;
    private readonly bool[] _splits;
    private readonly bool?[]?[] _known;
    private readonly ulong[]?[] _subjects;
    private readonly List<Estimate[]> _differences;

    /// <summary>Evaluates all that the roots are made of.</summary>
    /// <param name="pool">The pool of the roots.</param>
    /// <param name="roots">The expressions of interest.</param>
    /// <param name="spec">The event whose columns they read.</param>
    /// <param name="inputs">The inputs of each sample.</param>
    /// <param name="isProof">Draw the outcomes of comparisons where samples do not suffice; else every outcome is the true one.</param>
    /// <param name="isOfExchanges">The transformations will only put objects in another order.</param>
    public Experiment(ExprPool pool, IEnumerable<Expr> roots, EventSpec spec, IReadOnlyList<SampleInputs> inputs, bool isProof, bool isOfExchanges = false)
    {
        _nodes = pool.Reach(roots);
        _isProof = isProof;
        _isOfExchanges = isOfExchanges;
        _samples = inputs.Count;
        _before = new Estimate[_nodes.Count][];
        _isDrawn = new bool[_nodes.Count];
        _isOfOrder = new bool[_nodes.Count];
        _isDiscrete = new bool[_nodes.Count];
        _splits = new bool[_nodes.Count];
        _known = new bool?[_nodes.Count][];
        _subjects = new ulong[_nodes.Count][];
        HashSet<int> counts = [.. spec.Members.Where(static m => m.CountColumn >= 0).Select(static m => m.CountColumn)];
        HashSet<int> discrete = [.. spec.Members.Select(static m => m.CountColumn), .. spec.Members.Where(static m => m.ScalarType is "Int32" or "Boolean").SelectMany(static m => m.Columns)];
        for (int i = 0; i < _nodes.Count; i++)
        {
            Expr node = _nodes[i];
            _places.Add(node.Id, i);
            _splits[i] = node.Op is Op.Less or Op.LessOrEqual or Op.Equal or Op.Sign or Op.Abs or Op.Min or Op.Max or Op.Round
                && node.Guarded is null && !node.Arguments[0].IsCondition;
            _isDiscrete[i] = node.Op switch
            {
                Op.Constant or Op.True or Op.Process => true,
                Op.Column => discrete.Contains(node.Index),
                Op.Nuisance or Op.Noise => false,
                _ => node.Arguments.All(a => _isDiscrete[_places[a.Id]]) || (node.Op == Op.Select && node.Arguments.Skip(1).All(a => _isDiscrete[_places[a.Id]])),
            };
            _before[i] = Evaluate(i, inputs, _before);
        }

        if (isProof)
        {
            if (isOfExchanges)
            {
                FindOrder(spec, counts);
            }

            DrawWhatIsRare(counts);
            Expr[] ends = [.. roots];
            do
            {
                for (int i = 0; i < _nodes.Count; i++)
                {
                    bool isTogether = _nodes[i].Op is Op.And or Op.Or;
                    _before[i] = isTogether && _isDrawn[i] ? Draw(i, _subjects) : Evaluate(i, inputs, _before);
                    if (_nodes[i].IsCondition)
                    {
                        _known[i] = Known(i, counts);
                        _subjects[i] = Subjects(i, _before, _subjects);
                        if (isTogether && !_isDrawn[i] && !_isOfOrder[i] && IsRareTogether(i))
                        {
                            _isDrawn[i] = true;
                            _before[i] = Draw(i, _subjects);
                        }
                    }
                }
            }
            while (DrawRareChoices(ends));
        }

        _differences = [.. Enumerable.Range(0, _nodes.Count).Where(i => _splits[i]).Select(i => Difference(_nodes[i], _before))];
    }

    /// <summary>The values of a root, one for each sample.</summary>
    public IReadOnlyList<Estimate> Before(Expr root) => _before[_places[root.Id]];

    /// <summary>Evaluates everything on the transformed samples.</summary>
    /// <param name="inputs">The transformed inputs, in the order of the samples.</param>
    /// <param name="exchanges">
    /// Whether the transformation only puts objects in another order. It changes the outcome of a comparison between them as often as not: the samples show it, and what they
    /// show holds together, as the order of three objects does.
    /// </param>
    public Transformed After(IReadOnlyList<SampleInputs> inputs, bool exchanges = false)
    {
        Estimate[][] after = new Estimate[_nodes.Count][];
        ulong[]?[] subjects = new ulong[_nodes.Count][];
        bool[] isInvariant = new bool[_nodes.Count], readsUnknown = new bool[_nodes.Count];
        for (int i = 0; i < _nodes.Count; i++)
        {
            Expr node = _nodes[i];
            readsUnknown[i] = node.Op == Op.Column
                ? Enumerable.Range(0, _samples).Any(s => _before[i][s].Exists && !inputs[s].Of(node).Exists)
                : node.Arguments.Any(a => readsUnknown[_places[a.Id]]);
            if (node.IsLeaf || (node.Arguments.Count > 0 && node.Arguments.All(a => isInvariant[_places[a.Id]])))
            {
                (after[i], subjects[i], isInvariant[i]) = (_before[i], _subjects[i], true);
                continue;
            }

            if (_isProof && node.IsCondition)
            {
                subjects[i] = Subjects(i, after, subjects);
            }

            if (_isProof && _splits[i])
            {
                Ratio ratio = readsUnknown[i] ? Ratio.None : RatioOf(Difference(node, _before), Difference(node, after));
                if (ratio == Ratio.Positive && node.IsCondition)
                {
                    (after[i], subjects[i], isInvariant[i]) = (_before[i], _subjects[i], true);
                    continue;
                }

                bool isWild = !exchanges && ratio == Ratio.None && node.Op is Op.Less or Op.LessOrEqual or Op.Sign or Op.Equal && !IsPermuted(Difference(node, after));
                bool wasDrawn = _isDrawn[i];
                _isDrawn[i] |= isWild && (node.Op != Op.Equal || _isDiscrete[i]);
                after[i] = Evaluate(i, inputs, after);
                _isDrawn[i] = wasDrawn;
            }
            else
            {
                after[i] = node.Op is Op.And or Op.Or && _isDrawn[i] ? Draw(i, subjects) : Evaluate(i, inputs, after);
            }

            // A comparison that came out the same in all samples may still come out otherwise in the next.
            if ((!node.IsCondition || node.Op is Op.And or Op.Or or Op.Not) && Agree(_before[i], after[i], static _ => true, readsUnknown[i]))
            {
                (after[i], subjects[i], isInvariant[i]) = (_before[i], _subjects[i], true);
            }
        }

        return new(this, after, readsUnknown);
    }

    // What nobody knows how it transforms agrees with nothing: of 'F > 0 ? E : 0' the samples with a zero are not all.
    private static bool Agree(Estimate[] before, Estimate[] after, Func<int, bool> counts, bool readsUnknown)
    {
        int compared = 0;
        for (int s = 0; s < before.Length; s++)
        {
            if (readsUnknown && counts(s) && before[s].Exists && !after[s].Exists)
            {
                return false;
            }

            if (!counts(s) || !before[s].Exists || !after[s].Exists)
            {
                continue;
            }

            if (!before[s].Agrees(after[s]))
            {
                return false;
            }

            compared++;
        }

        return compared >= Enough;
    }

    // The number whose sign decides.
    private Estimate[] Difference(Expr node, Estimate[][] values)
    {
        Estimate[] a = values[_places[node.Arguments[0].Id]];
        if (node.Arguments.Count == 1)
        {
            return a;
        }

        Estimate[] b = values[_places[node.Arguments[1].Id]];
        Estimate[] differences = new Estimate[_samples];
        for (int s = 0; s < _samples; s++)
        {
            differences[s] = b[s] - a[s];
        }

        return differences;
    }

    // The same question asked of each object of a collection is one question: its outcomes are counted, and drawn, together. Of numbers of objects, which
    // come in turn, one sample tells; a difference of a few whole numbers would often be drawn as if it never were zero.
    private void DrawWhatIsRare(HashSet<int> counts)
    {
        int[] shapes = Shapes(static _ => -1);
        HashSet<int> signed = SignedPowers();
        foreach (IGrouping<int, int> alike in Enumerable.Range(0, _nodes.Count).Where(i => _splits[i] && !_isOfOrder[i] && !signed.Contains(_nodes[i].Id)).GroupBy(i => shapes[i]))
        {
            Op op = _nodes[alike.First()].Op;
            if (op == Op.Equal && !alike.All(i => _isDiscrete[i]))
            {
                continue;
            }

            Estimate[] differences = [.. alike.SelectMany(i => Difference(_nodes[i], _before)).Where(static d => d.Exists)];
            int holds = differences.Count(d => op == Op.Equal ? d.IsZero : d.Value.High > 0);
            int few = alike.All(i => IsCounted(_nodes[i], counts)) ? 1 : Few(Rare);
            if (op == Op.Round || holds < few || differences.Length - holds < few)
            {
                foreach (int i in alike)
                {
                    _isDrawn[i] = true;
                }
            }
        }
    }

    // A choice within a choice: where few samples come to one side of it, its outcome is drawn, too. True where one was that had not been.
    private bool DrawRareChoices(IReadOnlyList<Expr> roots)
    {
        bool isNew = false;
        foreach (Expr root in roots)
        {
            // The samples in which a node matters to the root.
            bool[]?[] matters = new bool[_nodes.Count][];
            matters[_places[root.Id]] = [.. Enumerable.Repeat(true, _samples)];
            for (int i = _places[root.Id]; i >= 0; i--)
            {
                if (matters[i] is not { } own || _nodes[i].Arguments.Count == 0)
                {
                    continue;
                }

                Expr node = _nodes[i];
                bool isChoice = node.Op == Op.Select;
                int condition = isChoice ? _places[node.Arguments[0].Id] : -1;
                int holds = 0, fails = 0;
                for (int k = 0; k < node.Arguments.Count; k++)
                {
                    bool[] inner = matters[_places[node.Arguments[k].Id]] ??= new bool[_samples];
                    for (int s = 0; s < _samples; s++)
                    {
                        bool isTaken = own[s] && (!isChoice || k == 0 || Transformed.Holds(_before[condition][s]) == (k == 1));
                        inner[s] |= isTaken;
                        bool isOpen = isTaken && isChoice && k > 0 && _known[condition]![s] is null;
                        holds += isOpen && k == 1 ? 1 : 0;
                        fails += isOpen && k == 2 ? 1 : 0;
                    }
                }

                if (isChoice && holds + fails >= Few(RareTogether) && (holds < Few(RareTogether) || fails < Few(RareTogether)))
                {
                    int decides = _nodes[condition].Op == Op.Not ? _places[_nodes[condition].Arguments[0].Id] : condition;
                    bool mayBeDrawn = !_isDrawn[decides] && !_isOfOrder[decides] && (_nodes[decides].Op is Op.And or Op.Or || (_splits[decides] && (_nodes[decides].Op != Op.Equal || _isDiscrete[decides])));
                    _isDrawn[decides] |= mayBeDrawn;
                    isNew |= mayBeDrawn;
                }
            }
        }

        return isNew;
    }

    private int Few(int one) => _samples / one;

    private bool IsRareTogether(int place)
    {
        int holds = 0, fails = 0;
        for (int s = 0; s < _samples; s++)
        {
            if (_known[place]![s] is null)
            {
                (holds, fails) = Transformed.Holds(_before[place][s]) ? (holds + 1, fails) : (holds, fails + 1);
            }
        }

        return holds < Few(RareTogether) || fails < Few(RareTogether);
    }

    private void FindOrder(EventSpec spec, HashSet<int> counts)
    {
        Dictionary<int, int> coordinates = [];
        foreach (MemberSpec member in spec.Members.Where(static m => m.Kind == MemberKind.FourVectors))
        {
            int width = member.Columns.Count / member.Capacity;
            for (int c = 0; c < member.Columns.Count; c++)
            {
                coordinates[member.Columns[c]] = member.Columns[c % width];
            }
        }

        // One of two that are alike, whichever order chooses, is like both.
        int[] kinds = Shapes(column => coordinates.TryGetValue(column, out int first) ? first : column);
        for (int i = 0; i < _nodes.Count; i++)
        {
            Expr node = _nodes[i];
            int Place(int argument) => _places[node.Arguments[argument].Id];
            bool AreAlike(int first) => kinds[Place(first)] == kinds[Place(first + 1)];
            _isOfOrder[i] = node.Op switch
            {
                Op.True => true,
                Op.And or Op.Or or Op.Not => node.Arguments.All(a => _isOfOrder[_places[a.Id]]),
                Op.Less or Op.LessOrEqual or Op.Equal when IsCounted(node, counts) => true,
                Op.Less or Op.LessOrEqual or Op.Min or Op.Max when node.Guarded is null => AreAlike(0),
                _ => false,
            };
            if ((node.Op is Op.Min or Op.Max && _isOfOrder[i]) || (node.Op == Op.Select && !node.IsOfObject && _isOfOrder[Place(0)] && AreAlike(1)))
            {
                kinds[i] = kinds[Place(1)];
            }
        }
    }

    private static bool IsCounted(Expr number, HashSet<int> counts) =>
        number.Op == Op.Constant || (number.Op == Op.Column ? counts.Contains(number.Index) : number.Arguments.Count > 0 && number.Arguments.All(a => IsCounted(a, counts)));

    // What the numbers of objects say of a condition, in each sample: null where they leave it open. What continuous numbers never are is not left open either.
    private bool?[] Known(int place, HashSet<int> counts)
    {
        Expr node = _nodes[place];
        bool isSettled = node.Op switch
        {
            Op.True => true,
            Op.Equal => !_isDiscrete[place] || IsCounted(node, counts),
            Op.And or Op.Or or Op.Not => false,
            _ => IsCounted(node, counts),
        };
        bool?[] known = new bool?[_samples];
        for (int s = 0; s < _samples; s++)
        {
            bool? Of(int argument) => _known[_places[node.Arguments[argument].Id]]![s];
            known[s] = node.Op switch
            {
                Op.Not => !Of(0),
                Op.And => Of(0) & Of(1),
                Op.Or => Of(0) | Of(1),
                _ => isSettled ? Transformed.Holds(_before[place][s]) : null,
            };
        }

        return known;
    }

    // A number for what a condition is about in each sample: the differences that it compares, in whatever order. a < b is what b > a is, and what b ≤ a is not.
    private ulong[] Subjects(int place, Estimate[][] values, ulong[]?[] subjects)
    {
        Expr node = _nodes[place];
        ulong[] result = new ulong[_samples];
        int compared = node.Op == Op.Not ? _places[node.Arguments[0].Id] : place;
        if (_splits[compared])
        {
            Estimate[] differences = Difference(_nodes[compared], values);
            for (int s = 0; s < _samples; s++)
            {
                bool isPositive = differences[s].Value.High > 0 != (compared != place);
                result[s] = SampleRandom.Mix(DrawnOperation.Bits(differences[s]) + (_nodes[compared].Op != Op.Equal && isPositive ? 1UL : 0));
            }
        }
        else if (node.Op is Op.And or Op.Or or Op.Not)
        {
            foreach (Expr argument in node.Arguments)
            {
                ulong[] part = subjects[_places[argument.Id]]!;
                for (int s = 0; s < _samples; s++)
                {
                    result[s] += part[s];
                }
            }
        }

        return result;
    }

    private Estimate[] Draw(int place, ulong[]?[] subjects)
    {
        Estimate[] result = new Estimate[_samples];
        for (int s = 0; s < _samples; s++)
        {
            bool holds = _known[place]![s] ?? SampleRandom.Mix(subjects[place]![s]) % 2 == 0;
            result[s] = Estimate.Exact(holds ? 1 : 0);
        }

        return result;
    }

    // A number for the way in which each node is computed, whatever the object that it is computed of.
    private int[] Shapes(Func<int, int> column)
    {
        Dictionary<(Op, double, int, int, int), int> known = [];
        int[] shapes = new int[_nodes.Count];
        for (int i = 0; i < _nodes.Count; i++)
        {
            Expr node = _nodes[i];
            int Of(int argument) => argument < node.Arguments.Count ? shapes[_places[node.Arguments[argument].Id]] : -1;

            (Op, double, int, int, int) key = node.Op == Op.Column ? (Op.Column, column(node.Index), -1, -1, -1)
                : node.IsOfObject ? (Op.Select, 0, Of(1), -1, -1)
                : (node.Op, node.Number, Of(0), Of(1), Of(2));
            if (!known.TryGetValue(key, out shapes[i]))
            {
                known.Add(key, shapes[i] = known.Count);
            }
        }

        return shapes;
    }

    // sign(x)·√|x| and m·|m|, the lowering's mass and its square: one monotonic function of x, without pieces to miss.
    private HashSet<int> SignedPowers()
    {
        HashSet<int> signed = [];
        foreach (Expr node in _nodes.Where(static n => n.Op == Op.Multiply))
        {
            foreach ((Expr x, Expr y) in new[] { (node.Arguments[0], node.Arguments[1]), (node.Arguments[1], node.Arguments[0]) })
            {
                if (y.Op == Op.Abs && y.Arguments[0] == x)
                {
                    signed.Add(y.Id);
                }
                else if (x.Op == Op.Sign && y.Op == Op.Sqrt && y.Arguments[0].Op == Op.Abs && y.Arguments[0].Arguments[0] == x.Arguments[0])
                {
                    signed.Add(x.Id);
                    signed.Add(y.Arguments[0].Id);
                }
            }
        }

        return signed;
    }

    private static Ratio RatioOf(Estimate[] before, Estimate[] after)
    {
        Estimate? ratio = null;
        for (int s = 0; s < before.Length; s++)
        {
            if (!before[s].Exists || !after[s].Exists || (before[s].IsZero && after[s].IsZero))
            {
                continue;
            }

            Estimate next = after[s] / before[s];
            if (!next.Exists || next.IsZero || (ratio is { } first && !first.Agrees(next)))
            {
                return Ratio.None;
            }

            ratio ??= next;
        }

        return ratio is { } constant && constant.Value.High < 0 ? Ratio.Negative : Ratio.Positive;
    }

    // Does each sample's difference stand, up to its sign, in another comparison of the same sample? Then the transformation exchanges them.
    private bool IsPermuted(Estimate[] after)
    {
        for (int s = 0; s < after.Length; s++)
        {
            Estimate d = after[s];
            if (d.Exists && !_differences.Exists(other => other[s].Agrees(d) || (-other[s]).Agrees(d)))
            {
                return false;
            }
        }

        return true;
    }

    private Estimate[] Evaluate(int place, IReadOnlyList<SampleInputs> inputs, Estimate[][] values)
    {
        Expr node = _nodes[place];
        Estimate[] result = new Estimate[_samples];
        Estimate[] a = node.Arguments.Count > 0 ? values[_places[node.Arguments[0].Id]] : [];
        Estimate[] b = node.Arguments.Count > 1 ? values[_places[node.Arguments[1].Id]] : [];
        Estimate[] c = node.Arguments.Count > 2 ? values[_places[node.Arguments[2].Id]] : [];
        for (int s = 0; s < _samples; s++)
        {
            result[s] = node.Op switch
            {
                Op.Column or Op.Process or Op.Nuisance or Op.Noise => inputs[s].Of(node),
                _ when node.Guarded is { } magnitude => node.Arguments[0] == magnitude ? a[s] : b[s],
                Op.Round when _isDrawn[place] && _isOfExchanges => DrawnOperation.Tied(a[s]),
                _ => _isDrawn[place]
                    ? DrawnOperation.Evaluate(node, a[s], b.Length > 0 ? b[s] : default)
                    : Operation.Evaluate(node, a.Length > 0 ? a[s] : default, b.Length > 0 ? b[s] : default, c.Length > 0 ? c[s] : default),
            };
        }

        return result;
    }

    private enum Ratio
    {
        None,
        Positive,
        Negative,
    }

    /// <summary>The expressions on the transformed samples.</summary>
    internal sealed class Transformed(Experiment experiment, Estimate[][] after, bool[] readsUnknown)
    {
        /// <summary>Is a value the same before and after, up to a factor, in every sample in which it is there?</summary>
        public bool Agrees(Expr present, Expr result, double factor)
        {
            (Estimate[] before, Estimate[] present2) = (At(experiment._before, result), At(after, present));
            Estimate[] scaled = factor == 1 ? before : [.. before.Select(x => x * Estimate.Exact(factor))];
            return Agree(At(experiment._before, present), present2, static _ => true, readsUnknown[experiment._places[present.Id]])
                && Agree(scaled, At(after, result), s => Holds(present2[s]), readsUnknown[experiment._places[result.Id]]);
        }

        /// <summary>The power of the factor by which the result grew in all samples in which it is there; null if there is none.</summary>
        public double? Degree(Expr present, Expr result, double factor) =>
            FirstDegree(present, result, factor) is { } degree && Quarter(degree) is { } quarter && Agrees(present, result, Math.Pow(factor, quarter)) ? quarter : null;

        /// <summary>Is there such a power, as far as these samples tell?</summary>
        public bool MayGrow(Expr present, Expr result, double factor) =>
            FirstDegree(present, result, factor) is not { } degree || (Quarter(degree) is { } quarter && !Differs(present, result, Math.Pow(factor, quarter)));

        /// <summary>Is there a sample in which the two, up to a factor, are beyond doubt not the same?</summary>
        public bool Differs(Expr present, Expr result, double factor = 1)
        {
            (Estimate[] before, Estimate[] now) = (At(experiment._before, result), At(after, result));
            (Estimate[] was, Estimate[] there) = (At(experiment._before, present), At(after, present));
            for (int s = 0; s < before.Length; s++)
            {
                if (was[s].Exists && there[s].Exists
                    && (Holds(was[s]) != Holds(there[s])
                        || (Holds(was[s]) && before[s].Exists && now[s].Exists && (factor == 1 ? before[s] : before[s] * Estimate.Exact(factor)).Differs(now[s]))))
                {
                    return true;
                }
            }

            return false;
        }

        private static double? Quarter(double degree) => Math.Abs(degree - (Math.Round(4 * degree) / 4)) < 1e-9 ? Math.Round(4 * degree) / 4 : null;

        // The power by which the result grew in the first sample that tells.
        private double? FirstDegree(Expr present, Expr result, double factor)
        {
            (Estimate[] before, Estimate[] now, Estimate[] there) = (At(experiment._before, result), At(after, result), At(after, present));
            for (int s = 0; s < before.Length; s++)
            {
                if (Holds(there[s]) && before[s].Exists && now[s].Exists && !before[s].IsZero)
                {
                    return Math.Log((now[s].Value / before[s].Value).High) / Math.Log(factor);
                }
            }

            return null;
        }

        internal static bool Holds(Estimate condition) => condition.Value.High > 0.5;

        private Estimate[] At(Estimate[][] values, Expr node) => values[experiment._places[node.Id]];
    }
}
