namespace Mandelstam.Compiler.Symmetry.Derivation;

/// <summary>A polynomial over a product of polynomials, each of which has several terms.</summary>
/// <param name="Over">The numerator.</param>
/// <param name="Under">The factors of the denominator, with their powers.</param>
internal sealed record Quotient(Polynomial Over, IReadOnlyList<(Polynomial Factor, int Power)> Under)
{
    public static readonly Quotient Zero = Of(Polynomial.Zero);

    public static readonly Quotient One = Of(Polynomial.One);

    /// <summary>The number that it is, or null.</summary>
    public Coefficient? Number => Under.Count == 0 ? Over.Number : null;

    public int Size => Over.Count + Under.Sum(static u => u.Factor.Count);

    /// <summary>The symbols that occur in it, some of them more than once.</summary>
    public IEnumerable<int> Symbols => Under.Count == 0 ? Over.Symbols : Over.Symbols.Concat(Under.SelectMany(static u => u.Factor.Symbols));

    public static Quotient Of(Polynomial polynomial) => new(polynomial, []);

    public static Quotient Of(Coefficient number) => Of(Polynomial.Of(number));

    public static Quotient Of(Symbol symbol, int exponent = 1) => Of(Polynomial.Of(Monomial.Of(symbol.Id, exponent), Coefficient.One));

    public static Quotient operator -(Quotient a) => a with { Over = -a.Over };
}
