using Mandelstam.Events;
using Mandelstam.Measurement;

namespace Mandelstam.CommandLine;

/// <summary>An analysis that the tool knows by name.</summary>
public interface IExample
{
    /// <summary>What the user types, in lower case: "higgs".</summary>
    string Name { get; }

    /// <summary>One line for the help.</summary>
    string Description { get; }

    /// <summary>The declared event; null for an example that declares a process.</summary>
    EventModel? Model => null;

    /// <summary>What is measured; null for an example that only declares events.</summary>
    MeasurementDefinition? Measurement => null;

    /// <summary>What simulates events of the example, as many as are asked for; null where nothing does.</summary>
    IEventSimulation? Simulation => null;

    /// <summary>The simulated events that ship with the example; null where none do.</summary>
    string? ShippedData => null;
}
