namespace Mandelstam.Compiler.Symmetry;

/// <summary>A boost by a rapidity: its hyperbolic sine and cosine, computed once for all momenta that it boosts.</summary>
internal readonly struct Push(double rapidity)
{
    /// <summary>βγ.</summary>
    public DoubleDouble Sinh { get; } = DoubleDouble.Sinh(rapidity);

    /// <summary>γ.</summary>
    public DoubleDouble Cosh { get; } = DoubleDouble.Cosh(rapidity);
}
