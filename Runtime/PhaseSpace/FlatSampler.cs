using Mandelstam.Processes;

namespace Mandelstam.PhaseSpace;

/// <summary>Chooses the sampler that suits a process.</summary>
public static class FlatSampler
{
    private const int PilotEvents = 16 * PhaseSpaceSampler.BlockEvents;
    private const ulong PilotSeed = 1;

    /// <summary>The sampler of a process.</summary>
    /// <remarks>
    /// Chains and line shapes: decay by decay. Massless particles: the Stiefel frame. Massive ones: RAMBO's rescaling of massless momenta, good where
    /// particles are fast, or the sequence of decays, good where they are slow, whichever has the more even weights in a small trial of fixed seed.
    /// </remarks>
    /// <param name="process">The process.</param>
    public static PhaseSpaceSampler Of(ProcessDefinition process)
    {
        ArgumentNullException.ThrowIfNull(process);
        if (process.Tree.All.Skip(1).Any(static p => !p.IsFinal || p.LineShape is not null))
        {
            return new SequentialSampler(process);
        }

        SequentialSampler sequential = new(process.TotalEnergy, process.Masses);
        if (sequential.IsUniform)
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
