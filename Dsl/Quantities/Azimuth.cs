namespace Mandelstam;

/// <summary>An azimuth φ: a place on the circle around the beam axis, in radians.</summary>
/// <remarks>
/// Any real value is a valid azimuth; φ and φ + 2π are the same place, so azimuths are neither compared nor summed. The difference of two is a
/// <see cref="RawAngle"/>, which knows nothing of the period: write <see cref="Kinematics.DeltaPhi(Azimuth, Azimuth)"/>.
/// </remarks>
/// <param name="Value">The value in rad.</param>
public readonly record struct Azimuth(double Value) : IFormattable
{
    /// <summary>The direction of the x axis.</summary>
    public static Azimuth Zero => default;

    /// <summary>The azimuth in radians rounded to a number of decimals, halves to even.</summary>
    /// <param name="decimals">Decimals of the value in radians, 0 to 15.</param>
    /// <returns>The rounded azimuth.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="decimals"/> is outside 0 to 15.</exception>
    public Azimuth Rounded(int decimals) => new(Rounding.ToDecimals(Value, decimals));

    /// <summary>The azimuth turned by an angle; not wrapped.</summary>
    public static Azimuth operator +(Azimuth left, Angle right) => new(left.Value + right.Value);

    /// <summary>The azimuth turned back by an angle; not wrapped.</summary>
    public static Azimuth operator -(Azimuth left, Angle right) => new(left.Value - right.Value);

    /// <summary>The plain difference, not wrapped: accepted by sine, cosine and <see cref="Kinematics.Wrap"/> only.</summary>
    public static RawAngle operator -(Azimuth left, Azimuth right) => new(left.Value - right.Value);

    /// <summary>The value with its unit, in the invariant culture.</summary>
    /// <returns>For example <c>0.5 rad</c>.</returns>
    public override string ToString() => QuantityText.Invariant(Value, "rad");

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => QuantityText.Of(Value, "rad", format, formatProvider);
}
