namespace Mandelstam;

/// <summary>This column is carried along unchanged and enters no computation, such as a run number.</summary>
/// <example><code>[Passenger, Column("EventId")] public partial string EventId { get; init; }</code></example>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = false, Inherited = false)]
public sealed class PassengerAttribute : Attribute;
