namespace Mandelstam.Compiler.Symmetry.Derivation;

/// <summary>The relation that a symbol satisfies.</summary>
internal enum SymbolKind
{
    /// <summary>None.</summary>
    Free,

    /// <summary>Its square is a polynomial in earlier symbols.</summary>
    Root,

    /// <summary>A sign: its square is one.</summary>
    Sign,

    /// <summary>One where a condition holds and zero elsewhere: its square is itself.</summary>
    Indicator,
}
