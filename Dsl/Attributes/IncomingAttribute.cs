namespace Mandelstam;

/// <summary>
/// An incoming particle of a <see cref="ScatteringAttribute">scattering</see>, in the order of its text: the first flies along +z, in the centre of mass.
/// </summary>
/// <example><code>[Incoming, Massless] public partial FourVector&lt;CentreOfMass&gt; Electron { get; }</code></example>
/// <param name="particle">Its name, for readers and for the compiler to hold against the text; may be left out.</param>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = false, Inherited = false)]
public sealed class IncomingAttribute(string? particle = null) : Attribute
{
    /// <summary>Its name; null where it is left to the text.</summary>
    public string? Particle { get; } = particle;
}
