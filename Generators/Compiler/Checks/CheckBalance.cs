using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Checks;

/// <summary>Transverse momentum is conserved: what a nuisance adds to the visible momenta it has to take from the missing one.</summary>
/// <remarks>The sums cover the momenta that the event declares. A nuisance that moves the missing momentum alone is free to.</remarks>
internal static class CheckBalance
{
    /// <summary>Looks at every nuisance.</summary>
    /// <param name="trace">The event.</param>
    /// <param name="effects">What its nuisances do.</param>
    /// <param name="text">What stands at a place of the declaration.</param>
    public static IEnumerable<Problem> Run(BodyTrace trace, IEnumerable<NuisanceEffect> effects, Func<SourceSpan, string> text)
    {
        foreach (NuisanceEffect effect in effects)
        {
            foreach (MemberSpec missing in effect.Unbalanced)
            {
                (Term body, NuisanceEffect culprit) = Culprit(trace, effect, missing, trace.Spec.Helpers.First(h => h.Key == effect.Nuisance.Method).Body);
                MemberSpec[] moved = [.. culprit.MovedVisible];
                Term[] assignments = [.. BodyTerms.Assignments(trace.Spec, body, effect.Nuisance.Method)];
                Term? compensation = assignments.LastOrDefault(a => a.Name == missing.Name);
                (MemberSpec Member, Term? Term)[] assigned = [.. moved.Select(m => (m, assignments.LastOrDefault(a => a.Name == m.Name)))];
                Term[] movements = [.. assigned.Select(static a => a.Term).OfType<Term>()];
                SourceSpan span = (compensation ?? movements.FirstOrDefault() ?? body).Span;
                string names = string.Join(", ", moved.Select(static m => $"'{m.Name}'"));
                string found = moved.Length == 0
                    ? $"changes the missing momentum '{missing.Name}' where it moves nothing that is visible"
                    : compensation is null
                    ? $"moves {names} but not the missing momentum '{missing.Name}', which has to take up the change"
                    : $"moves {names}, and what it does to the missing momentum '{missing.Name}' does not balance that";
                string[] terms = [.. assigned.Select(a => a.Term is null ? null : Compensation(a.Term, a.Member.Kind == MemberKind.Transverse, text)).OfType<string>()];
                string? balance = moved.Length > 0 && terms.Length == moved.Length ? $"{missing.Name} = {missing.Name} + {string.Join(" + ", terms)}" : null;
                string way = moved.Length == 0 ? $"leave '{missing.Name}' as it is there" : balance is null ? $"subtract from '{missing.Name}' what {names} gains" : $"write '{balance}'";
                yield return new(Rules.NotPropagated.Id, span, new(
                    [effect.Nuisance.Method, $"{found}; {way}, or mark '{missing.Name}' [Unaffected(nameof({effect.Nuisance.Method}), Justification = \"…\")]"]))
                {
                    Fixes = balance is null ? default : Fixes(body, compensation, movements.OrderBy(static m => m.Span.Start).Last(), balance).ToEquatable(),
                };
            }
        }
    }

    // Of an event that is put together in several ways, the first that does not balance by itself.
    private static (Term Body, NuisanceEffect Effect) Culprit(BodyTrace trace, NuisanceEffect effect, MemberSpec missing, Term body)
    {
        Term[] ways = [.. Ways(body)];
        foreach (Term way in ways.Length < 2 ? [] : ways)
        {
            if (trace.Sites.FirstOrDefault(s => ReferenceEquals(s.Term, way))?.Result is EventValue after && effect.With(after) is { } own && !own.IsBalancedBy(missing))
            {
                return (way, own);
            }
        }

        return (body, effect);
    }

    private static IEnumerable<Term> Ways(Term body) => body.Kind switch
    {
        TermKind.Let => Ways(body.Arguments[1]),
        TermKind.Conditional => Ways(body.Arguments[1]).Concat(Ways(body.Arguments[2])),
        _ => [body],
    };

    // Beside the last of the moves, or in place of what does not balance; where the event is put together in one place, whose names those of 'this' are.
    private static IEnumerable<Fix> Fixes(Term body, Term? compensation, Term lastMove, string balance) =>
        body is not { Kind: TermKind.With, Span.IsInSight: true } || body.Arguments[0].Kind != TermKind.This || !body.Arguments.Contains(lastMove) ? []
        : compensation is null ? [new(new(lastMove.Span.Start + lastMove.Span.Length, 0), ", " + balance)]
        : [new(compensation.Span, balance)];

    // The text that compensates for a scaled momentum; null where the assignment is of another form.
    private static string? Compensation(Term assignment, bool isTransverse, Func<SourceSpan, string> text)
    {
        Term value = assignment.Arguments[0];
        if (value is { Kind: TermKind.Call, Name: "FourVector.ScaledMomentum" } && IsMember(value.Arguments[0], assignment.Name))
        {
            return $"(1 - {Factor(value.Arguments[1], text)}) * {assignment.Name}.Transverse";
        }

        if (isTransverse && value is { Kind: TermKind.Binary, Name: "*" } && value.Arguments.SingleOrDefault(a => !IsMember(a, assignment.Name)) is { } scale)
        {
            return $"(1 - {Factor(scale, text)}) * {assignment.Name}";
        }

        if (value.Kind == TermKind.Call && value.Name.EndsWith(".Map", StringComparison.Ordinal) && IsMember(value.Arguments[0], assignment.Name)
            && value.Arguments[1] is { Kind: TermKind.Lambda } lambda && lambda.Arguments[0] is { Kind: TermKind.Call, Name: "FourVector.ScaledMomentum" } scaled
            && scaled.Arguments[0] is { Kind: TermKind.Variable } item && item.Name == lambda.Name)
        {
            string factor = Factor(scaled.Arguments[1], text);
            return Mentions(scaled.Arguments[1], lambda.Name)
                ? $"{assignment.Name}.Sum({lambda.Name} => (1 - {factor}) * {lambda.Name}.Transverse)"
                : $"(1 - {factor}) * {assignment.Name}.Sum({lambda.Name} => {lambda.Name}.Transverse)";
        }

        return null;
    }

    private static bool IsMember(Term term, string name) => term.Kind == TermKind.Member && term.Name == name && term.Arguments[0].Kind == TermKind.This;

    private static bool Mentions(Term term, string variable) =>
        (term.Kind == TermKind.Variable && term.Name == variable) || term.Arguments.Any(a => Mentions(a, variable));

    private static string Factor(Term term, Func<SourceSpan, string> text) =>
        !term.Span.IsInSight ? "factor" : term.Kind is TermKind.Variable or TermKind.Number or TermKind.Call ? text(term.Span) : $"({text(term.Span)})";
}
