namespace Mandelstam;

/// <summary>Two independent unit normals per event, the type of a <see cref="NoiseAttribute"/> parameter: <c>Met = Met + width * g</c>.</summary>
/// <param name="X">The draw along x; dimensionless, mean 0, width 1.</param>
/// <param name="Y">The draw along y; dimensionless, mean 0, width 1.</param>
public readonly record struct Noise2(double X, double Y)
{
    /// <summary>The transverse smearing of a given width per component.</summary>
    public static TransverseNoise operator *(Energy left, Noise2 right) => new(left * right.X, left * right.Y);

    /// <summary>The transverse smearing of a given width per component.</summary>
    public static TransverseNoise operator *(Noise2 left, Energy right) => right * left;
}
