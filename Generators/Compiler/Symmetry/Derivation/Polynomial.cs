using System.Numerics;

namespace Mandelstam.Compiler.Symmetry.Derivation;

/// <summary>A sum of products of symbols, none of them with the coefficient zero. Exponents may be negative.</summary>
/// <remarks>Terms lie in the order of their monomials: sums are merged, and multiplication by a term keeps the order.</remarks>
internal sealed class Polynomial
{
    public static readonly Polynomial Zero = new([]) { Value = (0, 0) };

    public static readonly Polynomial One = new([new(Monomial.One, Coefficient.One)]) { Value = (1, 1) };

    private readonly Term[] _terms;
    private int[]? _symbols;

    private Polynomial(Term[] terms) => _terms = terms;

    /// <summary>How many terms it has.</summary>
    public int Count => _terms.Length;

    /// <summary>A term, in the order of monomials.</summary>
    public Term this[int place] => _terms[place];

    /// <summary>Its value where each symbol has its number, and the size of its largest term, once the field has computed them.</summary>
    public (Complex Value, double Size)? Value { get; set; }

    public bool IsZero => _terms.Length == 0;

    /// <summary>A single term: it has an inverse.</summary>
    public bool IsMonomial => _terms.Length == 1;

    /// <summary>The only term of a monomial.</summary>
    public Term Single => _terms[0];

    /// <summary>The number that it is, or null.</summary>
    public Coefficient? Number => IsZero ? Coefficient.Zero : IsMonomial && Single.Key.Count == 0 ? Single.Value : null;

    /// <summary>The term that is last in the order of monomials; that of zero has no monomial.</summary>
    public Term Leading => IsZero ? default : _terms[^1];

    /// <summary>The symbols that occur in it, ascending.</summary>
    public int[] Symbols => _symbols ??= FindSymbols();

    /// <summary>The first terms of an array, in the order of monomials.</summary>
    public static Polynomial Of(Term[] terms, int count)
    {
        if (count == 0)
        {
            return Zero;
        }

        Term[] own = new Term[count];
        Array.Copy(terms, own, count);
        return new(own);
    }

    public static Polynomial Of(Coefficient number) => Of(Monomial.One, number);

    public static Polynomial Of(Monomial monomial, Coefficient number) => number.IsZero ? Zero : new([new(monomial, number)]);

    public static Polynomial operator -(Polynomial a) => a.Times(Monomial.One, -Coefficient.One);

    /// <summary>Multiplied by a single term.</summary>
    public Polynomial Times(Monomial monomial, Coefficient number)
    {
        Term[] product = new Term[_terms.Length];
        for (int i = 0; i < product.Length; i++)
        {
            product[i] = new(_terms[i].Key.Times(monomial), _terms[i].Value * number);
        }

        return new(product);
    }

    /// <summary>With the sign turned of all terms in which a symbol has an odd power.</summary>
    public Polynomial Conjugate(int symbol)
    {
        Term[] terms = new Term[_terms.Length];
        for (int i = 0; i < terms.Length; i++)
        {
            terms[i] = _terms[i].Key.ExponentOf(symbol) % 2 != 0 ? new(_terms[i].Key, -_terms[i].Value) : _terms[i];
        }

        return new(terms);
    }

    /// <summary>The least and the largest power of a symbol in any term.</summary>
    public (int Least, int Largest) ExponentsOf(int symbol)
    {
        (int least, int largest) = (int.MaxValue, int.MinValue);
        foreach (Term term in _terms)
        {
            int exponent = term.Key.ExponentOf(symbol);
            (least, largest) = (Math.Min(least, exponent), Math.Max(largest, exponent));
        }

        return (least, largest);
    }

    /// <summary>Has it a term of this monomial?</summary>
    public bool Contains(Monomial monomial)
    {
        foreach (Term term in _terms)
        {
            if (term.Key.Equals(monomial))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Are the terms the same, one by one?</summary>
    public bool IsSame(Polynomial other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other.Count != Count)
        {
            return false;
        }

        for (int i = 0; i < _terms.Length; i++)
        {
            if (!_terms[i].Key.Equals(other._terms[i].Key) || !_terms[i].Value.Equals(other._terms[i].Value))
            {
                return false;
            }
        }

        return true;
    }

    private int[] FindSymbols()
    {
        int[] symbols = new int[8];
        int count = 0;
        foreach (Term term in _terms)
        {
            for (int i = 0; i < term.Key.Count; i++)
            {
                int symbol = term.Key.Symbol(i), place = Array.BinarySearch(symbols, 0, count, symbol);
                if (place < 0)
                {
                    if (count == symbols.Length)
                    {
                        Array.Resize(ref symbols, 2 * count);
                    }

                    Array.Copy(symbols, ~place, symbols, ~place + 1, count - ~place);
                    symbols[~place] = symbol;
                    count++;
                }
            }
        }

        Array.Resize(ref symbols, count);
        return symbols;
    }
}
