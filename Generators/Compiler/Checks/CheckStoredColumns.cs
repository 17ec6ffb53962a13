using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Checks;

/// <summary>A stored number that was computed from momenta is stale once a nuisance has moved them, unless the nuisance moves it too.</summary>
/// <remarks>
/// That a number depends on momenta is known from <c>[DependsOn]</c>; from a nuisance or correction that computes its new value from them, or
/// that moves it together with one momentum alone; or from its name, if it has the type of something that momenta have.
/// </remarks>
internal static class CheckStoredColumns
{
    /// <summary>Looks at every reading of a stored number in features, selections, category and rates.</summary>
    /// <param name="trace">The event.</param>
    /// <param name="effects">What its nuisances do.</param>
    public static IEnumerable<Problem> Run(BodyTrace trace, IReadOnlyList<NuisanceEffect> effects)
    {
        EventSpec spec = trace.Spec;
        Dictionary<string, MemberSpec[]> sources = spec.Members
            .Where(m => m.Kind == MemberKind.Scalar && m.Columns.Count > 0 && spec.Columns[m.Columns[0]].Role == ColumnRole.Primary)
            .ToDictionary(static m => m.Name, m => Sources(trace, effects, m));
        string[] readers =
        [
            .. spec.Features.Select(static f => f.Member), .. spec.Selections, .. spec.Category is null ? [] : new[] { spec.Category.Member },
            .. spec.Nuisances.Where(static n => n.Kind == NuisanceKind.Rate).Select(static n => n.Method),
        ];
        HashSet<SourceSpan> known = [];
        List<(string Reader, Term Read, MemberSpec Stored, (MemberSpec Source, NuisanceEffect Effect)[] Stale)> found = [];
        foreach (string reader in readers)
        {
            // Once for each body and number: at the first place that takes its value, not one that asks whether it is there.
            foreach (IGrouping<string, Reading> readings in Reads(spec, reader, [], isQuestion: false).GroupBy(static r => r.Term.Name))
            {
                (Term read, string[] path, _) = readings.FirstOrDefault(static r => !r.IsQuestion) ?? readings.First();
                if (!sources.TryGetValue(read.Name, out MemberSpec[]? dependsOn) || !known.Add(read.Span))
                {
                    continue;
                }

                MemberSpec stored = spec.Members.First(m => m.Name == read.Name);
                (MemberSpec Source, NuisanceEffect Effect)[] stale =
                [
                    .. from effect in effects
                       where !effect.Varies(stored) && !effect.IsRecomputed(stored, []) && !path.Append(stored.Name).Any(member => spec.IsExempt(member, effect.Nuisance.Method))
                       let source = dependsOn.FirstOrDefault(s => effect.Moves(s, stored.ScalarType))
                       where source is not null
                       select (source, effect),
                ];
                if (stale.Length > 0)
                {
                    found.Add((reader, read, stored, stale));
                }
            }
        }

        // What a nuisance forgets is one mistake, however many read it.
        foreach (var alike in found.GroupBy(static f => (f.Stored.Name, string.Join(",", f.Stale.Select(static s => s.Effect.Nuisance.Method)))))
        {
            (string reader, Term read, MemberSpec stored, (MemberSpec Source, NuisanceEffect Effect)[] stale) = alike.First();
            string by = string.Join(" and ", stale.Select(static s => $"'{s.Effect.Nuisance.Name}'"));
            string method = stale[0].Effect.Nuisance.Method;
            string others = string.Join(", ", alike.Select(static f => f.Reader).Distinct().Where(r => r != reader).Select(static r => $"'{r}'"));
            yield return new(Rules.NotPropagated.Id, read.Span, new(
            [
                reader,
                $"reads stored column '{spec.Columns[stored.Columns[0]].Name}'{(others.Length > 0 ? $", as {others} {(others.Contains(',') ? "do" : "does")}" : "")}, which depends on '{stale[0].Source.Name}' varied by {by}; "
                + $"compute it from the varied momenta, let '{method}' vary '{stored.Name}' too, or mark it [Unaffected(nameof({method}), Justification = \"…\")]",
            ]));
        }
    }

    // Every reading of a member in a body and in what it calls, with the bodies on the way.
    private static IEnumerable<Reading> Reads(EventSpec spec, string body, string[] path, bool isQuestion)
    {
        if (path.Contains(body) || spec.Helpers.FirstOrDefault(h => h.Key == body) is not { } helper)
        {
            return [];
        }

        string[] here = [.. path, body];
        return In(helper.Body, isQuestion);

        IEnumerable<Reading> In(Term term, bool isAsked)
        {
            bool asks = isAsked || (term.Kind == TermKind.Binary && term.Name is "==" or "!=");
            IEnumerable<Reading> inside = term.Arguments.SelectMany(a => In(a, asks));
            return term.Kind switch
            {
                TermKind.Member when spec.Members.Any(m => m.Name == term.Name) => inside.Concat([new(term, here, asks)]),
                TermKind.Member or TermKind.Invoke => inside.Concat(Reads(spec, term.Name, here, asks)),
                _ => inside,
            };
        }
    }

    /// <summary>The momenta that a stored number depends on, as far as that is known.</summary>
    public static MemberSpec[] Sources(BodyTrace trace, IReadOnlyList<NuisanceEffect> effects, MemberSpec stored)
    {
        MemberSpec[] vectors = [.. trace.Spec.Members.Where(static m => m.Kind is MemberKind.FourVector or MemberKind.FourVectors or MemberKind.Transverse)];
        if (stored.DependsOn is { } declared)
        {
            return [.. vectors.Where(v => declared.Contains(v.Name))];
        }

        HashSet<string> found = [];
        foreach (EventValue result in trace.Results.Values.OfType<EventValue>())
        {
            if (result.Members[stored.Name] is ScalarValue after && !ReferenceEquals(after, trace.Stored.Members[stored.Name]))
            {
                HashSet<int> columns = [.. trace.Pool.Reach([after.Expr]).Where(static e => e.Op == Op.Column).Select(static e => e.Index)];
                found.UnionWith(vectors.Where(v => v.Columns.Any(columns.Contains)).Select(static v => v.Name));
            }
        }

        foreach (NuisanceEffect effect in effects.Where(e => e.Varies(stored)))
        {
            MemberSpec[] moved = [.. effect.Visible.Where(v => effect.Moves(v, stored.ScalarType))];
            if (moved.Length == 1)
            {
                found.Add(moved[0].Name);
            }
        }

        DerivedNames names = new(trace.Spec);
        return [.. vectors.Where(v => found.Contains(v.Name) || names.Suggest(stored, v))];
    }

    private sealed record Reading(Term Term, string[] Path, bool IsQuestion);
}
