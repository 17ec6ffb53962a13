namespace Mandelstam.Compiler.Symmetry.Derivation;

/// <summary>A complex number with rational parts, exactly: (Real + i·Imaginary) / Divisor in lowest terms.</summary>
/// <remarks>Whole numbers of 64 bits; what does not fit raises <see cref="OverflowException"/>, and the derivation that needed it is given up.</remarks>
internal readonly record struct Coefficient(long Real, long Imaginary, long Divisor)
{
    public static Coefficient Zero => new(0, 0, 1);

    public static Coefficient One => new(1, 0, 1);

    public static Coefficient I => new(0, 1, 1);

    public static Coefficient Half => new(1, 0, 2);

    public bool IsZero => Real == 0 && Imaginary == 0;

    public bool IsReal => Imaginary == 0;

    public bool IsPositive => Imaginary == 0 && Real > 0;

    public static implicit operator Coefficient(long value) => new(value, 0, 1);

    public static Coefficient operator +(Coefficient a, Coefficient b) => a.Divisor == b.Divisor
        ? Make(checked(a.Real + b.Real), checked(a.Imaginary + b.Imaginary), a.Divisor)
        : Make(
            checked((a.Real * b.Divisor) + (b.Real * a.Divisor)), checked((a.Imaginary * b.Divisor) + (b.Imaginary * a.Divisor)), checked(a.Divisor * b.Divisor));

    public static Coefficient operator -(Coefficient a) => new(checked(-a.Real), checked(-a.Imaginary), a.Divisor);

    public static Coefficient operator *(Coefficient a, Coefficient b) => Make(
        checked((a.Real * b.Real) - (a.Imaginary * b.Imaginary)), checked((a.Real * b.Imaginary) + (a.Imaginary * b.Real)), checked(a.Divisor * b.Divisor));

    public static Coefficient operator /(Coefficient a, Coefficient b)
    {
        // 1 / ((r + i·m) / d) = d (r − i·m) / (r² + m²)
        long norm = checked((b.Real * b.Real) + (b.Imaginary * b.Imaginary));
        return a * Make(checked(b.Real * b.Divisor), checked(-b.Imaginary * b.Divisor), norm);
    }

    /// <summary>The number, where it is one with few digits; null for others, which stay symbols.</summary>
    public static Coefficient? Of(double value)
    {
        const double Most = 1 << 20, Finest = 1 << 12;
        double scaled = value * Finest;
        return Math.Abs(value) <= Most && scaled.Equals(Math.Floor(scaled)) ? Make((long)scaled, 0, (long)Finest) : null;
    }

    /// <summary>Its root, where that is rational.</summary>
    public Coefficient? Root()
    {
        if (!IsPositive)
        {
            return null;
        }

        long over = (long)Math.Round(Math.Sqrt(Real)), under = (long)Math.Round(Math.Sqrt(Divisor));
        return over * over == Real && under * under == Divisor ? new(over, 0, under) : null;
    }

    private static Coefficient Make(long real, long imaginary, long divisor)
    {
        if (divisor == 1)
        {
            return new(real, imaginary, 1);
        }

        long common = Gcd(Gcd(Math.Abs(real), Math.Abs(imaginary)), divisor);
        return common <= 1 ? new(real, imaginary, divisor) : new(real / common, imaginary / common, divisor / common);
    }

    private static long Gcd(long a, long b)
    {
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a;
    }
}
