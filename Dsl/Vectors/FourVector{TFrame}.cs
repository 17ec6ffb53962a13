using System.Globalization;
using System.Numerics;

namespace Mandelstam;

/// <summary>An energy-momentum four-vector in a frame. Metric (+,−,−,−), natural units, GeV.</summary>
/// <remarks>
/// It stores either (p<sub>T</sub>, η, φ) or (p<sub>x</sub>, p<sub>y</sub>, p<sub>z</sub>), whichever it was made from, and in both cases
/// E and m². The invariant mass squared is carried along and never formed as E² − p², so that sums of collinear or very boosted vectors keep
/// their digits. Arithmetic gives Cartesian vectors. The default value is the null vector. Make one with <see cref="FourVector"/>;
/// conventions: docs/conventions.md.
/// </remarks>
/// <typeparam name="TFrame">The frame; vectors of different frames do not mix.</typeparam>
public readonly record struct FourVector<TFrame> :
    IAdditionOperators<FourVector<TFrame>, FourVector<TFrame>, FourVector<TFrame>>,
    ISubtractionOperators<FourVector<TFrame>, FourVector<TFrame>, FourVector<TFrame>>,
    IUnaryNegationOperators<FourVector<TFrame>, FourVector<TFrame>>,
    IAdditiveIdentity<FourVector<TFrame>, FourVector<TFrame>>
    where TFrame : IFrame
{
    private readonly bool _isPolar;
    private readonly double _first;
    private readonly double _second;
    private readonly double _third;
    private readonly double _energy;
    private readonly double _m2;

    private FourVector(bool isPolar, double first, double second, double third, double energy, double m2)
    {
        _isPolar = isPolar;
        _first = first;
        _second = second;
        _third = third;
        _energy = energy;
        _m2 = m2;
    }

    /// <summary>The null vector.</summary>
    public static FourVector<TFrame> Zero => default;

    /// <inheritdoc/>
    public static FourVector<TFrame> AdditiveIdentity => default;

    /// <summary>Transverse momentum p<sub>T</sub>.</summary>
    public Energy Pt => new(_isPolar ? _first : Math.Sqrt((_first * _first) + (_second * _second)));

    /// <summary>Pseudorapidity η = asinh(p<sub>z</sub>/p<sub>T</sub>); ±∞ along the beam, 0 for the null vector.</summary>
    public Pseudorapidity Eta => new(_isPolar ? _second : Asinh(_third, Pt.Value));

    /// <summary>Azimuth φ; atan2(p<sub>y</sub>, p<sub>x</sub>) for a Cartesian vector, hence 0 for the null vector.</summary>
    public Azimuth Phi => new(_isPolar ? _third : Math.Atan2(_second, _first));

    /// <summary>Rapidity y = artanh(p<sub>z</sub>/E), computed as asinh(p<sub>z</sub>/m<sub>T</sub>); η itself for a massless polar vector.</summary>
    /// <remarks>NaN if E² &lt; p<sub>z</sub>², which only a spacelike vector can have.</remarks>
    public Rapidity Rapidity
    {
        get
        {
            double magnitude = _isPolar && _m2 == 0 ? _second : Asinh(Pz.Value, Math.Sqrt(TransverseMassSquared()));
            return new(_energy < 0 ? -magnitude : magnitude);
        }
    }

    /// <summary>Momentum along x.</summary>
    public Energy Px => new(_isPolar ? _first * Math.Cos(_third) : _first);

    /// <summary>Momentum along y.</summary>
    public Energy Py => new(_isPolar ? _first * Math.Sin(_third) : _second);

    /// <summary>Momentum along z, the beam axis.</summary>
    public Energy Pz => new(_isPolar ? _first * Math.Sinh(_second) : _third);

    /// <summary>Magnitude of the three-momentum.</summary>
    public Energy P => new(Momentum());

    /// <summary>Energy.</summary>
    public Energy E => new(_energy);

    /// <summary>Invariant mass squared, E² − p²; negative for a spacelike vector.</summary>
    public GeV2 M2 => new(_m2);

    /// <summary>Invariant mass, sign(m²) √|m²|: negative for a spacelike vector.</summary>
    public Energy Mass => M2.SignedSqrt();

    /// <summary>Transverse energy E sin θ = E p<sub>T</sub>/p; 0 at p<sub>T</sub> = 0.</summary>
    public Energy Et => new(Pt.Value == 0 ? 0 : _energy * (Pt.Value / Momentum()));

    /// <summary>Transverse mass squared m² + p<sub>T</sub>² = E² − p<sub>z</sub>².</summary>
    public GeV2 Mt2 => new(TransverseMassSquared());

    /// <summary>Transverse mass, sign(m<sub>T</sub>²) √|m<sub>T</sub>²|.</summary>
    public Energy Mt => Mt2.SignedSqrt();

    /// <summary>The three-momentum.</summary>
    public Momentum<TFrame> P3 => new(Px, Py, Pz);

    /// <summary>The velocity of this vector's rest frame, seen from its frame: it boosts out of the rest frame, its negative into it.</summary>
    public Velocity<Rest, TFrame> Velocity => new(this);

    /// <summary>The transverse part, in the same coordinates (polar or Cartesian).</summary>
    public TransverseVector<TFrame> Transverse =>
        _isPolar ? TransverseVector<TFrame>.Polar(_first, _third) : TransverseVector<TFrame>.Cartesian(_first, _second);

    /// <summary>The vector with its three-momentum scaled; direction and mass are kept, the energy follows.</summary>
    /// <param name="factor">The factor; dimensionless, normally positive. A negative one turns the momentum around.</param>
    /// <returns>A vector in the same coordinates: for a polar one and a factor that is not negative η and φ keep their bits.</returns>
    public FourVector<TFrame> ScaledMomentum(double factor)
    {
        if (_isPolar)
        {
            return factor < 0
                ? Polar(-factor * _first, -_second, _third > 0 ? _third - Math.PI : _third + Math.PI, _m2)
                : Polar(factor * _first, _second, _third, _m2);
        }

        double x = factor * _first;
        double y = factor * _second;
        double z = factor * _third;
        double energy = Math.Sqrt((x * x) + (y * y) + (z * z) + _m2);
        return Cartesian(x, y, z, Math.CopySign(energy, _energy), _m2);
    }

    /// <summary>The vector with p<sub>T</sub>, η, φ and mass each rounded, halves to even, as a file with that many decimals would hold it.</summary>
    /// <param name="decimals">Decimals in GeV and rad, 0 to 15.</param>
    /// <returns>A polar vector.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="decimals"/> is outside 0 to 15.</exception>
    public FourVector<TFrame> Rounded(int decimals)
    {
        double mass = Rounding.ToDecimals(Mass.Value, decimals);
        return Polar(
            Rounding.ToDecimals(Pt.Value, decimals),
            Rounding.ToDecimals(Eta.Value, decimals),
            Rounding.ToDecimals(Phi.Value, decimals),
            mass * Math.Abs(mass));
    }

    /// <summary>The vector turned about the z axis; φ grows by the angle and is not wrapped.</summary>
    /// <param name="angle">The angle, positive from x towards y.</param>
    /// <returns>A vector in the same coordinates.</returns>
    public FourVector<TFrame> Rotated(Angle angle)
    {
        if (_isPolar)
        {
            return new(true, _first, _second, _third + angle.Value, _energy, _m2);
        }

        (double sin, double cos) = Math.SinCos(angle.Value);
        return Cartesian((cos * _first) - (sin * _second), (sin * _first) + (cos * _second), _third, _energy, _m2);
    }

    /// <summary>The vector after an active boost along z that adds to its rapidity; p<sub>T</sub>, φ and m are kept.</summary>
    /// <param name="rapidity">The rapidity of the boost, artanh(β); positive moves the particle towards +z.</param>
    /// <returns>The boosted vector; still polar if it was polar and massless, Cartesian otherwise.</returns>
    public FourVector<TFrame> BoostedZ(double rapidity)
    {
        if (_isPolar && _m2 == 0)
        {
            return Polar(_first, _second + rapidity, _third, 0);
        }

        // Light-cone coordinates only scale. The smaller one is mT²/(the larger one): E - |pz| would cancel.
        double pz = Pz.Value;
        double larger = Math.Abs(_energy) + Math.Abs(pz);
        double smaller = larger == 0 ? 0 : TransverseMassSquared() / larger;
        double sign = _energy < 0 ? -1 : 1;
        bool towardsPlus = sign * pz >= 0;
        double plus = sign * (towardsPlus ? larger : smaller) * Math.Exp(rapidity);
        double minus = sign * (towardsPlus ? smaller : larger) * Math.Exp(-rapidity);
        return Cartesian(Px.Value, Py.Value, (plus - minus) / 2, (plus + minus) / 2, _m2);
    }

    /// <summary>This vector seen in the rest frame of a momentum: a passive boost, axes stay parallel.</summary>
    /// <remarks>Back with <see cref="FourVector.ToLab(FourVector{Rest}, FourVector{Lab})"/>.</remarks>
    /// <param name="parent">The timelike momentum of the particle or system whose rest frame it is.</param>
    /// <returns>The vector in the rest frame; NaN if <paramref name="parent"/> is not timelike.</returns>
    public FourVector<Rest> InRestFrameOf(FourVector<TFrame> parent) => BoostedTo<Rest>(parent);

    /// <summary>This vector seen in the rest frame of a named particle, for when an event has several rest frames that must not be mixed up.</summary>
    /// <typeparam name="TParticle">A type that names the particle.</typeparam>
    /// <param name="parent">The timelike momentum of that particle.</param>
    /// <returns>The vector in the rest frame; NaN if <paramref name="parent"/> is not timelike.</returns>
    public FourVector<Rest<TParticle>> InRestFrameOf<TParticle>(FourVector<TFrame> parent) => BoostedTo<Rest<TParticle>>(parent);

    /// <summary>This vector seen by an observer for whom its frame moves: an active boost by that velocity, axes stay parallel.</summary>
    /// <remarks>
    /// The direction is in the types: <c>q.Boost(z.Velocity)</c> takes q out of the rest frame of z, as <c>ToLab(z)</c> does;
    /// <c>p.Boost(-z.Velocity)</c> takes p into it, as <see cref="InRestFrameOf(FourVector{TFrame})"/> does.
    /// </remarks>
    /// <typeparam name="TTarget">The frame it is seen in.</typeparam>
    /// <param name="velocity">The velocity of this vector's frame, seen from the other.</param>
    /// <returns>The vector in the other frame; NaN for a velocity of light or above.</returns>
    public FourVector<TTarget> Boost<TTarget>(Velocity<TFrame, TTarget> velocity)
        where TTarget : IFrame => velocity.Boost(this);

    /// <summary>The velocity of a named particle's rest frame, for when an event has several rest frames that must not be mixed up.</summary>
    /// <typeparam name="TParticle">A type that names the particle.</typeparam>
    /// <returns>The velocity: it boosts out of the rest frame, its negative into it.</returns>
    public Velocity<Rest<TParticle>, TFrame> VelocityOf<TParticle>() => new(this);

    /// <summary>Δφ = φ(other) − φ(this), in (−π, π].</summary>
    /// <param name="other">The second vector.</param>
    /// <returns>The wrapped difference.</returns>
    public Angle DeltaPhi(FourVector<TFrame> other) => Kinematics.DeltaPhi(Phi, other.Phi);

    /// <summary>Δφ = φ(other) − φ(this), in (−π, π].</summary>
    /// <param name="other">A transverse vector, as the missing momentum.</param>
    /// <returns>The wrapped difference.</returns>
    public Angle DeltaPhi(TransverseVector<TFrame> other) => Kinematics.DeltaPhi(Phi, other.Phi);

    /// <summary>ΔR with the longitudinal coordinate said: pseudorapidity or rapidity.</summary>
    /// <param name="other">The second vector.</param>
    /// <param name="convention">The coordinate.</param>
    /// <returns>The distance, dimensionless.</returns>
    public double DeltaR(FourVector<TFrame> other, Convention convention) => convention == Convention.Rapidity ? DeltaRapidityR(other) : DeltaR(other);

    /// <summary>ΔR = √(Δη² + Δφ²) with the pseudorapidity; for massive objects say so, or take <see cref="DeltaRapidityR"/>.</summary>
    /// <param name="other">The second vector.</param>
    /// <returns>The distance, dimensionless.</returns>
    public double DeltaR(FourVector<TFrame> other)
    {
        double deltaEta = other.Eta - Eta;
        double deltaPhi = DeltaPhi(other).Value;
        return Math.Sqrt((deltaEta * deltaEta) + (deltaPhi * deltaPhi));
    }

    /// <summary>ΔR = √(Δy² + Δφ²) with the rapidity: invariant under boosts along z also for massive vectors.</summary>
    /// <param name="other">The second vector.</param>
    /// <returns>The distance, dimensionless.</returns>
    public double DeltaRapidityR(FourVector<TFrame> other)
    {
        double deltaY = other.Rapidity - Rapidity;
        double deltaPhi = DeltaPhi(other).Value;
        return Math.Sqrt((deltaY * deltaY) + (deltaPhi * deltaPhi));
    }

    /// <summary>The angle θ between the two three-momenta, in [0, π]; exact to rounding for close and for opposite directions, where arccos of p·q/(|p||q|) is not.</summary>
    /// <remarks>
    /// From polar coordinates tan²(θ/2) = (sinh²(Δη/2) + sin²(Δφ/2)) / (sinh²((η₁ + η₂)/2) + cos²(Δφ/2)), from components tan θ = |p × q| / p·q;
    /// kernels take tan(θ/2) = |q p − p q| / |q p + p q| of the latter (Kahan, <i>How futile are mindless assessments of roundoff</i>, §12).
    /// 0 where a vector given in components has no momentum, and thus no direction.
    /// </remarks>
    /// <param name="other">The second vector.</param>
    /// <returns>The angle; it changes under boosts, as <see cref="DeltaRapidityR"/> along z does not.</returns>
    public Angle OpeningAngle(FourVector<TFrame> other)
    {
        if (_isPolar && other._isPolar)
        {
            double halfPhi = (other._third - _third) / 2;
            double apart = Math.Sinh((other._second - _second) / 2), together = Math.Sinh((other._second + _second) / 2);
            (double sin, double cos) = Math.SinCos(halfPhi);
            return new(2 * Math.Atan2(Math.Sqrt((apart * apart) + (sin * sin)), Math.Sqrt((together * together) + (cos * cos))));
        }

        return P3.OpeningAngle(other.P3);
    }

    /// <summary>The sum; m² = m<sub>a</sub>² + m<sub>b</sub>² + 2 a·b without cancellation.</summary>
    public static FourVector<TFrame> operator +(FourVector<TFrame> left, FourVector<TFrame> right) => Cartesian(
        left.Px.Value + right.Px.Value,
        left.Py.Value + right.Py.Value,
        left.Pz.Value + right.Pz.Value,
        left._energy + right._energy,
        left._m2 + right._m2 + (2 * Dot(left, right)));

    /// <summary>The difference, for momentum transfers; m² = m<sub>a</sub>² + m<sub>b</sub>² − 2 a·b, usually negative.</summary>
    public static FourVector<TFrame> operator -(FourVector<TFrame> left, FourVector<TFrame> right) => Cartesian(
        left.Px.Value - right.Px.Value,
        left.Py.Value - right.Py.Value,
        left.Pz.Value - right.Pz.Value,
        left._energy - right._energy,
        left._m2 + right._m2 - (2 * Dot(left, right)));

    /// <summary>The opposite vector, energy included.</summary>
    public static FourVector<TFrame> operator -(FourVector<TFrame> value) =>
        Cartesian(-value.Px.Value, -value.Py.Value, -value.Pz.Value, -value._energy, value._m2);

    /// <summary>The Minkowski product a·b = E<sub>a</sub>E<sub>b</sub> − p<sub>a</sub>·p<sub>b</sub>, computed without cancellation, in GeV².</summary>
    public static GeV2 operator *(FourVector<TFrame> left, FourVector<TFrame> right) => new(Dot(left, right));

    /// <summary>The vector with all four components scaled (the mass too).</summary>
    public static FourVector<TFrame> operator *(double left, FourVector<TFrame> right) => Cartesian(
        left * right.Px.Value,
        left * right.Py.Value,
        left * right.Pz.Value,
        left * right._energy,
        left * left * right._m2);

    /// <summary>The vector with all four components scaled (the mass too).</summary>
    public static FourVector<TFrame> operator *(FourVector<TFrame> left, double right) => right * left;

    /// <summary>The vector with all four components divided (the mass too).</summary>
    public static FourVector<TFrame> operator /(FourVector<TFrame> left, double right) => (1 / right) * left;

    /// <summary>The coordinates that the vector stores, with the mass, in the invariant culture.</summary>
    /// <returns>For example <c>(pt 25 GeV, eta 1.5, phi 0.3 rad, m 0 GeV) in Lab</c>.</returns>
    public override string ToString()
    {
        string frame = typeof(TFrame).IsGenericType ? $"Rest<{typeof(TFrame).GenericTypeArguments[0].Name}>" : typeof(TFrame).Name;
        return _isPolar
            ? string.Create(CultureInfo.InvariantCulture, $"(pt {_first} GeV, eta {_second}, phi {_third} rad, m {Mass}) in {frame}")
            : string.Create(CultureInfo.InvariantCulture, $"(px {_first} GeV, py {_second} GeV, pz {_third} GeV, E {_energy} GeV, m {Mass}) in {frame}");
    }

    /// <summary>A vector from polar coordinates and m²; the energy is √(p² + m²).</summary>
    internal static FourVector<TFrame> Polar(double pt, double eta, double phi, double m2)
    {
        double p = pt * Math.Cosh(eta);
        return new(true, pt, eta, phi, m2 == 0 ? Math.Abs(p) : Math.Sqrt((p * p) + m2), m2);
    }

    /// <summary>A vector from polar coordinates, m² and the energy that belongs to them.</summary>
    internal static FourVector<TFrame> Polar(double pt, double eta, double phi, double m2, double energy) =>
        new(true, pt, eta, phi, energy, m2);

    /// <summary>A vector from Cartesian components, energy and the m² that belongs to them.</summary>
    internal static FourVector<TFrame> Cartesian(double px, double py, double pz, double energy, double m2) =>
        new(false, px, py, pz, energy, m2);

    /// <summary>This vector in the frame where <paramref name="parent"/>, at rest in this frame, has that momentum.</summary>
    internal FourVector<TTarget> BoostedFrom<TTarget>(FourVector<TTarget> parent)
        where TTarget : IFrame
    {
        // Seen from the parent, the other frame moves with the opposite velocity.
        var observer = Cartesian(-parent.Px.Value, -parent.Py.Value, -parent.Pz.Value, parent.E.Value, parent.M2.Value);
        return BoostedTo<TTarget>(observer);
    }

    /// <summary>This vector in the rest frame of a body: E' = p·P/M and p' = p − P (E + E')/(E<sub>P</sub> + M).</summary>
    private FourVector<TTarget> BoostedTo<TTarget>(FourVector<TFrame> body)
        where TTarget : IFrame
    {
        double mass = body._m2 > 0 ? Math.Sqrt(body._m2) : double.NaN;
        double energy = Dot(this, body) / mass;
        double coefficient = (_energy + energy) / (body._energy + mass);
        return FourVector<TTarget>.Cartesian(
            Px.Value - (coefficient * body.Px.Value),
            Py.Value - (coefficient * body.Py.Value),
            Pz.Value - (coefficient * body.Pz.Value),
            energy,
            _m2);
    }

    /// <summary>The product as two brackets that do not cancel: radial, (E E' − |p||p'|), and angular, (|p||p'| − p·p').</summary>
    private static double Dot(FourVector<TFrame> a, FourVector<TFrame> b)
    {
        double angular = a._isPolar && b._isPolar ? PolarAngularPart(a, b) : CartesianAngularPart(a, b);
        return a._m2 == 0 && b._m2 == 0 && a._energy * b._energy >= 0 ? angular : RadialPart(a, b) + angular;
    }

    /// <summary>The radial bracket, as (m² E'² + m'² |p|²)/(E E' + |p||p'|) for energies of one sign.</summary>
    private static double RadialPart(FourVector<TFrame> a, FourVector<TFrame> b)
    {
        double energies = a._energy * b._energy;
        double pa = a.Momentum();
        double momenta = pa * b.Momentum();
        return energies > 0
            ? ((a._m2 * b._energy * b._energy) + (b._m2 * pa * pa)) / (energies + momenta)
            : energies - momenta;
    }

    /// <summary>The angular bracket, p<sub>T</sub>p<sub>T</sub>'(cosh Δη − cos Δφ), as squares of half-angle functions.</summary>
    private static double PolarAngularPart(FourVector<TFrame> a, FourVector<TFrame> b)
    {
        double sinh = Math.Sinh((b._second - a._second) / 2);
        double sin = Math.Sin((b._third - a._third) / 2);
        return a._first * b._first * 2 * ((sinh * sinh) + (sin * sin));
    }

    /// <summary>The angular bracket, as |p × p'|²/(|p||p'| + p·p') within a right angle.</summary>
    private static double CartesianAngularPart(FourVector<TFrame> a, FourVector<TFrame> b)
    {
        (double ax, double ay, double az) = (a.Px.Value, a.Py.Value, a.Pz.Value);
        (double bx, double by, double bz) = (b.Px.Value, b.Py.Value, b.Pz.Value);
        double product = a.Momentum() * b.Momentum();
        double dot = (ax * bx) + (ay * by) + (az * bz);
        if (!(dot > 0))
        {
            return product - dot;
        }

        double x = ExactProducts.Determinant(ay, az, by, bz);
        double y = ExactProducts.Determinant(az, ax, bz, bx);
        double z = ExactProducts.Determinant(ax, ay, bx, by);
        return ((x * x) + (y * y) + (z * z)) / (product + dot);
    }

    /// <summary>asinh(z/t), with 0 at 0/0: the direction of a null vector is taken as central.</summary>
    private static double Asinh(double z, double t) => z == 0 && t == 0 ? 0 : Math.Asinh(z / t);

    private double Momentum() => _isPolar
        ? Math.Abs(_first) * Math.Cosh(_second)
        : Math.Sqrt((_first * _first) + (_second * _second) + (_third * _third));

    private double TransverseMassSquared()
    {
        double pt = Pt.Value;
        return _m2 + (pt * pt);
    }
}
