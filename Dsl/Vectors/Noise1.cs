namespace Mandelstam;

/// <summary>One unit normal per event, the type of a <see cref="NoiseAttribute"/> parameter: <c>Pt = pt + width * g</c>.</summary>
/// <param name="Value">A draw from the normal distribution of mean 0 and width 1; dimensionless.</param>
public readonly record struct Noise1(double Value)
{
    /// <summary>The draw as a plain number.</summary>
    public static implicit operator double(Noise1 noise) => noise.Value;
}
