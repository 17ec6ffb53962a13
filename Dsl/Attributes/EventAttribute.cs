namespace Mandelstam;

/// <summary>Marks a partial record as an event: what a file holds, what is computed from it and what may shift it.</summary>
/// <example><code>[Event] public partial record HiggsTauTau { … }</code></example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class EventAttribute : Attribute
{
    /// <summary>The unit of energies in the file where a column does not say otherwise; GeV if not given.</summary>
    public EnergyUnit Unit { get; init; } = EnergyUnit.GeV;
}
