namespace Mandelstam.Compiler.Checks;

/// <summary>What a number means among the coordinates of a vector: finer than its unit, which does not tell a mass from an energy.</summary>
public enum CoordinateKind
{
    /// <summary>Not known: nothing is said about it.</summary>
    Unknown,

    /// <summary>Transverse momentum, GeV.</summary>
    TransverseMomentum,

    /// <summary>Magnitude of the three-momentum, GeV.</summary>
    Momentum,

    /// <summary>Momentum along x, GeV.</summary>
    MomentumX,

    /// <summary>Momentum along y, GeV.</summary>
    MomentumY,

    /// <summary>Momentum along z, GeV.</summary>
    MomentumZ,

    /// <summary>Energy E, GeV.</summary>
    Energy,

    /// <summary>Transverse mass of one vector, √(m² + p_T²), GeV.</summary>
    TransverseMass,

    /// <summary>Mass, GeV.</summary>
    Mass,

    /// <summary>Pseudorapidity η, dimensionless.</summary>
    Pseudorapidity,

    /// <summary>Rapidity y, dimensionless.</summary>
    Rapidity,

    /// <summary>Azimuth φ, a place on the circle, rad.</summary>
    Azimuth,

    /// <summary>An angle that is no azimuth, such as a difference of two, rad.</summary>
    Angle,
}
