using System.Numerics;

namespace Mandelstam.TestKit;

/// <summary>A fixed-point number with 400 binary decimals: slow, independent arithmetic that the double-precision results are held against.</summary>
public readonly struct Precise
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

    /// <summary>Sum.</summary>
    public static Precise operator +(Precise a, Precise b) => new(a._scaled + b._scaled);

    /// <summary>Difference.</summary>
    public static Precise operator -(Precise a, Precise b) => new(a._scaled - b._scaled);

    /// <summary>Product.</summary>
    public static Precise operator *(Precise a, Precise b) => new((a._scaled * b._scaled) >> Bits);

    /// <summary>Quotient.</summary>
    public static Precise operator /(Precise a, Precise b) => new((a._scaled << Bits) / b._scaled);

    /// <summary>The number, cut to double precision.</summary>
    public double ToDouble()
    {
        // The quotient of two BigIntegers beyond the range of double: shift to 64 significant bits first.
        int excess = (int)BigInteger.Abs(_scaled).GetBitLength() - 64;
        return excess <= 0 ? Math.ScaleB((double)_scaled, -Bits) : Math.ScaleB((double)(_scaled >> excess), excess - Bits);
    }

    /// <summary>Square root.</summary>
    public static Precise Sqrt(Precise value)
    {
        if (value._scaled.IsZero)
        {
            return value;
        }

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

    /// <summary>Exponential.</summary>
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

    /// <summary>Hyperbolic cosine.</summary>
    public static Precise Cosh(Precise value) => (Exp(value) + Exp(0.0 - value)) / 2.0;

    /// <summary>Hyperbolic sine.</summary>
    public static Precise Sinh(Precise value) => (Exp(value) - Exp(0.0 - value)) / 2.0;

    /// <summary>Cosine, for arguments of moderate size.</summary>
    public static Precise Cos(Precise value) => Series(value * value, k => -((2 * k) - 1) * (2 * k));

    /// <summary>Sine, for arguments of moderate size.</summary>
    public static Precise Sin(Precise value) => value * Series(value * value, k => -(2 * k) * ((2 * k) + 1));

    /// <summary>Natural logarithm of a positive number.</summary>
    public static Precise Log(Precise value)
    {
        // Halley's iteration on the exponential triples the digits of double precision each time: 15, 45, 135.
        Precise result = Math.Log(value.ToDouble());
        for (int i = 0; i < 2; i++)
        {
            Precise e = Exp(result);
            result += 2.0 * (value - e) / (value + e);
        }

        return result;
    }

    /// <summary>Azimuth of the point (x, y), which is not the origin.</summary>
    public static Precise Atan2(Precise y, Precise x)
    {
        // What is left when the point is turned back by the angle in double precision, δ of 1e-16, has tan δ = δ + δ³/3 + 2δ⁵/15 to 110 digits.
        Precise angle = Math.Atan2(y.ToDouble(), x.ToDouble()), cos = Cos(angle), sin = Sin(angle);
        Precise t = ((y * cos) - (x * sin)) / ((x * cos) + (y * sin));
        return angle + t - (t * t * t / 3.0) + (t * t * t * t * t / 5.0);
    }

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
