namespace Mandelstam.Compiler.Symmetry;

/// <summary>A number with a bound on what rounding may have done to it: two of them differ, agree, or cannot be told apart.</summary>
/// <param name="Value">The number; NaN where it does not exist or is not known.</param>
/// <param name="Error">At most this far from what exact arithmetic gives, up to a modest factor.</param>
internal readonly record struct Estimate(DoubleDouble Value, double Error)
{
    // A few units in the last of 106 bits, as the functions of DoubleDouble keep them.
    private const double Unit = 1e-30;

    // The bound is of first order: agreement is granted a margin, and a difference must be far outside it.
    private const double Margin = 1e3;

    /// <summary>A number without error.</summary>
    public static Estimate Exact(double value) => new(value, 0);

    /// <summary>A number that is written down: a multiple of 90° is meant as such, and so is the zero of its sine or cosine, though no double is either.</summary>
    public static Estimate Written(double value)
    {
        double quarters = Math.Round(value / (Math.PI / 2));
        return Math.Abs(quarters) is > 0 and <= 8 && Math.Abs(value - (quarters * (Math.PI / 2))) <= 1e-15 * Math.Abs(quarters) ? Rounded(DoubleDouble.Pi * (quarters / 2))
            : Math.Abs(value) is > 6e-17 and < 6e-16 ? Exact(0)
            : Exact(value);
    }

    /// <summary>A number as its computation left it.</summary>
    public static Estimate Rounded(DoubleDouble value, double error = 0) => new(value, error + (Unit * Math.Abs(value.High)));

    /// <summary>Does it exist?</summary>
    public bool Exists => !Value.IsNaN;

    /// <summary>Zero, as far as can be told.</summary>
    public bool IsZero => Math.Abs(Value.High) <= Margin * Error;

    public static Estimate operator +(Estimate a, Estimate b) => Rounded(a.Value + b.Value, a.Error + b.Error);

    public static Estimate operator -(Estimate a, Estimate b) => Rounded(a.Value - b.Value, a.Error + b.Error);

    public static Estimate operator *(Estimate a, Estimate b) =>
        Rounded(a.Value * b.Value, (Math.Abs(a.Value.High) * b.Error) + (Math.Abs(b.Value.High) * a.Error));

    public static Estimate operator /(Estimate a, Estimate b)
    {
        DoubleDouble quotient = a.Value / b.Value;
        return b.IsZero ? new(DoubleDouble.NaN, 0) : Rounded(quotient, (a.Error + (Math.Abs(quotient.High) * b.Error)) / Math.Abs(b.Value.High));
    }

    public static Estimate operator -(Estimate a) => new(-a.Value, a.Error);

    /// <summary>The same number, as far as can be told?</summary>
    public bool Agrees(Estimate other) => Math.Abs((Value - other.Value).High) <= Margin * (Error + other.Error);

    /// <summary>Another number, beyond doubt?</summary>
    public bool Differs(Estimate other)
    {
        double gap = Math.Abs((Value - other.Value).High);
        return gap > Margin * Margin * (Error + other.Error) && gap > 1e-12 * Math.Max(Math.Abs(Value.High), Math.Abs(other.Value.High));
    }

    /// <summary>√a.</summary>
    public static Estimate Sqrt(Estimate a)
    {
        if (a.IsZero)
        {
            return new(0.0, Math.Sqrt(Math.Abs(a.Value.High) + a.Error));
        }

        DoubleDouble root = DoubleDouble.Sqrt(a.Value);
        return Rounded(root, a.Error / (2 * root.High));
    }

    /// <summary>A smooth function, with its derivative.</summary>
    /// <param name="a">The argument.</param>
    /// <param name="value">The function's value.</param>
    /// <param name="derivative">Its derivative.</param>
    public static Estimate Of(Estimate a, DoubleDouble value, double derivative) => Rounded(value, (Math.Abs(derivative) * a.Error) + Unit);
}
