using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Lowering;

/// <summary>A four-vector in symbols. Its accessors are the numerically stable forms for what is known of it.</summary>
/// <remarks>
/// A vector is polar (pT, η, φ, m), Cartesian (px, py, pz, E with its m²), or a sum of such leaves. A sum keeps its leaves, because
/// its invariant mass is Σ mᵢ² + 2 Σ pᵢ·pⱼ with each dot product of non-negative terms: E² − p² of the sum would lose all digits when E ≫ m.
/// </remarks>
public sealed record FourVectorValue : Value
{
    private readonly ExprPool _pool;
    private readonly Shape _shape;
    private readonly Expr[] _c;
    private readonly (Expr Factor, FourVectorValue Leaf)[] _leaves;

    // The pT of a polar vector may be stored with a sign, which turns the momentum around: a scale below zero.
    private readonly bool _isSigned;

    // The energy of a Cartesian one may be below zero. That of a file's is not: a proof would have to tell its sign after a boost.
    private readonly bool _mayBeBackward;

    private FourVectorValue(
        ExprPool pool, Shape shape, Expr[] coordinates, (Expr, FourVectorValue)[] leaves, string name, bool isSigned = false, bool mayBeBackward = false)
    {
        _mayBeBackward = mayBeBackward;
        _pool = pool;
        _shape = shape;
        _c = coordinates;
        _leaves = leaves;
        _isSigned = isSigned;
        Name = name;
    }

    private enum Shape
    {
        Polar,
        Cartesian,
        Sum,
    }

    /// <summary>Tells vectors apart by what they are, whatever they are called.</summary>
    public static IEqualityComparer<FourVectorValue> Nameless { get; } = new ByCoordinates();

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>Its mass is known to be zero.</summary>
    public bool IsMassless => _shape == Shape.Polar ? _c[3].Is(0) : _shape == Shape.Cartesian && _c[4].Is(0);

    /// <summary>Its energy is not negative: a difference of vectors may have one that is, a sum of some that are there and some that are not cannot.</summary>
    public bool IsPhysical => _shape != Shape.Sum ? !_mayBeBackward : _leaves.All(static l => IsNonNegative(l.Factor) && l.Leaf.IsPhysical);

    /// <summary>It is a sum of others.</summary>
    public bool IsSum => _shape == Shape.Sum;

    /// <summary>Kept as pT, η, φ, m.</summary>
    public bool IsPolar => _shape == Shape.Polar;

    /// <summary>The numbers that tell it from others in the same kind of coordinates; null of what was added up, whose last digits depend on the order.</summary>
    public IReadOnlyList<Expr>? Stored => _shape == Shape.Polar ? [Pt, Eta, Phi, _c[3]] : _shape == Shape.Cartesian || _leaves.Length < 2 ? [Px, Py, Pz, E, M2] : null;

    /// <summary>Transverse momentum.</summary>
    public Expr Pt => _shape == Shape.Polar ? (_isSigned ? _pool.Unary(Op.Abs, _c[0]).Named(Name + "Pt") : _c[0]) : Root(_pool.Add(_pool.Square(Px), _pool.Square(Py)), "Pt");

    /// <summary>Pseudorapidity.</summary>
    public Expr Eta => _shape == Shape.Polar ? Turned(_c[1], _pool.Negate) : AsinhRatio(Pz, Pt).Named(Name + "Eta");

    /// <summary>Azimuth.</summary>
    public Expr Phi => _shape == Shape.Polar ? Turned(_c[2], Opposite) : _pool.Binary(Op.Atan2, Py, Px).Named(Name + "Phi");

    /// <summary>Cosine of the azimuth.</summary>
    public Expr UnitX => _shape == Shape.Polar ? Turned(StoredCos, _pool.Negate) : _pool.Divide(Px, _pool.AboveZero(Pt));

    /// <summary>Sine of the azimuth.</summary>
    public Expr UnitY => _shape == Shape.Polar ? Turned(StoredSin, _pool.Negate) : _pool.Divide(Py, _pool.AboveZero(Pt));

    /// <summary>x component.</summary>
    public Expr Px => Component(0, static v => v._pool.Multiply(v._c[0], v.StoredCos), "Px");

    /// <summary>y component.</summary>
    public Expr Py => Component(1, static v => v._pool.Multiply(v._c[0], v.StoredSin), "Py");

    /// <summary>z component.</summary>
    public Expr Pz => Component(2, static v => v._pool.Multiply(v._c[0], v._pool.Unary(Op.Sinh, v._c[1])), "Pz");

    /// <summary>Magnitude of the momentum.</summary>
    public Expr P => _shape == Shape.Polar
        ? _pool.Multiply(Pt, _pool.Unary(Op.Cosh, _c[1])).Named(Name + "P")
        : Root(_pool.Add(_pool.Add(_pool.Square(Px), _pool.Square(Py)), _pool.Square(Pz)), "P");

    /// <summary>Energy.</summary>
    public Expr E => Component(3, static v => v.IsMassless ? v.P : v.Root(v._pool.Add(v._pool.Square(v.P), v.M2), "E"), "E");

    /// <summary>Squared mass.</summary>
    public Expr M2
    {
        get
        {
            switch (_shape)
            {
                case Shape.Polar:
                    return IsMassless ? _pool.Zero : SignedSquare(_pool, _c[3]);
                case Shape.Cartesian:
                    return _c[4];
                default:
                    Expr sum = _pool.Zero;
                    for (int i = 0; i < _leaves.Length; i++)
                    {
                        sum = _pool.Add(sum, _pool.Multiply(_pool.Square(_leaves[i].Factor), _leaves[i].Leaf.M2));
                        for (int j = 0; j < i; j++)
                        {
                            Expr factor = _pool.Multiply(_pool.Constant(2), _pool.Multiply(_leaves[i].Factor, _leaves[j].Factor));
                            sum = _pool.Add(sum, _pool.Multiply(factor, LeafDot(_leaves[j].Leaf, _leaves[i].Leaf)));
                        }
                    }

                    return sum.Named(Name + "M2");
            }
        }
    }

    /// <summary>Mass; negative for a spacelike vector.</summary>
    public Expr Mass
    {
        get
        {
            if (_shape == Shape.Polar)
            {
                return _c[3];
            }

            Expr m2 = M2;
            return IsTimelike ? Root(m2, "M") : SignedRoot(_pool, m2).Named(Name + "M");
        }
    }

    /// <summary>Squared transverse mass, E² − pz².</summary>
    public Expr Mt2 => _pool.Add(M2, _pool.Square(Pt));

    /// <summary>Transverse energy, E sin θ.</summary>
    public Expr Et => IsMassless ? Pt : _pool.Multiply(E, _pool.Divide(Pt, _pool.AboveZero(P))).Named(Name + "Et");

    /// <summary>Rapidity, artanh(pz/E) in the form that keeps its digits at high boosts.</summary>
    public Expr Rapidity
    {
        get
        {
            if (IsMassless && IsPolar)
            {
                return Eta;
            }

            Expr magnitude = AsinhRatio(Pz, Root(Mt2, "Mt"));
            return (IsPhysical ? magnitude : _pool.Select(_pool.Compare(Op.Less, E, _pool.Zero), _pool.Negate(magnitude), magnitude)).Named(Name + "Y");
        }
    }

    /// <summary>The transverse part.</summary>
    public TransverseValue Transverse => _shape == Shape.Polar && !_isSigned ? new(_pool, true, _c[0], _c[2], Name) : new(_pool, false, Px, Py, Name);

    // Of a polar vector, before a sign of its pT turns it around.
    private Expr StoredCos => _pool.Unary(Op.Cos, _c[2]).Named(Name + "Cos");

    private Expr StoredSin => _pool.Unary(Op.Sin, _c[2]).Named(Name + "Sin");

    private bool IsTimelike => _shape == Shape.Sum
        ? _leaves.All(static l => l.Factor.Op == Op.Constant && l.Factor.Number > 0 && l.Leaf.IsMassless)
        : IsMassless;

    // One that was chosen among others, or put together, may be null.
    private bool IsKnownToMoveForward => _shape == Shape.Polar
        || (!_mayBeBackward && (_c[3].Op is Op.Column or Op.Sqrt or Op.Multiply or Op.Divide || _c[3] is { Op: Op.Constant, Number: > 0 }));

    private bool IsAtRest => _shape == Shape.Cartesian && _c.Take(3).All(static c => c.Is(0));

    /// <summary>A vector from pT, η, φ and mass.</summary>
    public static FourVectorValue Polar(ExprPool pool, Expr pt, Expr eta, Expr phi, Expr mass, string name) => new(pool, Shape.Polar, [pt, eta, phi, mass], [], name);

    /// <summary>A vector from its components; m² is computed as (E − p)(E + p) where it is not known better.</summary>
    public static FourVectorValue Cartesian(ExprPool pool, Expr px, Expr py, Expr pz, Expr e, Expr? m2, string name) => Cartesian(pool, px, py, pz, e, m2, name, mayBeBackward: false);

    private static FourVectorValue Cartesian(ExprPool pool, Expr px, Expr py, Expr pz, Expr e, Expr? m2, string name, bool mayBeBackward)
    {
        if (m2 is null)
        {
            Expr p = pool.Unary(Op.Sqrt, pool.Add(pool.Add(pool.Square(px), pool.Square(py)), pool.Square(pz)));
            m2 = pool.Multiply(pool.Subtract(e, p), pool.Add(e, p));
        }

        return new(pool, Shape.Cartesian, [px, py, pz, e, m2], [], name, mayBeBackward: mayBeBackward);
    }

    /// <summary>A vector from its coordinates.</summary>
    /// <param name="pool">Makes the nodes.</param>
    /// <param name="coordinates">What they are.</param>
    /// <param name="c">Their values, in order.</param>
    /// <param name="name">What the vector is called.</param>
    /// <param name="mayBeNegative">May an energy that is computed be below zero? Null for one that is stored.</param>
    public static FourVectorValue From(ExprPool pool, Coordinates coordinates, IReadOnlyList<Expr> c, string name, Func<Expr, bool>? mayBeNegative = null)
    {
        FourVectorValue FromPt(Expr mass) => Polar(pool, c[0].Named(name + "Pt"), c[1].Named(name + "Eta"), c[2].Named(name + "Phi"), mass, name);
        switch (coordinates)
        {
            case Coordinates.PtEtaPhi:
                return FromPt(pool.Zero);
            case Coordinates.PtEtaPhiM:
                return FromPt(c[3].Named(name + "M"));
            case Coordinates.PtEtaPhiE:
                // m² = (E − p)(E + p); the mass carries its sign.
                Expr p = pool.Multiply(c[0], pool.Unary(Op.Cosh, c[1]));
                Expr m2 = pool.Multiply(pool.Subtract(c[3], p), pool.Add(c[3], p));
                return FromPt(SignedRoot(pool, m2).Named(name + "M"));
            case Coordinates.PtYPhiM:
                Expr mass2 = SignedSquare(pool, c[3]);
                Expr mt = pool.Unary(Op.Sqrt, pool.Add(pool.Square(c[0]), mass2)).Named(name + "Mt");
                return Cartesian(
                    pool,
                    pool.Multiply(c[0], pool.Unary(Op.Cos, c[2])).Named(name + "Px"),
                    pool.Multiply(c[0], pool.Unary(Op.Sin, c[2])).Named(name + "Py"),
                    pool.Multiply(mt, pool.Unary(Op.Sinh, c[1])).Named(name + "Pz"),
                    pool.Multiply(mt, pool.Unary(Op.Cosh, c[1])).Named(name + "E"),
                    mass2, name);
            case Coordinates.PxPyPz:
            case Coordinates.PxPyPzM:
                Expr square = c.Count == 3 ? pool.Zero : SignedSquare(pool, c[3]);
                Expr e2 = pool.Add(pool.Add(pool.Add(pool.Square(c[0]), pool.Square(c[1])), pool.Square(c[2])), square);
                return Cartesian(pool, c[0], c[1], c[2], pool.Unary(Op.Sqrt, e2).Named(name + "E"), square, name);
            default:
                return Cartesian(pool, c[0], c[1], c[2], c[3], null, name, mayBeNegative?.Invoke(c[3]) == true);
        }
    }

    /// <summary>The vector without momentum and energy.</summary>
    public static FourVectorValue Null(ExprPool pool) => new(pool, Shape.Sum, [], [], "sum");

    /// <summary>√x for x ≥ 0 and −√−x below; of m|m| it is m, which has a slope at zero too, and so it is where one of several is chosen.</summary>
    public static Expr SignedRoot(ExprPool pool, Expr x) => KnownRoot(pool, x) ?? pool.Multiply(pool.Unary(Op.Sign, x), pool.Unary(Op.Sqrt, pool.Unary(Op.Abs, x)));

    /// <summary>The sum.</summary>
    public FourVectorValue Plus(FourVectorValue other)
    {
        // A leaf on both sides counts twice, and stands once: sums of sums must not double in length each time.
        List<(Expr Factor, FourVectorValue Leaf)> sum = [.. Leaves()];
        foreach ((Expr factor, FourVectorValue leaf) in other.Leaves())
        {
            int at = sum.FindIndex(l => ReferenceEquals(l.Leaf, leaf));
            if (at < 0)
            {
                sum.Add((factor, leaf));
            }
            else
            {
                sum[at] = (_pool.Add(sum[at].Factor, factor), leaf);
            }
        }

        return new(_pool, Shape.Sum, [], [.. sum], Name + CodeNames.Pascal(other.Name));
    }

    /// <summary>What it is a sum of, each with its factor; itself where it is no sum.</summary>
    public IEnumerable<(Expr Factor, FourVectorValue Leaf)> Leaves() => _shape == Shape.Sum ? _leaves : [(_pool.One, this)];

    /// <summary>Is another vector the same, whatever it is called?</summary>
    public bool IsSameAs(FourVectorValue other) => _shape == other._shape && _c.SequenceEqual(other._c) && _leaves.SequenceEqual(other._leaves);

    /// <summary>The multiple.</summary>
    public FourVectorValue Times(Expr factor) =>
        new(_pool, Shape.Sum, [], [.. Leaves().Select(l => (IsMask(factor) ? Scaled(factor, l.Factor) : Scaled(l.Factor, factor), l.Leaf))], Name);

    /// <summary>The vector where a condition holds, else the null vector.</summary>
    public FourVectorValue Where(Expr condition) => Times(_pool.Select(condition, _pool.One, _pool.Zero));

    /// <summary>The three-momentum scaled; the line it lies on and the mass are kept.</summary>
    /// <param name="factor">The factor.</param>
    /// <param name="mayBeNegative">It may be below zero, and turn the momentum around.</param>
    public FourVectorValue ScaledMomentum(Expr factor, bool mayBeNegative)
    {
        if (_shape == Shape.Polar)
        {
            return new(_pool, Shape.Polar, [_pool.Multiply(factor, _c[0]), _c[1], _c[2], _c[3]], [], Name, _isSigned || mayBeNegative);
        }

        Expr m2 = M2;
        Expr p = _pool.Multiply(factor, P), magnitude = _pool.Unary(Op.Sqrt, _pool.Add(_pool.Square(p), m2));
        Expr e = IsPhysical ? magnitude : _pool.Select(_pool.Compare(Op.Less, E, _pool.Zero), _pool.Negate(magnitude), magnitude);
        return Cartesian(_pool, _pool.Multiply(factor, Px), _pool.Multiply(factor, Py), _pool.Multiply(factor, Pz), e, m2, Name, !IsPhysical);
    }

    /// <summary>The stored coordinates rounded, half to even.</summary>
    public FourVectorValue Rounded(int decimals)
    {
        Expr Round(Expr x, string suffix) => _pool.Round(x, decimals).Named(Name + suffix + "Rounded");
        Expr mass = Mass;
        return Polar(_pool, Round(Pt, "Pt"), Round(Eta, "Eta"), Round(Phi, "Phi"), mass.Is(0) ? mass : Round(mass, "M"), Name);
    }

    /// <summary>Turned about the z axis.</summary>
    public FourVectorValue Rotated(Expr angle)
    {
        if (_shape == Shape.Polar)
        {
            return new(_pool, Shape.Polar, [_c[0], _c[1], _pool.Add(_c[2], angle), _c[3]], [], Name, _isSigned);
        }

        Expr cos = _pool.Unary(Op.Cos, angle), sin = _pool.Unary(Op.Sin, angle);
        return Cartesian(
            _pool,
            _pool.Subtract(_pool.Multiply(cos, Px), _pool.Multiply(sin, Py)),
            _pool.Add(_pool.Multiply(sin, Px), _pool.Multiply(cos, Py)),
            Pz, E, M2, Name, !IsPhysical);
    }

    /// <summary>Boosted along z by a rapidity.</summary>
    public FourVectorValue BoostedZ(Expr rapidity)
    {
        if (IsMassless && IsPolar)
        {
            return new(_pool, Shape.Polar, [Pt, _pool.Add(Eta, rapidity), Phi, _c[3]], [], Name);
        }

        // The sum cosh Δy · pz + sinh Δy · E would cancel for a boost against the direction of flight.
        return IsPolar && !MayBeSpacelike(_c[3]) ? BoostedByRapidity(rapidity) : BoostedOnLightCone(rapidity);
    }

    // Of a vector stored with its energy the mass is a root that carries a sign; every other mass of a file is not negative.
    private static bool MayBeSpacelike(Expr mass) => mass.Op switch
    {
        Op.Multiply => mass.Arguments[0].Op == Op.Sign || mass.Arguments[1].Op == Op.Sign,
        Op.Round => MayBeSpacelike(mass.Arguments[0]),
        Op.Select => MayBeSpacelike(mass.Arguments[1]) || MayBeSpacelike(mass.Arguments[2]),
        _ => false,
    };

    // mT sinh(y + Δy): of a particle of a file, whose energy is above its momentum.
    private FourVectorValue BoostedByRapidity(Expr rapidity)
    {
        Expr mt = Root(Mt2, "Mt"), y = _pool.Add(Rapidity, rapidity);
        return Cartesian(_pool, Px, Py, _pool.Multiply(mt, _pool.Unary(Op.Sinh, y)), _pool.Multiply(mt, _pool.Unary(Op.Cosh, y)), M2, Name);
    }

    // E + pz and E − pz only scale, also those of a momentum transfer, which has no rapidity. The one of smaller magnitude is mT² over the other: E − |pz| would cancel. No magnitude is taken: it has
    // no derivative where pz is zero, and the boosted vector has one.
    private FourVectorValue BoostedOnLightCone(Expr rapidity)
    {
        Expr isBackward = _pool.Compare(Op.Less, E, _pool.Zero), half = _pool.Constant(0.5);
        Expr Forwards(Expr x) => _pool.Select(isBackward, _pool.Negate(x), x);
        Expr e = Forwards(E), pz = Forwards(Pz);
        Expr towardsPlus = _pool.Compare(Op.LessOrEqual, _pool.Zero, pz);
        Expr larger = _pool.Select(towardsPlus, _pool.Add(e, pz), _pool.Subtract(e, pz));
        Expr smaller = _pool.Select(_pool.Compare(Op.Less, _pool.Zero, larger), _pool.Divide(Mt2, _pool.AboveZero(larger)), _pool.Zero);
        Expr plus = _pool.Multiply(Forwards(_pool.Select(towardsPlus, larger, smaller)), _pool.Multiply(half, _pool.Unary(Op.Exp, rapidity)));
        Expr minus = _pool.Multiply(Forwards(_pool.Select(towardsPlus, smaller, larger)), _pool.Multiply(half, _pool.Unary(Op.Exp, _pool.Negate(rapidity))));
        return Cartesian(_pool, Px, Py, _pool.Subtract(plus, minus).Named(Name + "Pz"), _pool.Add(plus, minus).Named(Name + "E"), M2, Name, !IsPhysical);
    }

    /// <summary>Seen from the rest frame of another vector.</summary>
    public FourVectorValue InRestFrameOf(FourVectorValue frame)
    {
        // E' = p·k / M, p' = p − k (E + E') / (k0 + M): no 1/(γ − 1), so it holds also for a frame at rest. What is not timelike has no rest frame, and gives NaN.
        Expr m2 = frame.M2;
        Expr mass = _pool.Select(_pool.Compare(Op.Less, _pool.Zero, m2), _pool.Unary(Op.Sqrt, m2), _pool.Constant(double.NaN));
        Expr energy = _pool.Divide(Dot(frame), mass);
        Expr factor = _pool.Divide(_pool.Add(E, energy), _pool.Add(frame.E, mass));
        return Cartesian(
            _pool,
            _pool.Subtract(Px, _pool.Multiply(factor, frame.Px)),
            _pool.Subtract(Py, _pool.Multiply(factor, frame.Py)),
            _pool.Subtract(Pz, _pool.Multiply(factor, frame.Pz)),
            energy, M2, Name + "Star", !IsPhysical || !frame.IsPhysical);
    }

    /// <summary>Seen from the frame in which another vector, given there, is at rest: what undoes <see cref="InRestFrameOf"/>.</summary>
    public FourVectorValue FromRestFrameOf(FourVectorValue parent) =>
        InRestFrameOf(Cartesian(_pool, _pool.Negate(parent.Px), _pool.Negate(parent.Py), _pool.Negate(parent.Pz), parent.E, parent.M2, parent.Name, !parent.IsPhysical));

    /// <summary>The Minkowski product, metric (+,−,−,−).</summary>
    public Expr Dot(FourVectorValue other)
    {
        Expr sum = _pool.Zero;
        foreach ((Expr factor, FourVectorValue leaf) in Leaves())
        {
            foreach ((Expr otherFactor, FourVectorValue otherLeaf) in other.Leaves())
            {
                Expr product = ReferenceEquals(leaf, otherLeaf) ? leaf.M2 : LeafDot(leaf, otherLeaf);
                sum = _pool.Add(sum, _pool.Multiply(_pool.Multiply(factor, otherFactor), product));
            }
        }

        return sum;
    }

    /// <summary>One or the other.</summary>
    public static FourVectorValue Select(ExprPool pool, Expr condition, FourVectorValue a, FourVectorValue b)
    {
        if (a.IsPolar && b.IsPolar)
        {
            return new(pool, Shape.Polar, [.. a._c.Zip(b._c, (x, y) => pool.Select(condition, x, y))], [], a.Name, a._isSigned || b._isSigned);
        }

        // A sum, or the same with more in it: what is more is there or not, as in a sum over some of the objects.
        if (a.Holds(b) || b.Holds(a))
        {
            Expr FactorIn(FourVectorValue v, FourVectorValue leaf) => v.Leaves().FirstOrDefault(l => ReferenceEquals(l.Leaf, leaf)).Factor ?? pool.Zero;
            FourVectorValue longer = a.Holds(b) ? a : b;
            return new(
                pool, Shape.Sum, [], [.. longer.Leaves().Select(l => (pool.Select(condition, FactorIn(a, l.Leaf), FactorIn(b, l.Leaf)), l.Leaf))], longer.Name);
        }

        Expr Of(Func<FourVectorValue, Expr> coordinate) => pool.Select(condition, coordinate(a), coordinate(b));
        return Cartesian(pool, Of(static v => v.Px), Of(static v => v.Py), Of(static v => v.Pz), Of(static v => v.E), Of(static v => v.M2), a.Name, !a.IsPhysical || !b.IsPhysical);
    }

    /// <summary>|û₁ − û₂|² of the transverse directions from the azimuths: 4 sin²(Δφ/2), which is 2(1 − cos Δφ) without the cancellation at small Δφ.</summary>
    public static Expr TransverseGap(ExprPool pool, Expr phi1, Expr phi2, string name) => pool.Multiply(
        pool.Constant(4),
        pool.Square(pool.Unary(Op.Sin, pool.Multiply(pool.Constant(0.5), pool.Subtract(phi1, phi2))).Named(name + "SinHalfDeltaPhi")));

    /// <summary>|û₁ − û₂|² of the transverse directions from their components.</summary>
    public static Expr TransverseGap(ExprPool pool, Expr cos1, Expr sin1, Expr cos2, Expr sin2, string name) =>
        pool.Add(pool.Square(pool.Subtract(cos1, cos2).Named(name + "DeltaCos")), pool.Square(pool.Subtract(sin1, sin2).Named(name + "DeltaSin")));

    /// <summary>The angle θ between two momenta, as twice an arctangent of non-negative terms: nothing cancels where they are close or opposite.</summary>
    public static Expr OpeningAngle(FourVectorValue a, FourVectorValue b)
    {
        ExprPool pool = a._pool;
        string name = a.Name + CodeNames.Pascal(b.Name) + "Angle";
        if (!a.IsPolar || !b.IsPolar)
        {
            return new SpatialValue(a.Px, a.Py, a.Pz).OpeningAngle(pool, a.P, new(b.Px, b.Py, b.Pz), b.P).Named(name);
        }

        Expr half = pool.Constant(0.5), halfPhi = pool.Multiply(half, pool.Subtract(a.Phi, b.Phi));
        Expr Squared(Op function, Expr x) => pool.Square(pool.Unary(function, x));
        Expr apart = pool.Add(Squared(Op.Sinh, pool.Multiply(half, pool.Subtract(a.Eta, b.Eta))), Squared(Op.Sin, halfPhi));
        Expr together = pool.Add(Squared(Op.Sinh, pool.Multiply(half, pool.Add(a.Eta, b.Eta))), Squared(Op.Cos, halfPhi));
        return pool.Multiply(pool.Constant(2), pool.Binary(Op.Atan2, pool.Unary(Op.Sqrt, apart), pool.Unary(Op.Sqrt, together))).Named(name);
    }

    private bool Holds(FourVectorValue other) => other.Leaves().All(l => Leaves().Any(own => ReferenceEquals(own.Leaf, l.Leaf)));

    // A negative mass stands for a spacelike vector. Of a root that carries its sign, what it is the root of.
    private static Expr SignedSquare(ExprPool pool, Expr mass) =>
        mass.Op == Op.Multiply && Other(mass, static f => f.Op == Op.Sign) is var (sign, root) && root is { Op: Op.Sqrt } && root.Arguments[0] is { Op: Op.Abs } magnitude && magnitude.Arguments[0] == sign.Arguments[0]
            ? sign.Arguments[0]
            : pool.Multiply(mass, pool.Unary(Op.Abs, mass));

    private static Expr? KnownRoot(ExprPool pool, Expr x) => x.Op switch
    {
        Op.Multiply when Other(x, static f => f.Op == Op.Abs) is var (magnitude, mass) && magnitude.Arguments[0] == mass => mass,
        Op.Select when KnownRoot(pool, x.Arguments[1]) is { } one && KnownRoot(pool, x.Arguments[2]) is { } other => pool.Select(x.Arguments[0], one, other),
        Op.Constant => pool.Constant(x.Number < 0 ? -Math.Sqrt(-x.Number) : Math.Sqrt(x.Number)),
        _ => null,
    };

    // The factor of a product that is as asked, and the other one.
    private static (Expr Factor, Expr Other)? Other(Expr product, Func<Expr, bool> isAsked) =>
        isAsked(product.Arguments[0]) ? (product.Arguments[0], product.Arguments[1])
        : isAsked(product.Arguments[1]) ? (product.Arguments[1], product.Arguments[0])
        : null;

    // p₁·p₂ = (E₁E₂ − |p₁||p₂|) + (|p₁||p₂| − p⃗₁·p⃗₂), both of non-negative terms.
    private static Expr LeafDot(FourVectorValue a, FourVectorValue b)
    {
        ExprPool pool = a._pool;
        if (a.IsAtRest || b.IsAtRest)
        {
            return pool.Multiply(a.E, b.E);
        }

        Expr angular;
        if (a.IsPolar && b.IsPolar)
        {
            string pair = a.Name + CodeNames.Pascal(b.Name);
            Expr half = pool.Unary(Op.Sinh, pool.Multiply(pool.Constant(0.5), pool.Subtract(a.Eta, b.Eta))).Named(pair + "SinhHalfDeltaEta");
            Expr gap = pool.Add(
                pool.Multiply(pool.Constant(2), pool.Square(half)),
                pool.Multiply(pool.Constant(0.5), TransverseGap(pool, a.Phi, b.Phi, pair)));
            angular = pool.Multiply(pool.Multiply(a.Pt, b.Pt), gap);
        }
        else
        {
            Expr pa = a.P, pb = b.P, gap = pool.Zero, dot = pool.Zero;
            foreach ((Expr x, Expr y) in new[] { (a.Px, b.Px), (a.Py, b.Py), (a.Pz, b.Pz) })
            {
                gap = pool.Add(gap, pool.Square(pool.Subtract(pool.Divide(x, pool.AboveZero(pa)), pool.Divide(y, pool.AboveZero(pb)))));
                dot = pool.Add(dot, pool.Multiply(x, y));
            }

            // What is at rest has no direction, but a slope in each.
            Expr magnitudes = pool.Multiply(pa, pb);
            angular = pool.Multiply(pool.Multiply(pool.Constant(0.5), magnitudes), gap);
            angular = a.IsMassless && b.IsMassless ? angular : pool.Select(pool.Compare(Op.Equal, magnitudes, pool.Zero), pool.Subtract(magnitudes, dot), angular);
        }

        if (a.IsMassless && b.IsMassless)
        {
            return angular;
        }

        Expr numerator = pool.Add(pool.Multiply(a.M2, pool.Square(b.E)), pool.Multiply(b.M2, pool.Square(a.P)));
        Expr energies = pool.Multiply(a.E, b.E), momenta = pool.Multiply(a.P, b.P);
        if (a.IsKnownToMoveForward && b.IsKnownToMoveForward)
        {
            // Of a null vector, which is stored with a pT of zero, the numerator is zero as well.
            return pool.Add(pool.Divide(numerator, pool.AboveZero(pool.Add(energies, momenta))), angular);
        }

        // The null vector, or energies of opposite signs: the sum in the denominator may vanish, and then nothing cancels in the difference.
        Expr haveOneSign = pool.Compare(Op.Less, pool.Zero, energies);
        Expr quotient = pool.Divide(numerator, pool.Select(haveOneSign, pool.Add(energies, momenta), pool.One));
        return pool.Add(pool.Select(haveOneSign, quotient, pool.Subtract(energies, momenta)), angular);
    }

    private static bool IsNonNegative(Expr factor) => factor.Op switch
    {
        Op.Constant => factor.Number >= 0,
        Op.Select => IsNonNegative(factor.Arguments[1]) && IsNonNegative(factor.Arguments[2]),
        Op.Add or Op.Multiply => IsNonNegative(factor.Arguments[0]) && IsNonNegative(factor.Arguments[1]),
        _ => false,
    };

    private static bool IsMask(Expr factor) => factor.Op == Op.Select && (factor.Arguments[1].Is(0) || factor.Arguments[2].Is(0));

    // arsinh(z/t): infinite on the beam axis, zero for the null vector.
    private Expr AsinhRatio(Expr z, Expr t)
    {
        Expr isNull = _pool.And(_pool.Compare(Op.Equal, z, _pool.Zero), _pool.Compare(Op.Equal, t, _pool.Zero));
        return _pool.Unary(Op.Asinh, _pool.Divide(z, _pool.Select(isNull, _pool.One, t)));
    }

    // What becomes of a coordinate where the pT is stored with a minus sign.
    private Expr Turned(Expr coordinate, Func<Expr, Expr> opposite) =>
        _isSigned ? _pool.Select(_pool.Compare(Op.Less, _c[0], _pool.Zero), opposite(coordinate), coordinate) : coordinate;

    private Expr Opposite(Expr azimuth)
    {
        Expr half = _pool.Constant(Math.PI);
        return _pool.Select(_pool.Compare(Op.Less, _pool.Zero, azimuth), _pool.Subtract(azimuth, half), _pool.Add(azimuth, half));
    }

    private Expr Root(Expr x, string suffix) => _pool.Unary(Op.Sqrt, x).Named(Name + suffix);

    // A factor that is zero under a condition makes a plain zero there, where a product with a negative component would make −0: the azimuth of the
    // null vector is 0, not π.
    private Expr Scaled(Expr factor, Expr x)
    {
        if (!IsMask(factor))
        {
            return _pool.Multiply(factor, x);
        }

        Expr Branch(Expr branch) => branch.Is(0) ? branch : Scaled(branch, x);
        return _pool.Select(factor.Arguments[0], Branch(factor.Arguments[1]), Branch(factor.Arguments[2]));
    }

    private Expr Component(int index, Func<FourVectorValue, Expr> polar, string suffix)
    {
        switch (_shape)
        {
            case Shape.Polar:
                return polar(this).Named(Name + suffix);
            case Shape.Cartesian:
                return _c[index];
            default:
                Expr sum = _pool.Zero;
                foreach ((Expr factor, FourVectorValue leaf) in _leaves)
                {
                    sum = _pool.Add(sum, Scaled(factor, leaf.Component(index, polar, suffix)));
                }

                return sum;
        }
    }

    private sealed class ByCoordinates : IEqualityComparer<FourVectorValue>
    {
        public bool Equals(FourVectorValue? x, FourVectorValue? y) => x is null ? y is null : y is not null && x.IsSameAs(y);

        public int GetHashCode(FourVectorValue vector) => vector._c.Aggregate((int)vector._shape, static (hash, coordinate) => unchecked((hash * 31) + coordinate.Id));
    }
}
