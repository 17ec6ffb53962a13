using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Checks;

/// <summary>Finds sums of momenta, or of one of their coordinates, in which one object is counted twice.</summary>
internal static class CheckSums
{
    /// <summary>Everything that is wrong.</summary>
    /// <param name="trace">The bodies.</param>
    public static IEnumerable<Problem> Run(BodyTrace trace)
    {
        foreach (Site site in trace.Sites)
        {
            bool isSum = (site.Term.Kind == TermKind.Binary && site.Term.Name == "+") || site.Term is { Kind: TermKind.Call, Name: "Kinematics.InvariantMass" };
            if (isSum && (Twice(site.Operands) ?? TwiceWritten(site.Term)) is { } name)
            {
                yield return new(Rules.CountedTwice.Id, site.Term.Span, new([Problem.Source, name]));
            }
        }
    }

    // "a.Pt + b.Pt + a.Pt": the same coordinate of the same vector. Two terms alone, "a.Pt + a.Pt", can only be meant.
    private static string? TwiceWritten(Term sum)
    {
        if (sum.Kind != TermKind.Binary || !IsCoordinate(sum.Arguments[1]) || sum.Arguments[0] is not { Kind: TermKind.Binary, Name: "+" })
        {
            return null;
        }

        Term last = sum.Arguments[1], left = sum.Arguments[0];
        while (true)
        {
            bool isSum = left is { Kind: TermKind.Binary, Name: "+" };
            Term next = isSum ? left.Arguments[1] : left;
            if (IsCoordinate(next) && AreSame(next, last))
            {
                return Describe(last);
            }

            if (!isSum)
            {
                return null;
            }

            left = left.Arguments[0];
        }
    }

    private static bool IsCoordinate(Term term) =>
        term is { Kind: TermKind.Call, Arguments.Count: 1 } && term.Name.StartsWith("FourVector.", StringComparison.Ordinal) && Vector(term.Arguments[0]) is not null;

    // A member, an object of one, or a local variable.
    private static string? Vector(Term term) => term switch
    {
        { Kind: TermKind.Member or TermKind.Variable } => term.Name,
        { Kind: TermKind.Call, Arguments: [{ Kind: TermKind.Member } objects, { Kind: TermKind.Number } index] } when term.Name.EndsWith(".this[]", StringComparison.Ordinal) =>
            $"{objects.Name}[{index.Number.ToString(System.Globalization.CultureInfo.InvariantCulture)}]",
        _ => null,
    };

    private static string Describe(Term coordinate) => $"{Vector(coordinate.Arguments[0])}.{coordinate.Name.Substring("FourVector.".Length)}";

    private static bool AreSame(Term a, Term b) =>
        a.Kind == b.Kind && a.Name == b.Name && a.Number.Equals(b.Number) && a.Arguments.Count == b.Arguments.Count
        && a.Arguments.Zip(b.Arguments, AreSame).All(static same => same);

    private static string? Twice(IReadOnlyList<Value> operands)
    {
        for (int i = 0; i < operands.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                string? shared = (operands[i], operands[j]) switch
                {
                    (FourVectorValue a, FourVectorValue b) => a.Shares(b),
                    (TransverseValue a, TransverseValue b) when a == b => a.Name,
                    _ => null,
                };
                if (shared is not null)
                {
                    return shared;
                }
            }
        }

        return null;
    }
}
