namespace Mandelstam;

/// <summary>A particle that is not in the table, for the decays and scatterings of this record: a dark photon, a heavy neutrino.</summary>
/// <example><c>[NewParticle("A'", Mass = 0.25), Decay("A' -> mu- mu+")]</c></example>
/// <param name="name">Its name, as the processes write it.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false, AllowMultiple = true)]
public sealed class NewParticleAttribute(string name) : Attribute
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>The name of its antiparticle; where it is not given, the particle is its own.</summary>
    public string? Antiparticle { get; set; }

    /// <summary>Mass in GeV.</summary>
    public double Mass { get; set; }

    /// <summary>Total width in GeV.</summary>
    public double Width { get; set; }

    /// <summary>Three times its electric charge: -1 for a down-type quark, 3 for a positron.</summary>
    public int ThreeCharge { get; set; }

    /// <summary>Twice its spin.</summary>
    public int TwiceSpin { get; set; }

    /// <summary>Its electron number.</summary>
    public int ElectronNumber { get; set; }

    /// <summary>Its muon number.</summary>
    public int MuonNumber { get; set; }

    /// <summary>Its tau number.</summary>
    public int TauNumber { get; set; }

    /// <summary>Three times its baryon number: 1 for a quark, 3 for a baryon.</summary>
    public int ThreeBaryonNumber { get; set; }
}
