using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;

namespace Mandelstam.Compiler.Checks;

/// <summary>A sum taken apart, however it was written: its terms, each a number times factors.</summary>
internal static class Sums
{
    // Longer sums are no formulas of one line, and are left alone.
    private const int MostTerms = 64, MostFactors = 16;

    /// <summary>The terms of a sum; a single one for anything else.</summary>
    /// <param name="sum">The sum.</param>
    /// <param name="isWhole">What is a quantity of its own, and not taken apart although it is a sum or product.</param>
    public static IReadOnlyList<Summand> Terms(Expr sum, Func<Expr, bool> isWhole)
    {
        List<Summand> terms = [];
        Collect(sum, 1, isWhole, terms);
        return terms;
    }

    /// <summary>The terms of a sum, and those of the sums in it that are zero unless a condition holds.</summary>
    /// <param name="sum">The sum.</param>
    /// <param name="facts">What holds where it stands.</param>
    /// <param name="isWhole">What is a quantity of its own, and not taken apart.</param>
    /// <param name="pool">Makes nodes.</param>
    public static IReadOnlyList<ConditionalTerm> ConditionalTerms(Expr sum, Facts? facts, Func<Expr, bool> isWhole, ExprPool pool)
    {
        List<ConditionalTerm> terms = [];
        Collect(sum, 1, facts, isWhole, pool, terms);
        return terms;
    }

    /// <summary>Do two products have the same factors, in any order?</summary>
    public static bool AreSame(IReadOnlyList<Expr> a, IReadOnlyList<Expr> b) =>
        a.Count == b.Count && a.OrderBy(static e => e.Id).SequenceEqual(b.OrderBy(static e => e.Id));

    private static void Collect(Expr sum, double sign, Facts? facts, Func<Expr, bool> isWhole, ExprPool pool, List<ConditionalTerm> terms)
    {
        foreach (Summand term in Terms(sum, isWhole))
        {
            if (terms.Count >= MostTerms)
            {
                return;
            }

            if (term is { Number: 1 or -1, Factors: [{ Op: Op.Select } choice] } && !isWhole(choice) && (choice.Arguments[1].Is(0) || choice.Arguments[2].Is(0)))
            {
                (Expr holds, Expr chosen) = choice.Arguments[2].Is(0) ? (choice.Arguments[0], choice.Arguments[1]) : (pool.Not(choice.Arguments[0]), choice.Arguments[2]);
                Collect(chosen, sign * term.Number, new(holds, facts), isWhole, pool, terms);
            }
            else
            {
                terms.Add(new(term with { Number = sign * term.Number }, facts));
            }
        }
    }

    private static void Collect(Expr sum, double sign, Func<Expr, bool> isWhole, List<Summand> terms)
    {
        if (terms.Count >= MostTerms)
        {
            return;
        }

        switch (sum.Op)
        {
            case Op.Add when !isWhole(sum):
                Collect(sum.Arguments[0], sign, isWhole, terms);
                Collect(sum.Arguments[1], sign, isWhole, terms);
                break;
            case Op.Subtract when !isWhole(sum):
                Collect(sum.Arguments[0], sign, isWhole, terms);
                Collect(sum.Arguments[1], -sign, isWhole, terms);
                break;
            case Op.Negate:
                Collect(sum.Arguments[0], -sign, isWhole, terms);
                break;
            default:
                List<Expr> factors = [];
                double number = sign;
                Multiply(sum, isWhole, factors, ref number);
                terms.Add(new(number, factors));
                break;
        }
    }

    private static void Multiply(Expr product, Func<Expr, bool> isWhole, List<Expr> factors, ref double number)
    {
        if (product.Op == Op.Constant)
        {
            number *= product.Number;
        }
        else if (product.Op == Op.Multiply && factors.Count < MostFactors && !isWhole(product))
        {
            Multiply(product.Arguments[0], isWhole, factors, ref number);
            Multiply(product.Arguments[1], isWhole, factors, ref number);
        }
        else
        {
            factors.Add(product);
        }
    }
}
