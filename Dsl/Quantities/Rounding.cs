namespace Mandelstam;

/// <summary>Decimal rounding as NumPy's <c>rint(10^d x) / 10^d</c>, which is what detectors' files are written with.</summary>
internal static class Rounding
{
    /// <summary>10^d, exact in double for every d up to 22.</summary>
    private static readonly double[] _powersOfTen =
        [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <summary>Rounds to a number of decimals, halves of the scaled value to even.</summary>
    /// <param name="value">The number.</param>
    /// <param name="decimals">Decimals, 0 to 15.</param>
    /// <returns>The rounded number; NaN and infinities stay.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="decimals"/> is outside 0 to 15.</exception>
    /// <remarks>Not <see cref="Math.Round(double, int)"/>: that one decides halves on the unscaled decimal value, and differs in the last digit.</remarks>
    public static double ToDecimals(double value, int decimals)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(decimals);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(decimals, _powersOfTen.Length);
        double scale = _powersOfTen[decimals];
        return Math.Round(value * scale, MidpointRounding.ToEven) / scale;
    }
}
