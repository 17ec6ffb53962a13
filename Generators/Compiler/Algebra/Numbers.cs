namespace Mandelstam.Compiler.Algebra;

/// <summary>Neighbours among the numbers that a double can hold.</summary>
internal static class Numbers
{
    /// <summary>The next number above.</summary>
    public static double Above(double value) =>
        value == 0 ? double.Epsilon
        : double.IsInfinity(value) || double.IsNaN(value) ? value
        : BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(value) + (value > 0 ? 1 : -1));

    /// <summary>The next number below.</summary>
    public static double Below(double value) => -Above(-value);
}
