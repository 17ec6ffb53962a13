using System.Globalization;
using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;
using Mandelstam.Compiler.Symmetry.Derivation;

namespace Mandelstam.Compiler.Symmetry;

/// <summary>Finds the symmetries of an event's features: those of the formula, on the event as stored, with the objects that are there.</summary>
/// <remarks>
/// Missing momentum is a transverse vector, inert under boosts along z. Selection, nuisances and corrections are left out. What a few sample events
/// (<see cref="Experiment"/>) do not contradict is derived in symbols (<see cref="Derivation.Derivations"/>): where that succeeds it is proven, elsewhere
/// more samples are asked, and it is observed where they agree. A counterexample is an event and a transformation for which the values differ beyond any
/// rounding; one refutes.
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
        Laboratory first = Laboratory.ForFirstLook(trace, roots);
        Lazy<Laboratory> sample = new(() => Laboratory.ForProofs(trace, roots)), exchange = new(() => Laboratory.ForExchanges(trace, roots)), counter = new(() => Laboratory.ForCounterexamples(trace, roots));
        Derivations derivations = new(trace);
        Dictionary<Candidate, List<(SymmetryGroup Group, string Name, Verdict Verdict)>> verdicts = features.ToDictionary(static f => f, static _ => new List<(SymmetryGroup, string, Verdict)>());
        foreach (SymmetryGroup group in groups)
        {
            Candidate[] open = [.. features.Where(f => !verdicts[f].Exists(v => v.Verdict == Verdict.Proven && v.Group.Contains(group)))];
            if (open.Length > 0)
            {
                Experiment.Transformed look = first.Transform(group);
                Lazy<Experiment.Transformed> samples = new(() => (group is Groups.Permutation ? exchange : sample).Value.Transform(group));
                if (group.EnergyFactor != 1)
                {
                    foreach (Candidate feature in open)
                    {
                        (string name, Verdict verdict) = Grows(feature, group, look, samples, derivations);
                        verdicts[feature].Add((group, name, verdict));
                    }

                    continue;
                }

                Decide(group, open, look, samples);
            }

            foreach (Candidate feature in features.Except(open))
            {
                verdicts[feature].Add((group, group.FullName, Verdict.Proven));
            }
        }

        return [.. features.SelectMany(feature => Described(feature, verdicts[feature]))];

        void Decide(SymmetryGroup group, IReadOnlyList<Candidate> open, Experiment.Transformed look, Lazy<Experiment.Transformed> samples)
        {
            HashSet<Candidate> refuted = [.. open.Where(f => look.Differs(f.Present, f.Result))];
            Candidate[] claimed = [.. open.Where(f => f.Spec.Claims.Contains(group.Name) && !refuted.Contains(f))];
            if (claimed.Length > 0)
            {
                // One counterexample refutes, whatever could be derived.
                Experiment.Transformed counterexamples = counter.Value.Transform(group);
                refuted.UnionWith(claimed.Where(f => counterexamples.Differs(f.Present, f.Result)));
            }

            Candidate[] likely = [.. open.Where(f => !refuted.Contains(f))];
            IReadOnlyList<bool> derived = derivations.AreInvariant(group, [.. likely.Select(static f => (f.Present, f.Result))]);
            HashSet<Candidate> proven = [.. likely.Where((_, i) => derived[i])];
            foreach (Candidate feature in open)
            {
                verdicts[feature].Add((group, group.FullName,
                    refuted.Contains(feature) ? feature.Spec.Claims.Contains(group.Name) ? Verdict.Disproven : Verdict.Undecided
                        : proven.Contains(feature) ? Verdict.Proven
                        : samples.Value.Agrees(feature.Present, feature.Result, 1) ? Verdict.Observed : Verdict.Undecided));
            }
        }
    }

    private static (string Name, Verdict Verdict) Grows(
        Candidate feature, SymmetryGroup group, Experiment.Transformed look, Lazy<Experiment.Transformed> samples, Derivations derivations)
    {
        // The opposite of no power is none either, and its name has no sign.
        string Name(double degree) => $"{group.FullName}({(degree + 0.0).ToString("R", CultureInfo.InvariantCulture)})";
        if (derivations.Degree(feature.Present, feature.Result) is { } derived && !look.Differs(feature.Present, feature.Result, Math.Pow(group.EnergyFactor, derived)))
        {
            return (Name(derived), Verdict.Proven);
        }

        return look.MayGrow(feature.Present, feature.Result, group.EnergyFactor) && samples.Value.Degree(feature.Present, feature.Result, group.EnergyFactor) is { } degree
            ? (Name(degree), Verdict.Observed)
            : (group.FullName, Verdict.Undecided);
    }

    private static IEnumerable<FeatureSymmetry> Described(Candidate feature, IReadOnlyList<(SymmetryGroup Group, string Name, Verdict Verdict)> verdicts)
    {
        SymmetryGroup[] held = [.. verdicts.Where(static v => v.Verdict is Verdict.Proven or Verdict.Observed).Select(static v => v.Group)];
        return verdicts.Select(v => new FeatureSymmetry(
            feature.Spec, v.Name, v.Group.Name, v.Verdict,
            held.Contains(v.Group) && v.Group.Touches(feature.Columns) && !held.Any(larger => larger.Contains(v.Group))));
    }

    /// <summary>What is printed of a feature: its largest symmetries.</summary>
    public static IEnumerable<FeatureSymmetry> Largest(IEnumerable<FeatureSymmetry> symmetries, FeatureSpec feature) =>
        symmetries.Where(s => s.IsLargest && s.Feature == feature);

    private sealed record Candidate(FeatureSpec Spec, Expr Present, Expr Result, HashSet<int> Columns);
}
