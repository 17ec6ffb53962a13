namespace Mandelstam;

/// <summary>The unit of energies in a file.</summary>
public enum EnergyUnit
{
    /// <summary>10⁹ eV.</summary>
    GeV,

    /// <summary>10⁶ eV.</summary>
    MeV,

    /// <summary>10¹² eV.</summary>
    TeV,

    /// <summary>10³ eV.</summary>
    KeV,
}
