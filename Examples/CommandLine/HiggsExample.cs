using Mandelstam.Events;
using Mandelstam.Examples.HiggsSimulation;
using Mandelstam.Examples.HiggsUncertainty;
using Mandelstam.Measurement;

namespace Mandelstam.CommandLine;

/// <summary>The signal strength of H → ττ, as the FAIR Universe HiggsML Uncertainty Challenge asks for it.</summary>
internal sealed class HiggsExample : IExample
{
    /// <inheritdoc/>
    public string Name => "higgs";

    /// <inheritdoc/>
    public string Description => "H → ττ in the FAIR Universe HiggsML Uncertainty Challenge.";

    /// <inheritdoc/>
    public EventModel Model => HiggsTauTau.Model;

    /// <inheritdoc/>
    public MeasurementDefinition? Measurement { get; } = new SignalStrength();

    /// <inheritdoc/>
    public IEventSimulation? Simulation { get; } = new HiggsEventSimulation();

    /// <inheritdoc/>
    public string? ShippedData => Path.Combine(AppContext.BaseDirectory, "Data", "higgs_sample.parquet");
}
