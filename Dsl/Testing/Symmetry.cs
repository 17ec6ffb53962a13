namespace Mandelstam.Testing;

/// <summary>A symmetry that acts on every momentum of an event alike.</summary>
public enum Symmetry
{
    /// <summary>Boosts and rotations.</summary>
    Lorentz,

    /// <summary>Rotations about any axis.</summary>
    Rotations,

    /// <summary>Boosts along the beam; transverse vectors are inert.</summary>
    BoostZ,

    /// <summary>Rotations about the beam; azimuths are kept in (−π, π].</summary>
    RotationZ,

    /// <summary>The reflection z → −z.</summary>
    ReflectionZ,
}
