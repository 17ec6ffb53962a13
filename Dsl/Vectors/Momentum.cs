using System.Globalization;

namespace Mandelstam;

/// <summary>The three-momentum of a vector in its frame, in GeV: for angles between momenta and their projections.</summary>
/// <remarks>It is no velocity: a boost takes <see cref="FourVector{TFrame}.Velocity"/>, or better the four-vector itself.</remarks>
/// <typeparam name="TFrame">The frame; momenta of different frames do not mix.</typeparam>
public readonly record struct Momentum<TFrame>
    where TFrame : IFrame
{
    internal Momentum(Energy x, Energy y, Energy z)
    {
        X = x;
        Y = y;
        Z = z;
    }

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

    /// <summary>The components, in the invariant culture.</summary>
    /// <returns>For example <c>(3, 4, 0) GeV</c>.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"({X.Value}, {Y.Value}, {Z.Value}) GeV");
}
