namespace Mandelstam;

/// <summary>This transverse vector is the negative sum of what is seen: a shift of a visible momentum must be compensated in it.</summary>
/// <example><code>[MissingMomentum, Column("PRI_met", "PRI_met_phi")] public partial TransverseVector&lt;Lab&gt; Met { get; init; }</code></example>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = false, Inherited = false)]
public sealed class MissingMomentumAttribute : Attribute;
