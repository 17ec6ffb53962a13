using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Emit.Docs;

/// <summary>Writes bodies as LaTeX: momenta as p with the object's name, quantities by their symbols, locals by their names with what they stand for behind.</summary>
public sealed class LatexPrinter(EventSpec spec)
{
    private readonly VectorTerms _vectors = new(spec);

    /// <summary>The LaTeX of a feature's body; its code where a loop in it is no sum, as where it chooses among objects.</summary>
    /// <param name="feature">A feature of the event.</param>
    public string Print(FeatureSpec feature)
    {
        Term body = spec.Helpers.First(h => h.Key == feature.Member).Body;
        return HasPasses(body) ? Formula.Code(feature.Formula) : new FormulaWriter(_vectors).Write(body);
    }

    private static bool HasPasses(Term body)
    {
        Stack<Term> open = new([body]);
        while (open.Count > 0)
        {
            Term next = open.Pop();
            if (next is { Kind: TermKind.Let, Name: Term.PassesMark })
            {
                return true;
            }

            foreach (Term argument in next.Arguments)
            {
                open.Push(argument);
            }
        }

        return false;
    }
}
