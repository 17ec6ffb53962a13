namespace Mandelstam;

/// <summary>A map from event to event, applied after the nuisances and before the selection, in the order of declaration.</summary>
/// <example><code>[Correction] public HiggsTauTau Reconstructed() =&gt; this with { Met = Met.Rounded(3) };</code></example>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false, Inherited = false)]
public sealed class CorrectionAttribute : Attribute;
