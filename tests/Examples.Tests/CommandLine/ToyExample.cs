using Mandelstam.CommandLine;
using Mandelstam.Events;
using Mandelstam.Measurement;

namespace Mandelstam.Examples.Tests.CommandLine;

/// <summary>The toy model under a name that the tool can be given.</summary>
internal sealed class ToyExample : IExample
{
    public string Name => "toy";

    public string Description => "A toy.";

    public EventModel Model { get; } = new ToyModel();

    public MeasurementDefinition Measurement => throw new NotSupportedException("The toy has nothing to measure.");

    public string ShippedData => "toy.csv";
}
