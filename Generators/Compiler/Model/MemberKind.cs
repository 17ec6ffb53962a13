namespace Mandelstam.Compiler.Model;

/// <summary>What a stored member of an event holds.</summary>
public enum MemberKind
{
    /// <summary>One four-vector.</summary>
    FourVector,

    /// <summary>Up to a few four-vectors, some of which may be absent.</summary>
    FourVectors,

    /// <summary>A vector in the transverse plane.</summary>
    Transverse,

    /// <summary>A quantity or a plain number in one column.</summary>
    Scalar,

    /// <summary>The process that made the event.</summary>
    Label,
}
