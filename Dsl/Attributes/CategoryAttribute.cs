namespace Mandelstam;

/// <summary>The enum by which the selected events are divided.</summary>
/// <example><code>[Category] public JetBin Bin =&gt; Jets.Count switch { 0 =&gt; JetBin.Zero, _ =&gt; JetBin.More };</code></example>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = false, Inherited = false)]
public sealed class CategoryAttribute : Attribute;
