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
    /// <param name="program">The event.</param>
    /// <param name="isWanted">Which features to look at; null for all.</param>
    /// <remarks>Counterexamples are looked for where a symmetry is claimed; elsewhere what is not proven is undecided.</remarks>
    /// <returns>For each feature, in declared order, one entry for each group, larger groups before those that they contain.</returns>
    public static IReadOnlyList<FeatureSymmetry> Run(EventProgram program, Func<FeatureSpec, bool>? isWanted = null)
    {
        LoweredFeature[] features = [.. program.Features.Where(f => isWanted is null || isWanted(f.Spec))];
        if (features.Length == 0)
        {
            return [];
        }

        IReadOnlyList<SymmetryGroup> groups = SymmetryGroup.Of(program.Spec);
        Expr[] roots = [.. features.SelectMany(static f => new[] { f.StoredPresent, f.Stored })];
        Laboratory proof = Laboratory.ForProofs(program, roots);
        Lazy<Laboratory> counter = new(() => Laboratory.ForCounterexamples(program, roots));
        Dictionary<SymmetryGroup, Experiment.Transformed> proofs = [], counters = [];
        List<FeatureSymmetry> found = [];
        foreach (LoweredFeature feature in features)
        {
            List<(SymmetryGroup Group, string Name, Verdict Verdict)> verdicts = [];
            foreach (SymmetryGroup group in groups)
            {
                (string name, Verdict verdict) = Decide(feature, group);
                verdicts.Add((group, name, verdict));
            }

            SymmetryGroup[] proven = [.. verdicts.Where(static v => v.Verdict == Verdict.Proven).Select(static v => v.Group)];
            HashSet<int> columns = [.. feature.Columns];
            found.AddRange(verdicts.Select(v => new FeatureSymmetry(
                feature.Spec, v.Name, v.Group.Name, v.Verdict,
                v.Verdict == Verdict.Proven && v.Group.Touches(columns) && !proven.Any(larger => larger.Contains(v.Group)))));

            (string, Verdict) Decide(LoweredFeature of, SymmetryGroup group)
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
                    return transformed.Degree(of.StoredPresent, of.Stored, group.EnergyFactor) is { } degree
                        ? ($"{group.FullName}({degree.ToString("R", CultureInfo.InvariantCulture)})", Verdict.Proven)
                        : (group.FullName, Verdict.Undecided);
                }

                if (transformed.Agrees(of.StoredPresent, of.Stored, 1))
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

                return (group.FullName, counterexample.Differs(of.StoredPresent, of.Stored) ? Verdict.Disproven : Verdict.Undecided);
            }
        }

        return found;
    }

    /// <summary>The names of what is printed of a feature: its largest symmetries.</summary>
    public static IEnumerable<string> Largest(IEnumerable<FeatureSymmetry> symmetries, FeatureSpec feature) =>
        symmetries.Where(s => s.IsLargest && s.Feature == feature).Select(static s => s.Symmetry);
}
