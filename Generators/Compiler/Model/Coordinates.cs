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

    /// <summary>Cartesian momentum and energy.</summary>
    PxPyPzE,

    /// <summary>Magnitude and azimuth of a transverse vector.</summary>
    PtPhi,

    /// <summary>Cartesian components of a transverse vector.</summary>
    XY,
}
