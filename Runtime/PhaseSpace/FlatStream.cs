using Mandelstam.Processes;

namespace Mandelstam.PhaseSpace;

/// <summary>Events of flat phase space, with weights whose mean is the volume. Neither |M|² nor a selection counts.</summary>
/// <param name="sampler">What draws them.</param>
public sealed class FlatStream(PhaseSpaceSampler sampler) : EventStream
{
    private const int ChunkEvents = 64 * PhaseSpaceSampler.BlockEvents;

    /// <inheritdoc/>
    public override IEnumerable<PhaseSpacePoints> Draw(long count, ulong seed, int threads = 1, CancellationToken cancellation = default)
    {
        PhaseSpacePoints points = new(sampler.Particles, (int)Math.Min(ChunkEvents, count));
        for (long first = 0; first < count; first += ChunkEvents)
        {
            cancellation.ThrowIfCancellationRequested();
            points.Count = (int)Math.Min(ChunkEvents, count - first);
            sampler.Fill(points, seed, first, threads);
            yield return points;
        }
    }
}
