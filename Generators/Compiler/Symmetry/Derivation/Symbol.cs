namespace Mandelstam.Compiler.Symmetry.Derivation;

/// <summary>A letter of the polynomials.</summary>
internal sealed class Symbol(int id, SymbolKind kind)
{
    public int Id { get; } = id;

    public SymbolKind Kind { get; } = kind;

    /// <summary>A real number above zero, but for a set of events of no size.</summary>
    public bool IsPositive { get; init; }

    /// <summary>A complex number of modulus one.</summary>
    public bool IsUnit { get; init; }

    /// <summary>It may be equal to another number of its kind for more than a set of events of no size: a count, a choice, a rounded number.</summary>
    public bool MayCoincide { get; init; }

    /// <summary>Its number, where that follows from what it stands for in no other way.</summary>
    public double? Value { get; init; }

    /// <summary>The square of a root.</summary>
    public Polynomial? Square { get; init; }

    /// <summary>The inverse of the square, where that is a polynomial.</summary>
    public Polynomial? InverseSquare { get; init; }

    /// <summary>An angle: e to i times it, and the inverse of that.</summary>
    public (Quotient Value, Quotient Inverse)? Phase { get; init; }

    /// <summary>A logarithm: e to it, and the inverse of that.</summary>
    public (Quotient Value, Quotient Inverse)? Exponential { get; init; }
}
