namespace Mandelstam.Measurement;

/// <summary>One run: what is read, where results go, and how.</summary>
/// <param name="Data">Simulated events, with weights and labels; what simulates them, where <paramref name="Simulation"/> does.</param>
/// <param name="Test">An independent sample that the pseudo-experiments are made from; null: they share the templates' population.</param>
/// <param name="Folder">Where results and checkpoints go.</param>
/// <param name="Seed">Seed of everything random.</param>
/// <param name="Device">"cpu" or "cuda".</param>
/// <param name="Options">The method's numbers.</param>
/// <param name="Simulation">Simulates the events of training, templates, belt and test, each with a seed of its own; null: they are read from files.</param>
public sealed record MeasurementRequest(string Data, string? Test, string Folder, ulong Seed, string Device, MeasurementOptions Options, IEventSimulation? Simulation = null)
{
    /// <summary>The options that a run of this kind has where nothing else is asked for.</summary>
    public MeasurementOptions Standard => MeasurementOptions.Standard(isSimulated: Simulation is not null);
}
