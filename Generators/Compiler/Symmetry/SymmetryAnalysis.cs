using System.Globalization;
using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Symmetry;

/// <summary>Finds the symmetries of an event's features: those of the formula, on the event as stored, with the objects that are there.</summary>
/// <remarks>
/// Missing momentum is a transverse vector, inert under boosts along z. Selection, nuisances and corrections are left out. See
/// <see cref="Experiment"/> for what counts as a proof; a counterexample is an event and a transformation for which the exact values differ.
/// </remarks>
public static class SymmetryAnalysis
{
    /// <summary>Decides all features and all groups that act on the event.</summary>
    /// <param name="trace">The event.</param>
    /// <param name="isWanted">Which features to look at; null for all.</param>
    /// <remarks>Counterexamples are looked for where a symmetry is claimed; elsewhere what is not proven is undecided.</remarks>
    /// <returns>For each feature, in declared order, one entry for each group, larger groups before those that they contain.</returns>
    public static IReadOnlyList<FeatureSymmetry> Run(BodyTrace trace, Func<FeatureSpec, bool>? isWanted = null)
    {
        List<Candidate> features = [];
        for (int i = 0; i < trace.Spec.Features.Count; i++)
        {
            FeatureSpec feature = trace.Spec.Features[i];
            if ((isWanted is null || isWanted(feature)) && trace.Results.TryGetValue(feature.Member, out Value? value))
            {
                (Expr present, Expr result) = LowerEvent.Result(trace.Pool, value, trace.Pool.True);
                features.Add(new(feature, present, result, [.. trace.Columns[i]]));
            }
        }

        if (features.Count == 0)
        {
            return [];
        }

        IReadOnlyList<SymmetryGroup> groups = SymmetryGroup.Of(trace.Spec);
        Expr[] roots = [.. features.SelectMany(static f => new[] { f.Present, f.Result })];
        Laboratory proof = Laboratory.ForProofs(trace, roots);
        Lazy<Laboratory> counter = new(() => Laboratory.ForCounterexamples(trace, roots));
        Dictionary<SymmetryGroup, Experiment.Transformed> proofs = [], counters = [];
        List<FeatureSymmetry> found = [];
        foreach (Candidate feature in features)
        {
            List<(SymmetryGroup Group, string Name, Verdict Verdict)> verdicts = [];
            foreach (SymmetryGroup group in groups)
            {
                (string name, Verdict verdict) = Decide(feature, group);
                verdicts.Add((group, name, verdict));
            }

            SymmetryGroup[] proven = [.. verdicts.Where(static v => v.Verdict == Verdict.Proven).Select(static v => v.Group)];
            found.AddRange(verdicts.Select(v => new FeatureSymmetry(
                feature.Spec, v.Name, v.Group.Name, v.Verdict,
                v.Verdict == Verdict.Proven && v.Group.Touches(feature.Columns) && !proven.Any(larger => larger.Contains(v.Group)))));

            (string, Verdict) Decide(Candidate of, SymmetryGroup group)
            {
                if (verdicts.Exists(v => v.Verdict == Verdict.Proven && v.Group.Contains(group)))
                {
                    return (group.FullName, Verdict.Proven);
                }

                if (!proofs.TryGetValue(group, out Experiment.Transformed transformed))
                {
                    proofs.Add(group, transformed = proof.Transform(group));
                }

                if (group.EnergyFactor != 1)
                {
                    return transformed.Degree(of.Present, of.Result, group.EnergyFactor) is { } degree
                        ? ($"{group.FullName}({degree.ToString("R", CultureInfo.InvariantCulture)})", Verdict.Proven)
                        : (group.FullName, Verdict.Undecided);
                }

                if (transformed.Agrees(of.Present, of.Result, 1))
                {
                    return (group.FullName, Verdict.Proven);
                }

                if (!of.Spec.Claims.Contains(group.Name))
                {
                    return (group.FullName, Verdict.Undecided);
                }

                if (!counters.TryGetValue(group, out Experiment.Transformed counterexample))
                {
                    counters.Add(group, counterexample = counter.Value.Transform(group));
                }

                return (group.FullName, counterexample.Differs(of.Present, of.Result) ? Verdict.Disproven : Verdict.Undecided);
            }
        }

        return found;
    }

    /// <summary>The names of what is printed of a feature: its largest symmetries.</summary>
    public static IEnumerable<string> Largest(IEnumerable<FeatureSymmetry> symmetries, FeatureSpec feature) =>
        symmetries.Where(s => s.IsLargest && s.Feature == feature).Select(static s => s.Symmetry);

    private sealed record Candidate(FeatureSpec Spec, Expr Present, Expr Result, HashSet<int> Columns);
}
