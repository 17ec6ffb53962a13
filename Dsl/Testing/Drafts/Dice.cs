namespace Mandelstam.Testing;

/// <summary>A row of numbers drawn by FsCheck, taken one after another: a draft is a function of them.</summary>
/// <param name="rolls">Numbers from 0 to <see cref="Faces"/>.</param>
internal sealed class Dice(int[] rolls)
{
    /// <summary>The largest number.</summary>
    public const int Faces = 1 << 30;

    private int _next;

    /// <summary>A number from 0 to just below 1.</summary>
    public double Fraction() => rolls[_next++ % rolls.Length] / (Faces + 1.0);

    /// <summary>A number spread evenly over an interval.</summary>
    public double Between(double low, double high) => low + ((high - low) * Fraction());

    /// <summary>A number spread evenly in the logarithm.</summary>
    public double LogBetween(double low, double high) => Math.Exp(Between(Math.Log(low), Math.Log(high)));

    /// <summary>A whole number below a limit.</summary>
    public int Below(int limit) => (int)(limit * Fraction());

    /// <summary>True once in so many times.</summary>
    public bool OnceIn(int times) => Below(times) == 0;

    /// <summary>A number that is spread much like a unit normal, within ±6.</summary>
    public double Normal()
    {
        // The quantile of the logistic distribution, its width divided out.
        double p = Between(1e-4, 1 - 1e-4);
        return Math.Log(p / (1 - p)) * Math.Sqrt(3) / Math.PI;
    }
}
