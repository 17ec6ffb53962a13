using System.Globalization;
using System.Numerics;

namespace Mandelstam;

/// <summary>A momentum transverse to the beam, such as the missing transverse momentum, in GeV.</summary>
/// <remarks>
/// It stores (p<sub>T</sub>, φ) or (x, y), whichever it was made from. Arithmetic gives Cartesian vectors. The default value is the null vector.
/// It is inert under boosts along z.
/// </remarks>
/// <typeparam name="TFrame">The frame; vectors of different frames do not mix.</typeparam>
public readonly record struct TransverseVector<TFrame> :
    IAdditionOperators<TransverseVector<TFrame>, TransverseVector<TFrame>, TransverseVector<TFrame>>,
    ISubtractionOperators<TransverseVector<TFrame>, TransverseVector<TFrame>, TransverseVector<TFrame>>,
    IUnaryNegationOperators<TransverseVector<TFrame>, TransverseVector<TFrame>>,
    IAdditiveIdentity<TransverseVector<TFrame>, TransverseVector<TFrame>>
    where TFrame : IFrame
{
    private readonly bool _isPolar;
    private readonly double _first;
    private readonly double _second;

    private TransverseVector(bool isPolar, double first, double second)
    {
        _isPolar = isPolar;
        _first = first;
        _second = second;
    }

    /// <summary>The null vector.</summary>
    public static TransverseVector<TFrame> Zero => default;

    /// <inheritdoc/>
    public static TransverseVector<TFrame> AdditiveIdentity => default;

    /// <summary>Component along x.</summary>
    public Energy X => new(_isPolar ? _first * Math.Cos(_second) : _first);

    /// <summary>Component along y.</summary>
    public Energy Y => new(_isPolar ? _first * Math.Sin(_second) : _second);

    /// <summary>Magnitude.</summary>
    public Energy Pt => new(_isPolar ? _first : Math.Sqrt((_first * _first) + (_second * _second)));

    /// <summary>Azimuth φ; atan2(y, x) for a Cartesian vector, hence 0 for the null vector.</summary>
    public Azimuth Phi => new(_isPolar ? _second : Math.Atan2(_second, _first));

    /// <summary>The vector with magnitude and azimuth each rounded, halves to even.</summary>
    /// <param name="decimals">Decimals in GeV and rad, 0 to 15.</param>
    /// <returns>A polar vector.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="decimals"/> is outside 0 to 15.</exception>
    public TransverseVector<TFrame> Rounded(int decimals) =>
        Polar(Rounding.ToDecimals(Pt.Value, decimals), Rounding.ToDecimals(Phi.Value, decimals));

    /// <summary>The vector turned about the z axis; φ grows by the angle and is not wrapped.</summary>
    /// <param name="angle">The angle, positive from x towards y.</param>
    /// <returns>A vector in the same coordinates.</returns>
    public TransverseVector<TFrame> Rotated(Angle angle)
    {
        if (_isPolar)
        {
            return Polar(_first, _second + angle.Value);
        }

        (double sin, double cos) = Math.SinCos(angle.Value);
        return Cartesian((cos * _first) - (sin * _second), (sin * _first) + (cos * _second));
    }

    /// <summary>Δφ = φ(other) − φ(this), in (−π, π].</summary>
    /// <param name="other">The second vector.</param>
    /// <returns>The wrapped difference.</returns>
    public Angle DeltaPhi(TransverseVector<TFrame> other) => Kinematics.DeltaPhi(Phi, other.Phi);

    /// <summary>Δφ = φ(other) − φ(this), in (−π, π].</summary>
    /// <param name="other">A four-vector.</param>
    /// <returns>The wrapped difference.</returns>
    public Angle DeltaPhi(FourVector<TFrame> other) => Kinematics.DeltaPhi(Phi, other.Phi);

    /// <summary>The scalar product x x' + y y', in GeV².</summary>
    /// <param name="other">The second vector.</param>
    /// <returns>The product.</returns>
    public GeV2 Dot(TransverseVector<TFrame> other) => (X * other.X) + (Y * other.Y);

    /// <summary>The sum.</summary>
    public static TransverseVector<TFrame> operator +(TransverseVector<TFrame> left, TransverseVector<TFrame> right) =>
        Cartesian(left.X.Value + right.X.Value, left.Y.Value + right.Y.Value);

    /// <summary>The sum with a random smearing.</summary>
    public static TransverseVector<TFrame> operator +(TransverseVector<TFrame> left, TransverseNoise right) =>
        Cartesian(left.X.Value + right.X.Value, left.Y.Value + right.Y.Value);

    /// <summary>The difference from a random smearing.</summary>
    public static TransverseVector<TFrame> operator -(TransverseVector<TFrame> left, TransverseNoise right) =>
        Cartesian(left.X.Value - right.X.Value, left.Y.Value - right.Y.Value);

    /// <summary>The difference.</summary>
    public static TransverseVector<TFrame> operator -(TransverseVector<TFrame> left, TransverseVector<TFrame> right) =>
        Cartesian(left.X.Value - right.X.Value, left.Y.Value - right.Y.Value);

    /// <summary>The opposite vector.</summary>
    public static TransverseVector<TFrame> operator -(TransverseVector<TFrame> value) => Cartesian(-value.X.Value, -value.Y.Value);

    /// <summary>The vector scaled by a number, which may be negative.</summary>
    public static TransverseVector<TFrame> operator *(double left, TransverseVector<TFrame> right) =>
        Cartesian(left * right.X.Value, left * right.Y.Value);

    /// <summary>The vector scaled by a number, which may be negative.</summary>
    public static TransverseVector<TFrame> operator *(TransverseVector<TFrame> left, double right) => right * left;

    /// <summary>The vector divided by a number.</summary>
    public static TransverseVector<TFrame> operator /(TransverseVector<TFrame> left, double right) =>
        Cartesian(left.X.Value / right, left.Y.Value / right);

    /// <summary>The coordinates that the vector stores, in the invariant culture.</summary>
    /// <returns>For example <c>(pt 25 GeV, phi 0.3 rad)</c>.</returns>
    public override string ToString() => _isPolar
        ? string.Create(CultureInfo.InvariantCulture, $"(pt {_first} GeV, phi {_second} rad)")
        : string.Create(CultureInfo.InvariantCulture, $"(x {_first} GeV, y {_second} GeV)");

    /// <summary>A vector from magnitude and azimuth.</summary>
    internal static TransverseVector<TFrame> Polar(double pt, double phi) => new(true, pt, phi);

    /// <summary>A vector from Cartesian components.</summary>
    internal static TransverseVector<TFrame> Cartesian(double x, double y) => new(false, x, y);

    /// <summary>|a||b| − a·b = |a||b|(1 − cos Δφ), without cancellation for nearly parallel vectors.</summary>
    internal static double ProductMinusDot(TransverseVector<TFrame> a, TransverseVector<TFrame> b)
    {
        if (a._isPolar && b._isPolar)
        {
            double sin = Math.Sin((b._second - a._second) / 2);
            return a._first * b._first * 2 * sin * sin;
        }

        (double ax, double ay, double bx, double by) = (a.X.Value, a.Y.Value, b.X.Value, b.Y.Value);
        double product = Math.Abs(a.Pt.Value * b.Pt.Value);
        double dot = (ax * bx) + (ay * by);
        if (!(dot > 0))
        {
            return product - dot;
        }

        double cross = ExactProducts.Determinant(ax, ay, bx, by);
        return cross * cross / (product + dot);
    }
}
