namespace Mandelstam;

/// <summary>A difference of two azimuths before wrapping, in radians: right only up to a multiple of 2π.</summary>
/// <remarks>
/// It has no arithmetic on purpose. Periodic functions (<see cref="Kinematics.Sin(RawAngle)"/>, <see cref="Kinematics.Cos(RawAngle)"/>) take it as
/// it is; <see cref="Kinematics.Wrap"/> turns it into an <see cref="Angle"/> in (−π, π].
/// </remarks>
/// <param name="Value">The value in rad.</param>
public readonly record struct RawAngle(double Value) : IFormattable
{
    /// <summary>The value with its unit, in the invariant culture.</summary>
    /// <returns>For example <c>5.5 rad (not wrapped)</c>.</returns>
    public override string ToString() => QuantityText.Invariant(Value, "rad (not wrapped)");

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) =>
        QuantityText.Of(Value, "rad (not wrapped)", format, formatProvider);
}
