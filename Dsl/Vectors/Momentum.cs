using System.Globalization;
using System.Numerics;

namespace Mandelstam;

/// <summary>The three-momentum of a vector in its frame, in GeV: for angles between momenta and their projections.</summary>
/// <remarks>It is no velocity: a boost takes <see cref="FourVector{TFrame}.Velocity"/>, or better the four-vector itself.</remarks>
/// <typeparam name="TFrame">The frame; momenta of different frames do not mix.</typeparam>
public readonly record struct Momentum<TFrame> : IAdditionOperators<Momentum<TFrame>, Momentum<TFrame>, Momentum<TFrame>>, IAdditiveIdentity<Momentum<TFrame>, Momentum<TFrame>>
    where TFrame : IFrame
{
    internal Momentum(Energy x, Energy y, Energy z)
    {
        X = x;
        Y = y;
        Z = z;
    }

    /// <summary>No momentum.</summary>
    public static Momentum<TFrame> Zero => default;

    /// <inheritdoc/>
    public static Momentum<TFrame> AdditiveIdentity => default;

    /// <summary>Component along x.</summary>
    public Energy X { get; }

    /// <summary>Component along y.</summary>
    public Energy Y { get; }

    /// <summary>Component along z, the beam axis.</summary>
    public Energy Z { get; }

    /// <summary>The magnitude.</summary>
    public Energy Magnitude => Dot(this).Sqrt();

    /// <summary>The scalar product x x' + y y' + z z', in GeV².</summary>
    /// <param name="other">The second momentum.</param>
    /// <returns>The product.</returns>
    public GeV2 Dot(Momentum<TFrame> other) => (X * other.X) + (Y * other.Y) + (Z * other.Z);

    /// <summary>The projection on a direction: the component along it, where it has length one.</summary>
    /// <param name="other">The direction.</param>
    /// <returns>The product, in GeV.</returns>
    public Energy Dot(Direction<TFrame> other) => (X * other.X) + (Y * other.Y) + (Z * other.Z);

    /// <summary>The direction: the components over the magnitude; null without a momentum.</summary>
    public Direction<TFrame> Direction => Magnitude.Value is var p && p == 0 ? default : new(X.Value / p, Y.Value / p, Z.Value / p);

    /// <summary>The angle between the two, in [0, π], exact to rounding also where they are nearly parallel; 0 where there is no momentum.</summary>
    /// <param name="other">The second momentum.</param>
    /// <returns>The angle.</returns>
    public Angle OpeningAngle(Momentum<TFrame> other) => Numbers.OpeningAngle(other.Numbers);

    // Scale is nothing to an angle.
    private Direction<TFrame> Numbers => new(X.Value, Y.Value, Z.Value);

    /// <summary>The sum.</summary>
    public static Momentum<TFrame> operator +(Momentum<TFrame> left, Momentum<TFrame> right) => new(left.X + right.X, left.Y + right.Y, left.Z + right.Z);

    /// <summary>The difference.</summary>
    public static Momentum<TFrame> operator -(Momentum<TFrame> left, Momentum<TFrame> right) => new(left.X - right.X, left.Y - right.Y, left.Z - right.Z);

    /// <summary>The opposite.</summary>
    public static Momentum<TFrame> operator -(Momentum<TFrame> value) => new(-value.X, -value.Y, -value.Z);

    /// <summary>The multiple.</summary>
    public static Momentum<TFrame> operator *(double left, Momentum<TFrame> right) => new(left * right.X, left * right.Y, left * right.Z);

    /// <summary>The multiple.</summary>
    public static Momentum<TFrame> operator *(Momentum<TFrame> left, double right) => right * left;

    /// <summary>The part.</summary>
    public static Momentum<TFrame> operator /(Momentum<TFrame> left, double right) => (1 / right) * left;

    /// <summary>The components, in the invariant culture.</summary>
    /// <returns>For example <c>(3, 4, 0) GeV</c>.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"({X.Value}, {Y.Value}, {Z.Value}) GeV");
}
