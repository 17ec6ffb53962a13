namespace Mandelstam;

/// <summary>The decaying particle of a <see cref="DecayAttribute">decay</see>: at rest, with the mass of the particle table.</summary>
/// <example><code>[Parent] public partial FourVector&lt;Rest&gt; Muon { get; }</code></example>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = false, Inherited = false)]
public sealed class ParentAttribute : Attribute;
