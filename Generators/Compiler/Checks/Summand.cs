using Mandelstam.Compiler.Algebra;

namespace Mandelstam.Compiler.Checks;

/// <summary>A term of a sum.</summary>
/// <param name="Number">Its constant factor, with its sign.</param>
/// <param name="Factors">The other factors.</param>
internal sealed record Summand(double Number, IReadOnlyList<Expr> Factors)
{
    /// <summary>A product of two, which may be the same.</summary>
    public bool IsQuadratic => Factors.Count == 2;

    /// <summary>The square of something.</summary>
    public bool IsSquare => Factors.Count == 2 && Factors[0] == Factors[1];
}
