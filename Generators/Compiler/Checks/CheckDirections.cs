using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Checks;

/// <summary>Finds rest frames of what moves with the velocity of light or above, and directions of what is along the beam.</summary>
internal static class CheckDirections
{
    /// <summary>Everything that is wrong.</summary>
    /// <param name="trace">The bodies.</param>
    /// <param name="domains">The values that their nodes take.</param>
    /// <param name="sums">The sums that count an object twice: where that is mended, there is a rest frame.</param>
    /// <param name="text">What stands at a place of the declaration.</param>
    public static IEnumerable<Problem> Run(BodyTrace trace, InferDomains domains, IReadOnlyCollection<Problem> sums, Func<SourceSpan, string> text)
    {
        FourVectorValue[] wrong = sums.Count == 0 ? [] : [.. trace.Sites.Where(site => sums.Any(p => site.IsAt(p.Span))).Select(static site => site.Result).OfType<FourVectorValue>()];
        bool HasFrame(FourVectorValue vector) => !IsLightlike(vector, domains) || Array.Exists(wrong, sum => AreSame(trace.Pool, sum, vector));

        VectorNames names = new(trace.Spec);
        string NameOf(Term term, FourVectorValue vector) => term.Span is { IsInSight: true } span ? CodeNames.OnOneLine(text(span)) : names.Of(vector.Name);

        // What follows an "if" is read on each path; a vector that is null on one of them is no mistake where it is set on another.
        HashSet<(string Body, SourceSpan Span, int Operand)> directed = [.. trace.Sites.SelectMany(static site => AsksDirection(site)
            .Where(i => !((FourVectorValue)site.Operands[i]).Pt.Is(0)).Select(i => (site.Body, site.Term.Span, i)))];
        return trace.Sites.SelectMany(site => Find(site, HasFrame)
            .Concat(AsksDirection(site).Where(i => !directed.Contains((site.Body, site.Term.Span, i))).SelectMany(i => AlongBeam(site, i, NameOf))));
    }

    // Which operands of an operation are asked for a direction.
    private static IEnumerable<int> AsksDirection(Site site) => site.Term is
    {
        Kind: TermKind.Call,
        Name: "FourVector.Eta" or "FourVector.Phi" or "FourVector.DeltaR" or "FourVector.DeltaRapidityR" or "FourVector.DeltaPhi" or "Kinematics.DeltaR"
            or "Kinematics.DeltaRapidityR" or "Kinematics.DeltaPhi" or "Kinematics.DeltaEta",
    } ? Enumerable.Range(0, site.Operands.Count).Where(i => site.Operands[i] is FourVectorValue) : [];

    private static IEnumerable<Problem> AlongBeam(Site site, int operand, Func<Term, FourVectorValue, string> nameOf)
    {
        if (site.Operands[operand] is FourVectorValue vector && vector.Pt.Is(0))
        {
            SourceSpan span = site.Operands.Count == 1 ? site.Term.Span : site.Term.Arguments[operand].Span;
            yield return new(Rules.AlongBeam.Id, span, new([site.Term.Name.Substring(site.Term.Name.IndexOf('.') + 1), nameOf(site.Term.Arguments[operand], vector)]));
        }
    }

    private static IEnumerable<Problem> Find(Site site, Func<FourVectorValue, bool> hasFrame)
    {
        if (site.Term.Kind != TermKind.Call)
        {
            yield break;
        }

        switch (site.Term.Name)
        {
            case "FourVector.InRestFrameOf" or "FourVector.ToLab" when site.Operands[1] is FourVectorValue frame && !hasFrame(frame):
                yield return Frame(site, site.Term.Arguments[1].Span, frame);
                break;
            case "FourVector.Boost" when site.Operands[1] is VelocityValue velocity && !hasFrame(velocity.Body):
                yield return Frame(site, site.Term.Arguments[1].Span, velocity.Body);
                break;
            case "Velocity.Gamma" when site.Operands[0] is VelocityValue velocity && !hasFrame(velocity.Body):
                yield return Frame(site, site.Term.Span, velocity.Body);
                break;
            case "FourVector.BoostedZ" when site.Operands[1] is ScalarValue { Expr: { } rapidity } && ImpossibleVelocity(rapidity) is not null:
                yield return new(Rules.NoRestFrame.Id, site.Term.Arguments[1].Span,
                    new([Problem.Source, "is the rapidity of a velocity of light or above: |β| has to be below 1, and artanh is infinite or no number there; write a smaller one"]));
                break;
            default:
                break;
        }
    }

    /// <summary>The artanh of a constant that is no velocity, in a rapidity; null for any other number.</summary>
    public static Expr? ImpossibleVelocity(Expr rapidity) => rapidity switch
    {
        { Op: Op.Negate } => ImpossibleVelocity(rapidity.Arguments[0]),
        { Op: Op.Atanh } when rapidity.Arguments[0] is { Op: Op.Constant } beta && Math.Abs(beta.Number) >= 1 => rapidity,
        _ => null,
    };

    // Massless, or the difference of two that are; or along the beam with an energy that is the momentum, as one writes the incoming lepton that the outgoing one tells of.
    private static bool IsLightlike(FourVectorValue vector, InferDomains domains) =>
        domains.Of(vector.M2).Max <= 0 || (vector.Px.Is(0) && vector.Py.Is(0) && Magnitude(vector.Pz) == Magnitude(vector.E));

    // Or one that goes the other way.
    private static bool AreSame(ExprPool pool, FourVectorValue a, FourVectorValue b) =>
        a.Leaves().Select(static l => l.Leaf).SequenceEqual(b.Leaves().Select(static l => l.Leaf), FourVectorValue.Nameless)
        && a.Leaves().Zip(b.Leaves(), (x, y) => x.Factor == y.Factor || x.Factor == pool.Negate(y.Factor)).All(static same => same);

    private static Expr Magnitude(Expr e) => e.Op is Op.Negate or Op.Abs ? Magnitude(e.Arguments[0]) : e;

    private static Problem Frame(Site site, SourceSpan span, FourVectorValue frame)
    {
        string why = frame.IsMassless || (frame.Px.Is(0) && frame.Py.Is(0))
            ? "is massless and moves with the velocity of light: it has no rest frame"
            : "is not timelike, m² is not above zero in any event: it has no rest frame";
        return new(Rules.NoRestFrame.Id, span, new([Problem.Source, $"{why}, and its boost is not a number; use that of a system with a mass, for example 'a + b', or declare the mass"]));
    }
}
