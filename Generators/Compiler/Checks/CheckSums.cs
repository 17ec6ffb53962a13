using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Checks;

/// <summary>Finds sums and differences of momenta, and sums of one of their coordinates, in which one object is counted twice.</summary>
internal static class CheckSums
{
    /// <summary>Everything that is wrong.</summary>
    /// <param name="trace">The bodies.</param>
    public static IEnumerable<Problem> Run(BodyTrace trace)
    {
        VectorNames names = new(trace.Spec);
        Dictionary<Expr, string> coordinates = Coordinates(trace, names), momenta = Momenta(trace, names);
        HashSet<SourceSpan> places = [];
        foreach (Site site in trace.Sites)
        {
            bool isSum = site.Term is { Kind: TermKind.Binary, Name: "+" };
            string? twice = isSum && site.Operands is [ScalarValue { Expr: { IsCondition: false } left }, ScalarValue { Expr: { IsCondition: false } right }]
                ? Twice(left, right, coordinates)
                : isSum || site.Term is { Kind: TermKind.Binary, Name: "-" } ? Twice(site.Operands, isSum ? 1 : -1, names, momenta)
                : site.Term is { Kind: TermKind.Call, Name: "Kinematics.InvariantMass" or "Kinematics.MinPairMass" } ? Twice(site.Operands, 1, names, momenta) : null;
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
                string whole = names.Of(vector.Name);
                string name = $"{(whole.Contains(" + ") ? $"({whole})" : whole)}.{site.Term.Name.Substring("FourVector.".Length)}";
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

    // The momenta of vectors by their x components, with what they are called.
    private static Dictionary<Expr, string> Momenta(BodyTrace trace, VectorNames names)
    {
        Dictionary<Expr, string> momenta = [];
        foreach (Site site in trace.Sites)
        {
            if (site.Term is { Kind: TermKind.Call, Name: "FourVector.P3" } && site.Operands is [FourVectorValue vector] && site.Result is SpatialValue { X: { Op: not Op.Constant } x })
            {
                momenta[x] = names.Of(vector.Name);
            }
        }

        return momenta;
    }

    // The sign is that of the last of two operands; what is subtracted twice is counted twice.
    private static string? Twice(IReadOnlyList<Value> operands, int sign, VectorNames names, Dictionary<Expr, string> momenta)
    {
        for (int i = 0; i < operands.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                string? shared = (operands[i], operands[j]) switch
                {
                    (FourVectorValue a, FourVectorValue b) => b.Shares(a, sign),
                    (TransverseValue a, TransverseValue b) when (a == b && sign > 0) || IsTerm(a, b, sign) => a.Name,
                    _ => null,
                };
                if (shared is not null)
                {
                    return names.Of(shared);
                }

                if ((operands[i], operands[j]) is (SpatialValue last, SpatialValue first) && Shared(first.X, last.X, sign, momenta) is { } x)
                {
                    return momenta[x];
                }
            }
        }

        return null;
    }

    private static Expr? Shared(Expr first, Expr last, int sign, Dictionary<Expr, string> momenta)
    {
        IReadOnlyList<Summand> known = Sums.Terms(first, momenta.ContainsKey);
        return Sums.Terms(last, momenta.ContainsKey)
            .Where(t => t is { Number: 1 or -1, Factors: [{ } x] } && momenta.ContainsKey(x) && (sign > 0 || known.Count > 1) && known.Any(k => k.Number == sign * t.Number && k.Factors is [{ } other] && other == x))
            .Select(static t => t.Factors[0]).FirstOrDefault();
    }

    // Of a sum of transverse vectors the components are left.
    private static bool IsTerm(TransverseValue vector, TransverseValue sum, int sign)
    {
        return !sum.IsPolar && sum.X.Op is Op.Add or Op.Subtract && vector.X.Op != Op.Constant && Has(sum.X, vector.X) && Has(sum.Y, vector.Y);

        bool Has(Expr whole, Expr part) => Sums.Terms(whole, e => e == part).Any(t => t.Number == sign && t.Factors is [{ } x] && x == part);
    }
}
