namespace Mandelstam;

/// <summary>This number is the weight of the event; rate nuisances multiply it.</summary>
/// <example><code>[Weight, Column("weights")] public partial double Weight { get; init; }</code></example>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = false, Inherited = false)]
public sealed class WeightAttribute : Attribute;
