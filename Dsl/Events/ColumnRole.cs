namespace Mandelstam.Events;

/// <summary>What a column of an event is for.</summary>
public enum ColumnRole
{
    /// <summary>A measured number that features and nuisances read.</summary>
    Primary,

    /// <summary>The event's weight.</summary>
    Weight,

    /// <summary>The process that the event was simulated from.</summary>
    Label,

    /// <summary>Declared and carried along, but not used by any computation.</summary>
    Passenger,
}
