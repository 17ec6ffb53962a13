namespace Mandelstam.Compiler.Symmetry.Derivation;

/// <summary>A product of symbols with its coefficient.</summary>
internal readonly struct Term(Monomial key, Coefficient value)
{
    /// <summary>The product.</summary>
    public Monomial Key { get; } = key;

    /// <summary>Its coefficient, not zero.</summary>
    public Coefficient Value { get; } = value;
}
