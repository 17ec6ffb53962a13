using Mandelstam.Compiler.Algebra;
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
        VectorNames names = new(trace.Spec);
        Dictionary<Expr, string> coordinates = Coordinates(trace, names);
        HashSet<SourceSpan> places = [];
        foreach (Site site in trace.Sites)
        {
            bool isSum = site.Term is { Kind: TermKind.Binary, Name: "+" };
            string? twice = isSum && site.Operands is [ScalarValue { Expr: { IsCondition: false } left }, ScalarValue { Expr: { IsCondition: false } right }]
                ? Twice(left, right, coordinates)
                : isSum || site.Term is { Kind: TermKind.Call, Name: "Kinematics.InvariantMass" or "Kinematics.MinPairMass" } ? Twice(site.Operands, names) : null;
            if (twice is not null && places.Add(site.Term.Span))
            {
                yield return new(Rules.CountedTwice.Id, site.Term.Span, new([Problem.Source, twice]));
            }
        }
    }

    // Coordinates of vectors, with what they are called; what two accessors give, as E and |p| of a massless vector, may well stand beside itself.
    private static Dictionary<Expr, string> Coordinates(BodyTrace trace, VectorNames names)
    {
        Dictionary<Expr, string> coordinates = [];
        HashSet<Expr> ambiguous = [];
        foreach (Site site in trace.Sites)
        {
            if (site.Term is { Kind: TermKind.Call, Arguments.Count: 1 } && site.Term.Name.StartsWith("FourVector.", StringComparison.Ordinal)
                && site.Operands is [FourVectorValue vector] && site.Result is ScalarValue { Expr: { Op: not Op.Constant } coordinate })
            {
                string name = $"{names.Of(vector.Name)}.{site.Term.Name.Substring("FourVector.".Length)}";
                if (coordinates.TryGetValue(coordinate, out string? other) && other != name)
                {
                    ambiguous.Add(coordinate);
                }

                coordinates[coordinate] = name;
            }
        }

        foreach (Expr coordinate in ambiguous)
        {
            coordinates.Remove(coordinate);
        }

        return coordinates;
    }

    // "a.Pt + b.Pt + a.Pt", "Ht + Jets[0].Pt": the same coordinate of the same vector. Two terms alone, "a.Pt + a.Pt", can only be meant.
    private static string? Twice(Expr left, Expr right, Dictionary<Expr, string> coordinates)
    {
        HashSet<Expr> known = [];
        IReadOnlyList<Summand> first = Sums.Terms(left, coordinates.ContainsKey), second = Sums.Terms(right, coordinates.ContainsKey);
        if (first.Count + second.Count < 3 || !first.Concat(second).All(static t => t.Number > 0))
        {
            return null;
        }

        // "a.Pt + a.Pt + b.Pt": two alone could have been meant, a third tells that they were not.
        if (first.Count == 2 && Coordinate(first[0]) is { } doubled && doubled == Coordinate(first[1]))
        {
            return coordinates[doubled];
        }

        known.UnionWith(first.Select(Coordinate).OfType<Expr>());
        return second.Select(Coordinate).OfType<Expr>().Where(known.Contains).Select(c => coordinates[c]).FirstOrDefault();

        // That of an object of a sum over several counts if the object is there.
        Expr? Coordinate(Summand term)
        {
            if (term is not { Number: 1, Factors: [{ } factor] })
            {
                return null;
            }

            while (!coordinates.ContainsKey(factor) && factor.Op == Op.Select && factor.Arguments[2].Is(0))
            {
                factor = factor.Arguments[1];
            }

            return coordinates.ContainsKey(factor) ? factor : null;
        }
    }

    private static string? Twice(IReadOnlyList<Value> operands, VectorNames names)
    {
        for (int i = 0; i < operands.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                string? shared = (operands[i], operands[j]) switch
                {
                    (FourVectorValue a, FourVectorValue b) => a.Shares(b),
                    (TransverseValue a, TransverseValue b) when a == b || (i > j && IsTerm(a, b)) => a.Name,
                    _ => null,
                };
                if (shared is not null)
                {
                    return names.Of(shared);
                }
            }
        }

        return null;
    }

    // Of a sum of transverse vectors the components are left.
    private static bool IsTerm(TransverseValue vector, TransverseValue sum) =>
        !sum.IsPolar && sum.X.Op == Op.Add && vector.X.Op != Op.Constant
        && Sums.Terms(sum.X, e => e == vector.X).Any(t => t is { Number: 1, Factors: [{ } x] } && x == vector.X)
        && Sums.Terms(sum.Y, e => e == vector.Y).Any(t => t is { Number: 1, Factors: [{ } y] } && y == vector.Y);
}
