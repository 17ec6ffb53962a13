namespace Mandelstam;

/// <summary>
/// A record declares a decay, which is checked while it is typed: charge, lepton flavours and baryon number are conserved, and the products
/// are light enough.
/// </summary>
/// <example><c>[Decay("mu- -> e- anti-nu_e nu_mu")]</c>, <c>[Decay("B+ -> (anti-D0 -> K+ pi-) pi+")]</c></example>
/// <param name="process">The decay: the particle, an arrow, its products; a product's own decay in parentheses, X for whatever else there is.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class DecayAttribute(string process) : Attribute
{
    /// <summary>The decay as written.</summary>
    public string Process { get; } = process;

    /// <summary>The products may be heavier than the particle: something in the chain is off its mass shell, as in <c>H -> Z Z</c>.</summary>
    public bool OffShell { get; set; }

    /// <summary>What the decay is allowed to violate: for searches beyond the Standard Model.</summary>
    public ConservedNumbers Violates { get; set; }
}
