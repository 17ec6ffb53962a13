using System.Globalization;

namespace Mandelstam;

/// <summary>The velocity of one frame seen from another, in units of c: what takes vectors of the one to the other.</summary>
/// <remarks>
/// Its direction is part of its type. <c>z.Velocity</c> is that of the rest frame of z, seen from the frame z is given in, and boosts out of the
/// rest frame; <c>-z.Velocity</c> is the way back, into it. It keeps the momentum it comes from, so that no digits are lost near the speed of light.
/// </remarks>
/// <typeparam name="TMoving">The frame that moves.</typeparam>
/// <typeparam name="TObserver">The frame it is seen from.</typeparam>
public readonly record struct Velocity<TMoving, TObserver>
    where TMoving : IFrame
    where TObserver : IFrame
{
    private readonly FourVector<TObserver> _body;

    internal Velocity(FourVector<TObserver> body)
    {
        _body = body;
    }

    /// <summary>Component along x, dimensionless.</summary>
    public double X => _body.Px / _body.E;

    /// <summary>Component along y, dimensionless.</summary>
    public double Y => _body.Py / _body.E;

    /// <summary>Component along z, dimensionless.</summary>
    public double Z => _body.Pz / _body.E;

    /// <summary>The magnitude β = |p|/E, dimensionless.</summary>
    public double Beta => _body.P / _body.E;

    /// <summary>The Lorentz factor γ = E/m, dimensionless.</summary>
    public double Gamma => _body.E / _body.M2.Sqrt();

    /// <summary>The velocity of the observer seen from the moving frame: it boosts the other way.</summary>
    public static Velocity<TObserver, TMoving> operator -(Velocity<TMoving, TObserver> value)
    {
        FourVector<TObserver> body = value._body;
        return new(FourVector<TMoving>.Cartesian(-body.Px.Value, -body.Py.Value, -body.Pz.Value, body.E.Value, body.M2.Value));
    }

    /// <summary>The components, in the invariant culture.</summary>
    /// <returns>For example <c>(0, 0, 0.6) c</c>.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"({X}, {Y}, {Z}) c");

    internal FourVector<TObserver> Boost(FourVector<TMoving> vector) => vector.BoostedFrom(_body);
}
