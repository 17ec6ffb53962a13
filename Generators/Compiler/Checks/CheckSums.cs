using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Checks;

/// <summary>Finds sums of momenta in which one object is counted twice.</summary>
internal static class CheckSums
{
    /// <summary>Everything that is wrong.</summary>
    /// <param name="trace">The bodies.</param>
    public static IEnumerable<Problem> Run(BodyTrace trace)
    {
        foreach (Site site in trace.Sites)
        {
            bool isSum = (site.Term.Kind == TermKind.Binary && site.Term.Name == "+") || site.Term is { Kind: TermKind.Call, Name: "Kinematics.InvariantMass" };
            if (isSum && Twice(site.Operands) is { } name)
            {
                yield return new(Rules.CountedTwice.Id, site.Term.Span, new([Problem.Source, name]));
            }
        }
    }

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
