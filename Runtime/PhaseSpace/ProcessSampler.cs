using Mandelstam.Processes;

namespace Mandelstam.PhaseSpace;

/// <summary>Chooses what draws the trial events of a process.</summary>
public static class ProcessSampler
{
    private const int PilotEvents = 32 * PhaseSpaceSampler.BlockEvents;
    private const ulong PilotSeed = 1;

    // Flat events are drawn many at a time, and need no training: what keeps so many of them is good enough.
    private const double GoodEfficiency = 0.3;

    /// <summary>The sampler of a process.</summary>
    /// <remarks>
    /// Without |M|²: a chain decay by decay, with the measure of its vertices, anything else flat. With |M|²: flat phase space, or where that would be kept seldom, or
    /// resonances are declared, <see cref="ChannelSampler"/>.
    /// </remarks>
    /// <param name="process">The process.</param>
    /// <param name="threads">The most threads to train with; the sampler does not depend on it.</param>
    /// <param name="cancellation">Stops the training.</param>
    /// <exception cref="MandelstamException">It declares |M|², and an unstable particle without a line shape; or an |M|² that is negative or not finite.</exception>
    public static PhaseSpaceSampler Of(ProcessDefinition process, int threads = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(process);
        ProcessParticle[] resonances = [.. process.Tree.All.Skip(1).Where(static p => !p.IsFinal)];
        if (process.SquaredAmplitude is null)
        {
            return resonances.Length > 0 ? new SequentialSampler(process) : FlatSampler.Of(process);
        }

        if (Array.Find(resonances, static p => p.LineShape is null) is { } narrow)
        {
            throw new MandelstamException(
                $"'{process.Name}' declares the |M|² of all its final particles, but '{narrow}' is always at its pole; write OffShell = true, or leave '{narrow}' out of the text.");
        }

        PhaseSpaceSampler flat = FlatSampler.Of(process);
        double efficiency = resonances.Length > 0 ? 0 : Efficiency(process, flat);
        if (efficiency > GoodEfficiency || process.Particles > ChannelSampler.MostParticles)
        {
            return flat;
        }

        ChannelSampler channels = ChannelSampler.Train(process, threads, cancellation);
        return Efficiency(process, channels) > efficiency ? channels : flat;
    }

    // Mean over maximum: the fraction that unweighting keeps.
    private static double Efficiency(ProcessDefinition process, PhaseSpaceSampler sampler)
    {
        PhaseSpacePoints points = sampler.Sample(PilotEvents, PilotSeed);
        double[] weights = new double[PilotEvents];
        new EventWeight(process).Of(points, weights);
        double largest = weights.Max();
        return largest > 0 ? weights.Sum() / (PilotEvents * largest) : 0;
    }
}
