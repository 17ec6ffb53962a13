using System.Globalization;
using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;
using Mandelstam.Compiler.Symmetry;

namespace Mandelstam.Compiler.Checks;

/// <summary>Finds nuisances that do something at their nominal value: a factor is meant whose prior is that of a relative shift, or the other way about, or another member.</summary>
/// <remarks>
/// A nominal value that scales otherwise may be wanted: 1.02, as it was measured. So may what is written down as <c>Nominal</c>, and noise of a nominal width; but
/// no momentum that vanishes.
/// </remarks>
internal static class CheckNominal
{
    // Of fewer sample events nothing is said of those of a kind.
    private const int FewOthers = 2;

    /// <summary>Looks at every nuisance.</summary>
    /// <param name="trace">The bodies.</param>
    /// <param name="effects">What those do that move momenta.</param>
    /// <param name="place">Where an argument of a nuisance's prior is written, or the prior where the name is empty; null where it is not.</param>
    public static IEnumerable<Problem> Run(BodyTrace trace, IReadOnlyList<NuisanceEffect> effects, Func<NuisanceSpec, string, SourceSpan?> place)
    {
        for (int i = 0; i < trace.Spec.Nuisances.Count; i++)
        {
            NuisanceSpec nuisance = trace.Spec.Nuisances[i];
            bool isMeant = place(nuisance, "Nominal") is not null;
            if (!trace.Results.TryGetValue(nuisance.Method, out Value? result) || (isMeant && nuisance.Kind == NuisanceKind.Rate))
            {
                continue;
            }

            int index = i;
            NuisanceEffect? effect = effects.FirstOrDefault(e => e.Nuisance == nuisance);
            string[] ChangedAt(double value) => effect is not null ? [.. effect.ChangedAt(value).Select(static m => m.Name)]
                : result is ScalarValue rate && ChangesAt(trace, index, rate.Expr, value) ? [""] : [];
            SourceSpan Argument(string name) => place(nuisance, name) ?? place(nuisance, "") ?? default;
            Problem Gone(string what)
            {
                string argument = !isMeant && nuisance.Prior == "Normal" ? "Mean" : "Nominal";
                string way = nuisance.Nominal == 0 ? $"write {argument} = 1 for a factor, or '1 + …' in the body"
                    : ChangedAt(nuisance.Nominal + 1).Length > 0 ? "write '1 + …' in the body"
                    : $"write the factor without '- {Text(nuisance.Nominal)}' in the body, or {argument} = {Text(nuisance.Nominal + 1)}";
                return new(Rules.ContradictoryPrior.Id, Argument(argument), new([nuisance.Method, $"has the nominal value {Text(nuisance.Nominal)}, where {what} vanishes; {way}"]));
            }

            string? what = Vanishing(trace, trace.Pool.Input(Op.Nuisance, i), nuisance, result);
            if (effect?.Misfits is { Count: > 0 } misfits)
            {
                foreach (MemberSpec odd in misfits)
                {
                    string other = trace.Spec.Members.First(m => effect.Writes(m) && !misfits.Contains(m)).Name;
                    yield return Odd(trace, nuisance, odd.Name, other) with { IsWarning = what is null };
                }
            }
            else if (nuisance.Kind != NuisanceKind.Stochastic && Parts(trace, i, effect, result, isMeant) is { Length: > 0 } parts)
            {
                foreach (Problem part in parts)
                {
                    yield return part with { IsWarning = true };
                }
            }
            else if (what is not null)
            {
                yield return Gone(what);
            }
            else if (effect is not null && Constants(trace, effects, effect) is { Length: > 0 } constants)
            {
                foreach (MemberSpec constant in constants)
                {
                    yield return Assigned(trace, nuisance, constant.Name, $"changes '{constant.Name}' all the same: there is no '{Parameter(trace, nuisance)}' in what it becomes") with { IsWarning = true };
                }
            }
            else if (!isMeant && result is ScalarValue { Expr: var factor } && Removed(trace, index, factor) is { } left)
            {
                yield return left with { IsWarning = true };
            }
            else if (!isMeant && nuisance.Kind != NuisanceKind.Stochastic && Mistake(trace, nuisance, effect, ChangedAt, Argument) is { } mistake)
            {
                yield return mistake with { IsWarning = true };
            }
            else if (!isMeant && VanishingNumber(trace, trace.Pool.Input(Op.Nuisance, i), nuisance, result) is { } number)
            {
                yield return Gone(number) with { IsWarning = true };
            }
        }
    }

    private static Problem? Mistake(BodyTrace trace, NuisanceSpec nuisance, NuisanceEffect? effect, Func<double, string[]> changedAt, Func<string, SourceSpan> argument)
    {
        string[] changed = changedAt(nuisance.Nominal);
        foreach (double value in changed.Length == 0 ? [] : new[] { 0.0, 1.0 }.Where(value => value != nuisance.Nominal))
        {
            string[] there = changedAt(value);
            if (!changed.Except(there).Any())
            {
                continue;
            }

            if (there.Except(changed).Any())
            {
                // Some of it is written for one nominal value, the rest for the other.
                return changed.Except(there).Except(effect!.Missing.Select(static m => m.Name)).FirstOrDefault() is { } odd && !effect.Unbalanced.Any()
                    ? Odd(trace, nuisance, odd, there.Except(changed).First())
                    : null;
            }

            (string name, string way) = (nuisance.Prior, value) switch
            {
                ("Normal", _) => ("Mean", $"write Mean = {Text(value)}"),
                ("LogNormal", 1) => ("LogMean", "write LogMean = 0"),
                ("LogNormal", _) => ("", "write the factor without '1 + …' in the body"),
                _ => ("", $"write a range around {Text(value)}"),
            };
            string what = changed[0].Length == 0 ? "the weight" : $"'{changed[0]}'";
            return !IsUnlikely(nuisance, value) ? null : new(Rules.ContradictoryPrior.Id, argument(name), new(
                [nuisance.Method, $"has the nominal value {Text(nuisance.Nominal)}, which changes {what}, where {Text(value)} changes nothing; {way}, or say Nominal = {Text(nuisance.Nominal)} where it is meant"]));
        }

        if (effect is null || changed.Length == 0 || effect.Unbalanced.Any())
        {
            return null;
        }

        // A sum that gains "1 + x" of what is scaled by that: it would be as stored where the rest vanishes.
        if (nuisance.Nominal == 0 && changedAt(-1) is var gone && gone.Except(changed).FirstOrDefault() is { } scaled
            && changed.Except(gone).Except(effect.Missing.Select(static m => m.Name)).FirstOrDefault() is { } sum)
        {
            string x = Parameter(trace, nuisance);
            return Assigned(trace, nuisance, sum, $"changes '{sum}', but not '{scaled}': what a sum gains where a part of it is scaled by '1 + {x}' is '{x}' times that part");
        }

        (MemberSpec Member, MemberSpec Other)? copy = effect.Visible.Where(m => changed.Contains(m.Name))
            .SelectMany(m => effect.Visible.Where(other => other != m && effect.IsAt(nuisance.Nominal, m, other)), static (m, other) => (m, other))
            .Select(static pair => ((MemberSpec, MemberSpec)?)pair).FirstOrDefault();
        return copy is var (member, source) ? Assigned(trace, nuisance, member.Name, $"makes '{member.Name}' what is stored as '{source.Name}'; compute it from '{member.Name}' itself") : null;
    }

    // "|η| < 1.4 ? 1 + 0.01 * p : 0.02 * p": some of it is as it was stored, and of the rest nothing is left.
    private static Problem[] Parts(BodyTrace trace, int index, NuisanceEffect? effect, Value result, bool isMeant)
    {
        NuisanceSpec nuisance = trace.Spec.Nuisances[index];
        MemberSpec[] members = effect is null || effect.Unbalanced.Any() ? [] : [.. effect.ChangedAt(nuisance.Nominal).Where(effect.Visible.Contains)];
        MemberSpec? member = null;
        NominalPart? part = effect is null && result is ScalarValue rate && ChangesAt(trace, index, rate.Expr, nuisance.Nominal) ? NominalPart.Of(trace, index, null, result) : null;
        for (int i = 0; part is null && i < members.Length; i++)
        {
            member = members[i];
            part = NominalPart.Of(trace, index, member.Name, effect!.After.Members[member.Name]);
        }

        if (part is null || (isMeant && part.Factor != 0))
        {
            return [];
        }

        string what = member is null ? "the weight of some events" : $"'{member.Name}' in part", x = Parameter(trace, nuisance);
        string way = !part.IsVaried ? "write 1 there" + (part.Factor == 0 ? "" : $", or say Nominal = {Text(nuisance.Nominal)} where it is meant")
            : part.Factor == 0 ? "write '1 + …' there"
            : "write the factor without '1 + …' there";
        string message = $"multiplies {what} by {Text(Math.Round(part.Factor, 12))}, where the rest is left as it is; {way}";
        return part.Arms.Count == 0
            ? [member is null ? new(Rules.ContradictoryPrior.Id, Body(trace, nuisance).Span, At(nuisance, message)) : Assigned(trace, nuisance, member.Name, message)]
            : [.. part.Arms.Select(arm => new Problem(Rules.ContradictoryPrior.Id, arm.Span, At(nuisance, message)))];
    }

    private static Problem Odd(BodyTrace trace, NuisanceSpec nuisance, string odd, string other)
    {
        string x = Parameter(trace, nuisance);
        return Assigned(trace, nuisance, odd, $"changes '{odd}', but not '{other}': a factor is '{x}' where that is 1 and '1 + {x}' where it is 0");
    }

    private static string Parameter(BodyTrace trace, NuisanceSpec nuisance) => trace.Spec.Helpers.First(h => h.Key == nuisance.Method).Parameters[0];

    private static Problem Assigned(BodyTrace trace, NuisanceSpec nuisance, string member, string what)
    {
        Term body = Body(trace, nuisance);
        Term? assignment = BodyTerms.Assignments(trace.Spec, body, nuisance.Method).LastOrDefault(a => a.Name == member);
        return new(Rules.ContradictoryPrior.Id, (assignment ?? body).Span, At(nuisance, what));
    }

    private static Term Body(BodyTrace trace, NuisanceSpec nuisance) => trace.Spec.Helpers.First(h => h.Key == nuisance.Method).Body;

    private static EquatableArray<string> At(NuisanceSpec nuisance, string what) => new([nuisance.Method, $"has the nominal value {Text(nuisance.Nominal)}, which {what}"]);

    // A missing momentum takes up what the others do, and a number that is stale with it is CheckStoredColumns' to mark.
    private static MemberSpec[] Constants(BodyTrace trace, IReadOnlyList<NuisanceEffect> effects, NuisanceEffect effect)
    {
        MemberSpec[] visible = [.. effect.Constants.Where(effect.Visible.Contains)];
        bool IsStale(MemberSpec stored) => CheckStoredColumns.Sources(trace, effects, stored).Any(source => effect.Moves(source, stored.ScalarType));
        return effect.Unbalanced.Any() ? [] : [.. effect.Constants.Where(m => m.Kind == MemberKind.Scalar ? !IsStale(m) : visible.Length == 0 || visible.Contains(m))];
    }

    // "Process == Process.Top ? s : 0": of other processes nothing is left, or twice of them. A threshold may well leave nothing of what is below it, a number of objects too.
    private static Problem? Removed(BodyTrace trace, int index, Expr rate)
    {
        NuisanceSpec nuisance = trace.Spec.Nuisances[index];
        HashSet<int> numbers = [.. trace.Spec.Members.Select(static m => m.CountColumn), .. trace.Spec.Members.Where(static m => m.ScalarType is "Int32" or "Boolean").SelectMany(static m => m.Columns)];
        bool IsOfKind(Expr e) => e.Op == Op.Process || (e.Op == Op.Column && numbers.Contains(e.Index));
        Expr[] kinds = [.. trace.Pool.Reach([rate]).Where(e => e.IsCondition && e.Op is not (Op.True or Op.And or Op.Or or Op.Not) && trace.Pool.Reach([e]).Where(static n => n.IsInput).All(IsOfKind))];
        if (kinds.Length == 0 || !ChangesAt(trace, index, rate, nuisance.Nominal))
        {
            return null;
        }

        Expr[] roots = [rate, .. kinds.Select(trace.Pool.AsNumber)];
        Experiment At(double value) => NuisanceEffect.At(trace, index, value, roots);
        Experiment nominal = At(nuisance.Nominal);
        (Estimate Rate, bool IsVaried)[] samples = [.. nominal.Before(rate).Zip(At(nuisance.Nominal + nuisance.Sigma).Before(rate), static (x, y) => (x, !x.Agrees(y)))];
        bool[] isThreshold = [.. kinds.Select(static e => e.Op is Op.Less or Op.LessOrEqual)];
        double? Factor(bool withThresholds)
        {
            string Kind(int sample) => string.Concat(roots.Skip(1).Where((_, i) => withThresholds || !isThreshold[i]).Select(kind => nominal.Before(kind)[sample].Value.High > 0 ? '1' : '0'));
            Estimate[] others =
            [
                .. samples.Select((s, i) => (s.Rate, s.IsVaried, Kind: Kind(i))).GroupBy(static s => s.Kind).Where(static g => !g.Any(static s => s.IsVaried)).SelectMany(static g => g).Select(static s => s.Rate),
            ];
            return others.Length < FewOthers || others[0].Agrees(Estimate.Exact(1)) || !others.All(others[0].Agrees) ? null : others[0].Value.High;
        }

        if (!samples.Any(static s => s.IsVaried) || !samples.All(static s => !s.IsVaried || s.Rate.Agrees(Estimate.Exact(1)))
            || (Factor(withThresholds: false) ?? Factor(withThresholds: true)) is not { } factor || (factor == 0 && Factor(withThresholds: false) is null))
        {
            return null;
        }

        Term? written = BodyTerms.Reached(trace.Spec, nuisance.Method).Where(static t => t.Kind == TermKind.Conditional).SelectMany(static t => t.Arguments.Skip(1))
            .Where(t => t.Kind == TermKind.Number && t.Number.Equals(factor) && t.Span.IsInSight).OrderBy(static t => t.Span.Start).FirstOrDefault();
        return new(Rules.ContradictoryPrior.Id, (written ?? Body(trace, nuisance)).Span, new(
            [nuisance.Method, $"has the nominal value {Text(nuisance.Nominal)}, where the weight of events without '{Parameter(trace, nuisance)}' is multiplied by {Text(factor)}; write 1 for them, or say Nominal = {Text(nuisance.Nominal)} where it is meant"]));
    }

    // 1 is the value of a factor, 0 that of a shift, and LogMean = 1 was to be the mean; other values have been measured. What has a unit is no factor, but may have the prior of one.
    private static bool IsUnlikely(NuisanceSpec nuisance, double neutral) => neutral == 0
        ? Math.Abs(nuisance.Nominal - 1) < 0.3 && (nuisance.Prior != "Uniform" || nuisance.Min > 0) && (nuisance.ParameterType == "Double" || nuisance.Sigma < 0.3)
        : nuisance.ParameterType == "Double" && (nuisance.Prior switch { "LogNormal" => Math.Abs(nuisance.Mean - 1) < 0.1, "Uniform" => nuisance.Nominal == 0 && nuisance.Max < 1, _ => nuisance.Nominal == 0 });

    private static bool ChangesAt(BodyTrace trace, int index, Expr rate, double value) =>
        NuisanceEffect.At(trace, index, value, [rate]).Before(rate).Any(static x => x.Exists && !x.Agrees(Estimate.Exact(1)));

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string? Vanishing(BodyTrace trace, Expr parameter, NuisanceSpec nuisance, Value result) => result switch
    {
        ScalarValue rate when Vanishes(trace.Pool, rate.Expr, parameter, nuisance.Nominal) => "the weight",
        EventValue after when trace.Spec.Members.FirstOrDefault(m => !ReferenceEquals(after.Members[m.Name], trace.Stored.Members[m.Name])
            && MagnitudeOf(after.Members[m.Name]) is { } pt && Vanishes(trace.Pool, pt, parameter, nuisance.Nominal)) is { } member => $"the momentum of '{member.Name}'",
        _ => null,
    };

    // A number that is computed anew may well be of the size of the shift; one that is multiplied by a factor is gone.
    private static string? VanishingNumber(BodyTrace trace, Expr parameter, NuisanceSpec nuisance, Value result) =>
        result is EventValue after && trace.Spec.Members.FirstOrDefault(m => trace.Stored.Members[m.Name] is ScalarValue { Expr: { IsCondition: false } stored }
            && after.Members[m.Name] is ScalarValue { Expr: { IsCondition: false } number } && number != stored
            && Vanishes(trace.Pool, number, parameter, nuisance.Nominal, stored)) is { } member ? $"'{member.Name}'" : null;

    // A coordinate that vanishes with the momentum, and is stored as one: what has been chosen among vectors shows it there.
    private static Expr? MagnitudeOf(Value value) => value switch
    {
        FourVectorValue vector => vector.IsPolar ? vector.Pt : vector.Px,
        ObjectsValue { Slots: [(_, FourVectorValue first), ..] } => MagnitudeOf(first),
        _ => null,
    };

    // Zero in some events at that value of the parameter alone, where a factor was asked for as one that has it.
    private static bool Vanishes(ExprPool pool, Expr value, Expr parameter, double nominal, Expr? factor = null)
    {
        Dictionary<Expr, Expr> at = [];
        foreach (Expr node in pool.Reach([value]))
        {
            at[node] = node == parameter ? pool.Constant(nominal) : node.IsInput || node.IsLeaf ? node : pool.Like(node, [.. node.Arguments.Select(a => at[a])]);
        }

        HashSet<Expr> seen = [];
        bool IsGone(Expr e) => seen.Add(e) && (at[e].Is(0) ? !e.Is(0) && (factor is null || Factors(e).Contains(factor)) : TakenFrom(e).Any(IsGone));
        return IsGone(value);
    }

    // Where one of these vanishes, so does what is made of them, in some events.
    private static IEnumerable<Expr> TakenFrom(Expr value) => value.Op switch
    {
        Op.Select => value.Arguments.Skip(1),
        _ => FactorsOf(value),
    };

    private static IEnumerable<Expr> FactorsOf(Expr value) => value.Op switch
    {
        Op.Multiply => value.Arguments,
        Op.Divide or Op.Negate or Op.Abs => [value.Arguments[0]],
        _ => [],
    };

    private static IEnumerable<Expr> Factors(Expr value) => FactorsOf(value).SelectMany(Factors).DefaultIfEmpty(value);
}
