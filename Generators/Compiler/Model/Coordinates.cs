namespace Mandelstam.Compiler.Model;

/// <summary>The coordinates in which a vector is stored.</summary>
public enum Coordinates
{
    /// <summary>Not a vector.</summary>
    None,

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

    /// <summary>Cartesian momentum and mass.</summary>
    PxPyPzM,

    /// <summary>Cartesian momentum and energy.</summary>
    PxPyPzE,

    /// <summary>Magnitude and azimuth of a transverse vector.</summary>
    PtPhi,

    /// <summary>Cartesian components of a transverse vector.</summary>
    XY,
}
