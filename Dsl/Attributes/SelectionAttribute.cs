namespace Mandelstam;

/// <summary>The condition for an event to be kept.</summary>
/// <example><code>[Selection] public bool Selected =&gt; Tau.Pt &gt;= 26.GeV;</code></example>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = false, Inherited = false)]
public sealed class SelectionAttribute : Attribute;
