namespace Mandelstam;

/// <summary>A record declares a scattering of two particles, which is checked while it is typed, as a <see cref="DecayAttribute">decay</see> is.</summary>
/// <example><c>[Scattering("e- e+ -> mu- mu+ gamma", SqrtS = 91.2)]</c></example>
/// <param name="process">The scattering: two particles, an arrow, the products; a product's own decay in parentheses, X for whatever else there is.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class ScatteringAttribute(string process) : Attribute
{
    /// <summary>The scattering as written.</summary>
    public string Process { get; } = process;

    /// <summary>The energy in the centre of mass, in GeV.</summary>
    public double SqrtS { get; set; }

    /// <summary>Products of the chain may be heavier than what they come from: something in it is off its mass shell.</summary>
    public bool OffShell { get; set; }

    /// <summary>What the scattering is allowed to violate: for searches beyond the Standard Model.</summary>
    public ConservedNumbers Violates { get; set; }
}
