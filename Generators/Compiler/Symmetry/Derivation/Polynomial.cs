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
    public IReadOnlyList<int> Symbols => _symbols ??= FindSymbols();

    public static Polynomial Of(Coefficient number) => Of(Monomial.One, number);

    public static Polynomial Of(Monomial monomial, Coefficient number) => number.IsZero ? Zero : new([new(monomial, number)]);

    public static Polynomial operator +(Polynomial a, Polynomial b)
    {
        if (a.IsZero || b.IsZero)
        {
            return a.IsZero ? b : a;
        }

        (Term[] left, Term[] right) = (a._terms, b._terms);
        Term[] sum = new Term[left.Length + right.Length];
        int i = 0, j = 0, n = 0;
        while (i < left.Length && j < right.Length)
        {
            int order = Monomial.Compare(left[i].Key, right[j].Key);
            if (order != 0)
            {
                sum[n++] = order < 0 ? left[i++] : right[j++];
                continue;
            }

            Coefficient total = left[i].Value + right[j].Value;
            if (!total.IsZero)
            {
                sum[n++] = new(left[i].Key, total);
            }

            i++;
            j++;
        }

        Array.Copy(left, i, sum, n, left.Length - i);
        n += left.Length - i;
        Array.Copy(right, j, sum, n, right.Length - j);
        return Cut(sum, n + right.Length - j);
    }

    public static Polynomial operator -(Polynomial a) => a.Times(Monomial.One, -Coefficient.One);

    public static Polynomial operator -(Polynomial a, Polynomial b) => a + -b;

    /// <summary>The sum of all, which are summed in pairs: each term is moved as often as there are such rounds.</summary>
    /// <param name="parts">What is summed; overwritten.</param>
    public static Polynomial Sum(List<Polynomial> parts)
    {
        for (int count = parts.Count; count > 1; count = (count + 1) / 2)
        {
            for (int i = 0; i < count / 2; i++)
            {
                parts[i] = parts[2 * i] + parts[(2 * i) + 1];
            }

            if (count % 2 != 0)
            {
                parts[count / 2] = parts[count - 1];
            }
        }

        return parts.Count == 0 ? Zero : parts[0];
    }

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

    /// <summary>The product term by term, without what relations between symbols make of it.</summary>
    public Polynomial Times(Polynomial other)
    {
        (Polynomial few, Polynomial many) = Count < other.Count ? (this, other) : (other, this);
        List<Polynomial> rows = new(few.Count);
        foreach (Term term in few._terms)
        {
            rows.Add(many.Times(term.Key, term.Value));
        }

        return Sum(rows);
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

    /// <summary>The terms that satisfy a condition, and the others.</summary>
    public (Polynomial Those, IReadOnlyList<Term> Others) Part(Func<Monomial, bool> condition)
    {
        Term[] those = new Term[_terms.Length];
        List<Term> others = [];
        int n = 0;
        foreach (Term term in _terms)
        {
            if (condition(term.Key))
            {
                those[n++] = term;
            }
            else
            {
                others.Add(term);
            }
        }

        return (others.Count == 0 ? this : Cut(those, n), others);
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

    private static Polynomial Cut(Term[] terms, int count)
    {
        if (count == 0)
        {
            return Zero;
        }

        if (count < terms.Length)
        {
            Term[] cut = new Term[count];
            Array.Copy(terms, cut, count);
            terms = cut;
        }

        return new(terms);
    }

    private int[] FindSymbols()
    {
        // A product lists them in ascending order.
        Monomial all = Monomial.One;
        foreach (Term term in _terms)
        {
            all = all.Union(term.Key);
        }

        int[] symbols = new int[all.Count];
        for (int i = 0; i < symbols.Length; i++)
        {
            symbols[i] = all.Symbol(i);
        }

        return symbols;
    }
}
