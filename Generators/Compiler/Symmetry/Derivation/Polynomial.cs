using System.Numerics;

namespace Mandelstam.Compiler.Symmetry.Derivation;

/// <summary>A sum of products of symbols, none of them with the coefficient zero. Exponents may be negative.</summary>
internal sealed class Polynomial
{
    public static readonly Polynomial Zero = new([]);

    public static readonly Polynomial One = Of(Coefficient.One);

    private int[]? _symbols;

    public Polynomial(Dictionary<Monomial, Coefficient> terms) => Terms = terms;

    public IReadOnlyDictionary<Monomial, Coefficient> Terms { get; }

    /// <summary>Its value where each symbol has its number, and the size of its largest term, once the field has computed them.</summary>
    public (Complex Value, double Size)? Value { get; set; }

    public bool IsZero => Terms.Count == 0;

    /// <summary>A single term: it has an inverse.</summary>
    public bool IsMonomial => Terms.Count == 1;

    /// <summary>The only term of a monomial.</summary>
    public KeyValuePair<Monomial, Coefficient> Single => Terms.First();

    /// <summary>The number that it is, or null.</summary>
    public Coefficient? Number => IsZero ? Coefficient.Zero : IsMonomial && Single.Key.Count == 0 ? Single.Value : null;

    /// <summary>The term that is last in the order of monomials.</summary>
    public KeyValuePair<Monomial, Coefficient> Leading
    {
        get
        {
            KeyValuePair<Monomial, Coefficient> leading = default;
            foreach (KeyValuePair<Monomial, Coefficient> term in Terms)
            {
                if (leading.Key is null || Monomial.Compare(term.Key, leading.Key) > 0)
                {
                    leading = term;
                }
            }

            return leading;
        }
    }

    /// <summary>The symbols that occur in it.</summary>
    public IReadOnlyCollection<int> Symbols
    {
        get
        {
            if (_symbols is null)
            {
                HashSet<int> found = [];
                foreach (Monomial monomial in Terms.Keys)
                {
                    for (int i = 0; i < monomial.Count; i++)
                    {
                        found.Add(monomial.Symbol(i));
                    }
                }

                _symbols = [.. found];
            }

            return _symbols;
        }
    }

    public static Polynomial Of(Coefficient number) => Of(Monomial.One, number);

    public static Polynomial Of(Monomial monomial, Coefficient number) => number.IsZero ? Zero : new(new() { [monomial] = number });

    public static Polynomial operator +(Polynomial a, Polynomial b)
    {
        if (a.IsZero || b.IsZero)
        {
            return a.IsZero ? b : a;
        }

        Dictionary<Monomial, Coefficient> sum = [];
        Accumulate(sum, a, Coefficient.One);
        Accumulate(sum, b, Coefficient.One);
        return new(sum);
    }

    public static Polynomial operator -(Polynomial a) => a.Times(Monomial.One, -Coefficient.One);

    public static Polynomial operator -(Polynomial a, Polynomial b) => a + -b;

    /// <summary>Multiplied by a single term.</summary>
    public Polynomial Times(Monomial monomial, Coefficient number)
    {
        Dictionary<Monomial, Coefficient> product = [];
        foreach (KeyValuePair<Monomial, Coefficient> term in Terms)
        {
            product.Add(term.Key.Times(monomial), term.Value * number);
        }

        return new(product);
    }

    /// <summary>Are the terms the same, one by one?</summary>
    public bool IsSame(Polynomial other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        return Terms.Count == other.Terms.Count && Terms.All(t => other.Terms.TryGetValue(t.Key, out Coefficient c) && c == t.Value);
    }

    /// <summary>Adds a polynomial, times a number, to a sum of terms.</summary>
    public static void Accumulate(Dictionary<Monomial, Coefficient> sum, Polynomial polynomial, Coefficient factor)
    {
        foreach (KeyValuePair<Monomial, Coefficient> term in polynomial.Terms)
        {
            Accumulate(sum, term.Key, term.Value * factor);
        }
    }

    /// <summary>Adds a term to a sum of terms.</summary>
    public static void Accumulate(Dictionary<Monomial, Coefficient> sum, Monomial monomial, Coefficient number)
    {
        Coefficient total = sum.TryGetValue(monomial, out Coefficient old) ? old + number : number;
        if (total.IsZero)
        {
            sum.Remove(monomial);
        }
        else
        {
            sum[monomial] = total;
        }
    }
}
