using Mandelstam.Randomness;

namespace Mandelstam.Measurement;

/// <summary>A turn about the beam and mirrors, under which the physics of unpolarised collisions is the same.</summary>
/// <param name="Turn">Angle added to azimuths.</param>
/// <param name="FlipsAzimuth">φ → −φ, before the turn.</param>
/// <param name="FlipsZ">z → −z.</param>
public readonly record struct EventSymmetry(double Turn, bool FlipsAzimuth, bool FlipsZ)
{
    /// <summary>A random one.</summary>
    /// <param name="random">Gives three numbers.</param>
    public static EventSymmetry Draw(CounterRandom random) => new(2 * Math.PI * random.NextUniform(), random.NextUniform() < 0.5, random.NextUniform() < 0.5);

    /// <summary>What becomes of a value.</summary>
    /// <param name="kind">How it transforms.</param>
    /// <param name="value">The value.</param>
    public double Apply(InputKind kind, double value) => kind switch
    {
        InputKind.Azimuth => Kinematics.Wrap(new RawAngle((FlipsAzimuth ? -value : value) + Turn)).Value,
        InputKind.OddInZ => FlipsZ ? -value : value,
        _ => value,
    };
}
