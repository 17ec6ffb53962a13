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

    private readonly BodyTrace _trace;
    private readonly int _index;
    private readonly Dictionary<string, Change[]> _changes = [];
    private readonly Experiment _experiment;

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

        (TotalX, TotalY) = (pool.Zero, pool.Zero);
        foreach (Change change in Visible.SelectMany(m => _changes[m.Name]))
        {
            (TotalX, TotalY) = (pool.Add(TotalX, change.X), pool.Add(TotalY, change.Y));
        }

        foreach (Change change in Missing.SelectMany(m => _changes[m.Name]))
        {
            roots.AddRange([pool.Add(TotalX, change.X), pool.Add(TotalY, change.Y)]);
        }

        _experiment = new(pool, [.. roots, TotalX, TotalY], trace.Spec, [.. Inputs()], isProof: false);
    }

    /// <summary>The nuisance.</summary>
    public NuisanceSpec Nuisance { get; }

    /// <summary>The event that it makes of the stored one.</summary>
    public EventValue After { get; }

    /// <summary>Members that hold visible momenta.</summary>
    public IEnumerable<MemberSpec> Visible => _trace.Spec.Members.Where(static m => m.Kind is MemberKind.FourVector or MemberKind.FourVectors);

    /// <summary>Members that hold the missing momentum.</summary>
    public IEnumerable<MemberSpec> Missing => _trace.Spec.Members.Where(static m => m is { Kind: MemberKind.Transverse, IsMissingMomentum: true });

    private Expr TotalX { get; }

    private Expr TotalY { get; }

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

    /// <summary>Does a member's transverse momentum, or its number, change?</summary>
    public bool MovesTransverse(MemberSpec member) => _changes[member.Name].Any(c => !Vanishes(c.X) || !Vanishes(c.Y));

    /// <summary>Does anything of a member change that a stored quantity of this type could depend on?</summary>
    public bool Moves(MemberSpec member, string scalarType) => _changes[member.Name].Any(c => scalarType switch
    {
        "Pseudorapidity" => !Vanishes(c.Eta),
        "Azimuth" => !Vanishes(c.Phi),
        "Angle" => !Vanishes(c.Eta) || !Vanishes(c.Phi),
        _ => c.All.Any(e => !Vanishes(e)),
    });

    /// <summary>Does a missing momentum take up what the visible ones gain, whatever the event?</summary>
    public bool IsBalancedBy(MemberSpec missing)
    {
        ExprPool pool = _trace.Pool;
        Change? change = _changes[missing.Name].SingleOrDefault();
        return Vanishes(change is null ? TotalX : pool.Add(TotalX, change.X)) && Vanishes(change is null ? TotalY : pool.Add(TotalY, change.Y));
    }

    /// <summary>All parameters at their nominal values but this one, which is moved.</summary>
    public double[] Nuisances(SampleRandom random) => [.. _trace.Spec.Nuisances.Select((n, i) => i == _index ? Value(n, random) : n.Nominal)];

    /// <summary>Noise that belongs to an event.</summary>
    public double[] Noise(SampleRandom random) => [.. Enumerable.Range(0, _trace.Spec.NoiseCount).Select(_ => random.Between(-2, 2))];

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

    // Where objects came or went the sums are not those of one set of momenta: such events say nothing.
    private bool Vanishes(Expr expr) => _experiment.Before(expr).All(static x => !x.Exists || x.IsZero);

    private Value Before(MemberSpec member) => _trace.Stored.Members[member.Name];

    private Value Moved(MemberSpec member) => After.Members[member.Name];

    // What is done to some objects only is mostly done to central or to forward ones.
    private static SampleReach Reach(int sample) => (sample % 4) switch { 1 => SampleReach.Wide, 3 => SampleReach.Forward, _ => SampleReach.Usual };

    private IEnumerable<SampleInputs> Inputs()
    {
        SampleRandom random = new(501);
        for (int s = 0; s < Samples; s++)
        {
            SampleEvent sample = SampleEvent.Draw(_trace.Spec, random, s, Reach(s));
            yield return new(sample.Columns(), sample.Process, Nuisances(random), Noise(random));
        }
    }

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
                case (ScalarValue a, ScalarValue b) when !a.Expr.IsCondition:
                    yield return new(pool.Zero, pool.Zero, pool.Subtract(b.Expr, a.Expr), pool.Zero, pool.Zero);
                    break;
                case (ObjectsValue a, ObjectsValue b):
                    foreach (((Expr present, Value item), (Expr stillPresent, Value moved)) in a.Slots.Zip(b.Slots, static (x, y) => (x, y)))
                    {
                        // 0/0, which does not exist, where an object came or went.
                        Expr same = pool.Or(pool.And(present, stillPresent), pool.And(pool.Not(present), pool.Not(stillPresent)));
                        Expr unknown = pool.Divide(pool.Zero, pool.Zero);
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
