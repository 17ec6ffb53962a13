namespace Mandelstam.Compiler.Emit.Docs;

/// <summary>How tightly the outermost sign of a formula binds, loosest first.</summary>
internal enum Strength
{
    /// <summary>Cases, open to the right.</summary>
    Choice,

    /// <summary>"There is", "for all": what they say reaches to the end.</summary>
    Quantified,

    /// <summary>Or.</summary>
    Or,

    /// <summary>And.</summary>
    And,

    /// <summary>Comparisons.</summary>
    Comparison,

    /// <summary>Sums, differences, and what has a sign.</summary>
    Sum,

    /// <summary>Sums, minima, maxima over objects: they reach to the next plus or minus.</summary>
    Series,

    /// <summary>Products of two vectors, which are numbers: among the factors of another product they have brackets.</summary>
    ScalarProduct,

    /// <summary>Products, and numbers with a unit.</summary>
    Product,

    /// <summary>Functions with their arguments, fractions, and what has an exponent.</summary>
    Applied,

    /// <summary>Names, plain numbers, and what has brackets around it.</summary>
    Atom,
}
