namespace Mandelstam;

/// <summary>This member is plain C# for people and is not compiled: it may use anything, and no feature may read it.</summary>
/// <example><code>[NotTranslated] public string Title =&gt; $"{Process}: {VisibleMass}";</code></example>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Method, AllowMultiple = false, Inherited = false)]
public sealed class NotTranslatedAttribute : Attribute;
