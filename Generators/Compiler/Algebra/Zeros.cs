namespace Mandelstam.Compiler.Algebra;

/// <summary>How near a quantity comes to zero, from never to often.</summary>
public enum Zeros
{
    /// <summary>It is never zero.</summary>
    Never,

    /// <summary>At the end of its range, or where several things vanish at once: no event of a sample need have it.</summary>
    Edge,

    /// <summary>It passes through zero: some events come arbitrarily close on either side.</summary>
    Crosses,

    /// <summary>It is exactly zero for whole classes of events: a count, a sum over objects that may be absent.</summary>
    Happens,
}
