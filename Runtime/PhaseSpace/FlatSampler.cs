using Mandelstam.Processes;

namespace Mandelstam.PhaseSpace;

/// <summary>Chooses the sampler that fills the phase space of a final state.</summary>
public static class FlatSampler
{
    private const int PilotEvents = 16 * PhaseSpaceSampler.BlockEvents;
    private const ulong PilotSeed = 1;

    /// <summary>The sampler of all particles of a process's final state, whatever they come of; the mean of its weights is their volume.</summary>
    /// <remarks>
    /// Final particles with line shapes, and two particles: decay by decay. Massless particles: the Stiefel frame. Massive ones: RAMBO's rescaling of massless momenta,
    /// good where particles are fast, or the sequence of decays, good where they are slow, whichever has the more even weights in a small trial of fixed seed.
    /// </remarks>
    /// <param name="process">The process.</param>
    public static PhaseSpaceSampler Of(ProcessDefinition process)
    {
        ArgumentNullException.ThrowIfNull(process);
        ProcessParticle tree = process.Tree with { LineShape = null, FirstLeaf = 0, Daughters = process.FinalState };
        SequentialSampler sequential = new(tree);
        if (sequential.IsUniform || process.FinalState.Any(static p => p.LineShape is not null))
        {
            return sequential;
        }

        StiefelSampler stiefel = new(process.TotalEnergy, process.Masses);
        return stiefel.IsUniform || Evenness(stiefel) > Evenness(sequential) ? stiefel : sequential;
    }

    // Mean over maximum: the fraction that unweighting keeps.
    private static double Evenness(PhaseSpaceSampler sampler)
    {
        double sum = 0, largest = 0;
        foreach (double weight in sampler.Sample(PilotEvents, PilotSeed).Weights)
        {
            sum += weight;
            largest = Math.Max(largest, weight);
        }

        return sum / (PilotEvents * largest);
    }
}
