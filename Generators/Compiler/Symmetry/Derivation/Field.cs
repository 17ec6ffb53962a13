using System.Numerics;

namespace Mandelstam.Compiler.Symmetry.Derivation;

/// <summary>
/// Exact arithmetic with algebraic functions: quotients of polynomials in symbols, of which some are roots of polynomials in earlier ones. What reduces
/// to no terms is zero wherever it exists; what does not may be zero all the same.
/// </summary>
/// <remarks>
/// Each symbol has a number too, drawn at random for a free one and computed for the others: what differs there by far is not the same, and need not be
/// multiplied out to see it.
/// </remarks>
/// <param name="sum">Where sums are made.</param>
internal sealed class Field(Accumulator sum)
{
    // Expressions beyond these sizes are no formulas that anybody writes, and cost more than an answer is worth.
    private const int MostProducts = 60_000, MostTerms = 4_000, MostTermsOfSquare = 60, MostSigns = 6;

    // For one operation, for one on what is chosen among several, and for all: some tens of milliseconds.
    private const int MostWorkAtOnce = 150_000, MostWorkOnPieces = 4_000, MostWork = 1_500_000;

    private readonly List<Symbol> _symbols = [];
    private readonly List<Symbol> _roots = [];
    private readonly List<(Polynomial Of, Symbol Sign)> _signs = [];
    private readonly List<Complex> _values = [];
    private readonly SampleRandom _random = new(271_828);
    private readonly Accumulator _sum = sum;
    private int _work = MostWork;
    private int _workAtOnce = MostWorkAtOnce;

    /// <summary>Begins another operation: each may cost so much, and all together no more than a limit.</summary>
    /// <param name="isOfPieces">Whether it is one on numbers that are chosen among several, each by its own formula.</param>
    public void Begin(bool isOfPieces = false) => _workAtOnce = isOfPieces ? MostWorkOnPieces : MostWorkAtOnce;

    /// <summary>Makes a symbol.</summary>
    public Symbol Add(Func<int, Symbol> make)
    {
        Symbol symbol = make(_symbols.Count);
        _symbols.Add(symbol);
        _values.Add(
            symbol.Square is { } square ? Complex.Sqrt(ValueOf(square))
            : symbol.Phase is { } phase ? ValueOf(phase.Value).Phase
            : symbol.Exponential is { } exponential ? Complex.Log(ValueOf(exponential.Value))
            : symbol.Value is { } value ? value
            : symbol.IsUnit ? Complex.FromPolarCoordinates(1, _random.Between(-3, 3))
            : _random.Between(0.4, 1.9) * (symbol.IsPositive || symbol.Kind != SymbolKind.Free || _random.Below(2) == 0 ? 1 : -1));
        if (symbol is { Kind: SymbolKind.Root, IsUnit: false })
        {
            _roots.Add(symbol);
        }

        return symbol;
    }

    /// <summary>A number without relations.</summary>
    public Symbol Free(bool isPositive = false, bool mayCoincide = false) =>
        Add(id => new(id, SymbolKind.Free) { IsPositive = isPositive && !mayCoincide, MayCoincide = mayCoincide });

    /// <summary>A complex number of modulus one without other relations.</summary>
    public Symbol Unit() => Add(static id => new(id, SymbolKind.Free) { IsUnit = true });

    /// <summary>The symbol of a number.</summary>
    public Symbol this[int id] => _symbols[id];

    /// <summary>May it be equal to another number for more than a set of events of no size?</summary>
    public bool MayCoincide(Quotient a) => a.Symbols.Any(s => _symbols[s].MayCoincide);

    public Quotient Sum(Quotient a, Quotient b)
    {
        if (a.Under.Count == 0 && b.Under.Count == 0)
        {
            return Quotient.Of(Checked(Plus(a.Over, b.Over)));
        }

        List<(Polynomial Factor, int Power)> common = [.. a.Under];
        foreach ((Polynomial factor, int power) in b.Under)
        {
            int at = common.FindIndex(c => c.Factor.IsSame(factor));
            if (at < 0)
            {
                common.Add((factor, power));
            }
            else
            {
                common[at] = (factor, Math.Max(power, common[at].Power));
            }
        }

        return new(Checked(Plus(Expanded(a, common), Expanded(b, common))), common);
    }

    public Quotient Difference(Quotient a, Quotient b) => Sum(a, -b);

    public Quotient Product(Quotient a, Quotient b)
    {
        if (a.Under.Count + b.Under.Count == 0)
        {
            return Quotient.Of(Times(a.Over, b.Over));
        }

        List<(Polynomial Factor, int Power)> under = [];
        foreach ((Polynomial factor, int power) in a.Under.Concat(b.Under))
        {
            int at = under.FindIndex(c => c.Factor.IsSame(factor));
            if (at < 0)
            {
                under.Add((factor, power));
            }
            else
            {
                under[at] = (factor, under[at].Power + power);
            }
        }

        return new(Times(Reduced(a.Over, under), Reduced(b.Over, under)), under);
    }

    public Quotient Ratio(Quotient a, Quotient b) => Product(a, Inverse(b));

    public Quotient Power(Quotient a, int exponent)
    {
        Quotient factor = exponent < 0 ? Inverse(a) : a, result = Quotient.One;
        for (int i = 0; i < Math.Abs(exponent); i++)
        {
            result = Product(result, factor);
        }

        return result;
    }

    /// <summary>1/a.</summary>
    public Quotient Inverse(Quotient a)
    {
        Polynomial over = Polynomial.One;
        foreach ((Polynomial factor, int power) in a.Under)
        {
            for (int i = 0; i < power; i++)
            {
                over = Times(over, factor);
            }
        }

        if (InverseOf(a.Over) is { } inverse)
        {
            return Quotient.Of(Times(over, inverse));
        }

        if (IsZero(a.Over))
        {
            throw new GivenUpException();
        }

        (Monomial content, Polynomial rest) = Split(a.Over, static _ => true);
        Coefficient leading = rest.Leading.Value;
        Polynomial scaled = over.Times(content.Power(-1), Coefficient.One / leading);
        return new(Normal(scaled), [(rest.Times(Monomial.One, Coefficient.One / leading), 1)]);
    }

    /// <summary>√a.</summary>
    public Quotient Root(Quotient a)
    {
        Quotient outside = Quotient.One;
        Polynomial inside = a.Over;
        foreach ((Polynomial factor, int power) in a.Under)
        {
            inside = power % 2 == 0 ? inside : Times(inside, factor);
            outside = Product(outside, Power(Magnitude(Quotient.Of(factor)), -((power + 1) / 2)));
        }

        if (IsZero(inside))
        {
            return Quotient.Zero;
        }

        (Monomial content, inside) = Split(inside, static s => s.IsPositive, even: true);
        inside = Normal(inside);
        outside = Product(outside, Quotient.Of(Polynomial.Of(content.Root()!, Coefficient.One)));
        Coefficient leading = inside.Leading.Value;
        if (leading.IsPositive)
        {
            inside = inside.Times(Monomial.One, Coefficient.One / leading);
            outside = Product(outside, leading.Root() is { } number ? Quotient.Of(number) : Quotient.Of(RootSymbol(Polynomial.Of(leading))));
        }

        if (inside.Number is { } one && one == Coefficient.One)
        {
            return outside;
        }

        return Product(outside, SquareRoot(inside) is { } root ? Magnitude(Quotient.Of(root)) : Quotient.Of(RootSymbol(inside)));
    }

    /// <summary>|a|.</summary>
    public Quotient Magnitude(Quotient a)
    {
        if (a.Number is { IsReal: true } number)
        {
            return Quotient.Of(number.Real < 0 ? -number : number);
        }

        if (a.Under.All(u => IsPositive(u.Factor)) && (IsPositive(a.Over) || IsPositive(-a.Over)))
        {
            return IsPositive(a.Over) ? a : -a;
        }

        if (!MayCoincide(a))
        {
            return Product(a, SignOf(a));
        }

        if (a.Under.Count > 0)
        {
            return Ratio(Magnitude(Quotient.Of(a.Over)), Magnitude(new Quotient(Times(Polynomial.One, Expanded(Quotient.One, a.Under)), [])));
        }

        (Monomial content, Polynomial core) = Split(a.Over, static s => s.IsPositive);
        return Product(Quotient.Of(Polynomial.Of(content, Coefficient.One)), Quotient.Of(RootSymbol(Times(core, core))));
    }

    /// <summary>The sign of a.</summary>
    public Quotient SignOf(Quotient a)
    {
        Quotient sign = SignOf(a.Over);
        foreach ((Polynomial factor, int power) in a.Under)
        {
            sign = power % 2 == 0 ? sign : Product(sign, SignOf(factor));
        }

        return sign;
    }

    /// <summary>Is it zero wherever it exists? False where that cannot be told.</summary>
    public bool IsZero(Quotient a) => IsZero(a.Over);

    /// <summary>Are they the same wherever both exist? False where that cannot be told.</summary>
    public bool AreSame(Quotient a, Quotient b) =>
        ReferenceEquals(a, b) || (a.Over.IsSame(b.Over) && a.Under.Count == 0 && b.Under.Count == 0)
        || (!AreApart(ValueOf(a), ValueOf(b)) && IsZero(Difference(a, b)));

    /// <summary>May two numbers be equal for more than a set of events of no size? Not where they are apart with every choice of the signs in them.</summary>
    public bool MayBeEqual(Quotient a, Quotient b)
    {
        Polynomial difference = Difference(a, b).Over;
        HashSet<int> seen = [];
        List<int> signs = [];
        Stack<int> open = new(difference.Symbols);
        while (open.Count > 0)
        {
            int id = open.Pop();
            Symbol symbol = _symbols[id];
            if (!symbol.MayCoincide || !seen.Add(id))
            {
                continue;
            }

            // Of what is chosen, counted or rounded nothing is known; a root of what has a sign is known with the sign.
            if (symbol.Kind is not (SymbolKind.Sign or SymbolKind.Root) || signs.Count >= MostSigns)
            {
                return true;
            }

            if (symbol.Kind == SymbolKind.Sign)
            {
                signs.Add(id);
            }

            foreach (int inside in symbol.Square?.Symbols ?? [])
            {
                open.Push(inside);
            }
        }

        for (int choice = 0; choice < 1 << signs.Count; choice++)
        {
            Dictionary<int, Complex> chosen = [];
            for (int i = 0; i < signs.Count; i++)
            {
                chosen[signs[i]] = (choice >> i) % 2 == 0 ? 1 : -1;
            }

            // Symbols in the order in which they were made: what a root is of comes before it.
            foreach (int id in seen.OrderBy(static id => id))
            {
                if (!chosen.ContainsKey(id))
                {
                    chosen[id] = Complex.Sqrt(Evaluate(_symbols[id].Square!, s => chosen.TryGetValue(s, out Complex own) ? own : _values[s]).Value);
                }
            }

            (Complex value, double size) = Evaluate(difference, s => chosen.TryGetValue(s, out Complex own) ? own : _values[s]);
            if (!AreApart(value, 0, size))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Is it known to be above zero?</summary>
    public bool IsPositive(Polynomial a)
    {
        if (a.IsZero)
        {
            return false;
        }

        for (int t = 0; t < a.Count; t++)
        {
            Term term = a[t];
            for (int i = 0; i < term.Key.Count; i++)
            {
                Symbol symbol = _symbols[term.Key.Symbol(i)];
                if (!symbol.IsPositive && (symbol.IsUnit || symbol.MayCoincide || term.Key.Exponent(i) % 2 != 0))
                {
                    return false;
                }
            }

            if (!term.Value.IsPositive)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes out what all terms have in common.</summary>
    /// <param name="a">A polynomial.</param>
    /// <param name="takes">Which symbols are taken out.</param>
    /// <param name="even">Only even powers.</param>
    public (Monomial Content, Polynomial Remainder) Split(Polynomial a, Func<Symbol, bool> takes, bool even = false)
    {
        Monomial content = Monomial.One;
        foreach (int id in a.Symbols)
        {
            Symbol symbol = _symbols[id];
            int least = a.ExponentsOf(id).Least;
            if (even)
            {
                least = 2 * (int)Math.Floor(least / 2.0);
            }

            if (least != 0 && symbol.Kind is not (SymbolKind.Indicator or SymbolKind.Sign) && takes(symbol))
            {
                content = content.Times(Monomial.Of(id, least));
            }
        }

        return content.Count == 0 ? (content, a) : (content, a.Times(content.Power(-1), Coefficient.One));
    }

    /// <summary>A product, in normal form.</summary>
    public Polynomial Times(Polynomial a, Polynomial b)
    {
        if (a.IsZero || b.IsZero)
        {
            return Polynomial.Zero;
        }

        int products = a.Count * b.Count;
        Spend(products);
        if (products > MostProducts)
        {
            throw new GivenUpException();
        }

        if (a.IsMonomial || b.IsMonomial)
        {
            Term single = a.IsMonomial ? a.Single : b.Single;
            return Checked(Normal((a.IsMonomial ? b : a).Times(single.Key, single.Value)));
        }

        (Polynomial few, Polynomial many) = a.Count < b.Count ? (a, b) : (b, a);
        _sum.Begin();
        for (int i = 0; i < few.Count; i++)
        {
            _sum.Add(many, few[i].Key, few[i].Value);
        }

        return Checked(Normal(_sum.Sum()));
    }

    /// <summary>Squares of roots and signs put in.</summary>
    public Polynomial Normal(Polynomial a)
    {
        while (!IsReduced(a))
        {
            _sum.Begin();
            for (int i = 0; i < a.Count; i++)
            {
                if (PlaceToReduce(a[i].Key) < 0)
                {
                    _sum.Append(a[i]);
                }
            }

            _sum.Close();
            for (int i = 0; i < a.Count; i++)
            {
                if (PlaceToReduce(a[i].Key) is >= 0 and var place)
                {
                    Spend(1);
                    (Monomial others, Polynomial replacement) = Reduction(a[i].Key, place);
                    _sum.Add(replacement, others, a[i].Value);
                }
            }

            a = _sum.Sum();
        }

        return Checked(a);
    }

    /// <summary>1/a as a polynomial, where it is one.</summary>
    public Polynomial? InverseOf(Polynomial a)
    {
        if (a.IsMonomial)
        {
            Term single = a.Single;
            return Normal(Polynomial.Of(single.Key.Power(-1), Coefficient.One / single.Value));
        }

        if (a.Count > MostTermsOfSquare)
        {
            return null;
        }

        // (x + y√q)(x − y√q) = x² − y²q
        foreach (int id in a.Symbols)
        {
            if (_symbols[id].Kind == SymbolKind.Root && a.ExponentsOf(id) is { Least: >= 0, Largest: 1 })
            {
                Polynomial conjugate = a.Conjugate(id);
                Polynomial norm = Times(a, conjugate);
                if (norm.IsMonomial)
                {
                    return Times(conjugate, InverseOf(norm)!);
                }

                // pT² = p² − pz², whose root is known.
                Coefficient scale = norm.Leading.Value;
                Polynomial core = norm.Times(Monomial.One, Coefficient.One / scale);
                if (_roots.Find(r => r.Square!.IsSame(core)) is { } root)
                {
                    return Times(conjugate, Polynomial.Of(Monomial.Of(root.Id, -2), Coefficient.One / scale));
                }
            }
        }

        return null;
    }

    /// <summary>The root that is a symbol.</summary>
    private Symbol RootSymbol(Polynomial square)
    {
        foreach (Symbol known in _roots)
        {
            if (AreSame(known.Square!, square)) // if in other words
            {
                return known;
            }
        }

        return Add(id => new(id, SymbolKind.Root)
        {
            IsPositive = !square.Symbols.Any(s => _symbols[s].MayCoincide), MayCoincide = square.Symbols.Any(s => _symbols[s].MayCoincide),
            Square = square, InverseSquare = InverseOf(square),
        });
    }

    private Quotient SignOf(Polynomial a)
    {
        a = Cleared(a);
        if (a.IsZero)
        {
            return Quotient.Zero;
        }

        if (IsPositive(a) || IsPositive(-a))
        {
            return IsPositive(a) ? Quotient.One : -Quotient.One;
        }

        (_, Polynomial core) = Split(a, static s => s.IsPositive);
        Coefficient leading = core.Leading.Value;
        Coefficient size = new(Math.Abs(leading.Real != 0 ? leading.Real : leading.Imaginary), 0, leading.Divisor);
        bool isNegative = leading.Real < 0 || (leading.Real == 0 && leading.Imaginary < 0);
        core = core.Times(Monomial.One, (isNegative ? -Coefficient.One : Coefficient.One) / size);
        Polynomial opposite = -core;
        foreach ((Polynomial of, Symbol known) in _signs)
        {
            bool isOpposite = AreSame(of, opposite);
            if (isOpposite || AreSame(of, core))
            {
                return isOpposite == isNegative ? Quotient.Of(known) : -Quotient.Of(known);
            }
        }

        // The square of a sign is one but where it is zero.
        bool mayVanish = core.Symbols.Any(s => _symbols[s].MayCoincide);
        Symbol symbol = Add(id => new(id, mayVanish ? SymbolKind.Free : SymbolKind.Sign) { MayCoincide = true, Value = Math.Sign(ValueOf(core).Real) });
        _signs.Add((core, symbol));
        return isNegative ? -Quotient.Of(symbol) : Quotient.Of(symbol);
    }

    private Polynomial Plus(Polynomial a, Polynomial b) => a.IsZero || b.IsZero ? a.IsZero ? b : a : _sum.Begin().Add(a).Add(b).Sum();

    private Polynomial Minus(Polynomial a, Polynomial b) => b.IsZero ? a : _sum.Begin().Add(a).Add(b, Monomial.One, -Coefficient.One).Sum();

    // What differs by far need not be subtracted to see it: no term of the difference is larger than twice the largest of the two.
    private bool AreSame(Polynomial a, Polynomial b) =>
        a.IsSame(b) || (!AreApart(ValueOf(a, out double first), ValueOf(b, out double second), 2 * Math.Max(first, second)) && IsZero(Minus(a, b)));

    private bool IsZero(Polynomial a) => a.IsZero || (!AreApart(ValueOf(a, out double size), 0, size) && Cleared(a).IsZero);

    // Not to be explained by rounding, however much cancels.
    private static bool AreApart(Complex a, Complex b, double size = 0)
    {
        double scale = Math.Max(size, Math.Max(Complex.Abs(a), Complex.Abs(b)));
        return Complex.Abs(a - b) > 1e-6 * scale && !double.IsInfinity(scale);
    }

    private Complex ValueOf(Quotient a)
    {
        Complex value = ValueOf(a.Over);
        foreach ((Polynomial factor, int power) in a.Under)
        {
            value /= Complex.Pow(ValueOf(factor), power);
        }

        return value;
    }

    private Complex ValueOf(Polynomial a) => ValueOf(a, out _);

    // And the size of its largest term.
    private Complex ValueOf(Polynomial a, out double size)
    {
        if (a.Value is { } known)
        {
            size = known.Size;
            return known.Value;
        }

        (Complex sum, size) = Evaluate(a, s => _values[s]);
        a.Value = (sum, size);
        return sum;
    }

    private static (Complex Value, double Size) Evaluate(Polynomial a, Func<int, Complex> valueOf)
    {
        Complex sum = 0;
        double size = 0;
        for (int t = 0; t < a.Count; t++)
        {
            Term term = a[t];
            Complex product = new Complex(term.Value.Real, term.Value.Imaginary) / term.Value.Divisor;
            for (int i = 0; i < term.Key.Count; i++)
            {
                Complex value = valueOf(term.Key.Symbol(i));
                int exponent = term.Key.Exponent(i);
                for (int k = Math.Abs(exponent); k > 0; k--)
                {
                    product = exponent > 0 ? product * value : product / value;
                }
            }

            sum += product;
            size = Math.Max(size, Math.Abs(product.Real) + Math.Abs(product.Imaginary));
        }

        return (sum, size);
    }

    // Multiplied by roots until none of them is in a denominator.
    private Polynomial Cleared(Polynomial a)
    {
        for (int round = 0; round < 8; round++)
        {
            Monomial missing = Monomial.One;
            foreach (int id in a.Symbols)
            {
                if (_symbols[id] is { Kind: SymbolKind.Root, IsUnit: false })
                {
                    int least = a.ExponentsOf(id).Least;
                    missing = least < 0 ? missing.Times(Monomial.Of(id, -least)) : missing;
                }
            }

            if (missing.Count == 0)
            {
                return a;
            }

            a = Normal(a.Times(missing, Coefficient.One));
        }

        throw new GivenUpException();
    }

    // The polynomial whose square it is, or null: term by term, from the leading one.
    private Polynomial? SquareRoot(Polynomial a)
    {
        Term leading = a.Leading;
        if (a.Count > MostTermsOfSquare || leading.Key.Root() is not { } monomial || leading.Value.Root() is not { } number)
        {
            return null;
        }

        Polynomial root = Polynomial.Of(monomial, number), rest = Minus(a, Times(root, root));
        Monomial inverse = monomial.Power(-1);
        for (int i = 0; i < a.Count && !rest.IsZero; i++)
        {
            Term next = rest.Leading;
            Monomial term = next.Key.Times(inverse);
            if (Monomial.Compare(term, monomial) >= 0 || root.Contains(term))
            {
                return null;
            }

            // (r + t)² = r² + (2r + t) t
            Polynomial more = Polynomial.Of(term, next.Value / (number + number));
            rest = Minus(rest, Times(Plus(Plus(root, root), more), more));
            root = Plus(root, more);
        }

        return rest.IsZero ? root : null;
    }

    private bool IsReduced(Polynomial a)
    {
        for (int i = 0; i < a.Count; i++)
        {
            if (PlaceToReduce(a[i].Key) >= 0)
            {
                return false;
            }
        }

        return true;
    }

    // Of the first power of a symbol that its relation replaces, or -1.
    private int PlaceToReduce(Monomial monomial)
    {
        for (int i = 0; i < monomial.Count; i++)
        {
            Symbol symbol = _symbols[monomial.Symbol(i)];
            int exponent = monomial.Exponent(i);
            if (symbol.Kind switch
            {
                SymbolKind.Sign or SymbolKind.Indicator => exponent != 1,
                SymbolKind.Root => exponent >= 2 || (exponent < 0 && symbol.InverseSquare is not null),
                _ => false,
            })
            {
                return i;
            }
        }

        return -1;
    }

    // The other factors of such a power, and what stands for it.
    private (Monomial Others, Polynomial Replacement) Reduction(Monomial monomial, int place)
    {
        Symbol symbol = _symbols[monomial.Symbol(place)];
        int exponent = monomial.Exponent(place);
        return symbol.Kind switch
        {
            SymbolKind.Sign => (monomial.Times(Monomial.Of(symbol.Id, -2 * (int)Math.Floor(exponent / 2.0))), Polynomial.One),
            SymbolKind.Indicator => exponent < 0 ? throw new GivenUpException() : (monomial.Times(Monomial.Of(symbol.Id, 1 - exponent)), Polynomial.One),
            _ => exponent > 0 ? (monomial.Times(Monomial.Of(symbol.Id, -2)), symbol.Square!) : (monomial.Times(Monomial.Of(symbol.Id, 2)), symbol.InverseSquare!),
        };
    }

    // Without a factor that is also in the denominator.
    private static Polynomial Reduced(Polynomial over, List<(Polynomial Factor, int Power)> under)
    {
        if (over.Count < 2)
        {
            return over;
        }

        Coefficient leading = over.Leading.Value;
        int at = -1;
        for (int i = 0; i < under.Count && at < 0; i++)
        {
            at = under[i].Factor.Count == over.Count && under[i].Factor.Times(Monomial.One, leading).IsSame(over) ? i : -1;
        }

        if (at < 0)
        {
            return over;
        }

        under[at] = (under[at].Factor, under[at].Power - 1);
        if (under[at].Power == 0)
        {
            under.RemoveAt(at);
        }

        return Polynomial.Of(leading);
    }

    private Polynomial Expanded(Quotient a, IReadOnlyList<(Polynomial Factor, int Power)> common)
    {
        Polynomial over = a.Over;
        foreach ((Polynomial factor, int power) in common)
        {
            int has = a.Under.FirstOrDefault(u => u.Factor.IsSame(factor)).Power;
            for (int i = has; i < power; i++)
            {
                over = Times(over, factor);
            }
        }

        return over;
    }

    private static Polynomial Checked(Polynomial a) => a.Count > MostTerms ? throw new GivenUpException() : a;

    private void Spend(int products)
    {
        _work -= products;
        _workAtOnce -= products;
        if (_work < 0 || _workAtOnce < 0)
        {
            throw new GivenUpException();
        }
    }
}
