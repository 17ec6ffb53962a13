namespace Mandelstam;

/// <summary>The coordinates that the columns of a vector hold, in the order of its column names.</summary>
public enum Coordinates
{
    /// <summary>By the number of columns: two PtPhi, three PtEtaPhi, four PtEtaPhiM.</summary>
    Default,

    /// <summary>Transverse momentum, pseudorapidity, azimuth; massless.</summary>
    PtEtaPhi,

    /// <summary>Transverse momentum, pseudorapidity, azimuth, mass.</summary>
    PtEtaPhiM,

    /// <summary>Transverse momentum, pseudorapidity, azimuth, energy.</summary>
    PtEtaPhiE,

    /// <summary>Transverse momentum, rapidity, azimuth, mass.</summary>
    PtYPhiM,

    /// <summary>Cartesian momentum; massless.</summary>
    PxPyPz,

    /// <summary>Cartesian momentum, mass.</summary>
    PxPyPzM,

    /// <summary>Cartesian momentum, energy.</summary>
    PxPyPzE,

    /// <summary>Magnitude and azimuth of a transverse vector.</summary>
    PtPhi,

    /// <summary>Cartesian components of a transverse vector.</summary>
    XY,
}
