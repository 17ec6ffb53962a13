namespace Mandelstam.Compiler.Algebra;

/// <summary>What is known of the values that an expression takes over all events that are possible: a closed interval, and more.</summary>
/// <param name="Min">No value is below; an open end is the next number that a double can hold.</param>
/// <param name="Max">No value is above.</param>
/// <param name="Zero">How near it comes to zero.</param>
/// <param name="IsInteger">All values are whole.</param>
/// <param name="MayBeNaN">It may be no number: a root of something negative, 0/0.</param>
/// <param name="MayBeAbsent">It is a column that holds a sentinel where its object is absent.</param>
/// <param name="Dimension">Its dimension; null where any would do (a constant) or none could be found.</param>
public readonly record struct Domain(
    double Min, double Max, Zeros Zero, bool IsInteger = false, bool MayBeNaN = false, bool MayBeAbsent = false, Dimension? Dimension = null)
{
    /// <summary>Any number; nothing is known.</summary>
    public static Domain Unknown => new(double.NegativeInfinity, double.PositiveInfinity, Zeros.Edge);

    /// <summary>Any number, of both signs as a component is.</summary>
    public static Domain Signed => Unknown with { Zero = Zeros.Crosses };

    /// <summary>Nothing below zero.</summary>
    public static Domain NonNegative => new(0, double.PositiveInfinity, Zeros.Edge);

    /// <summary>Everything is above zero.</summary>
    public static Domain Positive => new(double.Epsilon, double.PositiveInfinity, Zeros.Never);

    /// <summary>Not even a sign is known.</summary>
    public bool IsUnknown => double.IsNegativeInfinity(Min) && double.IsPositiveInfinity(Max) && Zero == Zeros.Edge;

    /// <summary>No value is possible: the conditions contradict each other.</summary>
    public bool IsEmpty => Min > Max;

    /// <summary>One number.</summary>
    public static Domain Of(double value) => new(value, value, value == 0 ? Zeros.Happens : Zeros.Never, value.Equals(Math.Floor(value)), double.IsNaN(value));

    /// <summary>An interval, with what it says of zero where nothing more is known.</summary>
    public static Domain Between(double min, double max) => new(min, max, min <= 0 && max >= 0 ? min < 0 && max > 0 ? Zeros.Crosses : Zeros.Edge : Zeros.Never);

    /// <summary>Is the number among the values?</summary>
    public bool Contains(double value) => Min <= value && value <= Max && (value != 0 || Zero != Zeros.Never);

    /// <summary>What both allow.</summary>
    public Domain Within(double min, double max)
    {
        (double low, double high) = (Math.Max(Min, min), Math.Min(Max, max));
        if (IsInteger)
        {
            (low, high) = (Math.Ceiling(low), Math.Floor(high));
        }

        return this with { Min = low, Max = high, Zero = low > 0 || high < 0 ? Zeros.Never : (low == 0 || high == 0) && Zero == Zeros.Crosses ? Zeros.Edge : Zero };
    }

    /// <summary>What either allows.</summary>
    public Domain Or(Domain other) => IsEmpty ? other : other.IsEmpty ? this : new(
        Math.Min(Min, other.Min),
        Math.Max(Max, other.Max),
        (Zeros)Math.Max((int)Zero, (int)other.Zero),
        IsInteger && other.IsInteger,
        MayBeNaN || other.MayBeNaN,
        MayBeAbsent || other.MayBeAbsent,
        Dimension ?? other.Dimension);
}
