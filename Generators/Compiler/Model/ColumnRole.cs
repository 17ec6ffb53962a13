namespace Mandelstam.Compiler.Model;

/// <summary>What a column is for; the names are those of the runtime's own enumeration.</summary>
public enum ColumnRole
{
    /// <summary>A number that the bodies read.</summary>
    Primary,

    /// <summary>The event weight.</summary>
    Weight,

    /// <summary>The text that says which process made the event.</summary>
    Label,

    /// <summary>Carried along, read by no body.</summary>
    Passenger,
}
