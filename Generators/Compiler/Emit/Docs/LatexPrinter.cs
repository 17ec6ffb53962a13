using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Emit.Docs;

/// <summary>Writes a body as LaTeX: momenta as p with the object's name, quantities by their symbols, locals by their names with what they stand for behind.</summary>
public sealed class LatexPrinter(EventSpec spec)
{
    private readonly VectorTerms _vectors = new(spec);

    /// <summary>The LaTeX of a body.</summary>
    public string Print(Term body) => new FormulaWriter(_vectors).Write(body);
}
