namespace Mandelstam;

/// <summary>The vectors of this property have no mass: three columns (p<sub>T</sub>, η, φ) make one, and the compiler may use m = 0.</summary>
/// <example><code>[Massless, Column("PRI_had_{pt,eta,phi}")] public partial FourVector&lt;Lab&gt; Tau { get; init; }</code></example>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = false, Inherited = false)]
public sealed class MasslessAttribute : Attribute;
