using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Lowering;

/// <summary>Walks over bodies as they were written.</summary>
internal static class BodyTerms
{
    /// <summary>Every term of a body, and of the bodies that it calls.</summary>
    public static IEnumerable<Term> Reached(EventSpec spec, string key) => spec.Helpers.FirstOrDefault(h => h.Key == key) is { } helper ? Reached(spec, helper.Body) : [];

    /// <summary>Every part of a term, and those of the bodies that it calls.</summary>
    public static IEnumerable<Term> Reached(EventSpec spec, Term root)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        Stack<Term> open = new([root]);
        while (open.Count > 0)
        {
            foreach (Term term in All(open.Pop()))
            {
                yield return term;
                if (term.Kind is TermKind.Invoke or TermKind.Member && seen.Add(term.Name) && spec.Helpers.FirstOrDefault(h => h.Key == term.Name) is { } helper)
                {
                    open.Push(helper.Body);
                }
            }
        }
    }

    /// <summary>Every assignment to a member in a body and in what it calls, innermost first.</summary>
    /// <param name="spec">The declaration.</param>
    /// <param name="body">The body.</param>
    /// <param name="path">The keys of the bodies on the way.</param>
    public static IEnumerable<Term> Assignments(EventSpec spec, Term body, params string[] path)
    {
        IEnumerable<Term> inside = body.Arguments.SelectMany(a => Assignments(spec, a, path));
        return body.Kind switch
        {
            TermKind.Assign => inside.Concat([body]),
            TermKind.Invoke or TermKind.Member when !path.Contains(body.Name) && spec.Helpers.FirstOrDefault(h => h.Key == body.Name) is { } helper =>
                inside.Concat(Assignments(spec, helper.Body, [.. path, body.Name])),
            _ => inside,
        };
    }

    /// <summary>A term and all its parts.</summary>
    public static IEnumerable<Term> All(Term root)
    {
        Stack<Term> open = new([root]);
        while (open.Count > 0)
        {
            Term term = open.Pop();
            yield return term;
            foreach (Term argument in term.Arguments)
            {
                open.Push(argument);
            }
        }
    }
}
