using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;
using Mandelstam.Compiler.Symmetry;

namespace Mandelstam.Compiler.Checks;

/// <summary>
/// Objects that are ordered in pT stay so when all are scaled alike. A nuisance that moves them one by one lets them change places: what is called
/// leading then is not.
/// </summary>
/// <remarks>Shown on events with objects of nearly the same pT, near the thresholds of the bodies too; silent where no body tells the objects apart.</remarks>
internal static class CheckOrder
{
    // The pT of neighbours differs by this fraction: less than any variation that matters.
    private const double Gap = 1e-4;

    private const int Samples = 24;

    /// <summary>Looks at every nuisance.</summary>
    /// <param name="trace">The event.</param>
    /// <param name="effects">What its nuisances do.</param>
    /// <param name="text">What stands at a place of the declaration.</param>
    public static IEnumerable<Problem> Run(BodyTrace trace, IEnumerable<NuisanceEffect> effects, Func<SourceSpan, string> text)
    {
        MemberSpec[] ordered = [.. trace.Spec.Members.Where(m => m is { Kind: MemberKind.FourVectors, Capacity: > 1 } && IsOrdered(trace.Spec, m))];
        foreach (NuisanceEffect effect in effects)
        {
            foreach (MemberSpec member in ordered.Where(effect.MovesTransverse))
            {
                if (trace.Spec.IsExempt(member.Name, effect.Nuisance.Method) || !MayChangePlaces(trace, effect, member) || Reader(trace, member) is not { } reader)
                {
                    continue;
                }

                Term body = trace.Spec.Helpers.First(h => h.Key == effect.Nuisance.Method).Body;
                Term? assignment = BodyTerms.Assignments(trace.Spec, body, effect.Nuisance.Method).LastOrDefault(a => a.Name == member.Name);
                Term? value = assignment?.Arguments[0];
                string? restored = value is { Kind: TermKind.Call, Span.IsInSight: true } ? $"{text(value.Span)}.OrderByDescending(j => j.Pt)" : null;
                string way = restored is null ? $"order '{member.Name}' again with '.OrderByDescending(j => j.Pt)'" : $"write '{CodeNames.OnOneLine(restored)}'";
                yield return new(Rules.OrderNotRestored.Id, (assignment ?? body).Span, new([effect.Nuisance.Method, member.Name, reader, way]))
                {
                    Fixes = restored is null ? default : new([new Fix(value!.Span, restored)]),
                };
            }
        }
    }

    // Numbered, or called leading and subleading.
    private static bool IsOrdered(EventSpec spec, MemberSpec member) => member.Columns.Select(c => spec.Columns[c].Name)
        .Any(static name => name.Any(char.IsDigit) || ColumnWords.Any(name, static w => w is "leading" or "subleading" or "lead" or "sublead" or "first" or "second"));

    private static bool MayChangePlaces(BodyTrace trace, NuisanceEffect effect, MemberSpec member)
    {
        try
        {
            EventValue after = effect.After;
            Lowerer lowerer = new(trace.Spec, trace.Pool);
            foreach (string correction in trace.Spec.Corrections)
            {
                after = lowerer.RunEvent(correction, after);
            }

            (Expr Present, Expr Pt)[] slots = [.. ((ObjectsValue)after.Members[member.Name]).Slots.Select(static s => (s.Present, ((FourVectorValue)s.Item).Pt))];
            SampleInputs[] inputs = [.. Inputs(trace.Spec, effect, member)];
            Experiment experiment = new(trace.Pool, slots.SelectMany(static s => new[] { s.Present, s.Pt }), trace.Spec, inputs, isProof: false);
            return Enumerable.Range(0, inputs.Length).Any(sample => Enumerable.Range(1, slots.Length - 1).Any(i =>
            {
                (Estimate first, Estimate second) = (experiment.Before(slots[i - 1].Pt)[sample], experiment.Before(slots[i].Pt)[sample]);
                bool areThere = Holds(experiment.Before(slots[i - 1].Present)[sample]) && Holds(experiment.Before(slots[i].Present)[sample]);
                return areThere && first.Exists && second.Exists && first.Differs(second) && first.Value < second.Value;
            }));
        }
        catch (LoweringException)
        {
            return false;
        }
    }

    private static bool Holds(Estimate condition) => condition.Exists && condition.Value.High > 0.5;

    private static IEnumerable<SampleInputs> Inputs(EventSpec spec, NuisanceEffect effect, MemberSpec member)
    {
        SampleRandom random = new(7_101);
        int index = spec.Members.ToList().IndexOf(member);

        // Of an energy or a momentum the threshold lies at a lower pT.
        double[] places = [.. Thresholds.Of(spec).SelectMany(static t => new[] { t, t / 3 }), 60, 150];
        foreach (double place in places)
        {
            for (int s = 0; s < Samples; s++)
            {
                SampleEvent sample = SampleEvent.Draw(spec, random, (2 * member.Capacity) + (s % 2), (SampleReach)(s % 4)).Ordered(index, place * (1 + Gap), Gap);
                yield return new(sample.Columns(), sample.Process, effect.Nuisances(random), effect.Noise(random));
            }
        }
    }

    // A body that gives something else when objects change places.
    private static string? Reader(BodyTrace trace, MemberSpec member)
    {
        SymmetryGroup exchange = SymmetryGroup.Of(trace.Spec).First(g => g.FullName == $"Permutation({member.Name})");
        (string Name, Expr Present, Expr Result)[] readers =
        [
            .. trace.Spec.Features.Select(static f => f.Member).Concat(trace.Spec.Selections).Concat(trace.Spec.Category is { } category ? [category.Member] : Array.Empty<string>())
                .Where(trace.Results.ContainsKey)
                .Select(name => (name, LowerEvent.Result(trace.Pool, trace.Results[name], trace.Pool.True)))
                .Select(static r => (r.name, r.Item2.Present, r.Item2.Result)),
        ];
        if (readers.Length == 0)
        {
            return null;
        }

        Experiment.Transformed exchanged = Laboratory.ForCounterexamples(trace, readers.SelectMany(static r => new[] { r.Present, r.Result })).Transform(exchange);
        return readers.FirstOrDefault(r => exchanged.Differs(r.Present, r.Result)).Name;
    }
}
