using System.Numerics;

namespace Mandelstam.Dsl.Tests;

/// <summary>A fixed-point number with 400 binary decimals: slow, independent arithmetic that the double-precision results are held against.</summary>
internal readonly struct Precise
{
    private const int Bits = 400;

    private static readonly BigInteger _one = BigInteger.One << Bits;

    private readonly BigInteger _scaled;

    private Precise(BigInteger scaled)
    {
        _scaled = scaled;
    }

    /// <summary>The exact value of a double of at least 2^-340 in magnitude, or zero.</summary>
    public static implicit operator Precise(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7FF);
        long mantissa = (bits & 0xFFFFFFFFFFFFFL) | (exponent == 0 ? 0 : 1L << 52);
        int shift = Math.Max(exponent, 1) - 1075 + Bits;
        BigInteger scaled = shift >= 0 ? (BigInteger)mantissa << shift : (BigInteger)mantissa >> -shift;
        return new(value < 0 ? -scaled : scaled);
    }

    public static Precise operator +(Precise a, Precise b) => new(a._scaled + b._scaled);

    public static Precise operator -(Precise a, Precise b) => new(a._scaled - b._scaled);

    public static Precise operator *(Precise a, Precise b) => new((a._scaled * b._scaled) >> Bits);

    public static Precise operator /(Precise a, Precise b) => new((a._scaled << Bits) / b._scaled);

    public double ToDouble()
    {
        // The quotient of two BigIntegers beyond the range of double: shift to 64 significant bits first.
        int excess = (int)BigInteger.Abs(_scaled).GetBitLength() - 64;
        return excess <= 0 ? Math.ScaleB((double)_scaled, -Bits) : Math.ScaleB((double)(_scaled >> excess), excess - Bits);
    }

    public static Precise Sqrt(Precise value)
    {
        BigInteger square = value._scaled << Bits;
        BigInteger root = BigInteger.One << (((int)square.GetBitLength() / 2) + 1);
        while (true)
        {
            BigInteger next = (root + (square / root)) >> 1;
            if (next >= root)
            {
                return new(root);
            }

            root = next;
        }
    }

    public static Precise Exp(Precise value)
    {
        const int halvings = 16;
        Precise result = Series(new(value._scaled >> halvings), k => k);
        for (int i = 0; i < halvings; i++)
        {
            result *= result;
        }

        return result;
    }

    public static Precise Cosh(Precise value) => (Exp(value) + Exp(0.0 - value)) / 2.0;

    public static Precise Sinh(Precise value) => (Exp(value) - Exp(0.0 - value)) / 2.0;

    public static Precise Cos(Precise value) => Series(value * value, k => -((2 * k) - 1) * (2 * k));

    public static Precise Sin(Precise value) => value * Series(value * value, k => -(2 * k) * ((2 * k) + 1));

    /// <summary>1 + x/r(1) + x²/(r(1) r(2)) + …</summary>
    private static Precise Series(Precise x, Func<int, int> ratio)
    {
        BigInteger term = _one;
        BigInteger sum = _one;
        for (int k = 1; !term.IsZero && term != BigInteger.MinusOne; k++)
        {
            term = ((term * x._scaled) >> Bits) / ratio(k);
            sum += term;
        }

        return new(sum);
    }
}
