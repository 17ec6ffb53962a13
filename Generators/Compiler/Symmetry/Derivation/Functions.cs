using Mandelstam.Compiler.Algebra;

namespace Mandelstam.Compiler.Symmetry.Derivation;

/// <summary>
/// Functions that are not algebraic. Angles and logarithms are symbols of which exponentials are known, so that sin, cos, sinh and cosh of sums of them
/// are algebraic; other functions of equal arguments are equal.
/// </summary>
internal sealed class Functions(Field field)
{
    private readonly Dictionary<double, Symbol> _constants = [];
    private readonly Dictionary<int, Symbol> _logarithms = [];
    private readonly Dictionary<Coefficient, Symbol> _logarithmsOfNumbers = [];
    private readonly Dictionary<int, Symbol> _halfExponentials = [];
    private readonly Dictionary<int, Symbol> _halfPhases = [];
    private readonly Dictionary<double, Symbol> _exponentialsOfNumbers = [];
    private readonly Dictionary<double, Symbol> _phasesOfNumbers = [];
    private readonly List<Symbol> _others = [];
    private readonly List<Symbol> _angles = [];
    private readonly List<(Op Op, double Number, IReadOnlyList<Quotient> Arguments, Symbol Symbol)> _opaque = [];

    /// <summary>A number: exactly where it has few digits, else a symbol, of which only the sign is known.</summary>
    public Quotient Constant(double value)
    {
        if (Coefficient.Of(value) is { } number)
        {
            return Quotient.Of(number);
        }

        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            throw new GivenUpException();
        }

        Symbol symbol = Find(_constants, Math.Abs(value), () => field.Free(isPositive: true));
        return value < 0 ? -Quotient.Of(symbol) : Quotient.Of(symbol);
    }

    /// <summary>The angle in (−π, π] with a phase.</summary>
    /// <param name="phase">e to i times the angle.</param>
    /// <param name="inverse">One over the phase.</param>
    public Quotient Angle(Quotient phase, Quotient inverse)
    {
        if (phase.Number is { } number && number == Coefficient.One)
        {
            return Quotient.Zero;
        }

        foreach (Symbol known in _angles)
        {
            if (field.AreSame(known.Phase!.Value.Value, phase))
            {
                return Quotient.Of(known);
            }

            if (field.AreSame(known.Phase.Value.Value, inverse))
            {
                return -Quotient.Of(known);
            }
        }

        Symbol symbol = field.Add(id => new(id, SymbolKind.Free) { Phase = (phase, inverse), MayCoincide = field.MayCoincide(phase) });
        _angles.Add(symbol);
        return Quotient.Of(symbol);
    }

    /// <summary>Moved into (−π, π].</summary>
    public Quotient Wrap(Quotient a) =>
        Linear(a) is { } terms && terms.All(static t => t.Halves % 2 == 0) ? Angle(Phase(terms, 1), Phase(terms, -1)) : Odd(Op.WrapAngle, a);

    /// <summary>The angle of the point (x, y).</summary>
    public Quotient Atan2(Quotient y, Quotient x)
    {
        Quotient radius = field.Root(field.Sum(field.Product(x, x), field.Product(y, y)));
        Quotient turned = field.Product(Quotient.Of(Coefficient.I), y);
        return radius.Over.IsZero ? Quotient.Zero : Angle(field.Ratio(field.Sum(x, turned), radius), field.Ratio(field.Difference(x, turned), radius));
    }

    /// <summary>The natural logarithm.</summary>
    public Quotient Log(Quotient a)
    {
        (Monomial content, Polynomial rest) = field.Split(a.Over, static s => s.IsPositive);
        Quotient sum = Quotient.Zero;
        for (int i = 0; i < content.Count; i++)
        {
            sum = field.Sum(sum, field.Product(Quotient.Of(content.Exponent(i)), LogOf(field[content.Symbol(i)])));
        }

        Coefficient leading = rest.IsZero ? throw new GivenUpException() : rest.Leading.Value;
        if (leading.IsPositive && leading != Coefficient.One)
        {
            rest = rest.Times(Monomial.One, Coefficient.One / leading);
            bool isSmall = leading.Real < leading.Divisor;
            Quotient number = LogOf(isSmall ? Coefficient.One / leading : leading);
            sum = isSmall ? field.Difference(sum, number) : field.Sum(sum, number);
        }

        Quotient other = a with { Over = rest };
        if (other.Number is { } one && one == Coefficient.One)
        {
            return sum;
        }

        Quotient inverse = field.Inverse(other);
        foreach (Symbol known in _others)
        {
            if (field.AreSame(known.Exponential!.Value.Value, other))
            {
                return field.Sum(sum, Quotient.Of(known));
            }

            if (field.AreSame(known.Exponential.Value.Value, inverse))
            {
                return field.Difference(sum, Quotient.Of(known));
            }

            // (p + pz)(p − pz) = pT²: a product of which each factor has a logarithm.
            if (field.Product(other, known.Exponential.Value.Value) is { Under.Count: 0, Over: { IsMonomial: true } product }
                && field.Split(product, static s => s.IsPositive).Remainder.Number is { IsPositive: true })
            {
                return field.Difference(field.Sum(sum, Log(Quotient.Of(product))), Quotient.Of(known));
            }
        }

        Symbol symbol = field.Add(id => new(id, SymbolKind.Free) { Exponential = (other, inverse), MayCoincide = field.MayCoincide(other) });
        _others.Add(symbol);
        return field.Sum(sum, Quotient.Of(symbol));
    }

    /// <summary>A function of one number.</summary>
    public Quotient Unary(Op op, Quotient a)
    {
        switch (op)
        {
            case Op.Exp:
                return Linear(a) is { } exponent ? Exp(exponent, 1) : Opaque(Op.Exp, 0, isPositive: true, a);
            case Op.Sinh or Op.Cosh or Op.Tanh when Linear(a) is { } hyperbolic:
                return Combine(Exp(hyperbolic, 1), Exp(hyperbolic, -1), op == Op.Sinh, op == Op.Tanh, Coefficient.One);
            case Op.Sin or Op.Cos or Op.Tan when Linear(a) is { } trigonometric:
                return Combine(Phase(trigonometric, 1), Phase(trigonometric, -1), op == Op.Sin, op == Op.Tan, Coefficient.I);
            case Op.Log:
                return Log(a);
            case Op.Asinh:
                return Log(field.Sum(a, field.Root(field.Sum(Quotient.One, field.Product(a, a)))));
            case Op.Atanh:
                return field.Product(Quotient.Of(Coefficient.Half), Log(field.Ratio(field.Sum(Quotient.One, a), field.Difference(Quotient.One, a))));
            case Op.Sqrt:
                return field.Root(a);
            case Op.Abs:
                return field.Magnitude(a);
            case Op.Sign:
                return field.SignOf(a);
            case Op.WrapAngle:
                return Wrap(a);
            case Op.Sinh or Op.Tanh or Op.Sin or Op.Tan:
                return Odd(op, a);
            case Op.Cosh or Op.Cos:
                return Opaque(op, 0, isPositive: op == Op.Cosh, Upright(a).Value);
            default:
                return Opaque(op, 0, isPositive: op == Op.Acos, a);
        }
    }

    /// <summary>Rounded to a step: of which only that equal numbers have equal ones is known.</summary>
    public Quotient Round(Quotient a, double decimals) => Opaque(Op.Round, decimals, isPositive: false, a, mayCoincide: true);

    /// <summary>One where a is below b, else zero.</summary>
    public Quotient Less(Quotient a, Quotient b)
    {
        Quotient difference = field.Difference(b, a);
        if (difference.Number is { IsReal: true } number)
        {
            return number.Real > 0 ? Quotient.One : Quotient.Zero;
        }

        if (field.IsZero(difference))
        {
            return Quotient.Zero;
        }

        return field.MayCoincide(difference)
            ? Opaque(Op.Less, 0, isPositive: false, Scaled(difference), mayCoincide: true, isCondition: true)
            : field.Product(Quotient.Of(Coefficient.Half), field.Sum(Quotient.One, field.SignOf(difference)));
    }

    /// <summary>One where they are equal, else zero. Numbers that vary continuously are not, unless they are the same.</summary>
    public Quotient AreEqual(Quotient a, Quotient b)
    {
        Quotient difference = field.Difference(b, a);
        return difference.Number is not null || !field.MayCoincide(difference) || field.IsZero(difference)
            ? field.IsZero(difference) ? Quotient.One : Quotient.Zero
            : Opaque(Op.Equal, 0, isPositive: false, Upright(difference).Value, mayCoincide: true, isCondition: true);
    }

    private Quotient LogOf(Coefficient number) => Quotient.Of(Find(_logarithmsOfNumbers, number, () => field.Add(id =>
        new(id, SymbolKind.Free) { IsPositive = true, Exponential = (Quotient.Of(number), Quotient.Of(Coefficient.One / number)) })));

    private Quotient LogOf(Symbol symbol)
    {
        if (symbol is { Kind: SymbolKind.Root, Square: { IsMonomial: true } square })
        {
            return field.Product(Quotient.Of(Coefficient.Half), Log(Quotient.Of(square)));
        }

        return Quotient.Of(Find(_logarithms, symbol.Id, () => field.Add(id => new(id, SymbolKind.Free) { Exponential = (Quotient.Of(symbol), Quotient.Of(symbol, -1)) })));
    }

    // A sum of symbols times whole numbers of halves; null for anything else. The symbol −1 stands for one, with the number beside it.
    private IReadOnlyList<(int Symbol, int Halves, double Number)>? Linear(Quotient a)
    {
        if (a.Under.Count > 0 || a.Over.Count > 8)
        {
            return null;
        }

        List<(int, int, double)> terms = [];
        for (int t = 0; t < a.Over.Count; t++)
        {
            Term term = a.Over[t];
            if (!term.Value.IsReal)
            {
                return null;
            }

            if (term.Key.Count == 0)
            {
                terms.Add((-1, 2 * Math.Sign(term.Value.Real), Math.Abs(term.Value.Real / (double)term.Value.Divisor)));
                continue;
            }

            bool isHalf = term.Value.Divisor is 1 or 2 && Math.Abs(term.Value.Real) < 32;
            if (term.Key.Count > 1 || term.Key.Exponent(0) != 1 || !isHalf || field[term.Key.Symbol(0)].IsUnit)
            {
                return null;
            }

            terms.Add((term.Key.Symbol(0), (int)(2 * term.Value.Real / term.Value.Divisor), 0));
        }

        return terms;
    }

    private Quotient Exp(IReadOnlyList<(int Symbol, int Halves, double Number)> terms, int sign)
    {
        Quotient product = Quotient.One;
        foreach ((int id, int halves, double number) in terms)
        {
            int n = sign * halves;
            Symbol? symbol = id < 0 ? null : field[id];
            product = field.Product(product, symbol?.Exponential is { } known && n % 2 == 0
                ? field.Power(n > 0 ? known.Value : known.Inverse, Math.Abs(n) / 2)
                : Quotient.Of(HalfExponential(symbol, number), symbol is null ? n / 2 : n));
        }

        return product;
    }

    private Quotient Phase(IReadOnlyList<(int Symbol, int Halves, double Number)> terms, int sign)
    {
        Quotient product = Quotient.One;
        foreach ((int id, int halves, double number) in terms)
        {
            int n = sign * halves;
            Symbol? symbol = id < 0 ? null : field[id];
            product = field.Product(product, symbol?.Phase is { } known && n % 2 == 0
                ? field.Power(n > 0 ? known.Value : known.Inverse, Math.Abs(n) / 2)
                : Quotient.Of(HalfPhase(symbol, number), symbol is null ? n / 2 : n));
        }

        return new(field.Normal(product.Over), product.Under);
    }

    // e to half of a symbol, or e to a number.
    private Symbol HalfExponential(Symbol? of, double number)
    {
        if (of is null)
        {
            return Find(_exponentialsOfNumbers, number, () => field.Free(isPositive: true));
        }

        return Find(_halfExponentials, of.Id, () => of.Exponential is { } known
            ? field.Add(id => new(id, SymbolKind.Root) { IsPositive = true, MayCoincide = of.MayCoincide, Square = Whole(known.Value), InverseSquare = Whole(known.Inverse) })
            : field.Free(isPositive: true, of.MayCoincide));
    }

    // The same with i in the exponent. The phase of half an angle is known up to its sign, as its square.
    private Symbol HalfPhase(Symbol? of, double number)
    {
        if (of is null)
        {
            return Find(_phasesOfNumbers, number, field.Unit);
        }

        return Find(_halfPhases, of.Id, () => of.Phase is { } known
            ? field.Add(id => new(id, SymbolKind.Root) { IsUnit = true, MayCoincide = of.MayCoincide, Square = Whole(known.Value), InverseSquare = Whole(known.Inverse) })
            : field.Add(id => new(id, SymbolKind.Free) { IsUnit = true, MayCoincide = of.MayCoincide }));
    }

    private static Symbol Find<TKey>(Dictionary<TKey, Symbol> known, TKey key, Func<Symbol> make)
        where TKey : notnull
    {
        if (!known.TryGetValue(key, out Symbol? symbol))
        {
            known.Add(key, symbol = make());
        }

        return symbol;
    }

    private static Polynomial Whole(Quotient a) => a.Under.Count == 0 ? a.Over : throw new GivenUpException();

    // (a ± 1/a) / 2, and tan and tanh; i is what the odd one is divided by.
    private Quotient Combine(Quotient a, Quotient inverse, bool isOdd, bool isRatio, Coefficient i)
    {
        Quotient difference = field.Product(Quotient.Of(Coefficient.Half / i), field.Difference(a, inverse));
        Quotient sum = field.Product(Quotient.Of(Coefficient.Half), field.Sum(a, inverse));
        return isRatio ? field.Ratio(difference, sum) : isOdd ? difference : sum;
    }

    // Without factors above zero, which do not matter to a sign.
    private Quotient Scaled(Quotient a)
    {
        Polynomial rest = field.Split(a.Over, static s => s.IsPositive).Remainder;
        Coefficient leading = rest.Leading.Value;
        return a with { Over = leading is { IsReal: true } ? rest.Times(Monomial.One, Coefficient.One / new Coefficient(Math.Abs(leading.Real), 0, leading.Divisor)) : rest };
    }

    private Quotient Odd(Op op, Quotient a)
    {
        (Quotient value, bool isTurned) = Upright(a);
        Quotient result = Opaque(op, 0, isPositive: false, value);
        return isTurned ? -result : result;
    }

    // Of a and −a the one whose leading coefficient is positive.
    private static (Quotient Value, bool IsTurned) Upright(Quotient a)
    {
        if (a.Over.IsZero)
        {
            return (a, false);
        }

        Coefficient leading = a.Over.Leading.Value;
        bool isTurned = leading.Real < 0 || (leading.Real == 0 && leading.Imaginary < 0);
        return (isTurned ? -a : a, isTurned);
    }

    private Quotient Opaque(Op op, double number, bool isPositive, Quotient argument, bool mayCoincide = false, bool isCondition = false)
    {
        foreach ((Op knownOp, double knownNumber, IReadOnlyList<Quotient> arguments, Symbol known) in _opaque)
        {
            if (knownOp == op && knownNumber.Equals(number) && field.AreSame(arguments[0], argument))
            {
                return Quotient.Of(known);
            }
        }

        bool coincides = mayCoincide || field.MayCoincide(argument);
        Symbol symbol = field.Add(id => new(id, isCondition ? SymbolKind.Indicator : SymbolKind.Free) { IsPositive = isPositive && !coincides, MayCoincide = coincides });
        _opaque.Add((op, number, [argument], symbol));
        return Quotient.Of(symbol);
    }
}
