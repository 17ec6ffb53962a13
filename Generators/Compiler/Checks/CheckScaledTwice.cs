using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Checks;

/// <summary>One uncertainty that is counted twice: an object scaled by the same factor again, or by two nuisances of one size of which one moves more than the other.</summary>
/// <remarks><c>ScaledMomentum(s * s)</c> says what it means, and two nuisances of different sizes, or of the same objects, may well be independent.</remarks>
internal static class CheckScaledTwice
{
    /// <summary>Looks at every nuisance.</summary>
    /// <param name="trace">The event.</param>
    /// <param name="effects">What its nuisances do.</param>
    /// <param name="text">What stands at a place of the declaration.</param>
    public static IEnumerable<Problem> Run(BodyTrace trace, IReadOnlyList<NuisanceEffect> effects, Func<SourceSpan, string> text)
    {
        HashSet<string> nuisances = [.. trace.Spec.Nuisances.Where(static n => n.Kind != NuisanceKind.Rate).Select(static n => n.Method)];

        // Each scaled vector, by reference, with the factors that it has been scaled by.
        List<(FourVectorValue Vector, Expr[] Factors)> scaled = [];
        foreach (Site site in trace.Sites.Where(s => nuisances.Contains(s.Body)))
        {
            bool DependsOnParameter(Expr factor) => trace.Pool.Reach([factor]).Any(static e => e.Op == Op.Nuisance);
            if (site.Result is not FourVectorValue result)
            {
                continue;
            }

            // Put together again from a scaled transverse momentum.
            if (site is { Term: { Kind: TermKind.Call, Name: "FourVector.PtEtaPhi" or "FourVector.PtEtaPhiM" or "FourVector.PtYPhiM" }, Operands: [ScalarValue { Expr: { Op: Op.Multiply } pt }, ..] })
            {
                Expr[] factors = [.. pt.Arguments.Where(DependsOnParameter)];
                scaled.Add((result, factors.Length < 2 ? factors : []));
                continue;
            }

            if (Scaling(site) is not var (vector, factor) || !DependsOnParameter(factor))
            {
                continue;
            }

            Expr[] before = scaled.FirstOrDefault(s => ReferenceEquals(s.Vector, vector)).Factors ?? [];
            if (before.Contains(factor) && site.Term.Span.IsInSight)
            {
                yield return new(Rules.ScaledTwice.Id, site.Term.Span, new(
                    [site.Body, $"scales again by the factor that has been there already, in '{CodeNames.OnOneLine(text(site.Term.Span))}': the uncertainty counts twice; scale once, or write the square of the factor where that is meant"]));
            }

            scaled.Add((result, [.. before, factor]));
        }

        for (int i = 0; i < effects.Count; i++)
        {
            for (int j = 0; j < effects.Count; j++)
            {
                if (i != j && Shared(trace, effects[j], effects[i]) is { } shared)
                {
                    Term body = trace.Spec.Helpers.First(h => h.Key == effects[i].Nuisance.Method).Body;
                    Term? assignment = BodyTerms.Assignments(trace.Spec, body, effects[i].Nuisance.Method).LastOrDefault(a => a.Name == shared.Name);
                    yield return new(Rules.ScaledTwice.Id, (assignment ?? body).Span, new(
                        [effects[i].Nuisance.Method, $"varies '{shared.Name}' exactly as '{effects[j].Nuisance.Method}' does, with the same prior, and more beside it: one uncertainty counts twice; vary '{shared.Name}' in one of them"]));
                }
            }
        }
    }

    private static (FourVectorValue Vector, Expr Factor)? Scaling(Site site) => (site.Term.Kind, site.Term.Name) switch
    {
        (TermKind.Call, "FourVector.ScaledMomentum") when site.Operands is [FourVectorValue vector, ScalarValue { Expr: { } factor }] => (vector, factor),
        (TermKind.Binary, "*") when site.Operands is [FourVectorValue vector, ScalarValue { Expr: { } factor }] => (vector, factor),
        (TermKind.Binary, "*") when site.Operands is [ScalarValue { Expr: { } factor }, FourVectorValue vector] => (vector, factor),
        _ => null,
    };

    // What the second varies as the first does, where the second varies other momenta as well.
    private static MemberSpec? Shared(BodyTrace trace, NuisanceEffect first, NuisanceEffect second)
    {
        (NuisanceSpec a, NuisanceSpec b) = (first.Nuisance, second.Nuisance);
        bool isSamePrior = a.Prior == b.Prior && a.Mean.Equals(b.Mean) && a.Sigma.Equals(b.Sigma) && a.Nominal.Equals(b.Nominal) && a.Noise.Count == 0 && b.Noise.Count == 0;
        if (!isSamePrior)
        {
            return null;
        }

        MemberSpec[] mine = [.. first.Visible.Where(first.Writes)], others = [.. second.Visible.Where(second.Writes)];
        return mine.Length > 0 && others.Length > mine.Length && mine.All(others.Contains) && mine.All(m => first.IsSameAs(second, m)) ? mine[0] : null;
    }
}
