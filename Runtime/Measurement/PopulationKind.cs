namespace Mandelstam.Measurement;

/// <summary>Where pseudo-experiments come from, compared with templates.</summary>
public enum PopulationKind
{
    /// <summary>The same simulated events: the simulation's fluctuation cancels.</summary>
    Shared,

    /// <summary>Another file: templates and pseudo-data fluctuate independently, and the belt includes it.</summary>
    File,

    /// <summary>Events simulated for each purpose with a seed of its own, so many that their fluctuation is small.</summary>
    Simulated,
}
