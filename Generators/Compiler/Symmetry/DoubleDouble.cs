namespace Mandelstam.Compiler.Symmetry;

/// <summary>A number as the unevaluated sum of two doubles: some 31 decimal digits, so that a rounding error is never taken for a difference.</summary>
/// <remarks>Error-free sums and products after T. J. Dekker, Numer. Math. 18 (1971) 224; no fused multiply-add, which the compiler's platform lacks.</remarks>
internal readonly record struct DoubleDouble(double High, double Low)
{
    /// <summary>π.</summary>
    public static readonly DoubleDouble Pi = new(3.141592653589793116, 1.224646799147353207e-16);

    private static readonly DoubleDouble LogOfTwo = new(6.931471805599452862e-01, 2.319046813846299558e-17);

    private static readonly DoubleDouble[] InverseFactorial = InverseFactorials(27);

    public static DoubleDouble NaN => new(double.NaN, double.NaN);

    public bool IsNaN => double.IsNaN(High) || double.IsInfinity(High);

    public static implicit operator DoubleDouble(double value) => new(value, 0);

    public static DoubleDouble operator +(DoubleDouble a, DoubleDouble b)
    {
        (double s, double e) = TwoSum(a.High, b.High);
        (double t, double f) = TwoSum(a.Low, b.Low);
        (s, e) = QuickTwoSum(s, e + t);
        return Make(s, e + f);
    }

    public static DoubleDouble operator -(DoubleDouble a) => new(-a.High, -a.Low);

    public static DoubleDouble operator -(DoubleDouble a, DoubleDouble b) => a + -b;

    public static DoubleDouble operator *(DoubleDouble a, DoubleDouble b)
    {
        (double p, double e) = TwoProduct(a.High, b.High);
        return Make(p, e + ((a.High * b.Low) + (a.Low * b.High)));
    }

    public static DoubleDouble operator /(DoubleDouble a, DoubleDouble b)
    {
        double first = a.High / b.High;
        DoubleDouble rest = a - (b * first);
        double second = rest.High / b.High;
        rest -= b * second;
        return Make(first, second) + (rest.High / b.High);
    }

    public static bool operator <(DoubleDouble a, DoubleDouble b) => a.High < b.High || (a.High.Equals(b.High) && a.Low < b.Low);

    public static bool operator >(DoubleDouble a, DoubleDouble b) => b < a;

    public static DoubleDouble Abs(DoubleDouble a) => a.High < 0 ? -a : a;

    public static DoubleDouble Sqrt(DoubleDouble a)
    {
        if (a.High <= 0)
        {
            return a.High == 0 ? 0.0 : NaN;
        }

        double root = Math.Sqrt(a.High);
        (double square, double error) = TwoProduct(root, root);
        DoubleDouble rest = a - new DoubleDouble(square, error);
        return Make(root, rest.High / (2 * root));
    }

    public static DoubleDouble Exp(DoubleDouble a)
    {
        if (!(Math.Abs(a.High) < 600))
        {
            return NaN;
        }

        double k = Math.Round(a.High / LogOfTwo.High);
        DoubleDouble rest = ExpMinusOneOfSmall((a - (LogOfTwo * k)) / 512);
        for (int i = 0; i < 9; i++)
        {
            rest = (rest * 2.0) + (rest * rest);
        }

        return (rest + 1.0) * Math.Pow(2, k);
    }

    public static DoubleDouble Log(DoubleDouble a)
    {
        if (!(a.High > 0) || a.IsNaN)
        {
            return NaN;
        }

        DoubleDouble seed = Math.Log(a.High);
        return seed + ((a * Exp(-seed)) - 1.0);
    }

    /// <summary>Sine and cosine.</summary>
    public static (DoubleDouble Sin, DoubleDouble Cos) SinCos(DoubleDouble a)
    {
        if (!(Math.Abs(a.High) < 1e6))
        {
            return (NaN, NaN);
        }

        double quarter = Math.Round(a.High / (Pi.High / 2));
        DoubleDouble x = a - (Pi * (quarter / 2)), square = -(x * x);
        DoubleDouble sin = x * EverySecond(square, 1, 27), cos = EverySecond(square, 0, 26);
        return ((((int)quarter % 4) + 4) % 4) switch { 0 => (sin, cos), 1 => (cos, -sin), 2 => (-sin, -cos), _ => (-cos, sin) };
    }

    public static DoubleDouble Sinh(DoubleDouble a)
    {
        if (Math.Abs(a.High) > 0.5)
        {
            DoubleDouble exp = Exp(a);
            return (exp - (1.0 / exp)) / 2;
        }

        return a * EverySecond(a * a, 1, 23);
    }

    public static DoubleDouble Cosh(DoubleDouble a)
    {
        DoubleDouble exp = Exp(a);
        return (exp + (1.0 / exp)) / 2;
    }

    public static DoubleDouble Asinh(DoubleDouble a)
    {
        DoubleDouble magnitude = Log(Abs(a) + Sqrt((a * a) + 1.0));
        return a.High < 0 ? -magnitude : magnitude;
    }

    public static DoubleDouble Atanh(DoubleDouble a) => Log((1.0 + a) / (1.0 - a)) / 2;

    public static DoubleDouble Atan2(DoubleDouble y, DoubleDouble x)
    {
        DoubleDouble seed = Math.Atan2(y.High, x.High);
        (DoubleDouble sin, DoubleDouble cos) = SinCos(seed);
        DoubleDouble radius = Sqrt((x * x) + (y * y));
        return radius.High == 0 ? 0.0 : seed + (((y * cos) - (x * sin)) / radius);
    }

    /// <summary>Moved into (−π, π] by whole turns.</summary>
    public static DoubleDouble Wrap(DoubleDouble a) => a - (Pi * (2 * Math.Round(a.High / (2 * Pi.High))));

    // x + x²/2! + …, for |x| < 1/1000.
    private static DoubleDouble ExpMinusOneOfSmall(DoubleDouble x)
    {
        DoubleDouble sum = InverseFactorial[10];
        for (int i = 9; i > 0; i--)
        {
            sum = (sum * x) + InverseFactorial[i];
        }

        return sum * x;
    }

    // Σ squareᵏ / (first + 2k)!, the terms of a sine or cosine, hyperbolic or not.
    private static DoubleDouble EverySecond(DoubleDouble square, int first, int last)
    {
        DoubleDouble sum = InverseFactorial[last];
        for (int i = last - 2; i >= first; i -= 2)
        {
            sum = (sum * square) + InverseFactorial[i];
        }

        return sum;
    }

    private static DoubleDouble[] InverseFactorials(int last)
    {
        DoubleDouble[] inverse = new DoubleDouble[last + 1];
        inverse[0] = 1;
        for (int i = 1; i <= last; i++)
        {
            inverse[i] = inverse[i - 1] / i;
        }

        return inverse;
    }

    private static DoubleDouble Make(double a, double b)
    {
        (double s, double e) = QuickTwoSum(a, b);
        return new(s, e);
    }

    private static (double Sum, double Error) QuickTwoSum(double a, double b)
    {
        double s = a + b;
        return (s, b - (s - a));
    }

    private static (double Sum, double Error) TwoSum(double a, double b)
    {
        double s = a + b, v = s - a;
        return (s, (a - (s - v)) + (b - v));
    }

    private static (double Product, double Error) TwoProduct(double a, double b)
    {
        double p = a * b;
        (double ah, double al) = Split(a);
        (double bh, double bl) = Split(b);
        return (p, ((ah * bh) - p) + (ah * bl) + (al * bh) + (al * bl));
    }

    private static (double High, double Low) Split(double a)
    {
        double t = 134217729 * a;
        double high = t - (t - a);
        return (high, a - high);
    }
}
