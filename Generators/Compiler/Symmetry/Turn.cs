namespace Mandelstam.Compiler.Symmetry;

/// <summary>A rotation about an axis: sine and cosine of its angle, computed once for all momenta that it turns.</summary>
internal readonly struct Turn(double angle)
{
    private readonly (DoubleDouble Sin, DoubleDouble Cos) _angle = DoubleDouble.SinCos(angle);

    /// <summary>The sine of the angle.</summary>
    public DoubleDouble Sin => _angle.Sin;

    /// <summary>The cosine of the angle.</summary>
    public DoubleDouble Cos => _angle.Cos;
}
