using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;
using Mandelstam.Compiler.Symmetry;

namespace Mandelstam.Compiler.Checks;

/// <summary>What one nuisance does to the event as stored, on sample events: which members it moves, and what becomes of the transverse momentum.</summary>
internal sealed class NuisanceEffect
{
    // Random events, of which each decides: what does not vanish identically does not vanish on any.
    private const int Samples = 24;

    // What is done at one value of the parameter alone is mostly done to all events.
    private const int SamplesAt = 10;

    // 1.03 - 1 is 0.03, but for the last digit of a double.
    private const double AsWritten = 1e-13;

    // Each may belong to the sum or not.
    private const int MostSums = 3;

    private readonly BodyTrace _trace;
    private readonly int _index;
    private readonly Dictionary<string, Change[]> _changes = [];
    private readonly Experiment _experiment;
    private readonly Lazy<MemberSpec[]> _misfits, _constants;
    private readonly Lazy<bool> _isRotation;

    // What the square of the sum of all momenta grows by; null where some are left as they are.
    private readonly Expr? _grown;
    private readonly Dictionary<double, MemberSpec[]> _changedAt = [];

    private NuisanceEffect(BodyTrace trace, int index, EventValue after)
    {
        _trace = trace;
        After = after;
        _index = index;
        Nuisance = trace.Spec.Nuisances[index];
        ExprPool pool = trace.Pool;
        List<Expr> roots = [];
        foreach (MemberSpec member in trace.Spec.Members)
        {
            Change[] changes = ReferenceEquals(Before(member), Moved(member)) ? [] : [.. Change.Of(pool, Before(member), Moved(member))];
            _changes[member.Name] = changes;
            roots.AddRange(changes.SelectMany(static c => c.All));
        }

        MemberSpec[] momenta = [.. trace.Spec.Members.Where(static m => m.Kind is MemberKind.FourVector or MemberKind.FourVectors or MemberKind.Transverse)];
        if (momenta.All(Writes))
        {
            roots.Add(_grown = pool.Subtract(SquaredSum(momenta.Select(Moved)), SquaredSum(momenta.Select(Before))));
        }

        _experiment = At(trace, index, null, roots);
        _misfits = new(FindMisfits);
        _isRotation = new(() => _grown is not null && momenta.All(m => _changes[m.Name].All(c => Vanishes(c.Size) && Vanishes(c.Eta))) && Vanishes(_grown));
        _constants = new(() => [.. ChangedAt(Nuisance.Nominal).Where(m => !Varies(m) && IsOwn(m))]);
    }

    /// <summary>The nuisance.</summary>
    public NuisanceSpec Nuisance { get; }

    /// <summary>The event that it makes of the stored one.</summary>
    public EventValue After { get; }

    /// <summary>Members that hold visible momenta.</summary>
    public IEnumerable<MemberSpec> Visible => _trace.Spec.Members.Where(static m => m.Kind is MemberKind.FourVector or MemberKind.FourVectors);

    /// <summary>Members that hold the missing momentum.</summary>
    public IEnumerable<MemberSpec> Missing => _trace.Spec.Members.Where(static m => m is { Kind: MemberKind.Transverse, IsMissingMomentum: true });

    /// <summary>
    /// What is a factor where all else is a shift, or the other way about: <c>k</c> in place of <c>1 + k</c>. With that put right, nothing changes at the nominal value, and the transverse momentum balances.
    /// </summary>
    public IReadOnlyList<MemberSpec> Misfits => _misfits.Value;

    /// <summary>What changes at the nominal value by something that has nothing of the parameter in it, nor of other momenta: these may be exchanged, or what it is computed from anew.</summary>
    public IReadOnlyList<MemberSpec> Constants => _constants.Value;

    // Stored transverse vectors beside the missing momentum: what they are the sum of is not declared.
    private IEnumerable<MemberSpec> Sums => _trace.Spec.Members.Where(static m => m is { Kind: MemberKind.Transverse, IsMissingMomentum: false });

    /// <summary>The effects of all nuisances that move momenta.</summary>
    public static IEnumerable<NuisanceEffect> Of(BodyTrace trace)
    {
        for (int i = 0; i < trace.Spec.Nuisances.Count; i++)
        {
            NuisanceSpec nuisance = trace.Spec.Nuisances[i];
            if (nuisance.Kind != NuisanceKind.Rate && trace.Results.TryGetValue(nuisance.Method, out Value? value) && value is EventValue after)
            {
                yield return new(trace, i, after);
            }
        }
    }

    /// <summary>The effect, were it always this event that the nuisance makes.</summary>
    public NuisanceEffect With(EventValue after) => new(_trace, _index, after);

    /// <summary>Is the member assigned anything new?</summary>
    public bool Writes(MemberSpec member) => _changes[member.Name].Length > 0;

    /// <summary>Is the member assigned what has the parameter in it, or noise?</summary>
    public bool Varies(MemberSpec member) =>
        _trace.Pool.Reach(_changes[member.Name].SelectMany(static c => c.All)).Any(e => e.Op == Op.Noise || (e.Op == Op.Nuisance && e.Index == _index));

    /// <summary>Does what comes later, another nuisance or a correction, give a member a value that nothing of the stored one is left in, and that is made of others?</summary>
    public bool IsRecomputed(MemberSpec member, IEnumerable<MemberSpec> of)
    {
        IEnumerable<string> later = _trace.Spec.Nuisances.Where(static n => n.Kind != NuisanceKind.Rate).Select(static n => n.Method)
            .SkipWhile(method => method != Nuisance.Method).Skip(1).Concat(_trace.Spec.Corrections);
        return later.Select(method => _trace.Results.TryGetValue(method, out Value? result) ? result : null).OfType<EventValue>().Select(result => result.Members[member.Name]).Any(after =>
        {
            if (ReferenceEquals(after, Before(member)))
            {
                return false;
            }

            IEnumerable<Expr> parts = after is ScalarValue scalar ? [scalar.Expr] : Momenta(_trace.Pool, after, _trace.Pool.Zero).SelectMany(static p => new[] { p.X, p.Y });
            HashSet<int> read = [.. _trace.Pool.Reach(parts).Where(static e => e.Op == Op.Column).Select(static e => e.Index)];
            return !member.Columns.Any(read.Contains) && of.All(m => m.Columns.Any(read.Contains));
        });
    }

    /// <summary>Does a member's transverse momentum, or its number, change?</summary>
    public bool MovesTransverse(MemberSpec member) => _changes[member.Name].Any(c => !Vanishes(c.X) || !Vanishes(c.Y));

    /// <summary>Does anything of a member change that a stored quantity of this type could depend on?</summary>
    public bool Moves(MemberSpec member, string scalarType) => _changes[member.Name].Any(c => scalarType switch
    {
        "Pseudorapidity" => !Vanishes(c.Eta),
        "Azimuth" => !Vanishes(c.Phi),
        "Angle" => !Vanishes(c.Eta) || !Vanishes(c.Phi),
        _ => c.All.Any(e => !Vanishes(e)),
    }) && (scalarType == "Azimuth" || !IsRotation);

    /// <summary>Does it turn the whole event about the beam? What is missing turns with what is seen then, and nothing but azimuths depends on it.</summary>
    /// <remarks>Each momentum keeps its size and its direction along the beam, and their sum its size: of any events, that is one angle for all.</remarks>
    public bool IsRotation => _isRotation.Value;

    /// <summary>Visible momenta that move: four-vectors, or where none does, what the other particles recoil against as it is stored by itself.</summary>
    public IEnumerable<MemberSpec> MovedVisible => Visible.Any(MovesTransverse) ? Visible.Where(MovesTransverse) : Sums.Where(IsRecoil).Where(MovesTransverse);

    /// <summary>Does a missing momentum take up what the visible ones gain, whatever the event?</summary>
    /// <remarks>
    /// A stored transverse vector that moves too may be a momentum of its own, or a sum of those that are there: what balances either way is right. One that
    /// takes up the change in place of the missing momentum is another missing momentum.
    /// </remarks>
    public bool IsBalancedBy(MemberSpec missing)
    {
        Change[] moved = [.. MovedVisible.Append(missing).SelectMany(m => _changes[m.Name])];
        Change[] sums = Writes(missing) ? [.. Sums.Except(MovedVisible).Where(MovesTransverse).SelectMany(m => _changes[m.Name])] : [];
        return Enumerable.Range(0, 1 << Math.Min(sums.Length, MostSums)).Any(choice =>
        {
            Change[] all = [.. moved, .. sums.Where((_, i) => (choice >> i) % 2 == 1)];
            return VanishesInSum(_experiment, all, static c => c.X) && VanishesInSum(_experiment, all, static c => c.Y);
        }) || IsRotation;
    }

    /// <summary>Missing momenta that do not take up what moves, and should; where it is not what moves that is wrong.</summary>
    public IEnumerable<MemberSpec> Unbalanced => IsBalanced || Misfits.Count > 0 || Visible.Any(Constants.Contains) ? [] : Missing.Where(IsUnbalancedBy);

    private bool IsBalanced => !MovedVisible.Any() || !Missing.Any(IsUnbalancedBy);

    /// <summary>What the nuisance changes at a value of its parameter; the objects of a collection as a whole, whatever their order.</summary>
    public MemberSpec[] ChangedAt(double value)
    {
        if (_changedAt.TryGetValue(value, out MemberSpec[]? known))
        {
            return known;
        }

        Dictionary<string, Change[]> changes = _changes.Where(static c => c.Value.Length > 0).ToDictionary(static c => c.Key, static c => c.Value);
        Experiment there = At(_trace, _index, value, changes.Values.SelectMany(static c => c).SelectMany(static c => new[] { c.X, c.Y, c.Size }));

        // What is no number there is not what is stored either.
        bool IsLost(Change[] own) => own.SelectMany(c => there.Before(c.Size)).All(static x => !x.Exists);
        return _changedAt[value] = [.. _trace.Spec.Members.Where(m => changes.TryGetValue(m.Name, out Change[]? own)
            && (IsLost(own) || !(VanishesInSum(there, own, static c => c.X) && VanishesInSum(there, own, static c => c.Y) && VanishesInSum(there, own, static c => c.Size))))];
    }

    /// <summary>Does the nuisance, at a value of its parameter, give a member what is stored as another?</summary>
    public bool IsAt(double value, MemberSpec member, MemberSpec other)
    {
        Change[] changes = [.. Change.Of(_trace.Pool, Before(other), Moved(member))];
        Experiment there = At(_trace, _index, value, changes.SelectMany(static c => c.All));
        return changes.Length > 0 && changes.All(c => VanishesInSum(there, [c], static c => c.X) && VanishesInSum(there, [c], static c => c.Y) && VanishesInSum(there, [c], static c => c.Size));
    }

    /// <summary>Expressions on sample events: with the parameter of a nuisance at a value, or moved where that is null, and all others at their nominal values.</summary>
    public static Experiment At(BodyTrace trace, int nuisance, double? value, IEnumerable<Expr> roots) => new(trace.Pool, roots, trace.Spec, [.. Inputs(trace, nuisance, value)], isProof: false);

    /// <summary>The transverse momenta that a member holds, with a number in place of the components of what is not there.</summary>
    public static IEnumerable<(Expr X, Expr Y)> Momenta(ExprPool pool, Value value, Expr absent) => value switch
    {
        FourVectorValue p => [(p.Px, p.Py)],
        TransverseValue t => [(t.X, t.Y)],
        ObjectsValue objects => objects.Slots.SelectMany(slot => Momenta(pool, slot.Item, absent).Select(p => (pool.Select(slot.Present, p.X, absent), pool.Select(slot.Present, p.Y, absent)))),
        _ => [],
    };

    private static IEnumerable<SampleInputs> Inputs(BodyTrace trace, int nuisance, double? at)
    {
        SampleRandom random = new(501);
        for (int s = 0; s < (at is null ? Samples : SamplesAt); s++)
        {
            SampleEvent sample = SampleEvent.Draw(trace.Spec, random, s, Reach(s));
            yield return new(sample.Columns(), sample.Process, Nuisances(trace.Spec, nuisance, at ?? Value(trace.Spec.Nuisances[nuisance], random)), Noise(trace.Spec, random));
        }
    }

    /// <summary>All parameters at their nominal values but this one, which is moved.</summary>
    public double[] Nuisances(SampleRandom random) => Nuisances(_trace.Spec, _index, Value(Nuisance, random));

    /// <summary>Noise that belongs to an event.</summary>
    public double[] Noise(SampleRandom random) => Noise(_trace.Spec, random);

    /// <summary>Does another nuisance do the same to a member, for equal values of the two parameters?</summary>
    public bool IsSameAs(NuisanceEffect other, MemberSpec member)
    {
        Expr[] mine = [.. _changes[member.Name].SelectMany(static c => c.All)], theirs = [.. other._changes[member.Name].SelectMany(static c => c.All)];
        if (mine.Length == 0 || mine.Length != theirs.Length)
        {
            return false;
        }

        SampleRandom random = new(77);
        SampleInputs[] inputs = [.. Enumerable.Range(0, Samples).Select(s =>
        {
            SampleEvent sample = SampleEvent.Draw(_trace.Spec, random, s, Reach(s));
            double value = Value(Nuisance, random);
            return new SampleInputs(sample.Columns(), sample.Process, [.. _trace.Spec.Nuisances.Select((n, i) => i == _index || i == other._index ? value : n.Nominal)], Noise(random));
        })];
        Experiment experiment = new(_trace.Pool, [.. mine, .. theirs], _trace.Spec, inputs, isProof: false);
        return mine.Zip(theirs, (a, b) => experiment.Before(a).Zip(experiment.Before(b), static (x, y) => x.Exists == y.Exists && (!x.Exists || x.Agrees(y))).All(static same => same))
            .All(static same => same);
    }

    private bool IsOwn(MemberSpec member)
    {
        HashSet<int> read = [.. _trace.Pool.Reach(_changes[member.Name].SelectMany(static c => c.All)).Where(static e => e.Op == Op.Column).Select(static e => e.Index)];
        return _trace.Spec.Members.All(other => other == member || other.Kind == MemberKind.Scalar || !other.Columns.Any(read.Contains));
    }

    private bool IsUnbalancedBy(MemberSpec missing) => !_trace.Spec.IsExempt(missing.Name, Nuisance.Method) && !IsBalancedBy(missing) && !IsRecomputed(missing, MovedVisible);

    private MemberSpec[] FindMisfits()
    {
        MemberSpec[] changed = ChangedAt(Nuisance.Nominal);
        int others = _trace.Spec.Members.Count(Writes) - changed.Length;
        if (changed.Length == 0 || others == 0 || changed.Length > others + 1 || changed.Any(Missing.Contains))
        {
            return [];
        }

        foreach (int sign in new[] { 1, -1 })
        {
            Dictionary<string, Value> right = After.Members.ToDictionary(static m => m.Key, static m => m.Value);
            foreach (MemberSpec member in changed)
            {
                right[member.Name] = WithStored(Before(member), Moved(member), sign);
            }

            NuisanceEffect mended = With(new(right));
            if (mended.ChangedAt(Nuisance.Nominal).Length == 0 && mended.IsBalanced)
            {
                return changed;
            }
        }

        return [];
    }

    // What a value becomes with "1 +" before its factor, or without that.
    private Value WithStored(Value before, Value after, int sign)
    {
        ExprPool pool = _trace.Pool;
        Expr Sum(Expr a, Expr b) => sign > 0 ? pool.Add(a, b) : pool.Subtract(a, b);
        return (before, after) switch
        {
            (FourVectorValue a, FourVectorValue b) =>
                FourVectorValue.From(pool, Coordinates.PxPyPzM, [Sum(b.Px, a.Px), Sum(b.Py, a.Py), Sum(b.Pz, a.Pz), a.Mass], b.Name),
            (TransverseValue a, TransverseValue b) => sign > 0 ? b.Plus(a) : b.Minus(a),
            (ScalarValue { Expr.IsCondition: false } a, ScalarValue { Expr.IsCondition: false } b) => new ScalarValue(Sum(b.Expr, a.Expr)),
            (ObjectsValue a, ObjectsValue b) => b with { Slots = [.. a.Slots.Zip(b.Slots, (x, y) => (y.Present, WithStored(x.Item, y.Item, sign)))] },
            _ => after,
        };
    }

    private Expr SquaredSum(IEnumerable<Value> vectors)
    {
        ExprPool pool = _trace.Pool;
        (Expr x, Expr y) = (pool.Zero, pool.Zero);
        foreach ((Expr px, Expr py) in vectors.SelectMany(v => Momenta(pool, v, pool.Zero)))
        {
            (x, y) = (pool.Add(x, px), pool.Add(y, py));
        }

        return pool.Add(pool.Square(x), pool.Square(y));
    }

    // Where objects came or went the sums are not those of one set of momenta: such events say nothing.
    private bool Vanishes(Expr expr) => _experiment.Before(expr).All(static x => !x.Exists || x.IsZero);

    private static bool VanishesInSum(Experiment experiment, IReadOnlyList<Change> changes, Func<Change, Expr> part)
    {
        IReadOnlyList<Estimate>[] values = [.. changes.Select(c => experiment.Before(part(c)))];
        return Enumerable.Range(0, values.Length > 0 ? values[0].Count : 0).All(s => values.Aggregate(Estimate.Exact(0), (sum, v) => sum + v[s]) is var sum
            && (!sum.Exists || sum.IsZero || Math.Abs(sum.Value.High) <= AsWritten * values.Sum(v => Math.Abs(v[s].Value.High))));
    }

    // Sums of names such as these are seen; those of others may be what is missing, once more.
    private bool IsRecoil(MemberSpec member) => member.Columns.Select(c => _trace.Spec.Columns[c].Name).Prepend(member.Name)
        .Any(static name => ColumnWords.Any(name, static w => w is "recoil" or "hadrons"));

    private Value Before(MemberSpec member) => _trace.Stored.Members[member.Name];

    private Value Moved(MemberSpec member) => After.Members[member.Name];

    // What is done to some objects only is mostly done to central or to forward ones.
    private static SampleReach Reach(int sample) => (sample % 4) switch { 1 => SampleReach.Wide, 3 => SampleReach.Forward, _ => SampleReach.Usual };

    private static double[] Nuisances(EventSpec spec, int nuisance, double value) => [.. spec.Nuisances.Select((n, i) => i == nuisance ? value : n.Nominal)];

    private static double[] Noise(EventSpec spec, SampleRandom random) => [.. Enumerable.Range(0, spec.NoiseCount).Select(_ => random.Between(-2, 2))];

    // A value in the range of the nuisance that is not the nominal one.
    private static double Value(NuisanceSpec nuisance, SampleRandom random)
    {
        double value = nuisance.Nominal + (random.Between(0.3, 3) * (random.Below(2) == 0 ? -1 : 1) * (nuisance.Prior == "LogNormal" ? 0.5 : nuisance.Sigma));
        return value < nuisance.Min || value > nuisance.Max ? (2 * nuisance.Nominal) - value : value;
    }

    /// <summary>The change of one momentum or number.</summary>
    private sealed record Change(Expr X, Expr Y, Expr Size, Expr Eta, Expr Phi)
    {
        public IEnumerable<Expr> All => [X, Y, Size, Eta, Phi];

        public static IEnumerable<Change> Of(ExprPool pool, Value before, Value after)
        {
            switch (before, after)
            {
                case (FourVectorValue a, FourVectorValue b):
                    yield return new(
                        pool.Subtract(b.Px, a.Px), pool.Subtract(b.Py, a.Py), pool.Subtract(b.E, a.E), pool.Subtract(b.Eta, a.Eta),
                        pool.Unary(Op.WrapAngle, pool.Subtract(b.Phi, a.Phi)));
                    break;
                case (TransverseValue a, TransverseValue b):
                    Expr dx = pool.Subtract(b.X, a.X), dy = pool.Subtract(b.Y, a.Y);
                    yield return new(dx, dy, pool.Subtract(b.Pt, a.Pt), pool.Zero, pool.Unary(Op.WrapAngle, pool.Subtract(b.Phi, a.Phi)));
                    break;
                case (ScalarValue a, ScalarValue b):
                    yield return new(pool.Zero, pool.Zero, pool.Subtract(pool.AsNumber(b.Expr), pool.AsNumber(a.Expr)), pool.Zero, pool.Zero);
                    break;
                case (ObjectsValue a, ObjectsValue b):
                    foreach (((Expr present, Value item), (Expr stillPresent, Value moved)) in a.Slots.Zip(b.Slots, static (x, y) => (x, y)))
                    {
                        // Where an object came or went nothing is said.
                        Expr same = pool.Or(pool.And(present, stillPresent), pool.And(pool.Not(present), pool.Not(stillPresent)));
                        Expr unknown = pool.Constant(double.NaN);
                        foreach (Change change in Of(pool, item, moved))
                        {
                            Expr There(Expr x) => pool.Select(same, pool.Select(present, x, pool.Zero), unknown);
                            yield return new(There(change.X), There(change.Y), There(change.Size), There(change.Eta), There(change.Phi));
                        }
                    }

                    break;
            }
        }
    }
}
