using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;
using Mandelstam.Compiler.Symmetry;

namespace Mandelstam.Compiler.Checks;

/// <summary>What is missing goes against what is seen, also where a correction computes it anew.</summary>
/// <remarks>
/// Where every visible momentum that it is made of pulls it along, its sign was forgotten. One that takes the place of what is missing on purpose is that
/// of two leptons which stand for neutrinos, or so: it is made of two, or of the stored one as well.
/// </remarks>
public static class CheckSignOfMissing
{
    // Of two momenta the sum may be meant.
    private const int FewestObjects = 3;

    private const int Samples = 24;

    // By how much of itself a visible momentum has to pull it along, on the average: one that is cut off at some threshold does so in part.
    private const double Along = 0.25;

    /// <summary>Looks at every correction.</summary>
    /// <param name="trace">The event.</param>
    /// <param name="text">What stands at a place of the declaration.</param>
    public static IEnumerable<Problem> Run(BodyTrace trace, Func<SourceSpan, string> text)
    {
        MemberSpec[] visible = [.. trace.Spec.Members.Where(static m => m.Kind is MemberKind.FourVector or MemberKind.FourVectors)];
        foreach (string correction in trace.Spec.Corrections)
        {
            foreach (MemberSpec missing in trace.Spec.Members.Where(static m => m is { Kind: MemberKind.Transverse, IsMissingMomentum: true }))
            {
                if (!trace.Results.TryGetValue(correction, out Value? result) || result is not EventValue after || ReferenceEquals(after.Members[missing.Name], trace.Stored.Members[missing.Name])
                    || !IsAlong(trace, after.Members[missing.Name], missing, visible))
                {
                    continue;
                }

                Term body = trace.Spec.Helpers.First(h => h.Key == correction).Body;
                Term? assignment = BodyTerms.Assignments(trace.Spec, body, correction).LastOrDefault(a => a.Name == missing.Name);
                string? mended = assignment is { Arguments: [{ Span.IsInSight: true } value] } ? $"-({text(value.Span)})" : null;
                yield return new(Rules.NotPropagated.Id, (assignment ?? body).Span, new(
                    [correction, $"gives the missing momentum '{missing.Name}' the direction of what is seen, which it balances; {(mended is null ? "take the negative sum" : $"write '{missing.Name} = {CodeNames.OnOneLine(mended)}'")}"]))
                {
                    Fixes = mended is null ? default : new([new Fix(assignment!.Arguments[0].Span, mended)]),
                };
            }
        }
    }

    private static bool IsAlong(BodyTrace trace, Value computed, MemberSpec missing, MemberSpec[] visible)
    {
        if (NuisanceEffect.Momenta(trace.Pool, computed, trace.Pool.Zero).ToArray() is not [var momentum])
        {
            return false;
        }

        Expr[] inputs = [.. trace.Pool.Reach([momentum.X, momentum.Y]).Where(static e => e.IsInput)];
        HashSet<int> read = [.. inputs.Where(static e => e.Op == Op.Column).Select(static e => e.Index)];
        visible = [.. visible.Where(m => m.Columns.Any(read.Contains))];
        if (inputs.Any(static e => e.Op is Op.Nuisance or Op.Noise) || missing.Columns.Any(read.Contains) || visible.Sum(static m => m.Capacity) < FewestObjects)
        {
            return false;
        }

        (Expr Along, Expr Square)[] pulls = [.. visible.Select(m => Pull(trace, momentum, m))];
        SampleRandom random = new(502);
        SampleInputs[] samples = [.. Enumerable.Range(0, Samples).Select(s => SampleInputs.Of(SampleEvent.Draw(trace.Spec, random, s, (SampleReach)(s % 2))))];
        Experiment experiment = new(trace.Pool, pulls.SelectMany(static p => new[] { p.Along, p.Square }), trace.Spec, samples, isProof: false);
        return Array.TrueForAll(pulls, pull =>
        {
            double[] parts =
            [
                .. experiment.Before(pull.Along).Zip(experiment.Before(pull.Square), static (along, square) => (along, square))
                    .Where(static p => p.along.Exists && p.square.Exists && p.square.Value.High > 0).Select(static p => (p.along / p.square).Value.High),
            ];
            return parts.Length > 0 && parts.Average() > Along;
        });
    }

    // How far it moves along the momentum of a member while that grows, and the square of that momentum.
    private static (Expr Along, Expr Square) Pull(BodyTrace trace, (Expr X, Expr Y) momentum, MemberSpec member)
    {
        ExprPool pool = trace.Pool;
        HashSet<int> growing = [.. member.Columns.Where(c => trace.Spec.Columns[c].Unit is not ("" or "rad"))];
        IReadOnlyList<Expr> moved = Differentiate.Forward(pool, [momentum.X, momentum.Y], input => input.Op == Op.Column && growing.Contains(input.Index) ? input : pool.Zero);
        (Expr x, Expr y) = NuisanceEffect.Momenta(pool, trace.Stored.Members[member.Name], pool.Zero).Aggregate((a, b) => (pool.Add(a.X, b.X), pool.Add(a.Y, b.Y)));
        return (pool.Add(pool.Multiply(moved[0], x), pool.Multiply(moved[1], y)), pool.Add(pool.Square(x), pool.Square(y)));
    }
}
