namespace Mandelstam;

/// <summary>This enum is the process that the event was simulated from: known in simulation only, never in data.</summary>
/// <example><code>[Label, Column("detailed_labels")] public partial Process Process { get; init; }</code></example>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = false, Inherited = false)]
public sealed class LabelAttribute : Attribute;
