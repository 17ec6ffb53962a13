using System.Globalization;
using System.Numerics;

namespace Mandelstam;

/// <summary>A vector of space without a unit: the direction of a momentum, or a product of directions, for normals of planes and what is measured with them.</summary>
/// <remarks>
/// <see cref="Momentum{TFrame}.Direction"/> has length one. <c>a.Cross(b)</c> is the normal of a plane, as long as the sine of the angle between a and b;
/// <c>a.Cross(b).Dot(c)</c> is the triple product, odd under reflections.
/// </remarks>
/// <typeparam name="TFrame">The frame; directions of different frames do not mix.</typeparam>
public readonly record struct Direction<TFrame> : IAdditionOperators<Direction<TFrame>, Direction<TFrame>, Direction<TFrame>>, IAdditiveIdentity<Direction<TFrame>, Direction<TFrame>>
    where TFrame : IFrame
{
    internal Direction(double x, double y, double z)
    {
        X = x;
        Y = y;
        Z = z;
    }

    /// <summary>No direction: the null vector.</summary>
    public static Direction<TFrame> Zero => default;

    /// <inheritdoc/>
    public static Direction<TFrame> AdditiveIdentity => default;

    /// <summary>Component along x; of a direction, its direction cosine.</summary>
    public double X { get; }

    /// <summary>Component along y.</summary>
    public double Y { get; }

    /// <summary>Component along z, the beam axis: cos θ of a direction.</summary>
    public double Z { get; }

    /// <summary>The length: 1 of the direction of a momentum, unless there is none.</summary>
    public double Magnitude => Math.Sqrt(Dot(this));

    /// <summary>The scalar product x x' + y y' + z z': the cosine of the angle between two directions.</summary>
    /// <param name="other">The second vector.</param>
    /// <returns>The product.</returns>
    public double Dot(Direction<TFrame> other) => (X * other.X) + (Y * other.Y) + (Z * other.Z);

    /// <summary>The projection of a momentum: its component along this direction, where it has length one.</summary>
    /// <param name="other">The momentum.</param>
    /// <returns>The product, in GeV.</returns>
    public Energy Dot(Momentum<TFrame> other) => other.Dot(this);

    /// <summary>The vector product, at right angles to both, right-handed.</summary>
    /// <param name="other">The second vector.</param>
    /// <returns>The product; null where the two are parallel.</returns>
    public Direction<TFrame> Cross(Direction<TFrame> other) => new(
        ExactProducts.Determinant(Y, Z, other.Y, other.Z),
        ExactProducts.Determinant(Z, X, other.Z, other.X),
        ExactProducts.Determinant(X, Y, other.X, other.Y));

    /// <summary>The angle between the two, in [0, π], exact to rounding also where they are nearly parallel; 0 where one is null.</summary>
    /// <param name="other">The second vector.</param>
    /// <returns>The angle.</returns>
    public Angle OpeningAngle(Direction<TFrame> other)
    {
        // Minus zero, which the product with a null vector may be, would point backwards.
        double dot = Dot(other);
        return new(Math.Atan2(Cross(other).Magnitude, dot == 0 ? 0 : dot));
    }

    /// <summary>The sum.</summary>
    public static Direction<TFrame> operator +(Direction<TFrame> left, Direction<TFrame> right) => new(left.X + right.X, left.Y + right.Y, left.Z + right.Z);

    /// <summary>The difference.</summary>
    public static Direction<TFrame> operator -(Direction<TFrame> left, Direction<TFrame> right) => new(left.X - right.X, left.Y - right.Y, left.Z - right.Z);

    /// <summary>The opposite.</summary>
    public static Direction<TFrame> operator -(Direction<TFrame> value) => new(-value.X, -value.Y, -value.Z);

    /// <summary>The multiple.</summary>
    public static Direction<TFrame> operator *(double left, Direction<TFrame> right) => new(left * right.X, left * right.Y, left * right.Z);

    /// <summary>The multiple.</summary>
    public static Direction<TFrame> operator *(Direction<TFrame> left, double right) => right * left;

    /// <summary>The part.</summary>
    public static Direction<TFrame> operator /(Direction<TFrame> left, double right) => (1 / right) * left;

    /// <summary>The components, in the invariant culture.</summary>
    /// <returns>For example <c>(0.6, 0.8, 0)</c>.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"({X}, {Y}, {Z})");
}
