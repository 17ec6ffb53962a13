namespace Mandelstam.Compiler.Algebra;

/// <summary>The dimension of a quantity in natural units.</summary>
/// <param name="Energy">The power of an energy.</param>
/// <param name="IsAngle">It is an angle, which is a number all the same.</param>
public readonly record struct Dimension(double Energy, bool IsAngle = false)
{
    /// <summary>A plain number.</summary>
    public static Dimension None => default;
}
