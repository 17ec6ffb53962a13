namespace Mandelstam.TestKit;

/// <summary>The float32 numbers.</summary>
public static class SinglePrecision
{
    /// <summary>The distance of the float32 numbers at a value.</summary>
    /// <param name="value">The value; near zero it counts as 1e-30.</param>
    public static double Ulp(double value)
    {
        float magnitude = Math.Max(Math.Abs((float)value), 1e-30f);
        return MathF.BitIncrement(magnitude) - magnitude;
    }
}
