using Mandelstam.Compiler.Algebra;

namespace Mandelstam.Compiler.Symmetry;

/// <summary>Operations with pieces, where which piece it is is drawn: as an odd function of the number whose sign decides, and of its digits only,
/// so that a change of unit does not change the outcome.</summary>
internal static class DrawnOperation
{
    /// <summary>The value of a node.</summary>
    public static Estimate Evaluate(Expr node, Estimate a, Estimate b)
    {
        Estimate difference = node.Arguments.Count > 1 ? b - a : a;
        if (!difference.Exists)
        {
            return new(DoubleDouble.NaN, 0);
        }

        bool isPositive = IsPositive(difference);
        return node.Op switch
        {
            Op.Less or Op.LessOrEqual => Estimate.Exact(isPositive ? 1 : 0),
            Op.Equal => Estimate.Exact(difference.IsZero || Bits(difference) % 2 == 0 ? 1 : 0),
            Op.Sign => Estimate.Exact(isPositive ? 1 : -1),
            Op.Abs => isPositive ? a : -a,
            Op.Min => isPositive ? a : b,
            Op.Max => isPositive ? b : a,
            _ => a * Estimate.Exact(1 + (Bits(difference) % 1000 * 1e-6)), // a rounding: what is near, nobody knows where
        };
    }

    /// <summary>A rounding under which numbers are often the same: of two objects that are, the order in which they are stored decides.</summary>
    public static Estimate Tied(Estimate a) => !a.Exists || a.IsZero ? a : Estimate.Exact(Math.Sign(a.Value.High) * (Bits(a) % 2 == 0 ? 32 : 48));

    private static bool IsPositive(Estimate difference) => (Bits(difference) % 2 == 0) == (difference.Value.High > 0);

    /// <summary>A number for the digits of a difference, whatever its sign and unit: of the first 40, as the others may differ between two ways to compute it.</summary>
    public static ulong Bits(Estimate difference) => SampleRandom.Mix(((ulong)BitConverter.DoubleToInt64Bits(difference.Value.High) & 0xFFFFFFFFFFFFF) >> 12);
}
