using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Symmetry;

/// <summary>Sample events with fixed seeds, and expressions on them.</summary>
internal sealed class Laboratory
{
    // What a proof needs: each side of usual conditions, and of those within them, a few times, and every number of objects.
    private const int ForProof = 96;

    // Most of what is no symmetry any event shows: enough for every number of a few objects.
    private const int ForALook = 8;

    // A counterexample needs one event that is affected, also where a cut lets few through.
    private const int ForCounterexample = 64;

    // Of several collections all are seldom full by chance, or some of them full and the others empty, which conditions ask for: so many fewer samples of that than of others.
    private const int AtEnds = 4;

    // Whatever the threshold of a claim that is none, some of them lie on either side.
    private const int Reaches = 4;

    private readonly IReadOnlyList<SampleEvent> _samples;
    private readonly Experiment _experiment;
    private readonly bool _isProof;

    private Laboratory(BodyTrace trace, IEnumerable<Expr> roots, int samples, bool isProof, int reaches = 2, bool isOfExchanges = false)
    {
        SampleRandom random = new(20_240_901);
        _isProof = isProof;
        Dictionary<int, int[]> numbers = Numbers(trace, trace.Pool.Reach(roots));
        SampleEvent Draw(int turn, bool isAtEnds) => SampleEvent.Draw(trace.Spec, random, turn, (SampleReach)(turn % reaches), numbers, isAtEnds);
        _samples = [.. Enumerable.Range(0, samples).Select(i => Draw(i, isAtEnds: false))];
        if (trace.Spec.Members.Count(static m => m.Kind == MemberKind.FourVectors) > 1)
        {
            _samples = [.. _samples, .. Enumerable.Range(0, samples / AtEnds).Select(i => Draw(i, isAtEnds: true))];
        }

        _experiment = new(trace.Pool, roots, trace.Spec, [.. _samples.Select(SampleInputs.Of)], isProof, isOfExchanges);
    }

    /// <summary>Few samples, which refute what is plainly no symmetry.</summary>
    public static Laboratory ForFirstLook(BodyTrace trace, IEnumerable<Expr> roots) => new(trace, roots, ForALook, isProof: false);

    /// <summary>Samples for a proof.</summary>
    public static Laboratory ForProofs(BodyTrace trace, IEnumerable<Expr> roots) => new(trace, roots, ForProof, isProof: true);

    /// <summary>Samples for a proof that the order of objects does not matter.</summary>
    public static Laboratory ForExchanges(BodyTrace trace, IEnumerable<Expr> roots) => new(trace, roots, ForProof, isProof: true, isOfExchanges: true);

    /// <summary>Samples among which to look for a counterexample.</summary>
    public static Laboratory ForCounterexamples(BodyTrace trace, IEnumerable<Expr> roots) => new(trace, roots, ForCounterexample, isProof: false, Reaches);

    /// <summary>Lets random elements of a group act on the samples.</summary>
    public Experiment.Transformed Transform(SymmetryGroup group)
    {
        SampleRandom random = new(7);
        return _experiment.After([.. _samples.Select(sample => SampleInputs.Of(Act(group, sample, random)))], exchanges: group is Groups.Permutation);
    }

    /// <summary>Is the value of a root not the same on all samples?</summary>
    public bool Varies(Expr root) => _experiment.Before(root) is var values && values.Any(v => v.Exists && values.First(static first => first.Exists).Differs(v));

    /// <summary>Have two of the roots the same value on every sample?</summary>
    public bool AreSame(Expr first, Expr second) => _experiment.Before(first).Zip(_experiment.Before(second), static (a, b) => a.Exists && b.Exists && a.Agrees(b)).All(static same => same);

    // By column of the count, all numbers of objects that there is room for, one more, and those beyond at which something changes.
    private static Dictionary<int, int[]> Numbers(BodyTrace trace, IReadOnlyList<Expr> nodes)
    {
        const double Most = 1_000_000;
        Dictionary<int, int[]> numbers = [];
        foreach (MemberSpec member in trace.Spec.Members.Where(static m => m.Kind == MemberKind.FourVectors && m.CountColumn >= 0))
        {
            IEnumerable<double> thresholds = nodes
                .Where(n => n.Op is Op.Less or Op.LessOrEqual or Op.Equal && n.Arguments.Any(a => a.Op == Op.Column && a.Index == member.CountColumn))
                .Select(static n => n.Arguments.FirstOrDefault(static a => a.Op == Op.Constant)?.Number ?? 0)
                .Where(k => k > member.Capacity && k < Most);
            numbers[member.CountColumn] = [.. Enumerable.Range(0, member.Capacity + 2).Concat(thresholds.SelectMany(static k => new[] { (int)Math.Floor(k), (int)Math.Floor(k) + 1 })).Distinct().OrderBy(static n => n)];
        }

        return numbers;
    }

    // No proof can be built on a stored energy of which nobody knows how it transforms. A counterexample can: a claim must hold for any number.
    private SampleEvent Act(SymmetryGroup group, SampleEvent sample, SampleRandom random)
    {
        SampleEvent moved = group.Act(sample, random);
        return _isProof ? moved : moved.WithUnknownsOf(sample);
    }
}
