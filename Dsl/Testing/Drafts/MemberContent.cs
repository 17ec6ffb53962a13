namespace Mandelstam.Testing;

/// <summary>What a stored member of an event holds, as far as drawing one at random goes.</summary>
public enum MemberContent
{
    /// <summary>One four-vector.</summary>
    FourVector,

    /// <summary>Up to a few four-vectors, some of which may be absent.</summary>
    FourVectors,

    /// <summary>A vector in the transverse plane.</summary>
    Transverse,

    /// <summary>An energy, or the square of one; never negative.</summary>
    Energy,

    /// <summary>A place on the circle around the beam.</summary>
    Azimuth,

    /// <summary>A rapidity, a pseudorapidity or any other number around zero.</summary>
    Number,

    /// <summary>A small whole number.</summary>
    Count,

    /// <summary>A member of an enumeration.</summary>
    Label,
}
