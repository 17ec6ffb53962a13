using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;
using Mandelstam.Compiler.Symmetry;

namespace Mandelstam.Compiler.Checks;

/// <summary>A rate is the factor by which the weight is multiplied: one that gives the weight itself, varied, has it squared.</summary>
/// <remarks>The weight may well be read, as in a ratio to another.</remarks>
internal static class CheckRates
{
    /// <summary>Looks at every rate.</summary>
    /// <param name="trace">The bodies.</param>
    public static IEnumerable<Problem> Run(BodyTrace trace)
    {
        EventSpec spec = trace.Spec;
        for (int i = 0; i < spec.Nuisances.Count; i++)
        {
            NuisanceSpec nuisance = spec.Nuisances[i];
            if (nuisance.Kind != NuisanceKind.Rate || spec.WeightColumn < 0 || !trace.Results.TryGetValue(nuisance.Method, out Value? result)
                || result is not ScalarValue { Expr: { } rate } || trace.Pool.Reach([rate]).FirstOrDefault(e => e.Op == Op.Column && e.Index == spec.WeightColumn) is not { } weight)
            {
                continue;
            }

            // The weight at the nominal value, where another process may have 1.
            Experiment there = NuisanceEffect.At(trace, i, nuisance.Nominal, [rate, weight]);
            (Estimate Rate, Estimate Weight)[] samples = [.. there.Before(rate).Zip(there.Before(weight), static (r, w) => (r, w)).Where(static s => s.r.Exists && !s.r.Agrees(Estimate.Exact(1)))];
            if (samples.Length > 0 && samples.All(static s => s.Rate.Agrees(s.Weight)))
            {
                MemberSpec member = spec.Members.First(m => m.Columns.Contains(spec.WeightColumn));
                Term read = BodyTerms.Reached(spec, nuisance.Method).Where(t => t.Kind == TermKind.Member && t.Name == member.Name).OrderBy(static t => t.Span.Start).First();
                yield return new(Rules.WrongSignature.Id, read.Span, new([nuisance.Method, $"the factor alone, without '{member.Name}': the weight is multiplied by what a rate gives"])) { IsWarning = true };
            }
        }
    }
}
