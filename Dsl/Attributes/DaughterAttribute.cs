namespace Mandelstam;

/// <summary>
/// A particle of the final state of a <see cref="DecayAttribute">decay</see> or <see cref="ScatteringAttribute">scattering</see>, in the order of its
/// text; of a chain, those that do not decay, left to right. Its mass is that of the particle table, or zero where it is <see cref="MasslessAttribute">massless</see>.
/// </summary>
/// <example><code>[Daughter, Massless] public partial FourVector&lt;Rest&gt; Electron { get; init; }</code></example>
/// <param name="particle">Its name, for readers and for the compiler to hold against the text; may be left out.</param>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = false, Inherited = false)]
public sealed class DaughterAttribute(string? particle = null) : Attribute
{
    /// <summary>Its name; null where it is left to the text.</summary>
    public string? Particle { get; } = particle;
}
